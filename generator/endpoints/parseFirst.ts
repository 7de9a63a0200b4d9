import { expressionsOf, mapExpressions, operandsOf } from "./expressions.js";
import type { Block, Expression, Statement, Variable } from "./program.js";

/** A block, and the variables that have what a parameter parses to, by the parameter's id. */
export interface Parsed {
  readonly block: Block;
  readonly parsed: ReadonlyMap<number, Variable>;
}

/**
 * Parses a parameter that may be unset once, before all that looks at its parts, where nothing but its
 * parts matters: `const url = parseURL(endpoint)` is unset where `endpoint` is. The result does the same.
 */
export function parseFirst(
  block: Block,
  optional: ReadonlySet<number>,
  declare: (name: string) => Variable,
): Parsed {
  const parsed = new Map<number, Variable>();
  let result = block;
  for (const id of optional) {
    const uses = expressionsOf(block).flatMap((each) => usesOf(id, each));
    if (uses.some((use) => use === "value")) continue;
    const [name, ...others] = uses.flatMap((use) => (typeof use === "string" ? [] : use));
    if (!name || others.length === 0) continue;
    const found = parseOnce(result, id, declare);
    if (!found) continue;
    result = found.block;
    parsed.set(id, found.variable);
  }
  return { block: result, parsed };
}

/** What a variable is used for: to be parsed, as a part of a text, to tell whether it is set. */
type Use = "value" | "other" | readonly [Expression];

function usesOf(id: number, expression: Expression): readonly Use[] {
  const isIt = (each: Expression) => each.kind === "reference" && each.variable.id === id;
  switch (expression.kind) {
    case "reference":
      return isIt(expression) ? ["value"] : [];
    case "isSet":
      return isIt(expression.of) ? ["other"] : usesOf(id, expression.of);
    case "template":
      return expression.parts.flatMap((part) => (isIt(part) ? ["other"] : usesOf(id, part)));
    case "call":
      if (expression.function === "parseURL" && expression.arguments.some(isIt)) {
        return [[expression]];
      }
      return expression.arguments.flatMap((each) => usesOf(id, each));
    default:
      return operandsOf(expression).flatMap((each) => usesOf(id, each));
  }
}

function parseOnce(
  block: Block,
  id: number,
  declare: (name: string) => Variable,
): { readonly block: Block; readonly variable: Variable } | undefined {
  const isParse = (each: Expression) =>
    each.kind === "call" &&
    each.function === "parseURL" &&
    each.arguments.some((of) => of.kind === "reference" && of.variable.id === id);
  const first = block.findIndex((statement) =>
    expressionsOf([statement]).some((each) =>
      usesOf(id, each).some((use) => use !== "other" && use !== "value"),
    ),
  );
  const value = expressionsOf(block)
    .flatMap((each) => usesOf(id, each))
    .flatMap((use) => (typeof use === "string" ? [] : use))[0];
  if (first < 0 || !value) return undefined;
  const variable = declare("url");
  const reference: Expression = { kind: "reference", variable };
  const same = new Set<number>();
  const put = (each: Expression): Expression | undefined => {
    if (each.kind === "reference" && same.has(each.variable.id)) return reference;
    return isParse(each) ? reference : undefined;
  };
  const withoutBinds = (statements: Block): Block =>
    statements.flatMap((statement): Block => {
      if (statement.kind === "bind" && isParse(statement.value)) {
        same.add(statement.variable.id);
        return [];
      }
      return statement.kind === "if"
        ? [{ ...statement, then: withoutBinds(statement.then) }]
        : [statement];
    });
  const bind: Statement = { kind: "bind", variable, value, optional: true };
  const rest = withoutBinds(block.slice(first));
  return { block: [...block.slice(0, first), bind, ...mapExpressions(rest, put)], variable };
}
