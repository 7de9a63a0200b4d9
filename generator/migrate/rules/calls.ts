import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import { DOCUMENT_OPERATIONS, type Service } from "../services.js";
import { constantOf, innermost, isPlain, outermost, plainProperties, usesOf } from "../syntax.js";
import { keepsResult } from "./metadata.js";

/** An operation, by the function that calls it. */
export interface Called {
  readonly function: string;
  readonly subpath: "." | "./documents";
}

/** The operation of a command's class. */
export function calledBy(reference: Reference, service: Service): Called | undefined {
  const name = /^(\w+)Command$/.exec(reference.name)?.[1];
  if (name === undefined) return undefined;
  const isDocument = reference.package === "@aws-sdk/lib-dynamodb";
  return functionOf(service, name, isDocument);
}

function functionOf(service: Service, name: string, isDocument: boolean): Called | undefined {
  const operation = isDocument ? DOCUMENT_OPERATIONS[name] : name;
  const found = service.functions.get(operation ?? "");
  const subpath = isDocument ? "./documents" : ".";
  if (found === undefined || !service.exports.get(subpath)?.has(found)) return undefined;
  return { function: found, subpath };
}

/** `client.send(new GetObjectCommand(input), options)`, or of a command that a constant has. */
export function rewriteCommand(file: FileContext, reference: Reference, service: Service): boolean {
  const called = calledBy(reference, service);
  const { node } = reference;
  const command = node.parent;
  if (!called || !ts.isNewExpression(command) || command.expression !== node) return false;
  const [input, ...more] = command.arguments ?? [];
  if (more.length > 0 || (input && ts.isSpreadElement(input))) return false;
  const outer = outermost(command);
  const sent = sendOf(outer);
  if (sent) {
    if (!canSend(file, service, sent)) return false;
    const start = command.getStart();
    const whole = { start, inputStart: input?.getStart(), inputEnd: input?.end, end: command.end };
    rewriteSend(file, service, called, sent, outer, whole);
    file.handled.set(node, service.key);
    return true;
  }
  return rewriteConstant(file, reference, service, called, command, input);
}

/** `client.send(…)`, of which a node is the first argument. */
function sendOf(command: ts.Node): ts.CallExpression | undefined {
  const { parent } = command;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== command) return undefined;
  const { expression } = parent;
  const isSend = ts.isPropertyAccessExpression(expression) && expression.name.text === "send";
  if (!isSend || parent.questionDotToken) return undefined;
  return !ts.isOptionalChain(parent) || isWholeChain(parent, expression.expression)
    ? parent
    : undefined;
}

/** `client?.send(…)` that nothing follows on, of a client that can stand twice. */
function isWholeChain(send: ts.CallExpression, client: ts.Expression): boolean {
  return !ts.isOptionalChain(send.parent) && isPlain(client);
}

/** Whether what sends is a client, or in JavaScript something of which nothing is known. */
function canSend(file: FileContext, service: Service, send: ts.CallExpression): boolean {
  const { expression: client } = send.expression as ts.PropertyAccessExpression;
  const isKnown = isClientOf(file, service, client);
  const from = isKnown ? unresolvedModule(file, client) : undefined;
  if (from !== undefined) {
    file.block(
      service.key,
      client,
      `\`${file.text(client)}\` comes from \`${from}\`, which is not found: name its folder, too, or see \`paths\` of tsconfig.json`,
    );
  }
  if (isKnown) file.handledClients.add(innermost(client)).add(client);
  return isKnown;
}

