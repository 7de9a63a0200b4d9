import type { CallError } from "../contract/errors.js";
import type { Protocol } from "../contract/service.js";
import { own } from "../serde/structure.js";

/**
 * Reads responses as a protocol does, for a service whose errors have names that are taken: an error
 * that goes by one of them on the wire is known by another.
 *
 * @param names - of errors: those on the wire to those in the operations' tables
 */
export function renamed(
  read: Protocol["read"],
  names: Readonly<Record<string, string>>,
): Protocol["read"] {
  return async (operation, response) => {
    const errors = Object.fromEntries(
      Object.entries(operation.errors).map(([name, error]) => [codeOf(names, name), error]),
    );
    try {
      return await read({ ...operation, errors }, response);
    } catch (thrown) {
      const error = thrown as CallError;
      const name = "code" in error && own(errors, error.name) && own(names, error.name);
      throw name ? Object.assign(error, { name }) : error;
    }
  };
}

/** What an error that is known by a name is called on the wire. */
export function codeOf(names: Readonly<Record<string, string>>, name: string): string {
  return Object.keys(names).find((code) => names[code] === name) ?? name;
}
