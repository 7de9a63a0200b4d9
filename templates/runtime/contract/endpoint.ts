import { callError } from "./errors.js";

/** Where a request goes. */
export interface Endpoint {
  readonly url: string;
}

/** Refuses a setting that is missing, wrong, or contradicts another. @throws ConfigError */
export function misconfigured(message: string): never {
  throw callError("ConfigError", message);
}
