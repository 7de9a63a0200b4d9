import { at, mismatch, readObject } from "./structure.js";

const orNull = <T, R>(key: string, item: T, convert: (item: NonNullable<T>) => R): R | null =>
  item == null ? null : at(key, item, convert as (item: T) => R);

/** Reads a list that may hold `null`. @throws ResponseError */
export function readSparseList<T>(value: unknown, read: (item: unknown) => T): (T | null)[] {
  if (!Array.isArray(value)) mismatch("a list");
  return value.map((item: unknown, index) => orNull(`[${index}]`, item, read));
}

/**
 * Reads a map that may hold `null`. It has no prototype, so that only the service's keys are in it.
 *
 * @param secret - the keys are sensitive, and not told in an error's path
 * @throws ResponseError
 */
export function readSparseMap<T>(
  value: unknown,
  read: (item: unknown) => T,
  secret?: boolean,
): Record<string, T | null> {
  const map = Object.create(null) as Record<string, T | null>;
  for (const [key, item] of Object.entries(readObject(value))) {
    map[key] = orNull(secret ? "[…]" : `[${JSON.stringify(key)}]`, item, read);
  }
  return map;
}

/** Writes a list item by item, `null` as it is. @throws InputError */
export const writeSparseList: <T, R>(
  value: readonly (T | null)[],
  write: (item: T) => R,
) => (R | null)[] = readSparseList as never;

/** Writes a map value by value, `null` as it is. @throws InputError */
export const writeSparseMap: <T, R>(
  value: Readonly<Record<string, T | null>>,
  write: (item: T) => R,
) => Record<string, R | null> = readSparseMap as never;
