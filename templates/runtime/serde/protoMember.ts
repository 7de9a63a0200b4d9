import {
  at,
  own,
  readObject,
  type Converted,
  type Converters,
  type WritersOf,
} from "./structure.js";

// For structures with a member called `__proto__`, which an assignment would make a prototype.

/** As `readMembers` reads them. @throws ResponseError */
export function readProtoMembers<C extends Converters>(value: unknown, readers: C): Converted<C>;
export function readProtoMembers(
  value: unknown,
  readers: Readonly<Record<string, (value: unknown) => unknown>>,
): object {
  const object = readObject(value);
  return Object.fromEntries(
    Object.entries(readers).flatMap(([name, read]) => {
      const member = own(object, name);
      return member == null ? [] : [[name, at(name, member, read)]];
    }),
  );
}

/** As `writeMembers` writes them. @throws InputError */
export const writeProtoMembers: <T extends object>(value: T, writers: WritersOf<T>) => object =
  readProtoMembers;
