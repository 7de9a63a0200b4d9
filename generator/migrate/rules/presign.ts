import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import type { Service } from "../services.js";
import { constantOf, innermost, outermost, plainProperties, valueOf } from "../syntax.js";
import { calledBy, isClientOf } from "./calls.js";

/** `getSignedUrl(client, new GetObjectCommand(input), { expiresIn })` */
export function rewriteSignedUrl(
  file: FileContext,
  reference: Reference,
  service: Service,
): boolean {
  const { node } = reference;
  const call = node.parent;
  if (reference.name !== "getSignedUrl" || !isCallOf(call, node)) return false;
  const [client, command, options] = call.arguments;
  if (!client || !command || !isClient(file, service, client)) return false;
  const constant = madeBefore(file, innermost(command));
  const made = constant ?? innermost(command);
  if (!ts.isNewExpression(made)) return false;
  const commandReference = file.referenceAt(made.expression);
  const called = commandReference && calledBy(commandReference, service);
  const [input, ...more] = made.arguments ?? [];
  if (!called || called.subpath !== "." || !input || more.length > 0) return false;
  if (options && !hasOnly(options, ["expiresIn"])) return false;
  const name = `presign${called.function.charAt(0).toUpperCase()}${called.function.slice(1)}`;
  if (!service.exports.get("./presign")?.has(name)) return false;
  const { key } = service;
  const ends = urlOf(call);
  const unwrap = file.use(service, ".", "unwrap");
  const local = file.use(service, "./presign", name);
  file.replace(key, ends.start, client.getStart(), `${ends.before}${unwrap}(${local}(`);
  if (!constant) {
    file.replace(key, command.getStart(), input.getStart(), "");
    file.replace(key, input.end, command.end, "");
  }
  file.replace(key, call.end, call.end, ends.after);
  file.handled.set(node, key);
  // That of a constant is for the rule of commands, which sees its other uses.
  if (!constant) file.handled.set(commandReference.node, key);
  if (ts.isObjectLiteralExpression(input) && SIGNED.test(file.text(input))) {
    file.look(
      key,
      call,
      "who sends this request has to send its `headers`, too: content type, length and encryption are signed here",
    );
  }
  return true;
}

/** The command of a constant, which will have its input instead. */
function madeBefore(file: FileContext, command: ts.Expression): ts.NewExpression | undefined {
  const symbol = ts.isIdentifier(command) && file.checker.getSymbolAtLocation(command);
  const [declaration] = (symbol && symbol.declarations) || [];
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const { initializer } = declaration;
  if (!initializer || !ts.isNewExpression(initializer)) return undefined;
  return constantOf(file.checker, initializer)?.symbol === symbol ? initializer : undefined;
}

/** Members of inputs that a presigned request holds who sends it to, by headers. */
const SIGNED = /\b(ContentType|ContentLength|ServerSideEncryption|SSE\w+|Checksum\w+)\b/;

/** `createPresignedPost(client, { Bucket, Key, Expires })` */
export function rewritePresignedPost(
  file: FileContext,
  reference: Reference,
  service: Service,
): boolean {
  const { node } = reference;
  const call = node.parent;
  if (reference.name !== "createPresignedPost" || !isCallOf(call, node)) return false;
  const [client, input] = call.arguments;
  if (!client || !input || !ts.isObjectLiteralExpression(input)) return false;
  if (!isClient(file, service, client) || !service.exports.get("./presign")?.has("presignPost"))
    return false;
  const fields = plainProperties(input);
  if (!fields || !hasOnly(input, ["Bucket", "Key", "Conditions", "Fields", "Expires"]))
    return false;
  const { key } = service;
  const unwrap = file.use(service, ".", "unwrap");
  file.replace(key, node.getStart(), node.getStart(), `${unwrap}(`);
  file.replace(key, node.getStart(), node.end, file.use(service, "./presign", "presignPost"));
  const expires = fields.get("Expires");
  let options = "";
  if (expires) {
    const rest = /^\s*,[ \t]*/.exec(file.source.text.slice(expires.end));
    const before = /,?\s*$/.exec(file.source.text.slice(0, expires.getStart()));
    const start = rest ? expires.getStart() : expires.getStart() - (before?.[0].length ?? 0);
    file.replace(key, start, expires.end + (rest?.[0].length ?? 0), "");
    options = `, { expiresIn: ${file.text(valueOf(expires))} }`;
  }
  file.replace(key, input.end, call.end, `${options}))`);
  file.handled.set(node, key);
  return true;
}

const isCallOf = (call: ts.Node, node: ts.Node): call is ts.CallExpression =>
  ts.isCallExpression(call) && call.expression === node;

function isClient(file: FileContext, service: Service, client: ts.Expression): boolean {
  const isOurs = isClientOf(file, service, client);
  if (isOurs) file.handledClients.add(client);
  return isOurs;
}

function hasOnly(options: ts.Expression, names: readonly string[]): boolean {
  if (!ts.isObjectLiteralExpression(options)) return false;
  const fields = plainProperties(options);
  return fields !== undefined && [...fields.keys()].every((name) => names.includes(name));
}

/** What makes a URL of a presigned request: at once where it is awaited. */
function urlOf(call: ts.CallExpression): { start: number; before: string; after: string } {
  const { parent } = outermost(call);
  if (ts.isAwaitExpression(parent) && parent.expression === call) {
    return { start: parent.getStart(), before: "(await ", after: ")).url" };
  }
  return { start: call.getStart(), before: "", after: ").then(({ url }) => url)" };
}
