import type {
  Block,
  EndpointResult,
  Expression,
  Property,
  Statement,
  Variable,
} from "./program.js";

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
        return {
          ...statement,
          test: map(statement.test),
          then: mapExpressions(statement.then, put),
        };
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
