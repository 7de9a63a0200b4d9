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
  /** Headers that a request to it carries. */
  readonly headers?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What else the rules say of it, such as `authSchemes`. */
  readonly properties?: EndpointProperties | undefined;
}

/** Properties of an endpoint by name. */
export interface EndpointProperties {
  readonly [name: string]: EndpointProperty;
}

export type EndpointProperty =
  string | boolean | number | readonly EndpointProperty[] | EndpointProperties;

/** The error of settings that contradict each other. */
export function configError(message: string): ConfigError {
  return callError("ConfigError", message);
}
