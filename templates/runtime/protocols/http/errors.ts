import type { HttpResponse } from "../../contract/http.js";
import type { AnyOperation, ErrorShape } from "../../contract/service.js";
import type { Message } from "./message.js";

/**
 * An operation whose errors are read from the value of a response's body, and from its headers; from
 * the body alone where those cannot be read.
 */
export function withMessages(operation: AnyOperation, response: HttpResponse): AnyOperation {
  const { status, headers } = response;
  const errors = Object.entries<ErrorShape>(operation.errors).map(([name, error]) => {
    const { read } = error;
    const message = (body: unknown, sent: Message["headers"]): Message => ({
      status,
      headers: sent,
      bytes: new Uint8Array(),
      response,
      document: () => body,
    });
    if (!read) return [name, error];
    const readOf = (body: unknown) => {
      try {
        return read(message(body, headers));
      } catch {
        return read(message(body, { get: () => null }));
      }
    };
    return [name, { ...error, read: readOf }];
  });
  return { ...operation, errors: Object.fromEntries(errors) as AnyOperation["errors"] };
}
