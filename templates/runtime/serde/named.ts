import { own, tagOf, type WireObject } from "./structure.js";

// For structures and unions some of whose members have another name on the wire than in the model.

/**
 * Reads as `read` does, by the model's names, what has its members under those of the wire.
 *
 * @param names - the model's names by those on the wire, of the members where they differ
 */
export function readNamed<Read extends (value: unknown, readers: never) => unknown>(
  names: Readonly<Record<string, string>>,
  read: Read,
): Read {
  const taken = new Set(Object.values(names));
  return ((value: unknown, readers: never) => read(renamed(value), readers)) as Read;

  function renamed(value: unknown): unknown {
    if (tagOf(value) !== "[object Object]") return value;
    const object = value as WireObject;
    return Object.fromEntries([
      ...Object.entries(object).filter(([name]) => !taken.has(name) && !own(names, name)),
      ...Object.entries(names)
        .filter(([wire]) => Object.hasOwn(object, wire))
        .map(([wire, name]) => [name, object[wire]]),
    ]);
  }
}

/**
 * Writes as `write` does, and gives the members their names on the wire.
 *
 * @param names - those names by the model's, of the members where they differ
 */
export function writeNamed<Write extends (value: never, writers: never) => unknown>(
  names: Readonly<Record<string, string>>,
  write: Write,
): Write {
  return ((value: never, writers: never) =>
    Object.fromEntries(
      Object.entries(write(value, writers) as WireObject).map(([name, member]) => [
        own(names, name) ?? name,
        member,
      ]),
    )) as unknown as Write;
}
