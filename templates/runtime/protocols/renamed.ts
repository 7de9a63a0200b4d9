import type { ServiceError } from "../contract/errors.js";
import type { ErrorShape, Protocol } from "../contract/service.js";
import { own } from "../serde/structure.js";

/**
 * Reads responses as a protocol does, for a service whose errors have names that are taken: an error
 * that goes by another code on the wire is known by its name.
 */
export function renamed(read: Protocol["read"]): Protocol["read"] {
  return async (operation, response) => {
    const entries = Object.entries<ErrorShape>(operation.errors);
    const names = Object.fromEntries(entries.map(([name, { code = name }]) => [code, name]));
    const errors = Object.fromEntries(entries.map(([name, one]) => [one.code ?? name, one]));
    try {
      return await read({ ...operation, errors }, response);
    } catch (thrown) {
      const error = thrown as ServiceError;
      // By its code: a modeled error may be called on the wire what those without a model are here.
      const name = error.code && own(names, error.code);
      throw name ? Object.assign(error, { name }) : error;
    }
  };
}
