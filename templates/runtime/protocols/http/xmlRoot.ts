import type { Draft } from "./message.js";

// Documents of XML have a name: they are objects with that one element.

/** The writer of a document, by the writer of what is in it. */
export const inElement =
  <T>(name: string, write: (value: T) => unknown): ((value: T) => object) =>
  (value) => ({ [name]: write(value) });

/**
 * The writer of a message whose document is called `name`, by the writer of its members.
 *
 * @param declaration - the attribute that declares a namespace, with `@` before it
 */
export const rooted =
  <Write extends (value: never, writers: never) => Draft>(
    name: string,
    write: Write,
    declaration?: string,
    uri?: string,
  ) =>
  (...[value, writers]: Parameters<Write>): Draft => {
    const draft = write(value, writers);
    const namespace = declaration && { [declaration]: uri };
    draft.document = { [name]: { ...namespace, ...(draft.document as object) } };
    return draft;
  };
