import type { Change } from "./change.js";
import { reachOf, type Reach } from "./reach.js";
import { absoluteId, type Surface } from "./surface.js";
import { operationList } from "./words.js";

/** Two versions, and what all comparisons of their parts need. */
export interface Context {
  readonly older: Surface;
  readonly newer: Surface;
  readonly reach: Reach;
  /** The ID of the shape that is called so in either version. */
  readonly shapeOf: (part: Part, name: string) => string;
}

/** The parts of a surface that have names of their own. */
export type Part = "operations" | "types" | "enums" | "errors";

export function createContext(older: Surface, newer: Surface): Context {
  return {
    older,
    newer,
    reach: reachOf(older, newer),
    shapeOf: (part, name) => {
      const surface = newer[part][name] ? newer : older;
      const usual = part === "operations" ? name.charAt(0).toUpperCase() + name.slice(1) : name;
      return absoluteId(surface, surface[part][name]?.shape ?? usual);
    },
  };
}

/** What two records have under each name of either, by name. */
export function pairs<T>(
  older: Readonly<Record<string, T>>,
  newer: Readonly<Record<string, T>>,
): readonly (readonly [name: string, before: T | undefined, after: T | undefined])[] {
  const names = new Set([...Object.keys(older), ...Object.keys(newer)]);
  return [...names].sort().map((name) => [name, older[name], newer[name]] as const);
}

/** A change of what several operations may have in common, which it names at the end. */
export function touching(
  { reach }: Context,
  name: string,
  change: Omit<Change, "operations">,
): Change {
  const operations = reach(name);
  const list = operationList(operations);
  return {
    ...change,
    operations,
    message: list === "" ? change.message : `${change.message} Touches ${list}.`,
  };
}