/** The module that an expression's name is imported from, where there is none among the files. */
function unresolvedModule(file: FileContext, node: ts.Expression): string | undefined {
  let root: ts.Node = node;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  const symbol = file.checker.getSymbolAtLocation(root);
  const [declaration] = symbol?.declarations ?? [];
  const statement = declaration && ts.findAncestor(declaration, ts.isImportDeclaration);
  if (!statement || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined;
  const { moduleSpecifier: specifier } = statement;
  return file.checker.getSymbolAtLocation(specifier) ? undefined : specifier.text;
}

/** Whether something is a client of a service, or in JavaScript may be. */
export function isClientOf(file: FileContext, service: Service, client: ts.Expression): boolean {
  const key = file.brand(client, "client");
  return key === service.key || (key === undefined && isUntyped(file, client));
}

function isUntyped(file: FileContext, client: ts.Expression): boolean {
  return (file.checker.getTypeAtLocation(client).flags & ts.TypeFlags.Any) !== 0;
}

interface CommandRange {
  readonly start: number;
  readonly inputStart?: number | undefined;
  readonly inputEnd?: number | undefined;
  readonly end: number;
}

function rewriteSend(
  file: FileContext,
  service: Service,
  called: Called,
  send: ts.CallExpression,
  command: ts.Node,
  range: CommandRange,
): void {
  const { key } = service;
  const { expression: client } = send.expression as ts.PropertyAccessExpression;
  const [, options, ...more] = send.arguments;
  if (more.length > 0 || (options && !rewriteOptions(file, service, options))) {
    file.block(
      key,
      send,
      "this call has a callback, or options that are not an abort signal alone",
    );
    return;
  }
  const open = ts.isOptionalChain(send)
    ? openOptional(file, service, called, send, client)
    : openCall(file, service, called, send);
  file.replace(key, client.getStart(), client.getStart(), open.before);
  // From the end of the client to where the input begins: `.send(new GetObjectCommand(`.
  if (range.inputStart === undefined || range.inputEnd === undefined) {
    const none = options ? ", {}" : "";
    file.replace(key, client.end, command.end, none);
  } else {
    file.replace(key, client.end, range.inputStart, ", ");
    file.replace(key, range.inputEnd, command.end, "");
  }
  if (!options) trimComma(file, key, command.end, send.end);
  file.replace(key, send.end, send.end, open.after);
}

/** A comma after the only argument goes with the command that it followed. */
function trimComma(file: FileContext, key: string, start: number, end: number): void {
  const between = file.source.text.slice(start, end);
  if (/^\s*,?\s*\)$/.test(between) && between !== ")") file.replace(key, start, end - 1, "");
}

/** What stands before and after a call: `unwrap(getObject(` and `)`; or `getObject(` where its result is kept. */
export function openCall(
  file: FileContext,
  service: Service,
  { function: name, subpath }: Called,
  call: ts.Node,
): { readonly before: string; readonly after: string } {
  const local = file.use(service, subpath, name);
  file.calls.set(call, { service: service.key, operation: name });
  if (keepsResult(file, service, call)) return { before: `${local}(`, after: "" };
  return { before: `${file.use(service, ".", "unwrap")}(${local}(`, after: ")" };
}

/**
 * Those of `client?.send(…)`: `(client ? unwrap(getObject(` and `) : undefined)`. As a statement,
 * `client && unwrap(getObject(` and `)`: a parenthesis would go on with a line without a semicolon.
 */
function openOptional(
  file: FileContext,
  service: Service,
  { function: name, subpath }: Called,
  call: ts.Node,
  client: ts.Expression,
): { readonly before: string; readonly after: string } {
  file.calls.set(call, { service: service.key, operation: name });
  const unwrap = file.use(service, ".", "unwrap");
  const inner = `${unwrap}(${file.use(service, subpath, name)}(`;
  const text = file.text(client);
  if (ts.isExpressionStatement(call.parent)) return { before: `${text} && ${inner}`, after: ")" };
  return { before: `(${text} ? ${inner}`, after: ") : undefined)" };
}

/** `{ abortSignal }`, which calls take as `{ signal }`. */
export function rewriteOptions(
  file: FileContext,
  service: Service,
  options: ts.Expression,
): boolean {
  if (!ts.isObjectLiteralExpression(options)) return false;
  const fields = plainProperties(options);
  const [name, ...more] = fields?.keys() ?? [];
  const signal = fields?.get("abortSignal");
  if (!signal || name === undefined || more.length > 0) return false;
  const text = ts.isShorthandPropertyAssignment(signal) ? "signal: abortSignal" : "signal";
  file.replace(service.key, signal.name.getStart(), signal.name.end, text);
  return true;
}

