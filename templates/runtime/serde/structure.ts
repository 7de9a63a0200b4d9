import { callError, failure } from "../contract/errors.js";

/** Ends a conversion: `expected` is what the model asks for, such as `a string`. */
export function mismatch(expected: string): never {
  throw callError("ResponseError", "Expected " + expected);
}

/** The error as which something thrown under `key` goes on: its path begins there. */
export function under(key: string, thrown: unknown): unknown {
  const error = failure("ResponseError", thrown) as { path?: string | undefined };
  // A name goes on with a dot, an index does not: only the one begins with a word's boundary.
  error.path = key + (error.path?.replace(/^\b/, ".") ?? "");
  return error;
}

/** Converts what lies under `key`. @throws ResponseError, with the path to it */
export function at<T, R>(key: string, value: T, convert: (value: T) => R): R {
  try {
    return convert(value);
  } catch (thrown) {
    throw under(key, thrown);
  }
}

/** An object that came from the wire, its members not looked at yet. */
export type WireObject = Readonly<Record<string, unknown>>;

/** @throws ResponseError */
export function readObject(value: unknown): WireObject {
  return typeof value === "object" && value && !Array.isArray(value)
    ? (value as WireObject)
    : mismatch("an object");
}

/** What an object has under a name itself: what every object inherits is never a member's value. */
export const own = <T>(object: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Readers or writers by the names of what they convert. */
export type Converters = Readonly<Record<string, (value: never) => unknown>>;
type Converted<C extends Converters> = { [Name in keyof C]?: ReturnType<C[Name]> };

/**
 * Reads the members of a structure: those named in `readers`, and no others. A member that is absent
 * or `null` stays absent.
 *
 * @throws ResponseError
 */
export function readMembers<C extends Converters>(value: unknown, readers: C): Converted<C>;
export function readMembers(
  value: unknown,
  readers: Readonly<Record<string, (value: unknown) => unknown>>,
): WireObject {
  const object = readObject(value);
  const members: [string, unknown][] = [];
  for (const name in readers) {
    const member = own(object, name);
    try {
      if (member != null) members.push([name, readers[name]!(member)]);
    } catch (thrown) {
      throw under(name, thrown);
    }
  }
  // Makes own properties, also of the name `__proto__`.
  return Object.fromEntries(members);
}

/** Writes the members of a structure: those named in `writers`, and no others. @throws InputError */
export const writeMembers: <T extends object>(
  value: T,
  writers: { readonly [Name in keyof T]-?: (value: NonNullable<T[Name]>) => unknown },
) => object = readMembers;

/** Gives members that are absent a value: defaults, and what required members are corrected to. */
export function fill<M extends object, K extends keyof M>(
  members: M,
  values: Pick<M, K>,
): Omit<M, K> & { [Name in K]-?: NonNullable<M[Name]> } {
  return { ...values, ...members } as never;
}

/** Writes a value as it is. */
export const asIs = <T>(value: T): T => value;

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
  const map = Object.create(null) as Record<string, T>;
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
