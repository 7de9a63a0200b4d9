import { callError, type ConfigError } from "./errors.js";

/** What endpoint rules decide by. */
export interface EndpointParameters {
  readonly Region?: string | undefined;
  readonly UseFIPS?: boolean | undefined;
  readonly UseDualStack?: boolean | undefined;
  readonly Endpoint?: string | undefined;
}

/** Where a request goes. */
export interface Endpoint {
  readonly url: string;
}

/** The error of settings that contradict each other. */
export function configError(message: string): ConfigError {
  return callError("ConfigError", message);
}
