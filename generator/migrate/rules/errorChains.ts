import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import { serviceOfPackage, type Service } from "../services.js";
import { indentOf } from "../syntax.js";

/** `if (error instanceof NoSuchKey) …` and its `else if`s, on what a `catch` has. */
interface Chain {
  readonly service: Service;
  /** The caught variable's name. */
  readonly error: string;
  readonly branches: readonly Branch[];
  /** What `else` does, which is nothing or `throw error`. */
  readonly otherwise: ts.Statement | undefined;
}

interface Branch {
  readonly classes: readonly Reference[];
  readonly then: ts.Statement;
}

/**
 * Two and more classes of errors that are told apart: a `switch` over their names, within one check that
 * it is an error of a call. The classes do not extend each other, so that one branch at most is taken.
 */
export function rewriteErrorChains(file: FileContext): void {
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) && ts.isBlock(node.parent)) {
      const chain = chainOf(file, node);
      if (chain) rewriteChain(file, node, chain);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}

function chainOf(file: FileContext, first: ts.IfStatement): Chain | undefined {
  const error = caughtBy(first);
  if (error === undefined) return undefined;
  const branches: Branch[] = [];
  let otherwise: ts.Statement | undefined = first;
  while (otherwise && ts.isIfStatement(otherwise)) {
    const classes = classesIn(file, otherwise.expression, error);
    if (!classes || breaksOut(otherwise.thenStatement)) return undefined;
    branches.push({ classes, then: otherwise.thenStatement });
    otherwise = otherwise.elseStatement;
  }
  const all = branches.flatMap(({ classes }) => classes);
  const [key, ...others] = new Set(all.map((one) => serviceOfPackage(one.package)));
  const service = file.services.get(key ?? "");
  const isKnown = all.every(({ name }) => service && Object.hasOwn(service.surface.errors, name));
  const isOnce = new Set(all.map(({ name }) => name)).size === all.length;
  if (!service || others.length > 0 || !isKnown || !isOnce || branches.length < 2) return undefined;
  if (otherwise && !isThrow(otherwise, error)) return undefined;
  return dropsComments(first, branches) ? undefined : { service, error, branches, otherwise };
}

/** Whether a comment is in what a `switch` replaces, which is all but the branches' bodies. */
function dropsComments(first: ts.IfStatement, branches: readonly Branch[]): boolean {
  const { text } = first.getSourceFile();
  const bodies = branches.map(({ then }) => bodyOf(then));
  const starts = [first.getStart(), ...bodies.map(({ end }) => end)];
  return starts.some((start, index) =>
    /\/[/*]/.test(text.slice(start, bodies[index]?.start ?? first.end)),
  );
}

/** The variable of the `catch` that a node is in. */
function caughtBy(node: ts.Node): string | undefined {
  let holder = node;
  while (!ts.isCatchClause(holder)) {
    if (ts.isSourceFile(holder) || ts.isFunctionLike(holder)) return undefined;
    holder = holder.parent;
  }
  const name = holder.variableDeclaration?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

/** The classes of `error instanceof NoSuchKey || error instanceof NoSuchBucket`. */
function classesIn(
  file: FileContext,
  test: ts.Expression,
  error: string,
): readonly Reference[] | undefined {
  if (!ts.isBinaryExpression(test)) return undefined;
  const { left, right, operatorToken } = test;
  if (operatorToken.kind === ts.SyntaxKind.BarBarToken) {
    const [one, other] = [classesIn(file, left, error), classesIn(file, right, error)];
    return one && other && [...one, ...other];
  }
  const isTest = operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
  const reference = file.referenceAt(right);
  return isTest && reference && file.text(left) === error ? [reference] : undefined;
}

/** Whether a `break` leaves something that a `switch` would come to stand in. */
function breaksOut(node: ts.Node): boolean {
  if (ts.isBreakStatement(node)) return !node.label;
  const isOwn =
    ts.isFunctionLike(node) ||
    ts.isSwitchStatement(node) ||
    ts.isIterationStatement(node, /* lookInLabeledStatements */ false);
  return !isOwn && (ts.forEachChild(node, (child) => breaksOut(child) || undefined) ?? false);
}

function isThrow(statement: ts.Statement, error: string): boolean {
  const [only, ...more] = ts.isBlock(statement) ? statement.statements : [statement];
  if (!only || more.length > 0 || !ts.isThrowStatement(only)) return false;
  return only.expression.getText() === error;
}

function rewriteChain(file: FileContext, node: ts.IfStatement, chain: Chain): void {
  const { service, error, branches, otherwise } = chain;
  const { key } = service;
  const line = `\n${indentOf(file.source, node)}`;
  const callError = file.use(service, ".", "CallError");
  const isCallError = `${error} instanceof ${callError}`;
  // Bodies stay where they are, since other rules may rewrite what is in them.
  let at = node.getStart();
  let endsLine = false;
  let text = otherwise
    ? `if (!(${isCallError})) throw ${error};${line}`
    : `if (${isCallError}) {${line}`;
  text += `switch (${error}.name) {`;
  for (const { classes, then } of branches) {
    for (const { node: one, name } of classes) {
      file.handled.set(one, key);
      text += `${line}  case ${JSON.stringify(name)}:`;
    }
    const { start, end } = bodyOf(then);
    const body = file.source.text.slice(start, end);
    const isBlock = declares(then);
    if (isBlock) text += " {";
    if (!/^(\r?\n|$)/.test(body)) text += `${line}    `;
    file.replace(key, at, start, withoutBreak(text, endsLine));
    at = end;
    endsLine = body.endsWith("\n");
    text = endsThere(then) ? "" : `${line}    break;`;
    if (isBlock) text += `${line}  }`;
  }
  if (otherwise) text += `${line}  default:${line}    throw ${error};`;
  text += otherwise ? `${line}}` : `${line}}${line}}`;
  file.replace(key, at, node.end, withoutBreak(text, endsLine));
}

/** A text that comes after a whole line needs no line break of its own. */
const withoutBreak = (text: string, endsLine: boolean): string => (endsLine ? text.slice(1) : text);

/**
 * What of a branch is kept: all between its braces but blanks, with comments. The line breaks stay, since
 * other rules may take statements out with their lines.
 */
function bodyOf(then: ts.Statement): { readonly start: number; readonly end: number } {
  if (!ts.isBlock(then)) return { start: then.getStart(), end: then.end };
  const text = then.getText().slice(1, -1);
  const kept = text.replace(/^[ \t]+/, "");
  const start = then.end - 1 - kept.length;
  return { start, end: start + kept.replace(/[ \t]+$/, "").length };
}

const declares = (then: ts.Statement): boolean =>
  ts.isBlock(then) &&
  then.statements.some(
    (one) =>
      ts.isVariableStatement(one) || ts.isFunctionDeclaration(one) || ts.isClassDeclaration(one),
  );

/** Whether nothing after a statement is reached from it. */
function endsThere(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) || ts.isThrowStatement(last) || ts.isContinueStatement(last))
  );
}
