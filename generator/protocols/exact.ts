import type { ServiceIr, TypeIr } from "../ir/ir.js";

/** Whether any message has a number that a JavaScript number may not hold. */
export function isExact(service: ServiceIr): boolean {
  return hasBigLongs(service) || hasBigNumbers(service);
}

/** Whether any message has a long that is a bigint. */
export function hasBigLongs(service: ServiceIr): boolean {
  return hasType(service, (type) => type.kind === "long" && type.as === "bigint");
}

/** Whether any message has a number of any size. */
export function hasBigNumbers(service: ServiceIr): boolean {
  return hasType(service, ({ kind }) => kind === "bigInteger" || kind === "bigDecimal");
}

function hasType({ structures, errors }: ServiceIr, isOne: (type: TypeIr) => boolean): boolean {
  const wired = [...structures.values()].filter((structure) => structure.wired !== undefined);
  return [...wired, ...errors.values()].some(({ members }) =>
    members.some(({ type }) => holds(type)),
  );

  function holds(type: TypeIr): boolean {
    if (type.kind === "list") return holds(type.item);
    return type.kind === "map" ? holds(type.value) : isOne(type);
  }
}
