import { CallError, failure, type ResponseError } from "./errors.js";

/** Ends a conversion: `expected` is what the model asks for, such as `a string`. */
export function mismatch(expected: string): never {
  throw new CallError("ResponseError", "Expected " + expected);
}

/** Converts what lies under `key`; the error of a mismatch learns that it was there. */
export function at<T, R>(key: string, value: T, convert: (value: T) => R): R {
  try {
    return convert(value);
  } catch (thrown) {
    const error = failure("ResponseError", thrown) as ResponseError;
    throw Object.assign(error, { path: key + (error.path ?? "") });
  }
}

// What every object has without having it: never a member's value.
const inherited: Readonly<Record<string, unknown>> = {};

/** Converts a member; absent and `null` give `undefined`. */
export function member<T extends object, K extends keyof T & string, R>(
  object: T,
  name: K,
  convert: (value: NonNullable<T[K]>) => R,
): R | undefined {
  const value = object[name];
  if (value != null && value !== inherited[name]) return at("." + name, value, convert as never);
}

/** An object that came from the wire, its members not looked at yet. */
export type WireObject = Readonly<Record<string, unknown>>;

/** @throws ResponseError */
export function readObject(value: unknown): WireObject {
  return typeof value === "object" && value && !Array.isArray(value)
    ? (value as WireObject)
    : mismatch("an object");
}

/** Reads a list, leaving out `null`, which a list that is not sparse never holds. */
export function readList<T>(value: unknown, read: (item: unknown) => T): T[] {
  if (!Array.isArray(value)) mismatch("a list");
  const list: T[] = [];
  value.forEach((item: unknown, index) => {
    if (item != null) list.push(at(`[${index}]`, item, read));
  });
  return list;
}

/**
 * Reads a map, leaving out `null`. It has no prototype, so that only the service's keys are in it.
 *
 * @param secret - the keys are sensitive, and not told in an error's path
 */
export function readMap<T>(
  value: unknown,
  read: (item: unknown) => T,
  secret?: boolean,
): Record<string, T> {
  const map: Record<string, T> = Object.create(null) as Record<string, T>;
  for (const [key, item] of Object.entries(readObject(value))) {
    if (item != null) map[key] = at(secret ? "[…]" : `[${JSON.stringify(key)}]`, item, read);
  }
  return map;
}

/** Writes a list item by item. @throws InputError */
export const writeList: <T, R>(value: readonly T[], write: (item: T) => R) => R[] =
  readList as never;

/** Writes a map value by value. @throws InputError */
export const writeMap: <T, R>(
  value: Readonly<Record<string, T>>,
  write: (item: T) => R,
) => Record<string, R> = readMap as never;
