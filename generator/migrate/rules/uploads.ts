import { ts } from "ts-morph";
import { applyEdits, type Edit } from "../edits.js";
import type { FileContext, Reference } from "../file.js";
import type { Service } from "../services.js";
import { isClientOf } from "./calls.js";
import {
  constantOf,
  indentOf,
  isAlwaysReached,
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
  leavePartsOnError: "resume",
};

/**
 * `new Upload({ client, params })` with `done()`, at once or of a constant. An upload begins where it is
 * made, not where it is asked for; its result never rejects, so that it may be asked for a little later.
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
  if (!isClientOf(file, service, valueOf(client))) return false;
  if (file.holdsReference(client)) return false;
  const others = optionTexts(file, fields);
  const uses = others && usesOfUpload(file, made);
  if (!others || !uses) return false;
  const { key } = service;
  if (uses.done && uses.statement && !isAlwaysReached(uses.statement, uses.done)) {
    file.block(
      key,
      made,
      "`Upload`: it may not come to `done()`, or not at once, and `upload` begins where it is made: make it right before",
    );
    file.handledClients.add(valueOf(client));
    file.handled.set(node, key);
    return true;
  }
  const local = file.use(service, "./transfer", "upload");
  const unwrap = file.use(service, ".", "unwrap");
  const value = valueOf(params);
  if (uses.aborts.length > 0 && fields.has("abortController")) return false;
  const ending = uses.aborts.length > 0 ? file.names.fresh("controller") : undefined;
  const handler =
    uses.handler && `onProgress: ${handlerText(file, uses.handler, abortEdits(uses, ending))}`;
  const signal = ending && `signal: ${ending}.signal`;
  const all = [...others, ...[handler, signal].filter((text) => text !== undefined)];
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
  if (ending !== undefined && uses.statement) {
    const { statement } = uses;
    const semicolon = file.source.text[statement.end - 1] === ";" ? ";" : "";
    const line = `const ${ending} = new AbortController()${semicolon}\n${indentOf(file.source, statement)}`;
    file.replace(key, statement.getStart(), statement.getStart(), line);
    for (const abort of uses.aborts) {
      const isInHandler = uses.handler && isWithin(abort, uses.handler);
      if (!isInHandler) file.replace(key, abort.getStart(), abort.end, ending);
    }
  }
  if (uses.isPassedOn) {
    file.look(
      key,
      uses.done ?? made,
      "what an upload gives has the members of PutObject's output: no `Location`, `Bucket` or `Key`",
    );
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
    const text = file.text(valueOf(field));
    if (name === "abortController" && !file.holdsReference(field)) {
      texts.push(`signal: ${ts.isNewExpression(valueOf(field)) ? `(${text})` : text}.signal`);
      continue;
    }
    const known = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (known === undefined) return undefined;
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
  readonly handler?: ts.FunctionExpression | ts.ArrowFunction | undefined;
  readonly removed: readonly ts.Node[];
  /** The names in `upload.abort()`. */
  readonly aborts: readonly ts.Node[];
  /** The constant's statement. */
  readonly statement?: ts.Statement | undefined;
  /** Whether the outcome goes to where it is not seen what is read of it. */
  readonly isPassedOn: boolean;
}

const isWithin = (inner: ts.Node, outer: ts.Node): boolean =>
  inner.pos >= outer.pos && inner.end <= outer.end;

/** `upload.abort()` in a listener, which ends the upload by its signal. */
const abortEdits = ({ handler, aborts }: UploadUses, text: string | undefined): readonly Edit[] =>
  aborts.flatMap((abort): readonly Edit[] =>
    handler && text !== undefined && isWithin(abort, handler)
      ? [{ start: abort.getStart(), end: abort.end, text }]
      : [],
  );

