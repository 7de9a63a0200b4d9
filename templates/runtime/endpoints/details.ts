import type { Endpoint } from "../contract/endpoint.js";

/** An endpoint of which the rules say more than where it is. */
export interface DetailedEndpoint extends Endpoint {
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
