import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import { isSdkPackage, serviceOfPackage, type Service } from "../services.js";
import { rewriteCommand, rewriteMethods } from "./calls.js";
import { followClients, rewriteCreation } from "./clients.js";
import { rewriteCredentials } from "./credentials.js";
import { rewriteConversion, rewriteDocumentClient } from "./documents.js";
import { rewriteErrorChains } from "./errorChains.js";
import { rewriteErrorMembers, rewriteInstanceOf, rewriteNameChecks } from "./errors.js";
import { refuseMetadata } from "./metadata.js";
import { rewriteMocks } from "./mocks.js";
import { rewritePages, rewriteWaiter } from "./pages.js";
import { rewritePresignedPost, rewriteSignedUrl } from "./presign.js";
import { rewriteStreams } from "./streams.js";
import { assertRequired, rewriteEnum, rewriteType } from "./types.js";
import { rewriteUpload } from "./uploads.js";

type Rule = (file: FileContext, reference: Reference, service: Service) => boolean;

/** What deals with a reference, by the package that it is of. The first that does is the one. */
const CLIENT_RULES: readonly Rule[] = [
  rewriteCreation,
  rewriteCommand,
  rewritePages,
  rewriteWaiter,
  rewriteInstanceOf,
  rewriteType,
  rewriteEnum,
];
const LIBRARY_RULES: Readonly<Record<string, readonly Rule[]>> = {
  "@aws-sdk/lib-dynamodb": [rewriteDocumentClient, rewriteCommand, rewritePages, rewriteType],
  "@aws-sdk/util-dynamodb": [rewriteConversion],
  "@aws-sdk/lib-storage": [rewriteUpload],
  "@aws-sdk/s3-request-presigner": [rewriteSignedUrl],
  "@aws-sdk/s3-presigned-post": [rewritePresignedPost],
};

/** Rewrites all that a file has of the SDK's services, and blocks what cannot be. */
export function rewriteFile(file: FileContext): void {
  rewriteMocks(file);
  rewriteErrorChains(file);
  // These take commands along, which others would not know what to do with.
  const last = (reference: Reference): boolean => !/signer|signed-post/.test(reference.package);
  const ordered = [...file.references].sort((a, b) => Number(last(a)) - Number(last(b)));
  for (const reference of ordered) {
    if (file.handled.has(reference.node)) continue;
    const service = file.services.get(keyOf(file, reference) ?? "");
    if (!service) continue;
    const rules = LIBRARY_RULES[reference.package] ?? CLIENT_RULES;
    rules.some((rule) => rule(file, reference, service));
  }
  rewriteMethods(file);
  rewriteCredentials(file);
  for (const reference of file.references) {
    if (reference.name === "mockClient") refuseMock(file, reference);
    const key = keyOf(file, reference);
    if (key === undefined || file.handled.has(reference.node)) continue;
    file.block(key, reference.node, whyLeft(reference));
  }
  rewriteStreams(file);
  rewriteErrorMembers(file);
  rewriteNameChecks(file);
  refuseMetadata(file);
  assertRequired(file);
  followClients(file);
}

/** A mock takes all clients of its service, wherever they are created. */
function refuseMock(file: FileContext, { node }: Reference): void {
  const call = node.parent;
  if (file.handled.has(node) || !ts.isCallExpression(call)) return;
  const [target] = call.arguments;
  const reference = target && file.referenceAt(target);
  const key = reference ? keyOf(file, reference) : target && file.brand(target, "client");
  if (!key) return;
  file.block(
    key,
    node,
    "`mockClient`: give the client the `config` of a fake of `./testing`, which has handlers for the operations",
  );
}

/** The service that a reference is for: of a presigner, that of the command which it is given. */
function keyOf(file: FileContext, reference: Reference): string | undefined {
  const call = reference.node.parent;
  if (reference.name === "getSignedUrl" && ts.isCallExpression(call)) {
    const [client] = call.arguments;
    const key = client && file.brand(client, "client");
    if (key) return key;
  }
  return isSdkPackage(reference.package) ? serviceOfPackage(reference.package) : undefined;
}

function whyLeft({ name, node }: Reference): string {
  const { parent } = node;
  if (ts.isExportSpecifier(parent))
    return `\`${name}\` is exported again: import it where it is used`;
  if (ts.isHeritageClause(parent.parent)) {
    return `a class extends \`${name}\`: clients and errors are no classes; wrap the client`;
  }
  if (/Command$/.test(name)) {
    return `\`${name}\` is not sent where it is made: call the operation's function where it is sent`;
  }
  if (/^waitUntil/.test(name)) {
    return `\`${name}\`: its outcome is read, or its configuration is not written out here, or the client has no such waiter`;
  }
  if (/^paginate/.test(name)) {
    return `\`${name}\`: no \`for await\` loop goes through it here, or its configuration is not written out`;
  }
  if (name === "Upload") {
    return '`Upload`: it is used otherwise than by `on("httpUploadProgress")` and `done()`, or has options that `upload` has not';
  }
  if (name === "getSignedUrl" || name === "createPresignedPost") {
    return `\`${name}\` is called with something that is not written out here, or with options that have no counterpart`;
  }
  if (ts.isNewExpression(parent)) return `\`new ${name}\` has no counterpart`;
  return `\`${name}\` has no counterpart in the client, as it is used here`;
}
