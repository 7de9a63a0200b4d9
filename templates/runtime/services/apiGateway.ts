import type { Protocol } from "../contract/service.js";

/** Writes requests as `write` does, and asks for JSON, which the service has instead of HAL. */
export function acceptJson(write: Protocol["write"]): Protocol["write"] {
  return (...args) => {
    const request = write(...args);
    request.headers["accept"] ??= "application/json";
    return request;
  };
}
