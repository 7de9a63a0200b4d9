import { mapExpressions, operandsOf } from "./expressions.js";
import type { Block, Expression, FunctionName, Property, Statement, Variable } from "./program.js";

/** What is worth a variable of its own, if it has a name. */
const named: ReadonlySet<FunctionName> = new Set(["aws.parseArn", "aws.partition", "parseURL"]);

/** A value that is computed in several places. */
interface Candidate {
  readonly value: Expression;
  /** The statements of the block that it is computed in, by their index, in order. */
  readonly places: Set<number>;
  count: number;
  /** What it goes by in one of the places. */
  name?: string | undefined;
  optional: boolean;
}

/**
 * Computes once, before all that needs it, what several blocks compute. The result does the same.
 *
 * @param certain - the variables that have a value before the block, by their ids
 */
export function hoist(
  block: Block,
  certain: ReadonlySet<number>,
  declare: (name: string) => Variable,
): Block {
  const candidate = best(block, certain);
  if (candidate) {
    const [first = 0] = candidate.places;
    const variable = declare(candidate.name ?? "value");
    const { value, optional } = candidate;
    const rest = useVariable(block.slice(first), value, variable);
    const bind: Statement = { kind: "bind", variable, value, optional };
    return hoist([...block.slice(0, first), bind, ...rest], certain, declare);
  }
  let known = certain;
  return block.map((statement): Statement => {
    if (statement.kind === "if") {
      const inside = new Set([...known, ...setIn(statement.test)]);
      return { ...statement, then: hoist(statement.then, inside, declare) };
    }
    if (statement.kind === "each") {
      const ids = statement.variables.map(({ id }) => id);
      return { ...statement, body: hoist(statement.body, new Set([...known, ...ids]), declare) };
    }
    if (statement.kind === "bind" && !statement.optional) {
      known = new Set([...known, statement.variable.id]);
    }
    return statement;
  });
}

/** The variables that are set where a test holds. */
function setIn(test: Expression): readonly number[] {
  if (test.kind === "and") return test.of.flatMap(setIn);
  return test.kind === "isSet" && test.of.kind === "reference" ? [test.of.variable.id] : [];
}

function best(block: Block, certain: ReadonlySet<number>): Candidate | undefined {
  const candidates = new Map<string, Candidate>();
  const found = (value: Expression, place: number, name?: string, optional?: boolean) => {
    const key = JSON.stringify(value);
    const candidate = candidates.get(key) ?? {
      value,
      places: new Set(),
      count: 0,
      optional: false,
    };
    candidate.places.add(place);
    candidate.count++;
    candidate.name ??= name;
    candidate.optional ||= optional ?? false;
    candidates.set(key, candidate);
  };
  const visit = (expression: Expression, place: number, name?: string): void => {
    if (isWorthIt(expression)) found(expression, place, name);
    for (const operand of operandsOf(expression)) visit(operand, place);
  };
  const visitProperty = (property: Property, place: number, name: string): void => {
    if (property.kind === "list") {
      for (const item of property.items) visitProperty(item, place, name);
    } else if (property.kind === "record") {
      for (const [key, value] of property.entries) visitProperty(value, place, key);
    } else visit(property, place, name);
  };
  const walk = (statement: Statement, place: number): void => {
    switch (statement.kind) {
      case "bind":
        if (isWorthIt(statement.value)) {
          found(statement.value, place, statement.variable.name, statement.optional);
          for (const operand of operandsOf(statement.value)) visit(operand, place);
        } else visit(statement.value, place);
        return;
      case "if":
        visit(statement.test, place);
        for (const each of statement.then) walk(each, place);
        return;
      case "each":
        for (const value of statement.rows.flat()) visit(value, place);
        for (const each of statement.body) walk(each, place);
        return;
      case "endpoint":
        visit(statement.url, place);
        for (const [, values] of statement.headers) values.forEach((each) => visit(each, place));
        for (const [name, value] of statement.properties) visitProperty(value, place, name);
        return;
      case "error":
        visit(statement.message, place);
        return;
      case "resolve":
        for (const value of statement.arguments) visit(value, place);
    }
  };
  block.forEach(walk);

  let known = certain;
  const knownBefore = block.map((statement) => {
    const before = known;
    if (statement.kind === "bind" && !statement.optional) {
      known = new Set([...known, statement.variable.id]);
    }
    return before;
  });
  const open = [...candidates.values()].filter(({ value, places, count, name, optional }) => {
    const [first = 0] = places;
    const statement = block[first];
    const before = knownBefore[first] ?? certain;
    const asked =
      statement?.kind === "if" && JSON.stringify(statement.test).includes(JSON.stringify(value));
    // What one statement computes inside, it can compute itself.
    if (count < 2 || name === undefined || (places.size < 2 && !asked)) return false;
    // It is there already.
    if (statement?.kind === "bind" && statement.value === value) return false;
    if (value.kind === "choose" && optional) return false;
    return variablesIn(value).every((id) => before.has(id));
  });
  return open.sort((a, b) => JSON.stringify(a.value).length - JSON.stringify(b.value).length)[0];
}

function isWorthIt(expression: Expression): boolean {
  if (expression.kind === "call") return named.has(expression.function);
  if (expression.kind !== "choose") return false;
  return [expression.then, expression.otherwise].every(
    (each) => each.kind === "literal" || each.kind === "reference",
  );
}

function variablesIn(expression: Expression): readonly number[] {
  if (expression.kind === "reference") return [expression.variable.id];
  return operandsOf(expression).flatMap(variablesIn);
}

/** A block with a variable where it computes a value. */
function useVariable(block: Block, value: Expression, variable: Variable): Block {
  const key = JSON.stringify(value);
  const reference: Expression = { kind: "reference", variable };
  /** The variables that have the value, by their ids. */
  const same = new Set<number>();
  const put = (expression: Expression): Expression | undefined => {
    if (expression.kind === "reference") {
      return same.has(expression.variable.id) ? reference : undefined;
    }
    return JSON.stringify(expression) === key ? reference : undefined;
  };
  const inBlock = (statements: Block): Block =>
    statements.flatMap((statement): Block => {
      if (statement.kind === "bind" && JSON.stringify(statement.value) === key) {
        same.add(statement.variable.id);
        return [];
      }
      if (statement.kind === "if") {
        const [{ test } = statement] = mapExpressions([{ ...statement, then: [] }], put) as [
          typeof statement,
        ];
        return [{ ...statement, test, then: inBlock(statement.then) }];
      }
      if (statement.kind === "each") {
        const [{ rows } = statement] = mapExpressions([{ ...statement, body: [] }], put) as [
          typeof statement,
        ];
        return [{ ...statement, rows, body: inBlock(statement.body) }];
      }
      return mapExpressions([statement], put);
    });
  return inBlock(block);
}
