import type { Surface, Texts } from "./surface.js";
import { parseMember, parseType, type Type } from "./typeText.js";

/** The operations whose callers meet a type, an enum or an error, by its name. */
export type Reach = (name: string) => readonly string[];

/** Finds the operations from which a type is reached, in either of two versions. */
export function reachOf(...surfaces: readonly Surface[]): Reach {
  const users = new Map<string, Set<string>>();
  const operations = new Set<string>();
  const uses = (user: string, used: string | undefined) => {
    if (used === undefined) return;
    const known = users.get(used);
    if (known) known.add(user);
    else users.set(used, new Set([user]));
  };
  const usesAll = (user: string, members: Texts) => {
    for (const text of Object.values(members)) {
      const type = parseType(parseMember(text).type);
      if (type) uses(user, nameIn(type));
    }
  };
  for (const surface of surfaces) {
    for (const [name, { input, output, errors }] of Object.entries(surface.operations)) {
      const user = `${name}()`;
      operations.add(user);
      for (const used of [input, output, ...errors]) uses(user, used);
    }
    for (const [name, { members }] of Object.entries(surface.types)) usesAll(name, members);
    for (const [name, { data }] of Object.entries(surface.errors)) usesAll(name, data);
  }
  return (name) => {
    const seen = new Set([name]);
    for (const one of seen) users.get(one)?.forEach((user) => seen.add(user));
    return [...seen]
      .filter((one) => operations.has(one))
      .map((one) => one.slice(0, -"()".length))
      .sort();
  };
}

function nameIn(type: Type): string {
  return type.kind === "name" ? type.name : nameIn(type.item);
}
