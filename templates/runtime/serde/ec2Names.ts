import {
  own,
  readMembers,
  writeMembers,
  type Converted,
  type Converters,
  type WireObject,
  type WritersOf,
} from "./structure.js";
import { ofElement } from "./xmlValues.js";

// Members of structures in the XML of Amazon EC2: by the model's names, their first letter small.

type Names = Readonly<Record<string, string>>;

const nameOf = (names: Names, name: string) =>
  own(names, name) ?? name.charAt(0).toLowerCase() + name.slice(1);

/**
 * The reader of a structure some of whose members have other names.
 *
 * @param names - those on the wire, by the model's
 */
export const readEc2Named = (
  names: Names,
  read: typeof readMembers = readMembers,
): (<C extends Converters>(value: unknown, readers: C) => Converted<C>) =>
  ofElement((value, readers) =>
    read(
      Object.fromEntries(
        Object.keys(readers).map((name) => [name, own(value as WireObject, nameOf(names, name))]),
      ),
      readers,
    ),
  );

/** Reads the members of a structure, as `readMembers` does. @throws ResponseError */
export const readEc2Members = <C extends Converters>(value: unknown, readers: C): Converted<C> =>
  readEc2Named({})(value, readers);

/** The writer of such a structure. */
export const writeEc2Named =
  (
    names: Names,
    write: typeof writeMembers = writeMembers,
  ): (<T extends object>(value: T, writers: WritersOf<T>) => object) =>
  (value, writers) =>
    Object.fromEntries(
      Object.entries(write(value, writers)).map(([name, member]) => [nameOf(names, name), member]),
    );

/** Writes the members of a structure, as `writeMembers` does. @throws InputError */
export const writeEc2Members = <T extends object>(value: T, writers: WritersOf<T>): object =>
  writeEc2Named({})(value, writers);
