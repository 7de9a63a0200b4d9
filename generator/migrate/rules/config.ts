import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import type { Service } from "../services.js";
import { innermost, isLogical, plainProperties, valueOf } from "../syntax.js";

/** Fields of the SDK's configuration that clients have under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  useFipsEndpoint: "useFips",
  useDualstackEndpoint: "useDualStack",
};

/** Those that every client has under the same name, and with the same meaning. */
const SAME = new Set([
  "region",
  "credentials",
  "profile",
  "maxAttempts",
  "requestChecksumCalculation",
  "responseChecksumValidation",
  "disableRequestCompression",
  "requestMinCompressionSizeBytes",
  "authSchemePreference",
]);

/** Those that change nothing here. */
const DROPPED = new Set(["apiVersion", "defaultsMode"]);

/** Options of the SDK's HTTP handlers, as fields of a client. */
const HANDLER: Readonly<Record<string, string>> = {
  requestTimeout: "attemptTimeoutMs",
  connectionTimeout: "connectTimeoutMs",
};

const HINTS: Readonly<Record<string, string>> = {
  logger: "see withLogger, or an interceptor",
  retryMode: "set AWS_RETRY_MODE, or retryStrategy: adaptiveRetry",
  retryStrategy: "see standardRetry and adaptiveRetry",
  requestHandler: "see timeoutMs, attemptTimeoutMs, connectTimeoutMs and fetch",
  httpOptions: "see timeoutMs, attemptTimeoutMs, connectTimeoutMs and fetch",
  endpoint: "a client takes it as a string",
  tls: "the scheme of the endpoint says it",
  customUserAgent: "userAgent takes a string",
  followRegionRedirects: "create the client with the bucket's region",
};

/** Rewrites what a client is created with, an object literal or a variable of which the fields are known. */
export function rewriteConfig(file: FileContext, service: Service, config: ts.Expression): void {
  const literal = innermost(config);
  if (ts.isObjectLiteralExpression(literal)) rewriteFields(file, service, literal);
  else if (ts.isConditionalExpression(literal)) {
    rewriteConfig(file, service, literal.whenTrue);
    rewriteConfig(file, service, literal.whenFalse);
  } else if (ts.isBinaryExpression(literal) && isLogical(literal)) {
    if (!isAnd(literal)) rewriteConfig(file, service, literal.left);
    rewriteConfig(file, service, literal.right);
  } else if (!file.brand(config, "config")) checkType(file, service, config);
}

function rewriteFields(
  file: FileContext,
  service: Service,
  literal: ts.ObjectLiteralExpression,
): void {
  for (const property of literal.properties) {
    if (ts.isSpreadAssignment(property)) {
      rewriteSpread(file, service, property.expression);
      continue;
    }
    const name = property.name && ts.isIdentifier(property.name) ? property.name.text : undefined;
    if (name === undefined) {
      file.block(service.key, property, "a field of the configuration has a name that is computed");
    } else if (ts.isMethodDeclaration(property) && (name === "region" || name === "credentials")) {
      continue;
    } else if (ts.isPropertyAssignment(property) || ts.isShorthandPropertyAssignment(property)) {
      rewriteField(file, service, property, name);
    } else noCounterpart(file, service, property, name);
  }
}

/** What is spread: an object that may be absent, or something that is known to have fields of the same names. */
function rewriteSpread(file: FileContext, service: Service, spread: ts.Expression): void {
  const inner = innermost(spread);
  if (ts.isObjectLiteralExpression(inner)) rewriteFields(file, service, inner);
  else if (ts.isConditionalExpression(inner)) {
    rewriteSpread(file, service, inner.whenTrue);
    rewriteSpread(file, service, inner.whenFalse);
  } else if (ts.isBinaryExpression(inner) && isLogical(inner)) {
    if (!isAnd(inner)) rewriteSpread(file, service, inner.left);
    rewriteSpread(file, service, inner.right);
  } else if (!file.brand(inner, "config")) checkType(file, service, inner);
}

/** What stands left of `&&` is a condition alone. */
const isAnd = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken;

