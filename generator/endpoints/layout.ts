import type {
  Block,
  EndpointResult,
  Expression,
  Property,
  Statement,
  Variable,
} from "./program.js";
import { exits, negate } from "./simplify.js";

/**
 * Gives a simplified program the shape in which one would write it: no variable that is not used,
 * or only in the test that follows it; no `if` whose whole block is another, or whose block is that
 * of the next, or ends as what follows; no test that the next one includes; a short error before the long rest, instead of
 * the long rest in a block. The result does the same.
 */
export function layOut(block: Block): Block {
  const tidy = joinAlternatives(joinTests(dropVariables(block)));
  // Each step may make room for another.
  return same(tidy, block) ? raiseErrors(tidy) : layOut(tidy);
}

function dropVariables(block: Block): Block {
  let rest: Block = [];
  for (const statement of block.toReversed()) {
    if (statement.kind === "bind") rest = dropVariable(statement, rest);
    else if (statement.kind === "if") {
      rest = [{ ...statement, then: dropVariables(statement.then) }, ...rest];
    } else rest = [statement, ...rest];
  }
  return rest;
}

/** A variable's declaration, if it needs one, and what follows. */
function dropVariable(declaration: Extract<Statement, { kind: "bind" }>, rest: Block): Block {
  const { variable, value } = declaration;
  const uses = countInBlock(variable, rest);
  if (uses === 0) return rest;
  const [next, ...others] = rest;
  if (uses === 1 && next?.kind === "if" && countInExpression(variable, next.test) === 1) {
    return [{ ...next, test: replace(variable, value, next.test) }, ...others];
  }
  return [declaration, ...rest];
}

/** A block where an `if` that holds nothing but another is one with it. */
export function joinTests(block: Block): Block {
  return block.map((statement): Statement => {
    if (statement.kind !== "if") return statement;
    const then = joinTests(statement.then);
    const [only] = then;
    if (only?.kind !== "if" || then.length > 1) return { ...statement, then };
    const of = [statement.test, only.test].flatMap((test) =>
      test.kind === "and" ? test.of : test,
    );
    return { kind: "if", test: { kind: "and", of }, then: only.then };
  });
}

/** A block where statements in a row that do the same are one, and nothing is tested in vain. */
function joinAlternatives(block: Block): Block {
  let rest: Block = [];
  for (const statement of block.toReversed()) {
    if (statement.kind !== "if") {
      rest = [statement, ...rest];
      continue;
    }
    const test = dropImplied(statement.test);
    const then = dropEnd(joinAlternatives(statement.then), rest);
    const [next, ...others] = rest;
    if (then.length === 0) continue;
    if (next?.kind === "if" && exits(then) && same(then, next.then)) {
      const of = [test, next.test].flatMap((test) => (test.kind === "or" ? test.of : test));
      rest = [{ kind: "if", test: alternatives(of), then }, ...others];
    } else {
      rest = [{ kind: "if", test, then }, ...rest];
    }
  }
  return rest;
}

/** Tests of which one has to hold, without those that hold only where another one does. */
function alternatives(tests: readonly Expression[]): Expression {
  const keys = tests.map(
    (test) => new Set((test.kind === "and" ? test.of : [test]).map((part) => JSON.stringify(part))),
  );
  const of = tests.filter(
    (_, index) =>
      !keys.some(
        (key, other) =>
          other !== index &&
          [...key].every((part) => keys[index]?.has(part)) &&
          // Of two that are the same, the first stays.
          (key.size < (keys[index]?.size ?? 0) || other < index),
      ),
  );
  const [only] = of;
  return of.length === 1 && only ? only : { kind: "or", of };
}

/** A block without what follows it anyway. */
function dropEnd(block: Block, rest: Block): Block {
  const start = block.length - rest.length;
  return start >= 0 && same(block.slice(start), rest) ? block.slice(0, start) : block;
}

/** Two blocks that declare variables are never the same: each has its own. */
function same(one: Block, other: Block): boolean {
  return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
}

/** A value that is `true`, or a certain text, is set: there is no need to ask that just before. */
function dropImplied(test: Expression): Expression {
  if (test.kind !== "and") return test;
  const of = test.of.filter((part, index) => {
    const next = test.of[index + 1];
    if (part.kind !== "isSet" || !next) return true;
    const certain = next.kind === "equals" && next.right.kind === "literal" ? next.left : next;
    return JSON.stringify(part.of) !== JSON.stringify(certain);
  });
  const [only] = of;
  return of.length === 1 && only ? only : { kind: "and", of };
}

function raiseErrors(block: Block): Block {
  const [statement, error] = block.slice(-2);
  if (
    statement?.kind === "if" &&
    error?.kind === "error" &&
    statement.test.kind !== "and" &&
    statement.then.length > 1 &&
    exits(statement.then)
  ) {
    const guard: Statement = { kind: "if", test: negate(statement.test), then: [error] };
    return [...block.slice(0, -2).map(raiseWithin), guard, ...raiseErrors(statement.then)];
  }
  return block.map(raiseWithin);
}

function raiseWithin(statement: Statement): Statement {
  return statement.kind === "if" ? { ...statement, then: raiseErrors(statement.then) } : statement;
}

/** How often a variable is used in a block. */
export function countInBlock(variable: Variable, block: Block): number {
  return expressionsOf(block).reduce((sum, next) => sum + countInExpression(variable, next), 0);
}