/** `const command = new GetObjectCommand(input)`, which then is sent: the constant has the input. */
function rewriteConstant(
  file: FileContext,
  { node }: Reference,
  service: Service,
  called: Called,
  command: ts.NewExpression,
  input: ts.Expression | undefined,
): boolean {
  const { key } = service;
  const constant = constantOf(file.checker, command);
  if (!constant || constant.declaration.type) return false;
  const uses = usesOf(file.source, file.checker, constant.symbol);
  const sends = uses.map((use) => sendOf(outermost(use)));
  const isKnown = (send: ts.CallExpression | undefined, index: number): boolean =>
    send ? canSend(file, service, send) : isPresigned(file, uses[index]!);
  if (uses.length === 0 || !sends.every(isKnown)) return false;
  const type = inputType(file, service, called);
  const { name } = constant.declaration;
  if (type !== undefined) file.replace(key, name.end, name.end, `: ${type}`);
  if (input) {
    file.replace(key, command.getStart(), input.getStart(), "");
    file.replace(key, input.end, command.end, "");
  } else file.replace(key, command.getStart(), command.end, "{}");
  for (const [index, send] of sends.entries()) {
    const use = uses[index]!;
    const range = {
      start: use.getStart(),
      inputStart: use.getStart(),
      inputEnd: use.end,
      end: use.end,
    };
    if (send) rewriteSend(file, service, called, send, outermost(use), range);
  }
  file.handled.set(node, key);
  return true;
}

/** `getSignedUrl(client, command)`, which is rewritten by a rule of its own. */
function isPresigned(file: FileContext, use: ts.Node): boolean {
  const command = outermost(use);
  const { parent: call } = command;
  if (!ts.isCallExpression(call) || call.arguments[1] !== command) return false;
  return file.referenceAt(call.expression)?.name === "getSignedUrl";
}

function inputType(file: FileContext, service: Service, called: Called): string | undefined {
  const { input } = service.surface.operations[called.function] ?? {};
  if (!file.isTypeScript || input === undefined) return undefined;
  const type = file.use(service, ".", input, true);
  if (called.subpath === ".") return type;
  return `${file.use(service, called.subpath, "DocumentInput", true)}<${type}>`;
}

/** `s3.getObject(input, options)` of a client that has a method for each operation. */
export function rewriteMethods(file: FileContext): void {
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) rewriteMethod(file, node);
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}

function rewriteMethod(file: FileContext, call: ts.CallExpression): void {
  const { expression: method } = call;
  if (!ts.isPropertyAccessExpression(method) || ts.isOptionalChain(call)) return;
  const { expression: client, name } = method;
  const service = file.services.get(file.brand(client, "client") ?? "");
  if (!service) return;
  const isDocument = isDocumentClient(file, client);
  const called = functionOf(service, upperFirst(name.text), isDocument);
  if (!called) return;
  const [input, options, ...more] = call.arguments;
  const isPlain =
    more.length === 0 &&
    (!input || !ts.isFunctionLike(input)) &&
    (!options || rewriteOptions(file, service, options));
  if (!isPlain) return;
  const open = openCall(file, service, called, call);
  file.replace(service.key, client.getStart(), client.getStart(), open.before);
  const after = input ? input.getStart() : call.end - 1;
  file.replace(service.key, client.end, after, input ? ", " : "");
  file.replace(service.key, call.end, call.end, open.after);
  file.handledClients.add(innermost(client)).add(client);
}

function isDocumentClient(file: FileContext, client: ts.Expression): boolean {
  const type = file.checker.getNonNullableType(file.checker.getTypeAtLocation(client));
  return type.symbol?.name.startsWith("DynamoDBDocument") ?? false;
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
