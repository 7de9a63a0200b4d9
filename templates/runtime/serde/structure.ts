import { callError, failure } from "../contract/errors.js";
import type { Unit } from "../contract/result.js";

/** Ends a conversion: `expected` is what the model asks for, such as `a string`. */
export function mismatch(expected: string): never {
  throw callError("ResponseError", "Expected " + expected);
}

/** Where a value lies: under a member's name, or under the index or key in brackets. */
export type Key = string | [index: string | number];

/** Converts what lies under `key`. @throws ResponseError, with the path to it */
export function at<T, R>(key: Key, value: T, convert: (value: T) => R): R {
  try {
    return convert(value);
  } catch (thrown) {
    const error = failure("ResponseError", thrown) as Error & { path?: string | undefined };
    // A name goes on with a dot, an index does not: only the one begins with a word's boundary.
    error.path =
      (typeof key === "string" ? key : JSON.stringify(key)) +
      (error.path?.replace(/^\b/, ".") ?? "");
    throw error;
  }
}

/** An object that came from the wire, its members not looked at yet. */
export type WireObject = Readonly<Record<string, unknown>>;

/** What a value is, whichever realm it comes from: `[object Date]`. */
export const tagOf = (value: unknown): string => ({}).toString.call(value);

/** An object with members, and no list, `Map` or the like. @throws ResponseError */
export const readObject = (value: unknown): WireObject =>
  tagOf(value) === "[object Object]" ? (value as WireObject) : mismatch("an object");

/** What an object has under a name itself: what every object inherits is never a member's value. */
export const own = <T>(object: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Readers or writers by the names of what they convert. */
export type Converters = Readonly<Record<string, (value: never) => unknown>>;
/** What they make of it; what is absent stays so. */
export type Converted<C extends Converters> = { [Name in keyof C]?: ReturnType<C[Name]> };

/**
 * Reads the members of a structure: those named in `readers`, and no others. A member that is absent
 * or `null` stays absent. None may be called `__proto__`.
 *
 * @throws ResponseError
 */
export function readMembers<C extends Converters>(value: unknown, readers: C): Converted<C>;
export function readMembers(
  value: unknown,
  readers: Readonly<Record<string, (value: unknown) => unknown>>,
): WireObject {
  const object = readObject(value);
  const members: Record<string, unknown> = {};
  for (const name in readers) {
    const member = object[name];
    // In this order: most members are absent, and to ask for what is own takes longer.
    if (member != null && Object.hasOwn(object, name)) {
      members[name] = at(name, member, readers[name]!);
    }
  }
  return members;
}

/** Writers of the members of a structure: of all that it has, and no others. */
export type WritersOf<T> = {
  readonly [Name in keyof T]-?: (value: NonNullable<T[Name]>) => unknown;
};

/** Writes the members of a structure: those named in `writers`, and no others. @throws InputError */
export const writeMembers: <T extends object>(value: T, writers: WritersOf<T>) => object =
  readMembers;

/** Gives members that are absent a value: defaults, and what required members are corrected to. */
export function fill<M extends object, K extends keyof M>(
  members: M,
  values: Pick<M, K>,
): Omit<M, K> & { [Name in K]-?: NonNullable<M[Name]> } {
  return { ...values, ...members } as never;
}

/**
 * The converter, either way, of a list. `null` is an item like any other, which converters of items
 * refuse: Smithy has it an error where a list is not sparse.
 */
export const listOf =
  <T, R>(convert: (item: T) => R): ((value: readonly T[]) => R[]) =>
  (value) =>
    Array.isArray(value)
      ? Array.from(value as readonly T[], (item, index) => at([index], item, convert))
      : mismatch("a list");

/** The same of a map. */
export const mapOf =
  <T, R>(convert: (item: T) => R): ((value: Readonly<Record<string, T>>) => Record<string, R>) =>
  (value) => {
    // A copy has what it is to have as properties of its own, also under the key `__proto__`.
    const map = { ...(readObject(value) as typeof value) } as Record<string, T | R>;
    for (const key of Object.keys(map)) map[key] = at([key], map[key] as T, convert);
    return map as Record<string, R>;
  };

/** The converter, either way, of what has no members. */
export const asUnit = (value: unknown): Unit => readMembers(value, {});
