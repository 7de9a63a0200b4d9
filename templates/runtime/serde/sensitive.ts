import { at, readObject } from "./structure.js";

/** An object whose members are there to be read, and not shown by logs, JSON or a spread. */
export function hidden<T extends object>(members: T): T {
  for (const name of Object.keys(members)) {
    Object.defineProperty(members, name, { enumerable: false });
  }
  return members;
}

/** The converter, either way, of a map whose keys no error may name. */
export function secretMapOf<T, R>(
  convert: (item: T) => R,
): (value: Readonly<Record<string, T>>) => Record<string, R> {
  return (value) =>
    Object.fromEntries(
      Object.entries(readObject(value) as typeof value).map(([key, item]) => [
        key,
        at("[…]", item, convert),
      ]),
    );
}