/** A listener with edits, and without the type of what it takes, which is another one here. */
function handlerText(
  file: FileContext,
  handler: NonNullable<UploadUses["handler"]>,
  edits: readonly Edit[],
): string {
  const [progress] = handler.parameters;
  const typed = progress?.type
    ? [{ start: progress.name.end, end: progress.type.end, text: "" }]
    : [];
  const start = handler.getStart();
  const moved = [...typed, ...edits].map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return applyEdits(file.text(handler), moved);
}

function usesOfUpload(file: FileContext, made: ts.NewExpression): UploadUses | undefined {
  const outer = outermost(made);
  const direct = methodCall(outer);
  if (direct?.name === "done") {
    const outcome = outcomeOf(file, direct.call);
    const isPassedOn = outcome === "passed on";
    return outcome && { name: "", end: direct.call.end, removed: [], aborts: [], isPassedOn };
  }
  const constant = constantOf(file.checker, outer);
  if (!constant || constant.declaration.type) return undefined;
  let done: ts.CallExpression | undefined;
  let handler: UploadUses["handler"];
  const removed: ts.Node[] = [];
  const aborts: ts.Node[] = [];
  for (const use of usesOf(file.source, file.checker, constant.symbol)) {
    const method = methodCall(outermost(use));
    if (method?.name === "done" && !done && outcomeOf(file, method.call)) done = method.call;
    else if (method?.name === "abort" && statementOf(method.call)) aborts.push(use);
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
  const statement = constant.declaration.parent.parent;
  if (!done || !ts.isVariableStatement(statement)) return undefined;
  const isPassedOn = outcomeOf(file, done) === "passed on";
  return { name, done, end: made.end, handler, removed, aborts, statement, isPassedOn };
}

function methodCall(node: ts.Node): { name: string; call: ts.CallExpression } | undefined {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
  const call = parent.parent;
  const isCall = ts.isCallExpression(call) && call.expression === parent;
  return isCall ? { name: parent.name.text, call } : undefined;
}

/** A listener that reads nothing but how far the upload is, and of which nothing else is rewritten. */
function isSimpleHandler(
  file: FileContext,
  listener: ts.Expression,
): listener is ts.ArrowFunction | ts.FunctionExpression {
  if (!ts.isArrowFunction(listener) && !ts.isFunctionExpression(listener)) return false;
  const [progress, ...more] = listener.parameters;
  if (more.length > 0 || file.holdsReference(listener)) return false;
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

/**
 * What is done with an upload's outcome: nothing is read but what PutObject gives, or it goes on to
 * where that is not seen. `undefined` where something else is read, such as `Location`.
 */
function outcomeOf(file: FileContext, done: ts.CallExpression): "known" | "passed on" | undefined {
  if (statementOf(done)) return "known";
  const awaited = outermost(done).parent;
  const outcome = ts.isAwaitExpression(awaited) ? outermost(awaited) : outermost(done);
  const members = file.services.get("s3")?.surface.types["PutObjectOutput"]?.members ?? {};
  const constant = constantOf(file.checker, outcome);
  if (constant) {
    const reads = usesOf(file.source, file.checker, constant.symbol).map(
      (use) => outermost(use).parent,
    );
    const isKnown = (read: ts.Node): boolean =>
      ts.isPropertyAccessExpression(read) && Object.hasOwn(members, read.name.text);
    if (reads.every(isKnown)) return "known";
    return reads.some(ts.isPropertyAccessExpression) ? undefined : "passed on";
  }
  const isReturned = ts.isReturnStatement(outcome.parent) || ts.isArrowFunction(outcome.parent);
  if (isReturned) return "passed on";
  // `done().then((data) => …)`, of which the text tells what is read.
  const isThen =
    ts.isPropertyAccessExpression(outcome.parent) && outcome.parent.name.text === "then";
  const then = isThen && outcome.parent.parent;
  if (!then || !ts.isCallExpression(then)) return undefined;
  return /\b(Location|Bucket|Key)\b/.test(then.arguments.map(file.text).join(""))
    ? undefined
    : "passed on";
}
