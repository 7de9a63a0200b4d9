import type { Direction } from "../ir/ir.js";
import type { Surface, Texts } from "./surface.js";
import { common, parseMember, parseType, type Type } from "./typeText.js";

/** The side of a call on which a caller meets a type. */
export type Position = "input" | "output";

export function positionsOf(direction: Direction): readonly Position[] {
  return direction === "both" ? ["input", "output"] : [direction];
}

/** A type, as text, in one of the versions. */
export interface Side {
  readonly text: string;
  readonly surface: Surface;
}

/** Whether two types are written alike; the language's own may stand beside a shape of their name. */
export function isAlike(older: Side, newer: Side): boolean {
  return inFull(older) === inFull(newer);
}

function inFull({ text, surface: { types, enums } }: Side): string {
  return text.replace(builtIn, (_, prefix: string | undefined, name: string) =>
    prefix === undefined && (types[name] || enums[name]) ? name : `globalThis.${name}`,
  );
}

const builtIn = new RegExp(`\\b(globalThis\\.)?(${common.join("|")})\\b`, "g");

/** Whether two types are the same to the compiler, whatever their names. */
export function isSame(older: Side, newer: Side): boolean {
  return isCompatible(older, newer, "input") && isCompatible(newer, older, "input");
}

/**
 * Whether code written for one version's type compiles with the next one's: in an input what it
 * passed can still be passed; in an output it gets nothing that it could not have got.
 *
 * A name that stands for a type in both versions is compatible with itself: what is different in that
 * type is a change of its own.
 */
export function isCompatible(older: Side, newer: Side, position: Position): boolean {
  const before = parseType(older.text);
  const after = parseType(newer.text);
  if (!before || !after) return older.text === newer.text;
  const [from, to] =
    position === "input" ? [older.surface, newer.surface] : [newer.surface, older.surface];
  const assignable = assigner(from, to, position === "input");
  return position === "input" ? assignable(before, after) : assignable(after, before);
}

/**
 * Whether values of one version's types can stand where the other's are wanted.
 *
 * @param exact - whether they may have no members that the other lacks
 */
function assigner(from: Surface, to: Surface, exact: boolean): (a: Type, b: Type) => boolean {
  // Types may hold themselves; what is being asked already is taken for true.
  const asked = new Set<string>();
  const types = (a: Type, b: Type): boolean => {
    if (a.kind !== b.kind) return b.kind === "name" && isJson(a, b.name);
    if (a.kind === "name" || b.kind === "name") {
      return a.kind === "name" && b.kind === "name" && names(a.name, b.name);
    }
    return (b.sparse || !a.sparse) && types(a.item, b.item);
  };
  const names = (a: string, b: string): boolean => {
    const [x, y] = [from.types[a], to.types[b]];
    const [base, wanted] = [baseOf(from, a), baseOf(to, b)];
    if (base !== undefined || wanted !== undefined) {
      return base === wanted || (wanted === "JsonValue" && isJsonScalar(base));
    }
    if (!x || !y) return a === b;
    if (a === b && x.kind === y.kind) return true;
    const question = `${a} ${b}`;
    if (asked.has(question)) return true;
    asked.add(question);
    return x.kind === y.kind && members(x.members, y.members, x.kind === "union");
  };
  const members = (a: Texts, b: Texts, isUnion: boolean): boolean => {
    const known = Object.keys(a);
    if ((exact || isUnion) && known.some((name) => b[name] === undefined)) return false;
    return Object.entries(b).every(([name, text]) => {
      const wanted = parseMember(text);
      // What may be left out of an input is no matter; what is read of an output has to be there.
      if (a[name] === undefined) return exact && wanted.optional && !isUnion;
      const given = parseMember(a[name]);
      const [x, y] = [parseType(given.type), parseType(wanted.type)];
      return (wanted.optional || !given.optional) && x && y ? types(x, y) : false;
    });
  };
  const isJson = (a: Type, wanted: string): boolean =>
    wanted === "JsonValue" &&
    a.kind !== "stream" &&
    (a.kind === "name" ? isJsonScalar(baseOf(from, a.name)) : isJson(a.item, wanted));
  return types;
}

function isJsonScalar(base: string | undefined): boolean {
  return base === "string" || base === "number" || base === "boolean" || base === "JsonValue";
}

/** What TypeScript has in place of a name that is no structure's: enums are open. */
function baseOf({ types, enums }: Surface, name: string): string | undefined {
  if (types[name]) return undefined;
  const shape = enums[name];
  return shape ? (shape.kind === "enum" ? "string" : "number") : name.replace(/^globalThis\./, "");
}
