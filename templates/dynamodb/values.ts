import { failure, listOf, mapOf, mismatch, tagOf } from "#runtime";
import { readNumber, writeNumber, type NumberValue, type WrapNumbers } from "./numbers.js";

// Plain values to those of DynamoDB's API and back
// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html).

interface Kinds {
  S: string;
  N: string;
  B: Bytes;
  SS: string[];
  NS: string[];
  BS: Bytes[];
  M: Record<string, Attribute>;
  L: Attribute[];
  NULL: boolean;
  BOOL: boolean;
}

type Bytes = ReturnType<typeof Uint8Array.of>;

/** A value as DynamoDB's API has it: `{ S: "text" }`. */
export type Attribute = {
  [Kind in keyof Kinds]: { [K in Kind]: Kinds[K] } & {
    [K in Exclude<keyof Kinds, Kind> | "$unknown"]?: never;
  };
}[keyof Kinds];

/** What an attribute may be read from: also values of types that are newer than this client. */
export type AnyAttribute = { readonly [Kind in keyof Kinds]?: unknown } & {
  readonly $unknown?: unknown;
};

/**
 * What attributes are read as. Numbers are `number`, unless `wrapNumbers` says otherwise.
 */
export type DocumentValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | NumberValue
  | Bytes
  | Set<string>
  | Set<number | bigint | NumberValue>
  | Set<Bytes>
  | DocumentValue[]
  | { [name: string]: DocumentValue };

/** An item, or a part of one, as it is read. */
export type DocumentItem = Record<string, DocumentValue>;

/**
 * What can be stored as an attribute. Neither dates nor functions nor promises, of which nothing
 * would be stored: `toISOString()`, or a number, says what a date is to be.
 */
export type StorableValue =
  | null
  | undefined
  | boolean
  | string
  | number
  | bigint
  | NumberValue
  | ArrayBuffer
  | ArrayBufferView
  | ReadonlySet<string | number | bigint | NumberValue | ArrayBuffer | ArrayBufferView>
  | ReadonlyMap<string, unknown>
  | readonly StorableValue[]
  | StorableItem;

/** An object as an item, or as a map in one. */
export interface StorableItem {
  // Any, so that interfaces fit. What is below is checked when it is written.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [name: string]: any;
  readonly [Symbol.toPrimitive]?: never;
  readonly [Symbol.hasInstance]?: never;
  readonly [Symbol.toStringTag]?: never;
}

/** How plain values are written. */
export interface MarshallOptions {
  /** Leave out what is `undefined`, which is an error otherwise. Default `false`. */
  readonly removeUndefinedValues?: boolean | undefined;
  /** Store empty texts, sets and bytes as null. Default `false`; an empty set is an error then. */
  readonly convertEmptyValues?: boolean | undefined;
  /** Store instances of classes as maps of their own properties. They are an error otherwise. */
  readonly convertClassInstanceToMap?: boolean | undefined;
  /** Store numbers from 2^53 on as well, which stand for others, too. They are an error otherwise. */
  readonly allowImpreciseNumbers?: boolean | undefined;
}

/** How they are read. */
export interface UnmarshallOptions {
  /**
   * Read numbers as `NumberValue`s, which have their text, or by a function, such as `BigInt`. By
   * default they are `number`s, and one that is not exactly that is an error.
   */
  readonly wrapNumbers?: WrapNumbers | undefined;
}

/** DynamoDB takes 32 levels; this many no stack minds. */
const deepest = 100;

/** A scalar, of which there are sets, as DynamoDB has it; nothing for what is none. */
function scalar(value: unknown, options: MarshallOptions): Attribute | undefined {
  switch (tagOf(value)) {
    case "[object String]":
      return { S: String(value) };
    case "[object Number]":
    case "[object BigInt]":
    case "[object NumberValue]":
      return { N: writeNumber(value, options.allowImpreciseNumbers) };
    case "[object ArrayBuffer]":
      return { B: new Uint8Array(value as ArrayBuffer) };
  }
  if (!ArrayBuffer.isView(value)) return undefined;
  return { B: new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength) };
}

/** What a value is to DynamoDB; nothing where it is left out. @throws InputError, with the path */
export function write(value: unknown, options: MarshallOptions, depth = 0): Attribute | undefined {
  if (depth > deepest) mismatch("fewer levels");
  if (value === undefined) {
    return options.removeUndefinedValues
      ? undefined
      : mismatch("a value; see removeUndefinedValues");
  }
  if (value === null) return { NULL: true };
  const simple = scalar(value, options);
  if (simple) {
    const isEmpty = (simple.S ?? simple.B)?.length === 0;
    return isEmpty && options.convertEmptyValues ? { NULL: true } : simple;
  }
  switch (tagOf(value)) {
    case "[object Boolean]":
      return { BOOL: (value as boolean).valueOf() };
    case "[object Set]":
      return writeSet([...(value as Set<unknown>)], options);
    case "[object Array]":
      return {
        L: listOf((item) => write(item, options, depth + 1))(value as unknown[]).filter(isThere),
      };
    case "[object Map]":
    case "[object Object]":
      return { M: writeMap(value, options, depth) };
  }
  return mismatch("a value that can be stored");
}

