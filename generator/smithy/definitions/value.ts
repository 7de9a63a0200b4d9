import type { Json, Shape } from "../model.js";

/** What a trait's value has to look like: a shape, with those that it leads to in place of targets. */
export interface Value {
  readonly type: Shape["type"];
  readonly traits: Readonly<Record<string, Json>>;
  /** Members in order: a structure's, a union's, a list's `member`, a map's `key` and `value`. */
  readonly members: Readonly<Record<string, Value>>;
}

function value(
  type: Shape["type"],
  traits: Readonly<Record<string, Json>> = {},
  members: Readonly<Record<string, Value>> = {},
): Value {
  return { type, traits, members };
}

function withTrait(of: Value, trait: string, content: Json): Value {
  return { ...of, traits: { ...of.traits, [trait]: content } };
}

/** Members of a structure; those whose name ends in `!` are required. */
type Fields = Readonly<Record<string, Value>>;

export function structure(fields: Fields = {}): Value {
  const members = Object.entries(fields).map(([name, of]): [string, Value] =>
    name.endsWith("!") ? [name.slice(0, -1), withTrait(of, "smithy.api#required", {})] : [name, of],
  );
  return value("structure", {}, Object.fromEntries(members));
}

export function union(members: Fields): Value {
  return value("union", {}, members);
}

export function listOf(member: Value): Value {
  return value("list", {}, { member });
}

/** A list that cannot have the same item twice. */
export function setOf(member: Value): Value {
  return withTrait(listOf(member), "smithy.api#uniqueItems", {});
}

export function mapOf(key: Value, item: Value): Value {
  return value("map", {}, { key, value: item });
}

export function oneOf(...values: readonly string[]): Value {
  const members = values.map((each): [string, Value] => [
    each,
    value("structure", { "smithy.api#enumValue": each }),
  ]);
  return value("enum", {}, Object.fromEntries(members));
}

/** A value with a length of at least `min`. */
export function atLeast(min: number, of: Value, max?: number): Value {
  return withTrait(of, "smithy.api#length", max === undefined ? { min } : { min, max });
}

export function matching(pattern: string): Value {
  return value("string", { "smithy.api#pattern": pattern });
}

/** An integer of at least `min`. */
export function integerFrom(min: number, max?: number): Value {
  return value("integer", { "smithy.api#range": max === undefined ? { min } : { min, max } });
}

/** The ID of a shape that a selector selects, which may be of another model unless it has to be there. */
export function shapeId(selector: string, ...isNeeded: readonly ["needed"?]): Value {
  return value("string", {
    "smithy.api#idRef": { selector, failWhenMissing: isNeeded.length > 0 },
  });
}

export const text = value("string");
export const flag = value("boolean");
export const integer = value("integer");
export const long = value("long");
export const decimal = value("bigDecimal");
export const document = value("document");
export const blob = value("blob");
export const byte = value("byte");
export const short = value("short");
export const timestamp = value("timestamp");
export const unitValue = structure();
export const annotation = structure();
export const nonEmpty = atLeast(1, text);
export const texts = listOf(text);
export const nonEmptyTexts = listOf(nonEmpty);
