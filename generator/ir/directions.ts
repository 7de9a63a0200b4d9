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
    (union) => targetsOf(model, union),
  );
  const outputs = reach(
    model,
    [
      ...operations.flatMap(({ output }) => (output ? [shape(output)] : [])),
      ...operations
        .flatMap(({ errors }) => errors.map(shape))
        .flatMap((error) => targetsOf(model, error)),
    ],
    // Those of its events that are errors end a stream: they are the operation's.
    (union) =>
      targetsOf(model, union).filter((event) => inputs.has(structureId(union)) || !isError(event)),
  );
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

/** @param eventsOf - the events of a stream */
function reach(
  model: Model,
  roots: readonly Shape[],
  eventsOf: (union: Shape) => readonly Shape[],
): ReadonlyMap<ShapeId, Shape> {
  const reached = new Map<ShapeId, Shape>();
  const waiting = [...roots];
  for (let shape = waiting.pop(); shape !== undefined; shape = waiting.pop()) {
    const id = structureId(shape);
    if (reached.has(id)) continue;
    reached.set(id, shape);
    const targets = isStream(shape) ? eventsOf(shape) : targetsOf(model, shape);
    for (const target of targets) waiting.push(target);
  }
  return reached;
}

/** Whether a union is a stream of events. */
export function isStream({ type, traits }: Shape): boolean {
  return type === "union" && traits.has("smithy.api#streaming");
}

export function isError({ traits }: Shape): boolean {
  return traits.has("smithy.api#error");
}

function targetsOf(model: Model, shape: Shape): readonly Shape[] {
  if (shape.type === "enum" || shape.type === "intEnum") return [];
  return [...membersOf(shape)].map(({ target }) => shapeOf(model, target));
}
