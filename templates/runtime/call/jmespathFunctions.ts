import { isEqual, isNumber, isObject } from "./jmespath.js";

// The functions of JMESPath (https://jmespath.org/specification.html#built-in-functions). Each throws
// a TypeError where it is given a value that it does not take.

/** @throws TypeError */
function expect<T>(isSo: (value: unknown) => value is T, value: unknown): T {
  if (isSo(value)) return value;
  throw TypeError("A function is given what it does not take");
}

const isText = (value: unknown): value is string => typeof value === "string";
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isListOf =
  <T>(isSo: (value: unknown) => value is T) =>
  (value: unknown): value is readonly T[] =>
    isList(value) && value.every(isSo);
const numbers = isListOf(isNumber);
const texts = isListOf(isText);
type Comparable = readonly (string | number | bigint)[];
const isComparable = (value: unknown): value is Comparable => numbers(value) || texts(value);
const isTextOrList = (value: unknown): value is string | readonly unknown[] =>
  isText(value) || isList(value);

const numberOf = (value: unknown): number => Number(expect(isNumber, value));

export const absOf = (value: unknown): number => Math.abs(numberOf(value));
export const ceilOf = (value: unknown): number => Math.ceil(numberOf(value));
export const floorOf = (value: unknown): number => Math.floor(numberOf(value));

export const sumOf = (value: unknown): number =>
  expect(numbers, value).reduce<number>((sum, item) => sum + Number(item), 0);

export const averageOf = (value: unknown): number | null =>
  expect(numbers, value).length === 0 ? null : sumOf(value) / (value as readonly unknown[]).length;

/** Whether a text has another in it, or a list an item. */
export function containsIn(value: unknown, searched: unknown): boolean {
  const within = expect(isTextOrList, value);
  if (isText(within)) return isText(searched) && within.includes(searched);
  return within.some((item) => isEqual(item, searched));
}

export const endsWith = (value: unknown, end: unknown): boolean =>
  expect(isText, value).endsWith(expect(isText, end));

export const startsWith = (value: unknown, start: unknown): boolean =>
  expect(isText, value).startsWith(expect(isText, start));

export const joinedBy = (separator: unknown, value: unknown): string =>
  expect(texts, value).join(expect(isText, separator));

export const keysIn = (value: unknown): readonly string[] => Object.keys(expect(isObject, value));

export const memberValues = (value: unknown): readonly unknown[] =>
  Object.values(expect(isObject, value));

/** Of a text, the number of its characters. */
export function countOf(value: unknown): number {
  if (isObject(value)) return Object.keys(value).length;
  const counted = expect(isTextOrList, value);
  return isText(counted) ? Array.from(counted).length : counted.length;
}

type Make = (item: unknown) => unknown;

export const mapped = (make: Make, value: unknown): readonly unknown[] =>
  expect(isList, value).map((item) => make(item) ?? null);

/** Of objects, those of later ones stand for members of the same name. */
export const merged = (...values: readonly unknown[]): object =>
  Object.fromEntries(values.flatMap((value) => Object.entries(expect(isObject, value))));

export const notNull = (...values: readonly unknown[]): unknown =>
  values.find((value) => value != null) ?? null;

export const reversed = (value: unknown): unknown => {
  const given = expect(isTextOrList, value);
  return isText(given) ? Array.from(given).reverse().join("") : [...given].reverse();
};

/** Items by what is made of them, which are all numbers or all texts, the least first. */
function inOrderBy(value: unknown, make: Make): readonly unknown[] {
  const items = expect(isList, value);
  const keys = expect(isComparable, items.map(make));
  return items
    .map((item, index) => ({ item, key: keys[index]! }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ item }) => item);
}

export const sortedBy = (value: unknown, make: Make): readonly unknown[] => inOrderBy(value, make);
export const minBy = (value: unknown, make: Make): unknown => inOrderBy(value, make)[0] ?? null;
export const maxBy = (value: unknown, make: Make): unknown => inOrderBy(value, make).at(-1) ?? null;

const itself: Make = (item) => item;

export const sorted = (value: unknown): readonly unknown[] => inOrderBy(value, itself);
export const minOf = (value: unknown): unknown => minBy(value, itself);
export const maxOf = (value: unknown): unknown => maxBy(value, itself);

export const toList = (value: unknown): readonly unknown[] =>
  isList(value) ? value : [value ?? null];

export function toNumber(value: unknown): number | bigint | null {
  if (isNumber(value)) return value;
  return isText(value) && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : null;
}

export const toText = (value: unknown): string =>
  isText(value)
    ? value
    : typeof value === "bigint"
      ? String(value)
      : (JSON.stringify(value) ?? "null");

export function typeNameOf(value: unknown): string {
  if (value == null) return "null";
  if (isList(value)) return "array";
  return isNumber(value) ? "number" : typeof value;
}
