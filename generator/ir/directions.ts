import type { Model, ShapeId } from "../smithy/model.js";
import type { Direction, OperationIr } from "./ir.js";
import { shapeOf } from "./types.js";

/**
 * Which shapes the operations reach, and from which side: through what callers pass, what they get
 * (errors are got), or both.
 */
export function directionsOf(
  model: Model,
  operations: readonly OperationIr[],
): ReadonlyMap<ShapeId, Direction> {
  const inputs = reach(
    model,
    operations.flatMap(({ input }) => input ?? []),
  );
  const outputs = reach(
    model,
    operations.flatMap(({ output, errors }) => [...(output ? [output] : []), ...errors]),
  );
  const directions = new Map<ShapeId, Direction>();
  for (const id of inputs) directions.set(id, outputs.has(id) ? "both" : "input");
  for (const id of outputs) if (!inputs.has(id)) directions.set(id, "output");
  return directions;
}

function reach(model: Model, roots: readonly ShapeId[]): ReadonlySet<ShapeId> {
  const reached = new Set<ShapeId>();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const shape = shapeOf(model, id);
    if (shape.type === "structure" || shape.type === "union") {
      for (const member of shape.members.values()) waiting.push(member.target);
    } else if (shape.type === "list") {
      waiting.push(shape.member.target);
    } else if (shape.type === "map") {
      waiting.push(shape.key.target, shape.value.target);
    }
  }
  return reached;
}
