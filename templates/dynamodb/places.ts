import { at, listOf, mapOf } from "#runtime";

/** Where values lie in a message: one, a map of them, in every item or entry, or below members. */
export type Places = "value" | "map" | readonly [Places] | { readonly [member: string]: Places };

/** What converts a value, and a map of them. */
export interface Conversion {
  readonly value: (value: never) => unknown;
  readonly map: (value: unknown) => unknown;
}

/** A message with its values converted. @throws ResponseError, with the path */
export function convert(message: unknown, places: Places | undefined, by: Conversion): unknown {
  if (places === undefined) return message;
  if (typeof places === "string") return by[places](message as never);
  if (isEach(places)) {
    const each = (item: unknown) => convert(item, places[0], by);
    return Array.isArray(message)
      ? listOf(each)(message)
      : mapOf(each)(message as Readonly<Record<string, unknown>>);
  }
  const members = { ...(message as Record<string, unknown>) };
  for (const name in places) {
    if (members[name] != null) {
      members[name] = at(name, members[name], (member) => convert(member, places[name], by));
    }
  }
  return members;
}

const isEach = (places: Places): places is readonly [Places] => Array.isArray(places);
