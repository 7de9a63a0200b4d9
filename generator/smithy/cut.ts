import { closureOf } from "./closure.js";
import { byCodeUnit } from "./json.js";
import { membersOf } from "./members.js";
import type { Model, OperationShape, ServiceShape, Shape, ShapeId } from "./model.js";
import { discoveryOf, sliceModel } from "./slice.js";

/**
 * The slice of a model to some operations of a service, as a model that can stand on its own: with
 * the definitions of the custom traits that its shapes have.
 */
export function cutModel(
  model: Model,
  service: ServiceShape,
  operations: readonly OperationShape[],
): Model {
  // On its own, a service has what finds its endpoints among its operations.
  const finder = model.shapes.get(discoveryOf(service, operations)?.operation ?? "");
  const bound = finder?.type === "operation" ? [...new Set([...operations, finder])] : operations;
  const slice = sliceModel(model, service, bound);
  const shapes = new Map<ShapeId, Shape>(slice.shapes);
  // A map's iteration comes to what is added on the way: definitions have traits too.
  for (const shape of shapes.values()) {
    for (const id of closureOf(model, traitsOn(shape))) {
      const found = model.shapes.get(id);
      if (found !== undefined && !shapes.has(id)) shapes.set(id, found);
    }
  }
  const sorted = [...shapes].sort(([a], [b]) => byCodeUnit(a, b));
  return { ...slice, shapes: new Map(sorted) };
}

function traitsOn(shape: Shape): ShapeId[] {
  const members = Array.from(membersOf(shape), ({ traits }) => [...traits.keys()]);
  return [...shape.traits.keys(), ...members.flat()];
}
