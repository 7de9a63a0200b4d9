import type { Scope } from "./expression.js";
import { expressionsOf, operandsOf } from "./expressions.js";
import { partitionAttributes } from "./partitions.js";
import type { Block, Expression, FunctionParameter } from "./program.js";

/**
 * What a block needs of the variables around it, as parameters of a function that it is the body of.
 *
 * @param scope - of the block, which has all of them
 */
export function freeParameters(block: Block, scope: Scope): readonly FunctionParameter[] {
  const bindings = new Map([...scope.values()].map((binding) => [binding.variable.id, binding]));
  const found = new Map<string, FunctionParameter>();
  const visit = (expression: Expression, bound: ReadonlySet<number>, attribute?: string): void => {
    if (expression.kind === "attribute") {
      return visit(expression.of, bound, expression.name);
    }
    if (expression.kind !== "reference") {
      return operandsOf(expression).forEach((operand) => visit(operand, bound));
    }
    const { id } = expression.variable;
    const binding = bindings.get(id);
    if (bound.has(id) || !binding) return;
    const { variable, type, optional } = binding;
    if (type !== "partition") {
      found.set(String(id), { variable, type, optional });
    } else if (attribute !== undefined) {
      const ofAttribute = partitionAttributes.get(attribute) ?? "string";
      const parameter = { variable, attribute, type: ofAttribute, optional: false };
      found.set(`${id} ${attribute}`, parameter);
    }
  };
  const walk = (statements: Block, outside: ReadonlySet<number>): void => {
    let bound = outside;
    for (const statement of statements) {
      if (statement.kind === "each") {
        for (const expression of statement.rows.flat()) visit(expression, bound);
        walk(statement.body, new Set([...bound, ...statement.variables.map(({ id }) => id)]));
        continue;
      }
      const own = statement.kind === "if" ? [statement.test] : expressionsOf([statement]);
      for (const expression of own) visit(expression, bound);
      if (statement.kind === "if") walk(statement.then, bound);
      if (statement.kind === "bind") bound = new Set([...bound, statement.variable.id]);
    }
  };
  walk(block, new Set());
  return [...found.values()].sort(compare);
}

/** Attributes of partitions come last, by partition. */
function compare(a: FunctionParameter, b: FunctionParameter): number {
  const [before, after] = [a.attribute ?? "", b.attribute ?? ""];
  if ((before === "") !== (after === "")) return before === "" ? -1 : 1;
  return a.variable.id - b.variable.id || (before < after ? -1 : 1);
}
