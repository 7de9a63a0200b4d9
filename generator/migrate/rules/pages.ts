import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import type { Service } from "../services.js";
import { isClientOf } from "./calls.js";
import {
  constantOf,
  indentOf,
  lineRange,
  outermost,
  plainProperties,
  statementOf,
  usesOf,
  valueOf,
} from "../syntax.js";

/** The configuration that paginators and waiters take first: an object literal with a client. */
interface Setup {
  /** The statement of a constant that has it, and nothing else. */
  readonly statement?: ts.Statement | undefined;
  readonly client: ts.Expression;
  /** The others, by name. */
  readonly others: ReadonlyMap<string, ts.Expression>;
}

function setupOf(file: FileContext, service: Service, call: ts.CallExpression): Setup | undefined {
  const [first] = call.arguments;
  const constant = first && ts.isIdentifier(first) ? literalOf(file, first) : undefined;
  const literal = constant?.literal ?? first;
  if (!literal || !ts.isObjectLiteralExpression(literal)) return undefined;
  const fields = plainProperties(literal);
  const client = fields?.get("client");
  if (!fields || !client) return undefined;
  const value = valueOf(client);
  if (!isClientOf(file, service, value)) return undefined;
  if ([...fields.values()].some((field) => file.holdsReference(field))) return undefined;
  file.handledClients.add(value);
  const others = [...fields].filter(([name]) => name !== "client");
  return {
    statement: constant?.statement,
    client: value,
    others: new Map(others.map(([name, field]) => [name, valueOf(field)])),
  };
}

