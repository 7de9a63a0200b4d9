// What compiled JMESPath expressions are made of (https://jmespath.org/specification.html). Values are
// those that operations give: what is absent is `undefined` there, and `null` in what comes of this.

/** What an object has under a name. */
export const fieldOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;

/** An item of a list, counted from its end where `index` is negative. */
export const itemAt = (value: unknown, index: number): unknown =>
  Array.isArray(value) ? ((value.at(index) as unknown) ?? null) : null;

/** What is made of each item of a list, but for what nothing is made of. */
export const projected = (value: unknown, then: (item: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(then).filter((item) => item != null) : null;

/** The items of lists in a list, and its other items, as one list. */
export const flattened = (value: unknown): unknown =>
  Array.isArray(value) ? (value.flat() as unknown[]) : null;

/** The values of an object's members. */
export const valuesIn = (value: unknown): unknown =>
  isObject(value) ? Object.values(value) : null;

/** The items for which a condition holds. */
export const filtered = (value: unknown, condition: (item: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.filter((item) => isTrue(condition(item))) : null;

/** Every so many items of a list, from one to before another; backwards where `step` is negative. */
export function sliceOf(value: unknown, start?: number, stop?: number, step = 1): unknown {
  if (!Array.isArray(value)) return null;
  const { length } = value;
  const [least, most] = step > 0 ? [0, length] : [-1, length - 1];
  const bound = (index: number | undefined, absent: number) =>
    index === undefined
      ? absent
      : Math.max(least, Math.min(most, index < 0 ? index + length : index));
  const end = bound(stop, step > 0 ? most : least);
  const items: unknown[] = [];
  for (let at = bound(start, step > 0 ? least : most); (end - at) * step > 0; at += step) {
    items.push(value[at]);
  }
  return items;
}

/** What is made of a value that is there. */
export const selected = (value: unknown, make: (value: unknown) => unknown): unknown =>
  value == null ? null : make(value);

/** What is made of a value. */
export const piped = (value: unknown, then: (value: unknown) => unknown): unknown => then(value);

/** Whether a value counts as true: nothing, `false`, and what is empty do not. */
export const isTrue = (value: unknown): boolean =>
  typeof value === "number" ||
  typeof value === "bigint" ||
  (Array.isArray(value)
    ? value.length > 0
    : isObject(value)
      ? Object.keys(value).length > 0
      : Boolean(value));

/** The first value if it counts as true, or else the other. */
export const either = (value: unknown, other: () => unknown): unknown =>
  isTrue(value) ? value : other();

/** The other value if the first counts as true, or else the first. */
export const both = (value: unknown, other: () => unknown): unknown =>
  isTrue(value) ? other() : value;

/** Whether two values are the same, and all that is in them. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (isNumber(a) && isNumber(b)) return ordered(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return (a ?? null) === (b ?? null);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isEqual(fieldOf(a, name), fieldOf(b, name)));
}

/** How two numbers compare: below 0 where the first is the lesser; `NaN` of what is no number. */
export const ordered = (a: unknown, b: unknown): number =>
  isNumber(a) && isNumber(b) ? (a < b ? -1 : Number(a > b)) : NaN;

/** Whether two numbers are in an order; nothing of what is no number. */
export const inOrder = (order: number, isSo: (order: number) => boolean): boolean | null =>
  Number.isNaN(order) ? null : isSo(order);

/** Whether a value is a plain object, and none that stands for something else, such as bytes. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  ({}).toString.call(value) === "[object Object]";

export const isNumber = (value: unknown): value is number | bigint =>
  typeof value === "number" || typeof value === "bigint";

/** Whether every item of a list, which has some, is a text. */
export const everyIs = (value: unknown, text: string): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((item) => item === text);

/** Whether some item of a list is a text. */
export const someIs = (value: unknown, text: string): boolean =>
  Array.isArray(value) && value.includes(text);
