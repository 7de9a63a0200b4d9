import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import { innermost, outermost } from "../syntax.js";

const READS: Readonly<Record<string, string>> = {
  transformToString: "text",
  transformToByteArray: "bytes",
};

/** What is read of an output's stream: `Body.transformToString()` becomes `Body.text()`. */
export function rewriteStreams(file: FileContext): void {
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const key = file.brand(node.expression, "stream");
      if (key !== undefined) rewriteRead(file, key, node);
      const bytes = file.brand(node.expression, "bytes");
      if (bytes !== undefined && node.name.text === "transformToString")
        decodeBytes(file, bytes, node);
    }
    if (ts.isAsExpression(node)) rewriteCast(file, node);
    if (ts.isBinaryExpression(node)) refuseTest(file, node);
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}

function rewriteRead(file: FileContext, key: string, read: ts.PropertyAccessExpression): void {
  const { name } = read;
  const call = read.parent;
  const isCall = ts.isCallExpression(call) && call.expression === read;
  const known = READS[name.text];
  if (isCall && known !== undefined && isUtf8(call.arguments)) {
    file.replace(key, name.getStart(), name.end, known);
    for (const argument of call.arguments) file.replace(key, argument.getStart(), argument.end, "");
  } else if (isCall && name.text === "transformToWebStream" && !read.questionDotToken) {
    // The stream is one of the web's itself.
    file.replace(key, read.expression.end, call.end, "");
  } else if (isCall && name.text === "pipe" && isReadOnce(file, read.expression)) {
    makeNodes(file, key, read.expression, read.expression);
  } else if (name.text !== "__stream") {
    file.block(
      key,
      read,
      `\`${name.text}\` of an output's stream: it is a web stream; Readable.fromWeb() makes it one of Node's`,
    );
  }
}

function isUtf8([encoding, ...more]: ts.NodeArray<ts.Expression>): boolean {
  if (more.length > 0) return false;
  return !encoding || (ts.isStringLiteralLike(encoding) && /^utf-?8$/i.test(encoding.text));
}

/** Blobs that are no streams are bytes, and nothing more. */
function decodeBytes(file: FileContext, key: string, read: ts.PropertyAccessExpression): void {
  const call = read.parent;
  if (!ts.isCallExpression(call) || !isUtf8(call.arguments) || read.questionDotToken) {
    file.block(key, read, "`transformToString` of bytes: use a TextDecoder");
    return;
  }
  file.replace(key, read.getStart(), read.getStart(), "new TextDecoder().decode(");
  file.replace(key, read.expression.end, call.end, ")");
}

/** Types of Node's streams, which what `Readable.fromWeb` makes is assignable to. */
const NODES = /^(\w+\.)?(Readable(Stream)?|IncomingMessage|SdkStream(<.*>)?)$/;

/** `Body as Readable` becomes one: `Readable.fromWeb(Body)`. */
function rewriteCast(file: FileContext, cast: ts.AsExpression): void {
  const stream = innermost(cast);
  const key = file.brand(stream, "stream");
  if (key === undefined) return;
  const text = file.text(cast.type);
  let whole: ts.Node = cast;
  while (ts.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  const isNodes = NODES.test(text);
  if (isNodes && isReadOnce(file, stream)) makeNodes(file, key, whole, stream);
  else if (isNodes) {
    // The second `Readable.fromWeb` would find the stream locked.
    file.block(
      key,
      cast,
      `an output's stream as \`${text}\`, which is read at other places, too: make it one of Node's once, by Readable.fromWeb()`,
    );
  } else if (text !== "any" && text !== "unknown" && outermost(cast) !== cast.expression) {
    file.block(
      key,
      cast,
      `an output's stream as \`${text}\`: it is a web stream; Readable.fromWeb() makes it one of Node's`,
    );
  }
}

/** Has an expression be a stream of Node's, made of an output's. */
function makeNodes(file: FileContext, key: string, node: ts.Node, stream: ts.Expression): void {
  const service = file.services.get(key);
  if (!service) return;
  const readable = file.use(service, "node:stream", "Readable");
  file.replace(key, node.getStart(), stream.getStart(), `${readable}.fromWeb(`);
  // Types of browsers and those of Node know two streams of the web, which are the same.
  const type = file.isTypeScript
    ? ` as ${file.use(service, "node:stream/web", "ReadableStream", true)}`
    : "";
  // The SDK's types let a body be absent, which it is not.
  file.replace(key, stream.end, node.end, `${type})`);
}

/** Whether a stream is used at one place alone beside tests of whether it is there. */
function isReadOnce(file: FileContext, stream: ts.Expression): boolean {
  const one = innermost(stream);
  const text = file.text(one);
  const root = rootOf(file, one);
  // What a call gives is another one each time.
  if (!root) return true;
  let reads = 0;
  const visit = (node: ts.Node): void => {
    const isStream = node.kind === one.kind && file.text(node) === text;
    if (isStream && rootOf(file, node) === root && !isTest(node)) reads++;
    else ts.forEachChild(node, visit);
  };
  visit(file.source);
  return reads <= 1;
}

/** What the name stands for that an expression begins with. */
function rootOf(file: FileContext, node: ts.Node): ts.Symbol | undefined {
  let root = node;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  return file.checker.getSymbolAtLocation(root);
}

/** A condition, a comparison, or the declaration of a name. */
function isTest(node: ts.Node): boolean {
  const outer = outermost(node);
  const { parent } = outer;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken;
    return TESTING.has(kind) || (isAnd && parent.left === outer);
  }
  if (ts.isConditionalExpression(parent)) return parent.condition === outer;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.name === outer;
  return (
    ts.isIfStatement(parent) || ts.isPrefixUnaryExpression(parent) || ts.isBindingElement(parent)
  );
}

const TESTING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function refuseTest(file: FileContext, test: ts.BinaryExpression): void {
  if (test.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return;
  const key = file.brand(test.left, "stream");
  const text = file.text(test.right);
  if (key === undefined || text === "ReadableStream") return;
  file.block(
    key,
    test,
    `an output's stream is no \`${text}\`, but a web stream: take the test out, or write Readable.fromWeb()`,
  );
}
