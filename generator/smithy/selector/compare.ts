import { flat, isPresent, textOf, type Attribute } from "./attributes.js";

type Compare = (left: string, right: string) => boolean;

const texts: Readonly<Record<string, Compare>> = {
  "=": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  "^=": (left, right) => left.startsWith(right),
  "$=": (left, right) => left.endsWith(right),
  "*=": (left, right) => left.includes(right),
  ">": numeric((left, right) => left > right),
  ">=": numeric((left, right) => left >= right),
  "<": numeric((left, right) => left < right),
  "<=": numeric((left, right) => left <= right),
};

/** A comparison of numbers; a text that is none compares as `NaN`, which is to nothing. */
function numeric(holds: (left: number, right: number) => boolean): Compare {
  const numberOf = (text: string) => (text.trim() === "" ? NaN : Number(text));
  return (left, right) => holds(numberOf(left), numberOf(right));
}

type Sets = (left: ReadonlySet<string>, right: ReadonlySet<string>) => boolean;

const isSubset: Sets = (left, right) => [...left].every((each) => right.has(each));
const isEqual: Sets = (left, right) => left.size === right.size && isSubset(left, right);

const projections: Readonly<Record<string, Sets>> = {
  "{=}": isEqual,
  "{!=}": (left, right) => !isEqual(left, right),
  "{<}": isSubset,
  "{<<}": (left, right) => left.size < right.size && isSubset(left, right),
};

/**
 * Whether a comparison holds: for any pair of the single values of both sides, or, with a comparator
 * of projections, for the two as sets. Only `?=` holds for what is not there.
 */
export function compares(
  left: Attribute,
  comparator: string,
  right: Attribute,
  ignoresCase: boolean,
): boolean {
  const text = (value: Attribute) => (ignoresCase ? textOf(value).toLowerCase() : textOf(value));
  if (comparator === "?=") return flat(right).some((each) => text(each) === `${isPresent(left)}`);
  const sets = projections[comparator];
  if (sets !== undefined) {
    if (left?.kind !== "projection" || right?.kind !== "projection") return false;
    return sets(new Set(left.values.map(text)), new Set(right.values.map(text)));
  }
  const holds = texts[comparator];
  if (holds === undefined) throw new Error(`There is no comparator ${comparator}.`);
  return flat(left).some((one) => flat(right).some((other) => holds(text(one), text(other))));
}
