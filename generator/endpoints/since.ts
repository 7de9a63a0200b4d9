import type { Json } from "../smithy/model.js";
import { isArray, isObject, Problem, step, type Problems } from "./problem.js";

/** What came after version 1.0 of the rules engine, by the minor version that it came with. */
const since: ReadonlyMap<string, number> = new Map([
  ["coalesce", 1],
  ["ite", 1],
  ["split", 1],
  ["an index from the end", 1],
]);

/**
 * Collects what rules use of a version later than theirs
 * (https://smithy.io/2.0/additional-specs/rules-engine/specification.html#rules-engine-version).
 */
export function checkSince(minor: number, json: Json, pointer: string, problems: Problems): void {
  if (isArray(json)) {
    json.forEach((item, index) => checkSince(minor, item, step(pointer, index), problems));
    return;
  }
  if (!isObject(json)) return;
  for (const feature of featuresOf(json)) {
    const needed = since.get(feature) ?? 0;
    problems.attempt(() => {
      if (needed <= minor) return;
      const message = `${feature} needs version 1.${needed}, and the rules say 1.${minor}`;
      throw new Problem("RuleSet.Version", message, step(pointer, "fn"));
    });
  }
  for (const [key, value] of Object.entries(json)) {
    // An object in the properties of an endpoint is just an object.
    if (key !== "properties") checkSince(minor, value, step(pointer, key), problems);
  }
}

function featuresOf({ fn, argv }: { readonly [key: string]: Json }): readonly string[] {
  if (typeof fn !== "string") return [];
  const path = isArray(argv) ? argv[1] : undefined;
  const fromEnd = fn === "getAttr" && typeof path === "string" && path.includes("[-");
  return fromEnd ? [fn, "an index from the end"] : [fn];
}
