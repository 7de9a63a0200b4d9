import type { Protocol } from "../contract/service.js";
import { parse, stringify } from "../serde/digits.js";

// For services that have numbers which a JavaScript number may not hold.

/** Reads responses as a protocol of JSON texts does, but for long numbers, which become `Digits`. */
export function exactRead(read: Protocol["read"]): Protocol["read"] {
  return (operation, response, body) => read(operation, response, body, parse);
}

/** Writes requests as a protocol of JSON texts does, `Digits` included. */
export function exactWrite(write: Protocol["write"]): Protocol["write"] {
  return (service, operation, input) => write(service, operation, input, stringify);
}
