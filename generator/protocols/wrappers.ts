import type { Expression } from "./plan.js";

/** Puts an expression into what wraps it. */
export type Wrapper = (expression: Expression) => Expression;

/** A function of the templates around an expression. */
export function within(module: string, name: string): Wrapper {
  return (expression) => ({ kind: "template", module, name, arguments: [expression] });
}

/** An expression in those wrappers that are wanted, the first innermost. */
export function around(
  expression: Expression,
  wrappers: readonly (readonly [wanted: boolean, wrap: Wrapper])[],
): Expression {
  return wrappers.reduce((inner, [wanted, wrap]) => (wanted ? wrap(inner) : inner), expression);
}
