import type { Protocol } from "../contract/service.js";
import { Digits, parse, stringify } from "../serde/digits.js";

// For services that have numbers which a JavaScript number may not hold.

/** Reads responses as a protocol of JSON texts does, but for long numbers, which become `Digits`. */
export function exactRead(read: Protocol["read"]): Protocol["read"] {
  return (operation, response) =>
    read(operation, response, response.status < 300 ? parse : parseError);
}

/** What an error says of itself is a text, whatever it is sent as. */
function parseError(text: string): unknown {
  const body = parse(text) as Record<string, unknown> | null;
  for (const key of ["__type", "message", "Message"]) {
    if (body?.[key] instanceof Digits) body[key] = String(body[key]);
  }
  return body;
}

/** Writes requests as a protocol of JSON texts does, `Digits` included. */
export function exactWrite(write: Protocol["write"]): Protocol["write"] {
  return (service, operation, input) => write(service, operation, input, stringify);
}
