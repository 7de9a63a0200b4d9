import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import { outermost } from "../syntax.js";

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
    if (ts.isAsExpression(node) && file.brand(node.expression, "stream") !== undefined) {
      refuseCast(file, node);
    }
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

function refuseCast(file: FileContext, cast: ts.AsExpression): void {
  const key = file.brand(cast.expression, "stream") ?? "";
  const text = file.text(cast.type);
  if (text === "any" || text === "unknown" || outermost(cast) === cast.expression) return;
  file.block(
    key,
    cast,
    `an output's stream as \`${text}\`: it is a web stream; Readable.fromWeb() makes it one of Node's`,
  );
}
