import type { Expression, Variable } from "./program.js";

/** What several pieces of a program have in common, and the values in which they differ. */
export interface General<T> {
  readonly piece: T;
  readonly holes: readonly Hole[];
}

export interface Hole {
  readonly variable: Variable;
  /** The value in each piece, in order. */
  readonly values: readonly (string | number)[];
}

type JsonLike = string | number | boolean | undefined | readonly JsonLike[] | JsonObject;
interface JsonObject {
  readonly [key: string]: JsonLike;
}

/**
 * The piece that several are, where they differ in nothing but texts and numbers: variables stand for
 * these, the same one for numbers that differ alike. `undefined` where they differ in more.
 */
export function generalize<T>(
  pieces: readonly T[],
  declare: (name: string) => Variable,
): General<T> | undefined {
  const holes: Hole[] = [];
  // The variables that a piece declares, by their ids, as the first one has them.
  const renamed = pieces.map(() => new Map<number, number>());

  const holeOf = (values: readonly (string | number)[], role: string): JsonLike => {
    for (const hole of holes) {
      const reference: Expression = { kind: "reference", variable: hole.variable };
      const difference = differenceOf(values, hole.values);
      if (difference === 0) return reference as unknown as JsonObject;
      if (difference !== undefined) {
        return { kind: "plus", of: reference as unknown as JsonObject, value: difference };
      }
    }
    const variable = declare(role);
    holes.push({ variable, values });
    return { kind: "reference", variable: { ...variable } };
  };

  const merge = (given: readonly JsonLike[], role: string): JsonLike => {
    const [first] = given;
    if (Array.isArray(first)) {
      if (!given.every((each) => Array.isArray(each) && each.length === first.length)) throw apart;
      return first.map((_, index) =>
        merge(
          given.map((each) => (each as readonly JsonLike[])[index]),
          role,
        ),
      );
    }
    if (typeof first !== "object") {
      if (given.every((each) => each === first)) return first;
      throw apart;
    }
    const objects = given as readonly JsonObject[];
    if (!objects.every((each) => sameShape(each, first as JsonObject))) throw apart;
    return mergeObjects(objects, role);
  };

  const mergeObjects = (objects: readonly JsonObject[], role: string): JsonLike => {
    const [first = {}] = objects;
    switch (first["kind"]) {
      case "literal": {
        const values = objects.map(({ value }) => value);
        if (values.every((value) => value === values[0])) return first;
        // What texts have in common is no word of its own.
        if (role === "template") throw apart;
        for (const type of ["string", "number"]) {
          if (values.every((value) => typeof value === type)) {
            return holeOf(values as (string | number)[], role);
          }
        }
        throw apart;
      }
      case "reference": {
        const ids = objects.map(({ variable }) => (variable as unknown as Variable).id);
        const [own] = ids;
        const same = ids.every((id, piece) => (renamed[piece]?.get(id) ?? id) === own);
        if (same) return first;
        throw apart;
      }
      case "bind": {
        const value = merge(
          objects.map((each) => each["value"]),
          role,
        );
        if (objects.some(({ optional }) => optional !== first["optional"])) throw apart;
        const { id } = first["variable"] as unknown as Variable;
        objects.forEach(({ variable }, piece) => {
          renamed[piece]?.set((variable as unknown as Variable).id, id);
        });
        return { ...first, value };
      }
      case "each": {
        const rows = merge(
          objects.map((each) => each["rows"]),
          role,
        );
        objects.forEach(({ variables }, piece) => {
          (variables as unknown as readonly Variable[]).forEach(({ id }, index) => {
            const own = (first["variables"] as unknown as readonly Variable[])[index];
            if (own) renamed[piece]?.set(id, own.id);
          });
        });
        const body = merge(
          objects.map((each) => each["body"]),
          role,
        );
        return { ...first, rows, body };
      }
      default:
    }
    const places = first["function"] === "substring" ? ["", "start", "stop"] : [];
    return Object.fromEntries(
      Object.entries(first).map(([key, value]) => {
        const values = objects.map((each) => each[key]);
        if (key === "entries") return [key, mergeEntries(values)];
        if (key === "arguments" && places.length > 0 && Array.isArray(value)) {
          return [
            key,
            value.map((_, index) =>
              merge(
                values.map((each) => (each as readonly JsonLike[])[index]),
                places[index] ?? role,
              ),
            ),
          ];
        }
        return [key, merge(values, roles.get(first["kind"]) ?? role)];
      }),
    );
  };

  /** A value in a property goes by the property's name. */
  const mergeEntries = (lists: readonly JsonLike[]): JsonLike => {
    const all = lists as readonly (readonly (readonly [string, JsonLike])[])[];
    const [first = []] = all;
    if (all.some((each) => each.length !== first.length)) throw apart;
    return first.map(([name], index) => {
      if (all.some((each) => each[index]?.[0] !== name)) throw apart;
      return [
        name,
        merge(
          all.map((each) => each[index]?.[1]),
          name,
        ),
      ];
    });
  };

  try {
    const piece = merge(pieces as unknown as readonly JsonLike[], "value") as unknown as T;
    return { piece, holes };
  } catch (thrown) {
    if (thrown === apart) return undefined;
    throw thrown;
  }
}

/** What a value goes by, for where it stands. */
const roles: ReadonlyMap<JsonLike, string> = new Map([
  ["equals", "text"],
  ["template", "template"],
]);

const apart = new Error("The pieces differ in more than texts and numbers.");

function sameShape(one: JsonLike, other: JsonObject): boolean {
  if (typeof one !== "object" || Array.isArray(one)) return false;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return (
    keys.length === others.length &&
    keys.every((key) => key in other) &&
    (one as JsonObject)["kind"] === other["kind"]
  );
}

/** By how much all values are larger than others; 0 for texts that are the same. */
function differenceOf(
  values: readonly (string | number)[],
  others: readonly (string | number)[],
): number | undefined {
  const differences = values.map((value, index) => {
    const other = others[index];
    if (value === other) return 0;
    return typeof value === "number" && typeof other === "number" ? value - other : undefined;
  });
  const [first] = differences;
  return differences.every((each) => each === first) ? first : undefined;
}
