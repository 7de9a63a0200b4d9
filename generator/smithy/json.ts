import type { Json, JsonObject } from "./model.js";

// Far above any real model, and far below what overflows the stack.
const deepest = 512;

/** Whether a value is a JSON object, as opposed to an array, null or a scalar. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isArray(value);
}

/** Whether a value is a JSON array; unlike `Array.isArray`, it keeps the type of the items. */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What a JSON value is, in the words of messages. */
export function kindOf(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return typeof value === "boolean" ? "a boolean" : `a ${typeof value}`;
}

/** An own property of an object: `constructor` and the like are not found where they are not set. */
export function property(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether a value nests deeper than any model does. */
export function isTooDeep(value: Json, levels: number = deepest): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  const items: readonly Json[] = isArray(value) ? value : Object.values(value);
  return items.some((item) => isTooDeep(item, levels - 1));
}

/** How many entries all objects in a value have together. */
export function countEntries(value: Json): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  if (isArray(value)) for (const item of value) count += countEntries(item);
  else {
    for (const key in value) count += 1 + countEntries(value[key] as Json);
  }
  return count;
}

/** Orders two strings by code unit, the order of everything whose order is not the model's own. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The same value with the keys of its objects sorted, so that what is made from it does not depend
 * on the order of keys in a file. A value that is sorted already is returned as it is.
 */
export function canonical(value: Json): Json {
  if (typeof value !== "object" || value === null) return value;
  if (isArray(value)) {
    let same = true;
    const items = value.map((item) => {
      const made = canonical(item);
      same &&= made === item;
      return made;
    });
    return same ? value : items;
  }
  const keys = Object.keys(value);
  let same = true;
  let last = "";
  for (const key of keys) {
    same &&= last <= key;
    last = key;
  }
  if (!same) keys.sort();
  const items = keys.map((key) => canonical(value[key] as Json));
  same &&= items.every((item, index) => item === value[keys[index] as string]);
  return same ? value : Object.fromEntries(keys.map((key, index) => [key, items[index] as Json]));
}

/** Whether two values are equal, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isArray(a) && isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
