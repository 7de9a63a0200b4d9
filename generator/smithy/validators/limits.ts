import type { Diagnostic } from "../diagnostic.js";
import type { Shape, ShapeId } from "../model.js";
import { at, error } from "../report.js";
import { nameOf } from "../shapeId.js";
import { simpleTypes } from "../shapeProperties.js";
import type { Validator } from "./validator.js";

// A file name has 255 bytes at most, and names are put together from others. Simple shapes, among
// which AWS has longer ones, are nowhere named.
const longest = 150;
// Each level is one more of a type's own nesting, which TypeScript does not follow without end.
const deepest = 100;

// TypeScript's type of a union says of each member that the others are not there, so that it grows with
// the square. AWS's largest has 14.
const mostOfUnion = 300;

/** What no file and no type could be made of, although Smithy has no limit to it. */
export const validateLimits: Validator = ({ model, shapes }) => {
  const depths = new Map<ShapeId, number>();
  return shapes.flatMap((shape): Diagnostic[] => {
    const name = nameOf(shape.id);
    if (name.length > longest && !simpleTypes.has(shape.type)) {
      const message = `The name has ${name.length} characters; names of ${longest} and less can be generated.`;
      return [error("Limit.Name", message, at(shape))];
    }
    if (shape.type === "union" && shape.members.size > mostOfUnion) {
      const message = `The union has ${shape.members.size} members; unions of ${mostOfUnion} and less can be generated.`;
      return [error("Limit.Union", message, at(shape))];
    }
    const isTooDeep = depthOf(shape, (id) => model.shapes.get(id), depths) === deepest + 1;
    if (!isTooDeep) return [];
    const message = `The shape nests lists and maps ${deepest} deep, which is the most that can be generated.`;
    return [error("Limit.Nesting", message, at(shape))];
  });
};

/** How many lists and maps a value has inside each other, up to a few more than there may be. */
function depthOf(
  shape: Shape,
  shapeOf: (id: ShapeId) => Shape | undefined,
  known: Map<ShapeId, number>,
): number {
  const path = new Set<ShapeId>();
  let inner: Shape | undefined = shape;
  while ((inner?.type === "list" || inner?.type === "map") && !known.has(inner.id)) {
    // What recurs without an end is reported by another rule.
    if (path.has(inner.id)) return 0;
    path.add(inner.id);
    inner = shapeOf(inner.type === "list" ? inner.member.target : inner.value.target);
  }
  let depth = (inner && known.get(inner.id)) ?? 0;
  for (const id of [...path].reverse()) known.set(id, ++depth);
  return known.get(shape.id) ?? 0;
}
