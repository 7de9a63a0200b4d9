import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import type { Service } from "../services.js";
import {
  constantOf,
  lineRange,
  outermost,
  plainProperties,
  statementOf,
  usesOf,
  valueOf,
} from "../syntax.js";

/** Options of lib-storage's uploads, as those of `upload`. */
const OPTIONS: Readonly<Record<string, string>> = {
  queueSize: "concurrency",
  partSize: "partSize",
};

/**
 * `new Upload({ client, params })` with `done()`, at once or of a constant. An upload begins where it is
 * made; its result never rejects, so that it may be asked for later.
 */
export function rewriteUpload(file: FileContext, reference: Reference, service: Service): boolean {
  const { node } = reference;
  const made = node.parent;
  if (reference.name !== "Upload" || !ts.isNewExpression(made)) return false;
  const [options, ...more] = made.arguments ?? [];
  if (!options || more.length > 0 || !ts.isObjectLiteralExpression(options)) return false;
  if (!service.exports.get("./transfer")?.has("upload")) return false;
  const fields = plainProperties(options);
  const client = fields?.get("client");
  const params = fields?.get("params");
  if (!fields || !client || !params) return false;
  if (file.brand(valueOf(client), "client") !== service.key) return false;
  if (file.holdsReference(client)) return false;
  const others = optionTexts(file, fields);
  const uses = others && usesOfUpload(file, made);
  if (!others || !uses) return false;
  const { key } = service;
  const local = file.use(service, "./transfer", "upload");
  const unwrap = file.use(service, ".", "unwrap");
  const value = valueOf(params);
  const handler = uses.handler && `onProgress: ${file.text(uses.handler)}`;
  const all = [...others, ...(handler === undefined ? [] : [handler])];
  const start = `${local}(${file.text(valueOf(client))}, `;
  const end = all.length > 0 ? `, { ${all.join(", ")} })` : ")";
  file.replace(key, made.getStart(), value.getStart(), uses.done ? start : `${unwrap}(${start}`);
  file.replace(key, value.end, made.end, end);
  if (uses.done) file.replace(key, uses.done.getStart(), uses.done.end, `${unwrap}(${uses.name})`);
  else file.replace(key, made.end, uses.end, ")");
  for (const statement of uses.removed) {
    const range = lineRange(file.source, statement);
    file.replace(key, range.start, range.end, "");
  }
  file.handledClients.add(valueOf(client));
  file.handled.set(node, key);
  return true;
}

type Fields = NonNullable<ReturnType<typeof plainProperties>>;

function optionTexts(file: FileContext, fields: Fields): readonly string[] | undefined {
  const texts: string[] = [];
  for (const [name, field] of fields) {
    if (name === "client" || name === "params") continue;
    // The default of both: what fails leaves nothing behind.
    if (name === "leavePartsOnError" && file.text(valueOf(field)) === "false") continue;
    const known = OPTIONS[name];
    if (known === undefined) return undefined;
    const text = file.text(valueOf(field));
    texts.push(known === text ? known : `${known}: ${text}`);
  }
  return texts;
}

interface UploadUses {
  readonly name: string;
  /** `upload.done()` of a constant; absent where it is called at once. */
  readonly done?: ts.CallExpression | undefined;
  /** Where `new Upload(…).done()` ends. */
  readonly end: number;
  readonly handler?: ts.Expression | undefined;
  readonly removed: readonly ts.Node[];
}

function usesOfUpload(file: FileContext, made: ts.NewExpression): UploadUses | undefined {
  const outer = outermost(made);
  const direct = methodCall(outer);
  if (direct?.name === "done") {
    return isRead(file, direct.call) ? { name: "", end: direct.call.end, removed: [] } : undefined;
  }
  const constant = constantOf(file.checker, outer);
  if (!constant || constant.declaration.type) return undefined;
  let done: ts.CallExpression | undefined;
  let handler: ts.Expression | undefined;
  const removed: ts.Node[] = [];
  for (const use of usesOf(file.source, file.checker, constant.symbol)) {
    const method = methodCall(outermost(use));
    if (method?.name === "done" && !done && isRead(file, method.call)) done = method.call;
    else if (method?.name === "on" && !handler) {
      const [event, listener] = method.call.arguments;
      const statement = statementOf(method.call);
      const isProgress =
        event && ts.isStringLiteralLike(event) && event.text === "httpUploadProgress";
      if (!isProgress || !statement || !listener || !isSimpleHandler(file, listener))
        return undefined;
      handler = listener;
      removed.push(statement);
    } else return undefined;
  }
  const name = (constant.declaration.name as ts.Identifier).text;
  return done && { name, done, end: made.end, handler, removed };
}

function methodCall(node: ts.Node): { name: string; call: ts.CallExpression } | undefined {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
  const call = parent.parent;
  const isCall = ts.isCallExpression(call) && call.expression === parent;
  return isCall ? { name: parent.name.text, call } : undefined;
}

/** A listener that reads nothing but how far the upload is, and of which nothing else is rewritten. */
function isSimpleHandler(file: FileContext, listener: ts.Expression): boolean {
  if (!ts.isArrowFunction(listener) && !ts.isFunctionExpression(listener)) return false;
  const [progress, ...more] = listener.parameters;
  if (more.length > 0 || progress?.type || file.holdsReference(listener)) return false;
  if (progress === undefined) return true;
  if (!ts.isIdentifier(progress.name)) {
    const known = /^\{\s*(loaded|total)(\s*,\s*(loaded|total))?\s*,?\s*\}$/;
    return known.test(file.text(progress.name));
  }
  const symbol = file.checker.getSymbolAtLocation(progress.name);
  if (!symbol) return false;
  return usesOf(listener.getSourceFile(), file.checker, symbol)
    .filter((use) => use !== progress.name)
    .every(({ parent }) => {
      const isRead = ts.isPropertyAccessExpression(parent);
      return isRead && (parent.name.text === "loaded" || parent.name.text === "total");
    });
}

/** Whether nothing is read of an upload's outcome that PutObject does not give: no `Location`. */
function isRead(file: FileContext, done: ts.CallExpression): boolean {
  if (statementOf(done)) return true;
  const { parent } = outermost(done);
  if (!ts.isAwaitExpression(parent)) return false;
  const constant = constantOf(file.checker, outermost(parent));
  if (!constant) return false;
  const members = file.services.get("s3")?.surface.types["PutObjectOutput"]?.members ?? {};
  return usesOf(file.source, file.checker, constant.symbol).every((use) => {
    const read = outermost(use).parent;
    return ts.isPropertyAccessExpression(read) && Object.hasOwn(members, read.name.text);
  });
}
