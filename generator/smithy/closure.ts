import { byCodeUnit } from "./json.js";
import type { Model, ShapeId } from "./model.js";
import { neighboursOf } from "./neighbours.js";

/**
 * The IDs of the roots and of every shape that they lead to, those of the prelude among them, in
 * code-unit order.
 */
export function closureOf(model: Model, roots: readonly ShapeId[]): ShapeId[] {
  const found = new Set(roots.filter((id) => model.shapes.has(id)));
  // A set's iteration comes to what is added on the way.
  for (const id of found) {
    const shape = model.shapes.get(id);
    if (shape === undefined) continue;
    for (const neighbour of neighboursOf(shape)) {
      if (model.shapes.has(neighbour)) found.add(neighbour);
    }
  }
  return [...found].sort(byCodeUnit);
}
