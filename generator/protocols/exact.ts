import type { ServiceIr, ShapeId } from "../ir/ir.js";
import type { Codec, StructurePlan } from "./plan.js";

/** Whether any message has a number that a JavaScript number may not hold. */
export function isExact(
  { structures, errors }: ServiceIr,
  plans: ReadonlyMap<ShapeId, StructurePlan>,
): boolean {
  return [...plans.values()].some(
    ({ shape, members }) =>
      (errors.has(shape) || structures.get(shape)?.wired !== undefined) &&
      members.some(({ codec }) => holdsExact(codec)),
  );
}

function holdsExact(codec: Codec): boolean {
  switch (codec.kind) {
    case "exactLong":
    case "bigInteger":
    case "bigDecimal":
      return true;
    case "list":
      return holdsExact(codec.item);
    case "map":
      return holdsExact(codec.value);
    default:
      return false;
  }
}
