import { tagOf } from "./structure.js";

/**
 * The writer of an element that declares a namespace.
 *
 * @param declaration - its attribute with `@` before it: `@xmlns`, or `@xmlns:prefix`
 */
export function writeNamespaced<T>(
  declaration: string,
  uri: string,
  write: (value: T) => unknown,
): (value: T) => unknown {
  return (value) => declare(write(value));

  function declare(content: unknown): unknown {
    // A flattened list has no element of its own.
    if (Array.isArray(content)) return content.map(declare);
    const members: unknown = tagOf(content) === "[object Object]" ? content : { "": content };
    return { [declaration]: uri, ...(members as object) };
  }
}
