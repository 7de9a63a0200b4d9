import { ts } from "ts-morph";

/** The outermost of parentheses, `!`, `as` and `satisfies` around an expression, which change nothing of its value. */
export function outermost(node: ts.Node): ts.Node {
  let outer = node;
  while (isWrapper(outer.parent) && outer.parent.expression === outer) outer = outer.parent;
  return outer;
}

/** The expression in parentheses, `!`, `as` and `satisfies`. */
export function innermost(node: ts.Expression): ts.Expression {
  let inner = node;
  while (isWrapper(inner)) inner = inner.expression;
  return inner;
}

function isWrapper(
  node: ts.Node,
): node is
  ts.ParenthesizedExpression | ts.NonNullExpression | ts.AsExpression | ts.SatisfiesExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
  );
}

/** The properties of an object literal, where each has a plain name; `undefined` where one has not. */
export function plainProperties(
  literal: ts.ObjectLiteralExpression,
): ReadonlyMap<string, ts.PropertyAssignment | ts.ShorthandPropertyAssignment> | undefined {
  const found = new Map<string, ts.PropertyAssignment | ts.ShorthandPropertyAssignment>();
  for (const property of literal.properties) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) {
      return undefined;
    }
    const { name } = property;
    if (!ts.isIdentifier(name) && !ts.isStringLiteralLike(name)) return undefined;
    found.set(name.text, property);
  }
  return found;
}

/** The value of a property; of `{ client }` the name itself. */
export const valueOf = (
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
): ts.Expression => (ts.isPropertyAssignment(property) ? property.initializer : property.name);

/** Every use of a symbol in a file but for its declaration. */
export function usesOf(
  source: ts.SourceFile,
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === symbol.name) {
      const { parent } = node;
      const at = ts.isShorthandPropertyAssignment(parent)
        ? checker.getShorthandAssignmentValueSymbol(parent)
        : checker.getSymbolAtLocation(node);
      const isDeclaration = ts.isVariableDeclaration(parent) && parent.name === node;
      if (at === symbol && !isDeclaration) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/**
 * The variable that an expression is the value of, where nothing else can see or set it:
 * `const x = …` within a file, or `let` that is set once.
 */
export function constantOf(
  checker: ts.TypeChecker,
  expression: ts.Node,
): { readonly declaration: ts.VariableDeclaration; readonly symbol: ts.Symbol } | undefined {
  const { parent: declaration } = expression;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== expression) {
    return undefined;
  }
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isIdentifier(declaration.name)) return undefined;
  if (ts.isVariableStatement(list.parent)) {
    const isExported = list.parent.modifiers?.some(
      ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
    );
    if (isExported) return undefined;
  }
  const symbol = checker.getSymbolAtLocation(declaration.name);
  if (!symbol) return undefined;
  const isConst = (list.flags & ts.NodeFlags.Const) !== 0;
  const isSetOnce =
    isConst || !usesOf(expression.getSourceFile(), checker, symbol).some(isAssigned);
  return isSetOnce ? { declaration, symbol } : undefined;
}

/** Whether a use of a name gives it another value: `x = …`, `[{ a: x }] = …`, `for (x of …)`. */
function isAssigned(use: ts.Node): boolean {
  const { parent } = use;
  if (ts.isBinaryExpression(parent)) {
    return parent.left === use && isAssignment(parent.operatorToken);
  }
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === use;
  const isPart =
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === use) ||
    isWrapper(parent);
  return isPart && isAssigned(parent);
}

const isAssignment = ({ kind }: ts.Node): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** The whole statement that a node is the expression of, `await` aside. */
export function statementOf(node: ts.Node): ts.ExpressionStatement | undefined {
  const outer = outermost(node);
  const { parent } = outer;
  const whole = ts.isAwaitExpression(parent) ? outermost(parent).parent : parent;
  return ts.isExpressionStatement(whole) ? whole : undefined;
}

/**
 * Whether a node is come to as soon as the statements between a statement and it are done, and whatever
 * they do: nothing decides, leaves or waits before it, as far as is seen.
 */
export function isAlwaysReached(statement: ts.Statement, node: ts.Node): boolean {
  let inner = node;
  for (let outer = node.parent; outer !== statement.parent; inner = outer, outer = outer.parent) {
    if (ts.isSourceFile(outer) || isDeciding(outer)) return false;
    if (ts.isTryStatement(outer) && outer.tryBlock !== inner) return false;
    if (ts.isBlock(outer) && precedingIn(outer.statements, inner).some(holdsTurn)) return false;
  }
  const list = statementsOf(statement.parent);
  const between = precedingIn(list, inner).slice(list.indexOf(statement) + 1);
  return !between.some(holdsTurn);
}

const statementsOf = (node: ts.Node): readonly ts.Node[] =>
  ts.isSourceFile(node) || ts.isBlock(node) || ts.isCaseOrDefaultClause(node)
    ? node.statements
    : [];

const precedingIn = (list: readonly ts.Node[], node: ts.Node): readonly ts.Node[] =>
  list.filter(({ pos }) => pos < node.pos);

/** What does a part of itself at another time, several times, or not at all. */
function isDeciding(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return isLogical(node);
  return (
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isSwitchStatement(node) ||
    ts.isIterationStatement(node, false)
  );
}

/** Whether a node decides, leaves or waits, but for the functions in it. */
function holdsTurn(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  return (
    isDeciding(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isBreakOrContinueStatement(node) ||
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    ts.forEachChild(node, holdsTurn) === true
  );
}

/** `&&`, `||` and `??`. */
export const isLogical = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.AmpersandAmpersandToken ||
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken;

/** From where to where a statement goes with its line, where it stands alone on it. */
export function lineRange(source: ts.SourceFile, node: ts.Node): { start: number; end: number } {
  const { text } = source;
  let start = node.getStart(source);
  let { end } = node;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  while (text[end] === " " || text[end] === "\t") end++;
  const isAlone = (start === 0 || text[start - 1] === "\n") && /^(\r?\n|$)/.test(text.slice(end));
  if (!isAlone) return { start: node.getStart(source), end: node.end };
  if (text[end] === "\r") end++;
  return { start, end: Math.min(end + 1, text.length) };
}

/** The white space that the line of a node begins with. */
export function indentOf(source: ts.SourceFile, node: ts.Node): string {
  const start = node.getStart(source);
  const line = source.text.lastIndexOf("\n", start - 1) + 1;
  return /^[ \t]*/.exec(source.text.slice(line, start))?.[0] ?? "";
}

/** An expression that can stand twice. */
export function isPlain(node: ts.Expression): boolean {
  const inner = innermost(node);
  if (ts.isPropertyAccessExpression(inner)) return isPlain(inner.expression);
  return ts.isIdentifier(inner) || inner.kind === ts.SyntaxKind.ThisKeyword;
}