function rewriteField(
  file: FileContext,
  service: Service,
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  name: string,
): void {
  const value = valueOf(property);
  if (name === "endpoint" && !mayBeText(file, value)) noCounterpart(file, service, property, name);
  else if (isSame(service, name)) return;
  else if (name === "tls" && isInEndpoint(property.parent, value)) remove(file, service, property);
  else if (Object.hasOwn(RENAMED, name)) rename(file, service, property, RENAMED[name] ?? name);
  else if (name === "customUserAgent" && mayBeText(file, value)) {
    rename(file, service, property, "userAgent");
  } else if (DROPPED.has(name) || (name === "retryMode" && isStandard(value))) {
    remove(file, service, property);
  } else if (name !== "requestHandler" || !rewriteHandler(file, service, property, value)) {
    noCounterpart(file, service, property, name);
  }
}

const isSame = ({ key, surface }: Service, name: string): boolean =>
  name === "endpoint" ||
  SAME.has(name) ||
  Object.hasOwn(surface.settings, name) ||
  (key === "sqs" && name === "useQueueUrlAsEndpoint");

/** Whether an endpoint is written out that says by its scheme what `tls` would. */
function isInEndpoint(literal: ts.ObjectLiteralExpression, tls: ts.Expression): boolean {
  const endpoint = plainProperties(literal)?.get("endpoint");
  const url = endpoint && valueOf(endpoint);
  if (!url || !ts.isStringLiteralLike(url)) return false;
  if (tls.kind === ts.SyntaxKind.TrueKeyword) return /^https:/i.test(url.text);
  return tls.kind === ts.SyntaxKind.FalseKeyword && /^http:/i.test(url.text);
}

const isStandard = (value: ts.Expression): boolean =>
  ts.isStringLiteralLike(value) && value.text === "standard";

/** Whether a value may be a text, and is no function, object or promise as far as the compiler sees. */
function mayBeText(file: FileContext, value: ts.Expression): boolean {
  const type = file.checker.getNonNullableType(file.checker.getTypeAtLocation(value));
  return type.isUnion()
    ? type.types.every((one) => (one.flags & TEXT) !== 0)
    : (type.flags & TEXT) !== 0;
}

const TEXT = ts.TypeFlags.StringLike | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never;

function rename(
  file: FileContext,
  service: Service,
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
  name: string,
): void {
  const { name: old } = property;
  const text = ts.isShorthandPropertyAssignment(property) ? `${name}: ${old.getText()}` : name;
  file.replace(service.key, old.getStart(), old.end, text);
}

/** Takes a property out, with the comma after it. */
function remove(file: FileContext, service: Service, property: ts.Node): void {
  const { text } = file.source;
  const rest = /^\s*,[ \t]*(\r?\n[ \t]*)?/.exec(text.slice(property.end));
  file.replace(service.key, property.getStart(), property.end + (rest?.[0].length ?? 0), "");
}

/** `new NodeHttpHandler({ requestTimeout })`, or the options alone, as fields of the client. */
function rewriteHandler(
  file: FileContext,
  service: Service,
  property: ts.Node,
  value: ts.Expression,
): boolean {
  const inner = innermost(value);
  const isNew =
    ts.isNewExpression(inner) && /^(Node|Fetch)HttpHandler$/.test(file.text(inner.expression));
  const options = isNew ? inner.arguments?.[0] : inner;
  if (!options || !ts.isObjectLiteralExpression(options)) return false;
  const fields = plainProperties(options);
  if (!fields || [...fields.keys()].some((name) => HANDLER[name] === undefined)) return false;
  const texts = [...fields].map(
    ([name, field]) => `${HANDLER[name] ?? ""}: ${file.text(valueOf(field))}`,
  );
  file.replace(service.key, property.getStart(), property.end, texts.join(", "));
  return true;
}

function checkType(file: FileContext, service: Service, config: ts.Expression): void {
  const type = file.checker.getNonNullableType(file.checker.getTypeAtLocation(config));
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) {
    file.look(
      service.key,
      config,
      `what \`${file.text(config)}\` configures is not seen here: fields that clients do not have would be passed over, such as requestHandler, logger and retryStrategy`,
    );
    return;
  }
  for (const { name } of type.getProperties()) {
    if (isSame(service, name)) continue;
    noCounterpart(file, service, config, name);
  }
}

function noCounterpart(file: FileContext, service: Service, at: ts.Node, name: string): void {
  const hints = { ...HINTS, ...RENAMED };
  const hint = Object.hasOwn(hints, name) ? hints[name] : undefined;
  const more = hint === undefined ? "" : `: ${hint}`;
  file.block(
    service.key,
    at,
    `\`${name}\` of the configuration has no counterpart as it is${more}`,
  );
}