/** How often a variable is used in an expression. */
export function countInExpression(variable: Variable, expression: Expression): number {
  if (expression.kind === "reference") return expression.variable.id === variable.id ? 1 : 0;
  return operandsOf(expression).reduce((sum, next) => sum + countInExpression(variable, next), 0);
}

/** Whether a block only ever asks if a variable is `true`. */
export function isOnlyTested(variable: Variable, block: Block): boolean {
  return block.every((statement) => {
    if (statement.kind === "each") return isOnlyTested(variable, statement.body);
    return statement.kind === "if"
      ? !needsValue(variable, statement.test, true) && isOnlyTested(variable, statement.then)
      : !expressionsOf([statement]).some((each) => needsValue(variable, each, false));
  });
}

/** @param tested - whether nothing but the truth of the expression matters */
function needsValue(variable: Variable, expression: Expression, tested: boolean): boolean {
  switch (expression.kind) {
    case "reference":
      return !tested && expression.variable.id === variable.id;
    case "not":
      return needsValue(variable, expression.of, true);
    case "and":
    case "or":
      return expression.of.some((part) => needsValue(variable, part, tested));
    case "choose": {
      const { test, then, otherwise } = expression;
      const outcomes = [then, otherwise].some((each) => needsValue(variable, each, tested));
      return outcomes || needsValue(variable, test, true);
    }
    default:
      return operandsOf(expression).some((operand) => needsValue(variable, operand, false));
  }
}

/** The expressions that stand in a block, at any depth. */
export function expressionsOf(block: Block): readonly Expression[] {
  return block.flatMap((statement): readonly Expression[] => {
    switch (statement.kind) {
      case "bind":
        return [statement.value];
      case "if":
        return [statement.test, ...expressionsOf(statement.then)];
      case "each":
        return [...statement.rows.flat(), ...expressionsOf(statement.body)];
      case "error":
        return [statement.message];
      case "resolve":
        return statement.arguments;
      case "endpoint":
        return [
          statement.url,
          ...statement.headers.flatMap(([, values]) => values),
          ...statement.properties.flatMap(([, value]) => expressionsIn(value)),
        ];
    }
  });
}

function expressionsIn(property: Property): readonly Expression[] {
  if (property.kind === "list") return property.items.flatMap(expressionsIn);
  if (property.kind !== "record") return [property];
  return property.entries.flatMap(([, value]) => expressionsIn(value));
}

/** The expressions that an expression is made of. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "literal":
    case "reference":
      return [];
    case "template":
      return expression.parts;
    case "attribute":
    case "item":
    case "isSet":
    case "not":
    case "plus":
      return [expression.of];
    case "and":
    case "or":
    case "coalesce":
      return expression.of;
    case "equals":
      return [expression.left, expression.right];
    case "choose":
      return [expression.test, expression.then, expression.otherwise];
    case "call":
      return expression.arguments;
  }
}

/** An expression with another in place of a variable. */
export function replace(variable: Variable, value: Expression, within: Expression): Expression {
  return mapExpression(within, (inner) =>
    inner.kind === "reference" && inner.variable.id === variable.id ? value : undefined,
  );
}

/** A block with others in place of some expressions, wherever they stand in it. */
export function mapExpressions(
  block: Block,
  put: (expression: Expression) => Expression | undefined,
): Block {
  const map = (expression: Expression) => mapExpression(expression, put);
  return block.map((statement): Statement => {
    switch (statement.kind) {
      case "bind":
        return { ...statement, value: map(statement.value) };
      case "if":
        return { ...statement, test: map(statement.test), then: mapExpressions(statement.then, put) };
      case "each":
        return {
          ...statement,
          rows: statement.rows.map((row) => row.map(map)),
          body: mapExpressions(statement.body, put),
        };
      case "error":
        return { ...statement, message: map(statement.message) };
      case "resolve":
        return { ...statement, arguments: statement.arguments.map(map) };
      case "endpoint":
        return mapEndpoint(statement, map);
    }
  });
}

/** An endpoint with others in place of its expressions. */
export function mapEndpoint(
  { url, headers, properties }: EndpointResult,
  map: (expression: Expression) => Expression,
): EndpointResult {
  const property = (inner: Property): Property => {
    if (inner.kind === "list") return { kind: "list", items: inner.items.map(property) };
    if (inner.kind !== "record") return map(inner);
    return {
      kind: "record",
      entries: inner.entries.map(([name, value]) => [name, property(value)]),
    };
  };
  return {
    kind: "endpoint",
    url: map(url),
    headers: headers.map(([name, values]) => [name, values.map(map)]),
    properties: properties.map(([name, value]) => [name, property(value)]),
  };
}

function mapExpression(
  within: Expression,
  put: (expression: Expression) => Expression | undefined,
): Expression {
  const found = put(within);
  if (found) return found;
  const recur = (inner: Expression) => mapExpression(inner, put);
  switch (within.kind) {
    case "literal":
    case "reference":
      return within;
    case "template":
      return { ...within, parts: within.parts.map(recur) };
    case "attribute":
    case "item":
    case "isSet":
    case "not":
    case "plus":
      return { ...within, of: recur(within.of) };
    case "and":
    case "or":
    case "coalesce":
      return { ...within, of: within.of.map(recur) };
    case "equals":
      return { ...within, left: recur(within.left), right: recur(within.right) };
    case "choose":
      return {
        ...within,
        test: recur(within.test),
        then: recur(within.then),
        otherwise: recur(within.otherwise),
      };
    case "call":
      return { ...within, arguments: within.arguments.map(recur) };
  }
}
