import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import type { Service } from "../services.js";
import { innermost, isPlain } from "../syntax.js";

/** `error instanceof NoSuchKey` becomes a comparison of names, since errors are no classes here. */
export function rewriteInstanceOf(
  file: FileContext,
  reference: Reference,
  service: Service,
): boolean {
  const { node, name } = reference;
  const test = node.parent;
  const isTest =
    ts.isBinaryExpression(test) &&
    test.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
    test.right === node;
  if (!isTest || !isPlain(test.left)) return false;
  const isBase = name === `${service.surface.client}ServiceException`;
  if (!isBase && !Object.hasOwn(service.surface.errors, name)) return false;
  const { key } = service;
  const error = file.text(test.left);
  const callError = file.use(service, ".", "CallError");
  const more = isBase ? `"$fault" in ${error}` : `${error}.name === ${JSON.stringify(name)}`;
  const [open, close] = needsParentheses(test) ? ["(", ")"] : ["", ""];
  file.replace(key, test.getStart(), test.getStart(), open);
  file.replace(key, node.getStart(), node.end, `${callError} && ${more}${close}`);
  file.handled.set(node, key);
  return true;
}

function needsParentheses({ parent }: ts.Node): boolean {
  if (!ts.isBinaryExpression(parent)) {
    return ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent);
  }
  const { kind } = parent.operatorToken;
  return (
    kind !== ts.SyntaxKind.AmpersandAmpersandToken &&
    kind !== ts.SyntaxKind.BarBarToken &&
    kind !== ts.SyntaxKind.EqualsToken
  );
}

/** Members that all errors have, under the SDK's names. */
const COMMON = new Set(["name", "message", "stack", "cause", "toString"]);
const SERVICE = new Set(["$metadata", "$fault"]);

/** What is read of an error that was told by its class: its own members are under `data`. */
export function rewriteErrorMembers(file: FileContext): void {
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) rewriteMember(file, node);
    if (ts.isVariableDeclaration(node)) rewriteTakenApart(file, node);
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}

/** `const { Item } = error`. */
function rewriteTakenApart(file: FileContext, declaration: ts.VariableDeclaration): void {
  const { name: pattern, initializer: error } = declaration;
  const key = error && file.brand(error, "exception");
  const service = file.services.get(key ?? "");
  if (!ts.isObjectBindingPattern(pattern) || !error || !service) return;
  const { name } = file.checker.getTypeAtLocation(error).symbol;
  const data = service.surface.errors[name]?.data ?? {};
  const taken = pattern.elements.map((one) => file.text(one.propertyName ?? one.name));
  if (taken.every((member) => COMMON.has(member) || SERVICE.has(member))) return;
  if (!taken.every((member) => Object.hasOwn(data, member))) {
    file.block(service.key, pattern, "an error is taken apart, of which some is in its `data`");
    return;
  }
  const isCast = file.isTypeScript && !isWritten(file, error);
  const typed = isCast ? ` as ${file.use(service, ".", name, true)})` : "";
  file.replace(service.key, error.getStart(), error.getStart(), isCast ? "(" : "");
  file.replace(service.key, error.end, error.end, `${typed}.data`);
}

function rewriteMember(file: FileContext, read: ts.PropertyAccessExpression): void {
  const member = read.name.text;
  const { expression: error } = read;
  const key = file.brand(error, "exception");
  const service = file.services.get(key ?? "");
  if (key === undefined || !service || COMMON.has(member)) return;
  const type = file.checker.getNonNullableType(file.checker.getTypeAtLocation(error));
  const name = type.symbol?.name ?? "";
  const isBase = name === `${service.surface.client}ServiceException`;
  const data = service.surface.errors[name]?.data;
  const isData = data !== undefined && Object.hasOwn(data, member);
  if (!SERVICE.has(member) && !isData) {
    file.block(key, read, `\`${member}\` of an error has no counterpart`);
    return;
  }
  if (file.isTypeScript && !isWritten(file, error)) {
    const known = isBase ? "ServiceError" : name;
    const typed = file.use(service, ".", known, true);
    file.replace(key, error.getStart(), error.getStart(), "(");
    file.replace(key, error.end, error.end, ` as ${typed})`);
  }
  if (isData) file.replace(key, read.name.getStart(), read.name.getStart(), "data.");
}

