import type { ServiceIr, TypeIr } from "../ir/ir.js";

/** Whether any message has a number that a JavaScript number may not hold. */
export function isExact({ structures, errors }: ServiceIr): boolean {
  const wired = [...structures.values()].filter((structure) => structure.wired !== undefined);
  return [...wired, ...errors.values()].some(({ members }) =>
    members.some(({ type }) => holdsExact(type)),
  );
}

function holdsExact(type: TypeIr): boolean {
  switch (type.kind) {
    case "long":
      return type.as === "bigint";
    case "bigInteger":
    case "bigDecimal":
      return true;
    case "list":
      return holdsExact(type.item);
    case "map":
      return holdsExact(type.value);
    default:
      return false;
  }
}
