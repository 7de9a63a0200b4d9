import type { Json, JsonObject } from "./model.js";

// Far above any real model, and far below what overflows the stack.
const deepest = 512;

/** Whether a value is a JSON object, as opposed to an array, null or a scalar. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a JSON value is, in the words of messages. */
export function kindOf(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
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
  for (const key in value) {
    if (isTooDeep((value as JsonObject)[key] as Json, levels - 1)) return true;
  }
  return false;
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
  if (Array.isArray(value)) {
    let same = true;
    const items = (value as readonly Json[]).map((item) => {
      const made = canonical(item);
      same &&= made === item;
      return made;
    });
    return same ? value : items;
  }
  const object = value as JsonObject;
  const keys = Object.keys(object);
  let same = true;
  let last = "";
  for (const key of keys) {
    same &&= last <= key;
    last = key;
  }
  if (!same) keys.sort();
  const items = keys.map((key) => canonical(object[key] as Json));
  same &&= items.every((item, index) => item === object[keys[index] as string]);
  return same ? value : Object.fromEntries(keys.map((key, index) => [key, items[index] as Json]));
}

/** Whether two values are equal, whatever the order of their keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return (
      a.length === b.length && a.every((item, index) => isSame(item as Json, b[index] as Json))
    );
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
