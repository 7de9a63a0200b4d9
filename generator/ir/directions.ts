import type { Model, Shape, ShapeId } from "../smithy/model.js";
import { membersOf } from "../smithy/members.js";
import type { Direction, OperationIr } from "./ir.js";
import { shapeOf, structureId } from "./types.js";

/** Shapes that operations reach, and from which side. */
export type Directions = ReadonlyMap<
  ShapeId,
  { readonly shape: Shape; readonly direction: Direction }
>;

/**
 * Which shapes the operations reach, by their IDs or {@link structureId}, and from which side: through
 * what callers pass, what they get (errors are got), or both.
 */
export function directionsOf(
  model: Model,
  operations: readonly Pick<OperationIr, "input" | "output" | "errors">[],
): Directions {
  const shape = (id: ShapeId) => shapeOf(model, id);
  const inputs = reach(
    model,
    operations.flatMap(({ input }) => (input ? [shape(input)] : [])),
  );
  const outputs = reach(model, [
    ...operations.flatMap(({ output }) => (output ? [shape(output)] : [])),
    ...operations
      .flatMap(({ errors }) => errors.map(shape))
      .flatMap((error) => targetsOf(model, error)),
  ]);
  return new Map(
    [...inputs, ...outputs].map(([id, shape]) => [
      id,
      {
        shape,
        direction: !outputs.has(id) ? "input" : inputs.has(id) ? "both" : "output",
      },
    ]),
  );
}

function reach(model: Model, roots: readonly Shape[]): ReadonlyMap<ShapeId, Shape> {
  const reached = new Map<ShapeId, Shape>();
  const waiting = [...roots];
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    const id = structureId(shape);
    if (reached.has(id)) continue;
    reached.set(id, shape);
    for (const target of targetsOf(model, shape)) waiting.push(target);
  }
  return reached;
}

function targetsOf(model: Model, shape: Shape): readonly Shape[] {
  if (shape.type === "enum" || shape.type === "intEnum") return [];
  return [...membersOf(shape)].map(({ target }) => shapeOf(model, target));
}
