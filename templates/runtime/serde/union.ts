import { at, mismatch, own, readObject, type Converters } from "./structure.js";

type Pair = [name: string, value: unknown];

/** The one member that a union has. */
function memberOf(value: unknown, known: Converters): Pair {
  const members = Object.entries(readObject(value)).filter(
    // Some services tell the shape's name beside it.
    ([name, member]) => member != null && (name !== "__type" || own(known, name)),
  );
  return members.length === 1 ? members[0]! : mismatch("a union with one member");
}

const union = (name: string, value: unknown) => ({ [name]: value }) as never;

/**
 * Reads a union: the member that it has by that member's reader, and one that is newer than the
 * client as it is.
 *
 * @throws ResponseError
 */
export function readUnion<C extends Converters>(
  value: unknown,
  readers: C,
):
  | { [Name in keyof C]: { [N in Name]: ReturnType<C[Name]> } }[keyof C]
  | { $unknown: [name: string, value: unknown] } {
  const [name, member] = memberOf(value, readers);
  const read = own(readers, name) as ((value: unknown) => unknown) | undefined;
  return read ? union(name, at(name, member, read)) : { $unknown: [name, member] };
}

type NamesOf<Union> = Union extends unknown ? Exclude<keyof Union, "$unknown"> : never;
// Not by `extends { [N in Name]: infer Value }`: every object has a `constructor` to infer from.
type ValueOf<Union, Name> = Union extends unknown
  ? Name extends keyof Union
    ? NonNullable<Union[Name]>
    : never
  : never;

/** Writes a union: the member that it has by that member's writer. @throws InputError */
export function writeUnion<T extends object>(
  value: T,
  writers: { readonly [Name in NamesOf<T>]: (value: ValueOf<T, Name>) => unknown },
): unknown {
  const known: Converters = { ...writers, $unknown: () => {} };
  const [name, member] = memberOf(value, known);
  if (name === "$unknown") return union(...(member as Pair));
  const write = own(known, name) ?? mismatch("a member of the union");
  return union(name, at(name, member as never, write));
}