/** Whether the error's type is written out where it is declared, so that no cast is needed. */
function isWritten(file: FileContext, error: ts.Expression): boolean {
  const inner = innermost(error);
  if (inner !== error) return true;
  const symbol = file.checker.getSymbolAtLocation(error);
  const [declaration] = symbol?.declarations ?? [];
  if (!declaration || !(ts.isParameter(declaration) || ts.isVariableDeclaration(declaration))) {
    return false;
  }
  return declaration.type !== undefined && !ts.isCatchClause(declaration.parent);
}

/**
 * `error.name === "AccessDenied"` in a `catch`: an error that the model does not have for the operation
 * is an `UnmodeledServiceError` here, which has what the service said as its `code`.
 */
export function rewriteNameChecks(file: FileContext): void {
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node)) rewriteNameCheck(file, node);
    if (ts.isSwitchStatement(node)) lookAtSwitch(file, node);
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}

function rewriteNameCheck(file: FileContext, test: ts.BinaryExpression): void {
  const { kind } = test.operatorToken;
  const isEqual =
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
  const isUnequal =
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken;
  if ((!isEqual && !isUnequal) || !ts.isStringLiteralLike(test.right)) return;
  const found = nameRead(test.left);
  const service = found && unmodeledIn(file, found.caught, test.right.text);
  if (!service || !found) return;
  const { read } = found;
  const error = file.text(innermost(read.expression));
  const dot = read.questionDotToken ? "?." : ".";
  const code = file.isTypeScript
    ? `(${error} as { code?: unknown })${dot}code`
    : `${error}${dot}code`;
  const operator = `${isEqual ? "||" : "&&"} ${code} ${file.text(test.operatorToken)}`;
  const isAlone = ts.isParenthesizedExpression(test.parent) || ts.isIfStatement(test.parent);
  const [open, close] = isAlone ? ["", ""] : ["(", ")"];
  file.replace(service.key, test.getStart(), test.getStart(), open);
  file.replace(service.key, test.end, test.end, ` ${operator} ${file.text(test.right)}${close}`);
}

function lookAtSwitch(file: FileContext, { expression, caseBlock }: ts.SwitchStatement): void {
  const found = nameRead(expression);
  if (!found) return;
  for (const clause of caseBlock.clauses) {
    if (!ts.isCaseClause(clause) || !ts.isStringLiteralLike(clause.expression)) continue;
    const service = unmodeledIn(file, found.caught, clause.expression.text);
    if (!service) continue;
    file.look(
      service.key,
      clause,
      `${clause.expression.text} is no error of each operation that is called: where it is none, the name is UnmodeledServiceError, and \`code\` has it`,
    );
  }
}

/** `error.name`, where `error` is what a `catch` has. */
function nameRead(
  node: ts.Expression,
): { readonly read: ts.PropertyAccessExpression; readonly caught: ts.CatchClause } | undefined {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "name") return undefined;
  const error = innermost(node.expression);
  if (!ts.isIdentifier(error)) return undefined;
  let holder: ts.Node = node;
  while (!ts.isSourceFile(holder)) {
    if (ts.isCatchClause(holder)) {
      const name = holder.variableDeclaration?.name;
      if (name && ts.isIdentifier(name) && name.text === error.text) {
        return { read: node, caught: holder };
      }
    }
    holder = holder.parent;
  }
  return undefined;
}

/** Names of errors that are not the service's. */
const OTHERS =
  /^(AbortError|TimeoutError|UnmodeledServiceError|CredentialsProviderError|(\w*[a-z])?Error)$/;

/** The service of a call in a `try` that does not have an error of that name in its model. */
function unmodeledIn(file: FileContext, caught: ts.CatchClause, name: string): Service | undefined {
  if (OTHERS.test(name) && !/ValidationError$/.test(name)) return undefined;
  const { tryBlock } = caught.parent;
  for (const [call, { service: key, operation }] of file.calls) {
    if (call.pos < tryBlock.pos || call.end > tryBlock.end) continue;
    const service = file.services.get(key);
    const errors = service?.surface.operations[operation]?.errors ?? [];
    if (service && !errors.includes(name)) return service;
  }
  return undefined;
}
