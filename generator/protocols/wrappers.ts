import type { Expression } from "./plan.js";

/** Makes an expression of another. */
export type Wrapper = (expression: Expression) => Expression;

/** What a function of a template makes of an expression. */
export function within(module: string, name: string): Wrapper {
  return (expression) => ({ kind: "template", module, name, arguments: [expression] });
}

/** An expression in those wrappers that are wanted, the innermost first. */
export function around(
  expression: Expression,
  wrappers: readonly (readonly [wanted: boolean, Wrapper])[],
): Expression {
  return wrappers.reduce((inner, [wanted, wrap]) => (wanted ? wrap(inner) : inner), expression);
}
