import type { ShapeId } from "../smithy/model.js";
import { devices, typeWords, words } from "./reserved.js";

/** What an exported name of a service's package can be made for. */
export type NameKind =
  | "type"
  | "function"
  | "errors"
  | "paginator"
  | "waiter"
  | "command"
  | "commandInput"
  | "commandOutput";

/** What a name stands for, in words that are the same in every version of a package. */
export type Meaning = `${NameKind} ${string}`;

/** @param short - of the shape; of an error's data, with a `$` at its end */
export function meaningOf(kind: NameKind, short: string): Meaning {
  return `${kind} ${short}`;
}

/** A shape ID without the service's own namespace. */
export function shortId(service: ShapeId, id: ShapeId): string {
  const namespace = service.slice(0, service.indexOf("#") + 1);
  return id.startsWith(namespace) ? id.slice(namespace.length) : id;
}

/** What a package has exported so far, as its lock file tells. */
export interface Remembered {
  readonly names: ReadonlyMap<Meaning, string>;
  /** Of what comes with every package, and of the client. */
  readonly others: ReadonlySet<string>;
  /** Module to the types that it exports, as short IDs. */
  readonly types: ReadonlyMap<string, readonly string[]>;
}

export const nothing: Remembered = { names: new Map(), others: new Set(), types: new Map() };

/** Who has which name, of what still is there. */
export interface Claims {
  /** The name of what had one so far. */
  readonly nameOf: (meaning: Meaning) => string | undefined;
  /** Whether a name stands for other things so far, and for this one it does not. */
  readonly isAnothers: (meaning: Meaning, name: string) => boolean;
}

/**
 * What is left of the names that a package has exported: those of what is gone are free. A lock file
 * may come from anyone, so that what could not be a name is none.
 *
 * @param alive - whether the service still has what a name stands for
 */
export function claimsOf(
  { names, others }: Remembered,
  alive: (meaning: Meaning) => boolean,
): Claims {
  const kept = new Map([...names].filter(([meaning, name]) => alive(meaning) && isName(name)));
  const owners = new Map<string, Meaning[]>([...others].map((name) => [name, []]));
  for (const [meaning, name] of kept) owners.set(name, [...(owners.get(name) ?? []), meaning]);
  return {
    nameOf: (meaning) => kept.get(meaning),
    isAnothers: (meaning, name) => owners.get(name)?.includes(meaning) === false,
  };
}

function isName(name: string): boolean {
  const isWord = words.has(name) || typeWords.has(name) || devices.test(name);
  return /^[A-Za-z_]\w*$/.test(name) && !isWord;
}
