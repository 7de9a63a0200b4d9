import type { HttpResponse } from "../../contract/http.js";
import type { AnyOperation, ErrorShape } from "../../contract/service.js";
import type { Message } from "./message.js";

/** An operation whose errors are read from the value of a response's body, and from its headers. */
export function withMessages(
  operation: AnyOperation,
  { status, headers }: HttpResponse,
): AnyOperation {
  const errors = Object.entries<ErrorShape>(operation.errors).map(([name, error]) => {
    const { read } = error;
    const message = (body: unknown): Message => ({
      status,
      headers,
      bytes: new Uint8Array(),
      document: () => body,
    });
    return [name, read ? { ...error, read: (body: unknown) => read(message(body)) } : error];
  });
  return { ...operation, errors: Object.fromEntries(errors) as AnyOperation["errors"] };
}
