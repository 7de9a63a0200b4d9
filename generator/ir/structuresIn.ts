import type { ShapeId, TypeIr } from "./ir.js";

/** The structures and unions that a type names, through lists and maps. */
export function structuresIn(type: TypeIr): readonly ShapeId[] {
  switch (type.kind) {
    case "structure":
    case "union":
      return [type.shape];
    case "list":
      return structuresIn(type.item);
    case "map":
      return structuresIn(type.value);
    default:
      return [];
  }
}
