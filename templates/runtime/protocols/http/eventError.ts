import type { Failure } from "../../contract/errors.js";
import type { AnyOperation } from "../../contract/service.js";
import { serviceError } from "../failed.js";
import { withMessages } from "./errors.js";

/** The error that an event is, where errors are read from messages; it has no headers of HTTP. */
export const eventError = (
  operation: AnyOperation,
  status: number,
  code: string,
  message: string | undefined,
  body: unknown,
): Failure => {
  const headers = { get: () => null };
  const response = { status, headers, text: () => Promise.resolve("") };
  return serviceError(withMessages(operation, response), status, code, message, body);
};