/** The literal that a constant has, of which a use is the only one. */
function literalOf(
  file: FileContext,
  use: ts.Identifier,
): { readonly literal: ts.ObjectLiteralExpression; readonly statement: ts.Statement } | undefined {
  const symbol = file.checker.getSymbolAtLocation(use);
  const [declaration] = symbol?.declarations ?? [];
  if (!symbol || !declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const { initializer: literal, parent: list } = declaration;
  const isAlone =
    ts.isVariableDeclarationList(list) &&
    list.declarations.length === 1 &&
    ts.isVariableStatement(list.parent);
  if (!isAlone || !literal || !ts.isObjectLiteralExpression(literal)) return undefined;
  if (constantOf(file.checker, literal)?.symbol !== symbol) return undefined;
  const isOnly = usesOf(file.source, file.checker, symbol).length === 1;
  return isOnly ? { literal, statement: list.parent } : undefined;
}

/** A configuration that stood before its use is part of the call now. */
function removeSetup(file: FileContext, key: string, { statement }: Setup): void {
  if (!statement) return;
  const { start, end } = lineRange(file.source, statement);
  file.replace(key, start, end, "");
}

const PAGES = { pageSize: "pageSize", startingToken: "startingToken" };

/** Those of DynamoDB's documents are members of the input. */
const DOCUMENT_PAGES = { pageSize: "Limit", startingToken: "ExclusiveStartKey" };

/** `paginateListKeys({ client, pageSize }, input)` that a loop goes through. */
export function rewritePages(file: FileContext, reference: Reference, service: Service): boolean {
  const { node, name } = reference;
  const isDocument = reference.package === "@aws-sdk/lib-dynamodb";
  const subpath = isDocument ? "./documents" : ".";
  const call = node.parent;
  if (!/^paginate/.test(name) || !ts.isCallExpression(call) || call.expression !== node)
    return false;
  if (!service.exports.get(subpath)?.has(name)) return false;
  const loops = loopsOver(file, call);
  const setup = setupOf(file, service, call);
  const options = setup && optionsOf(file, setup, isDocument ? DOCUMENT_PAGES : PAGES);
  const [first, input] = call.arguments;
  if (!first || !loops || !setup || options === undefined) return false;
  if (isDocument && !input) return false;
  const local = file.use(service, subpath, name);
  const { key } = service;
  file.replace(key, call.getStart(), first.end, `${local}(${file.text(setup.client)}`);
  const last = (input ?? first).end;
  if (options && isDocument && input) {
    const fields = options.replace(/^\{ | \}$/g, "");
    const literal = ts.isObjectLiteralExpression(input) ? plainProperties(input) : undefined;
    const start = input.getStart();
    if (literal && literal.size > 0 && !literal.has("Limit")) {
      file.replace(key, start + 1, start + 1, ` ${fields},`);
    } else {
      // What the input says counts less, as in the SDK.
      file.replace(key, start, start, "{ ...");
      file.replace(key, last, last, `, ${fields} }`);
    }
  } else if (options) file.replace(key, last, last, input ? `, ${options}` : `, {}, ${options}`);
  for (const loop of loops) rewriteLoop(file, service, loop);
  removeSetup(file, key, setup);
  file.handled.set(node, key);
  return true;
}

/** The loops through pages: `for await (const page of paginateListKeys(…))`, or of a constant. */
function loopsOver(
  file: FileContext,
  call: ts.CallExpression,
): readonly ts.ForOfStatement[] | undefined {
  const outer = outermost(call);
  const direct = loopOf(outer);
  if (direct) return [direct];
  const constant = constantOf(file.checker, outer);
  if (!constant || constant.declaration.type) return undefined;
  const loops = usesOf(file.source, file.checker, constant.symbol).map((use) =>
    loopOf(outermost(use)),
  );
  const known = loops.filter((loop) => loop !== undefined);
  return known.length === loops.length && loops.length > 0 ? known : undefined;
}

function loopOf(node: ts.Node): ts.ForOfStatement | undefined {
  const { parent } = node;
  const isLoop = ts.isForOfStatement(parent) && parent.awaitModifier && parent.expression === node;
  return isLoop && ts.isVariableDeclarationList(parent.initializer) ? parent : undefined;
}

function rewriteLoop(file: FileContext, service: Service, loop: ts.ForOfStatement): void {
  const { key } = service;
  const list = loop.initializer as ts.VariableDeclarationList;
  const [declaration] = list.declarations;
  if (!declaration || declaration.type) {
    file.block(key, loop, "the type of this loop's page is written out");
    return;
  }
  const result = file.names.fresh("result");
  const { name } = declaration;
  const unwrap = file.use(service, ".", "unwrap");
  const semicolon = usesSemicolons(file.source) ? ";" : "";
  const line = `${list.getText().replace(/\s[\s\S]*$/, "")} ${file.text(name)} = await ${unwrap}(${result})${semicolon}`;
  file.replace(key, name.getStart(), name.end, result);
  const indent = indentOf(file.source, loop);
  const step = indent.includes("\t") ? "\t" : indentStep(file.source, loop, indent);
  if (ts.isBlock(loop.statement)) {
    const open = loop.statement.getStart() + 1;
    const isEmpty = loop.statement.statements.length === 0;
    const isOneLine = !isEmpty && !file.source.text.slice(open, loop.statement.end).includes("\n");
    file.replace(key, open, open, isOneLine ? ` ${line}` : `\n${indent}${step}${line}`);
  } else {
    file.replace(key, loop.statement.getStart(), loop.statement.getStart(), `{ ${line} `);
    file.replace(key, loop.statement.end, loop.statement.end, " }");
  }
}

function indentStep(source: ts.SourceFile, loop: ts.ForOfStatement, indent: string): string {
  const [first] = ts.isBlock(loop.statement) ? loop.statement.statements : [];
  const inner = first ? indentOf(source, first) : "";
  return inner.length > indent.length ? inner.slice(indent.length) : "  ";
}

const usesSemicolons = (source: ts.SourceFile): boolean => /;[ \t]*(\r?\n|$)/.test(source.text);

/**
 * `await waitUntilBucketExists({ client, maxWaitTime }, input)` of whose result nothing is read but the
 * `state`: that is SUCCESS, since the SDK's waiters throw, too, where it is another.
 */
export function rewriteWaiter(file: FileContext, reference: Reference, service: Service): boolean {
  const { node, name } = reference;
  const call = node.parent;
  if (!/^waitUntil/.test(name) || !ts.isCallExpression(call) || call.expression !== node)
    return false;
  if (!service.exports.get(".")?.has(name)) return false;
  const outcome = statementOf(call) ? undefined : stateOf(file, call);
  if (!statementOf(call) && !outcome) return false;
  const setup = setupOf(file, service, call);
  const options =
    setup &&
    optionsOf(file, setup, {
      maxWaitTime: "maxWaitMs",
      minDelay: "minDelayMs",
      maxDelay: "maxDelayMs",
      abortSignal: "signal",
    });
  const [first, input, ...more] = call.arguments;
  if (!setup || !options || !first || !input || more.length > 0) return false;
  const { key } = service;
  const unwrap = file.use(service, ".", "unwrap");
  file.replace(
    key,
    call.getStart(),
    first.end,
    `${unwrap}(${file.use(service, ".", name)}(${file.text(setup.client)}`,
  );
  file.replace(key, input.end, input.end, `, ${options}`);
  file.replace(key, call.end, call.end, ")");
  if (outcome) {
    const { statement, awaited, name: read } = outcome;
    const keyword = /^\w+/.exec(file.text(awaited.parent.parent))?.[0] ?? "const";
    file.replace(key, statement.getStart(), awaited.getStart(), "");
    const semicolon = file.source.text[statement.end - 1] === ";" ? ";" : "";
    const line = `\n${indentOf(file.source, statement)}${keyword} ${read} = { state: "SUCCESS" }${semicolon}`;
    file.replace(key, statement.end, statement.end, line);
  }
  removeSetup(file, key, setup);
  file.handled.set(node, key);
  return true;
}

/** `const { state } = await waitUntil…`, or a constant of which the `state` is all that is read. */
function stateOf(
  file: FileContext,
  call: ts.CallExpression,
):
  | { readonly statement: ts.Statement; readonly awaited: ts.Node; readonly name: string }
  | undefined {
  const { parent: awaited } = outermost(call);
  const declaration = awaited.parent;
  if (!ts.isAwaitExpression(awaited) || !ts.isVariableDeclaration(declaration)) return undefined;
  const { parent: list, name } = declaration;
  const isAlone = ts.isVariableDeclarationList(list) && list.declarations.length === 1;
  if (!isAlone || !ts.isVariableStatement(list.parent) || declaration.type) return undefined;
  const found = { statement: list.parent, awaited, name: file.text(name) };
  if (ts.isObjectBindingPattern(name)) {
    const isState = ({ propertyName, name: local, initializer }: ts.BindingElement): boolean =>
      (propertyName ?? local).getText() === "state" && !initializer;
    return name.elements.every(isState) ? found : undefined;
  }
  const constant = constantOf(file.checker, awaited);
  const isRead = ({ parent }: ts.Identifier): boolean =>
    ts.isPropertyAccessExpression(parent) && parent.name.text === "state";
  const isKnown =
    constant && usesOf(file.source, file.checker, constant.symbol).every((use) => isRead(use));
  return isKnown ? found : undefined;
}

/** Options in an object literal, under other names; seconds become milliseconds. Empty where there are none. */
function optionsOf(
  file: FileContext,
  { others }: Setup,
  names: Readonly<Record<string, string>>,
): string | undefined {
  const fields: string[] = [];
  for (const [name, value] of others) {
    const known = names[name];
    if (known === undefined) return undefined;
    const text = known.endsWith("Ms") ? milliseconds(file.text(value)) : file.text(value);
    fields.push(known === text ? known : `${known}: ${text}`);
  }
  return fields.length === 0 ? "" : `{ ${fields.join(", ")} }`;
}

function milliseconds(seconds: string): string {
  if (/^[\d_]+$/.test(seconds)) return String(Number(seconds.replaceAll("_", "")) * 1000);
  return /^[\w.]+$/.test(seconds) ? `${seconds} * 1000` : `(${seconds}) * 1000`;
}
