import { membersOf } from "./members.js";
import type { Shape, ShapeId } from "./model.js";

/** The shapes that a shape refers to: what its closure follows. Trait values are not followed. */
export function neighboursOf(shape: Shape): readonly ShapeId[] {
  switch (shape.type) {
    case "operation":
      return [shape.input, shape.output, ...shape.errors];
    case "service":
      return [...shape.operations, ...shape.resources, ...shape.errors];
    case "resource":
      return [
        ...shape.identifiers.values(),
        ...shape.properties.values(),
        ...shape.lifecycle.values(),
        ...shape.operations,
        ...shape.collectionOperations,
        ...shape.resources,
      ];
    default:
      return Array.from(membersOf(shape), ({ target }) => target);
  }
}
