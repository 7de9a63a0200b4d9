import { readBlob } from "./base64.js";
import { asLong, asString, readFloat, readInteger } from "./json.js";
import {
  listOf,
  mapOf,
  mismatch,
  own,
  readMembers,
  readObject,
  tagOf,
  type Converted,
  type Converters,
  type WireObject,
} from "./structure.js";
import { readDateTime, readEpochSeconds, readHttpDate } from "./timestamps.js";
import { readUnion } from "./union.js";

// Readers of what XML holds, as `parseXml` gives it. All that it knows is text. What is written takes
// the writers of JSON, since `toXml` makes text of their values.

/** The text of an element, which may have attributes. @throws ResponseError */
export const readXmlString = (value: unknown): string =>
  asString(tagOf(value) === "[object Object]" ? own(value as WireObject, "") : value);

const trimmed = (value: unknown) => readXmlString(value).trim();

/** A number, or the text that is none, which its reader may know. */
function numberOf(value: unknown): unknown {
  const text = trimmed(value);
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** @throws ResponseError */
export const readXmlBoolean = (value: unknown): boolean => {
  const text = trimmed(value);
  return text === "true" || (text !== "false" && mismatch("a boolean"));
};

/** Reads a byte, short or integer. @throws ResponseError */
export const readXmlInteger = (value: unknown): number => readInteger(numberOf(value));
/** Reads a long as a number. @throws ResponseError */
export const readXmlLong = (value: unknown): number => asLong(numberOf(value));
/** Reads a float or double. @throws ResponseError */
export const readXmlFloat = (value: unknown): number => readFloat(numberOf(value));

/** @throws ResponseError */
export const readXmlBlob = (value: unknown): Uint8Array => readBlob(trimmed(value));

/** @throws ResponseError */
export const readXmlDateTime = (value: unknown): Date => readDateTime(trimmed(value));
/** @throws ResponseError */
export const readXmlHttpDate = (value: unknown): Date => readHttpDate(trimmed(value));
/** @throws ResponseError */
export const readXmlEpochSeconds = (value: unknown): Date => readEpochSeconds(numberOf(value));

const isBlank = (value: unknown) => typeof value === "string" && !value.trim();

/** The child elements of an element, which may have none. */
const childrenOf = (value: unknown): WireObject => (isBlank(value) ? {} : readObject(value));

/** Reads the members of a structure, as `readMembers` does. @throws ResponseError */
export const readXmlMembers = <C extends Converters>(value: unknown, readers: C): Converted<C> =>
  readMembers(childrenOf(value), readers);

/** A reader of objects as one of elements. */
export const ofElement =
  <A extends unknown[], R>(read: (value: unknown, ...rest: A) => R) =>
  (value: unknown, ...rest: A): R =>
    read(childrenOf(value), ...rest);

/** Reads a union, whose element may have attributes. @throws ResponseError */
export const readXmlUnion: typeof readUnion = (value, readers) =>
  readUnion(
    Object.fromEntries(
      Object.entries(readObject(value)).filter(([name]) => name[0] !== "@" || own(readers, name)),
    ),
    readers,
  );

/** Elements of one name, of which there is no list where there is just one. */
const several = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [value];

type Read<R> = (value: unknown) => R;

/** The reader of a flattened list: of elements that are members of what is around them. */
export const readFlatList =
  <R>(read: Read<R>): Read<R[]> =>
  (value) =>
    listOf(read)(several(value));

/** The reader of a list with an element around its items, which are called `name`. */
export const readXmlList =
  <R>(read: Read<R>, name = "member"): Read<R[]> =>
  (value) =>
    readFlatList(read)(own(childrenOf(value), name) ?? []);

/** The reader of a flattened map: of elements with a key and a value. */
export const readFlatMap =
  <R>(
    read: Read<R>,
    key = "key",
    value = "value",
    of: typeof mapOf = mapOf,
  ): Read<Record<string, R>> =>
  (entries) =>
    of(read)(
      Object.fromEntries(
        readFlatList((entry) => {
          const parts = readObject(entry);
          return [readXmlString(own(parts, key)), own(parts, value)] as const;
        })(isBlank(entries) ? [] : entries),
      ),
    );

/** The reader of a map with an element around its entries. */
export const readXmlMap =
  <R>(...args: Parameters<typeof readFlatMap<R>>): Read<Record<string, R>> =>
  (value) =>
    readFlatMap(...args)(own(childrenOf(value), "entry") ?? []);

type Write<T> = (value: T) => unknown;

/** The writer of a list with an element around its items, which are called `name`. */
export const writeXmlList =
  <T>(write: Write<T>, name = "member"): Write<readonly T[]> =>
  (value) => {
    const items = listOf(write)(value);
    return items.length ? { [name]: items } : "";
  };

/** The writer of a flattened map. */
export const writeFlatMap =
  <T>(
    write: Write<T>,
    key = "key",
    value = "value",
    writeKey: Write<string> = asString,
    of: typeof mapOf = mapOf,
  ): Write<Readonly<Record<string, T>>> =>
  (map) =>
    Object.entries(of(write)(map)).map(([name, item]) => ({
      [key]: writeKey(name),
      [value]: item,
    }));

/** The writer of a map with an element around its entries. */
export const writeXmlMap =
  <T>(...args: Parameters<typeof writeFlatMap<T>>): Write<Readonly<Record<string, T>>> =>
  (map) => ({ entry: writeFlatMap(...args)(map) });
