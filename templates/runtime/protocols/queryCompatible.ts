import type { ServiceError } from "../contract/errors.js";
import type { ErrorShape, Protocol } from "../contract/service.js";

// For services that spoke AWS query before, and whose callers know its error codes
// (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait).

/** Writes requests as a protocol does, and asks for those codes. */
export function queryMode(write: Protocol["write"]): Protocol["write"] {
  return (...args) => {
    const request = write(...args);
    request.headers["x-amzn-query-mode"] = "true";
    return request;
  };
}

/**
 * Reads responses as a protocol does, and the code of an error from its own header, `Code;Fault`.
 * Where the body does not tell which shape an error is, the code does.
 */
export function queryErrors(read: Protocol["read"]): Protocol["read"] {
  return async (operation, response) => {
    try {
      return await read(operation, response);
    } catch (thrown) {
      const header = response.headers.get("x-amzn-query-error") ?? "";
      const [code = "", type] = header.split(";").map((part) => part.trim());
      const error = thrown as ServiceError;
      if (!code || error.$fault === undefined) throw error;
      if (error.name !== "UnmodeledServiceError") throw Object.assign(error, { code });
      const errors: Readonly<Record<string, ErrorShape>> = operation.errors;
      const name = Object.keys(errors).find((name) => errors[name]?.queryCode === code);
      if (name !== undefined) {
        // Read again, as what goes by the code that the body has.
        const { code: _, ...shape } = errors[name]!;
        const one = { ...operation, errors: { [error.code]: shape } };
        throw await read(one, response).catch((thrown: Error) => {
          // What is without a message, or not to show it, is told by its name.
          const message = thrown.message === error.code ? name : thrown.message;
          return Object.assign(thrown, { name, code, message });
        });
      }
      const $fault = type === "Receiver" ? "server" : type === "Sender" ? "client" : error.$fault;
      throw Object.assign(error, { code, $fault });
    }
  };
}