const isThere = <T>(value: T | undefined): value is T => value !== undefined;

function writeSet(items: unknown[], options: MarshallOptions): Attribute {
  const known = options.removeUndefinedValues ? items.filter(isThere) : items;
  if (known.length === 0) {
    return options.convertEmptyValues
      ? { NULL: true }
      : mismatch("a set of values; see convertEmptyValues");
  }
  const written = known.map((item) => Object.entries<unknown>(scalar(item, options) ?? {})[0]);
  const kind = written[0]?.[0];
  const values = written.map((pair) =>
    kind !== undefined && pair?.[0] === kind ? pair[1] : mismatch("a set of one type"),
  );
  return { [kind + "S"]: values } as never;
}

/** What has the attributes of an object or a `Map`. @throws InputError */
function membersOf(value: unknown, options: MarshallOptions): unknown {
  switch (tagOf(value)) {
    case "[object Map]": {
      const map = value as Map<string, unknown>;
      const members = Object.fromEntries(map);
      // Of 1 and "1" one would be lost, and a symbol is no name.
      return Object.keys(members).length === map.size
        ? members
        : mismatch("a map whose keys are different texts");
    }
    case "[object Object]": {
      const prototype = Object.getPrototypeOf(value) as object | null;
      // A plain object's, of whichever realm.
      const isPlain = !prototype || Object.hasOwn(prototype, "isPrototypeOf");
      if (!isPlain && !options.convertClassInstanceToMap) {
        mismatch("a plain object; see convertClassInstanceToMap");
      }
    }
  }
  return value;
}

/** The attributes of an object or a `Map`. @throws InputError, with the path */
export function writeMap(
  value: unknown,
  options: MarshallOptions,
  depth = -1,
): Record<string, Attribute> {
  const attributes = mapOf((item) => write(item, options, depth + 1))(
    membersOf(value, options) as DocumentItem,
  );
  for (const name in attributes) {
    if (attributes[name] === undefined) delete attributes[name];
  }
  return attributes as Record<string, Attribute>;
}

/** What a value of DynamoDB's is, plainly. @throws ResponseError, with the path */
export function read(value: object, options: UnmarshallOptions, depth = 0): unknown {
  if (depth > deepest) mismatch("fewer levels");
  const { wrapNumbers } = options;
  const number = (text: string) => readNumber(text, wrapNumbers);
  const inner = (item: object) => read(item, options, depth + 1);
  const [kind, content] = Object.entries(value).find(([, content]) => content != null) ?? [];
  switch (kind) {
    case "NULL":
      return null;
    case "S":
    case "BOOL":
    case "B":
      return content;
    case "N":
      return number(content as string);
    case "SS":
    case "BS":
      return new Set(content as unknown[]);
    case "NS":
      return new Set(listOf(number)(content as string[]));
    case "L":
      return listOf(inner)(content as object[]);
    case "M":
      return mapOf(inner)(content as Record<string, object>);
    case undefined:
    default:
      return mismatch("a known attribute");
  }
}

/** The plain values of attributes. @throws ResponseError, with the path */
export const readMap = (value: unknown, options: UnmarshallOptions): unknown =>
  mapOf((item: object) => read(item, options))(value as Record<string, object>);

/** What it gives; what it fails with is the input's fault. */
function asInput<T>(convert: () => T): T {
  try {
    return convert();
  } catch (thrown) {
    throw Object.assign(failure("InputError", thrown), { name: "InputError" });
  }
}

/**
 * An item as DynamoDB's API has it.
 *
 * @throws An error named `InputError` whose `path` leads to what cannot be stored
 */
export function marshall(item: object, options: MarshallOptions = {}): Record<string, Attribute> {
  return asInput(() => writeMap(item, options));
}

/**
 * The plain values of an item of DynamoDB's API. Its type is the caller's claim.
 *
 * @throws An error named `ResponseError` whose `path` leads to what cannot be read, such as a number
 *   that a `number` cannot hold
 */
export function unmarshall<Item extends object = DocumentItem>(
  item: Readonly<Record<string, AnyAttribute>>,
  options: UnmarshallOptions = {},
): Item {
  return readMap(item, options) as Item;
}

/** One value as DynamoDB's API has it. @throws As {@link marshall} */
export function convertToAttr(value: StorableValue, options: MarshallOptions = {}): Attribute {
  return asInput(() => write(value, options) ?? mismatch("a value"));
}

/** The plain value of one of DynamoDB's API. @throws As {@link unmarshall} */
export function convertToNative(
  value: AnyAttribute,
  options: UnmarshallOptions = {},
): DocumentValue {
  return read(value, options) as DocumentValue;
}
