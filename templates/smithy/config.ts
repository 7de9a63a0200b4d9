import { env } from "#platform";
import {
  identitySource,
  locate,
  misconfigured,
  type AnyOperation,
  type AuthConfig,
  type AuthIdentity,
  type ClientConfig,
  type Service,
  writeInput,
} from "#runtime";
import {
  endpointParts,
  handle,
  originOf,
  type EndpointParts,
  type RequestHandler,
  type SdkRequest,
  type SigningScope,
  toSdk,
} from "./http.js";
import type { SdkRetryStrategy } from "./retry.js";

type Setting<T> = T | (() => Promise<T>) | undefined;

/** Where to log to, such as `console`. */
export interface Logger {
  debug(...content: unknown[]): void;
  info(...content: unknown[]): void;
  warn(...content: unknown[]): void;
  error(...content: unknown[]): void;
}

/** How a client is set up, as for AWS SDK v3. */
export interface ServiceClientConfig extends AuthConfig {
  /** By default `AWS_REGION` or `AWS_DEFAULT_REGION` of the environment. */
  readonly region?: Setting<string>;
  /** Where to send requests, instead of the service's own endpoint: `http://localhost:8080`. */
  readonly endpoint?: Setting<string | { readonly url: URL } | EndpointParts>;
  /** Use endpoints that comply with FIPS 140. Default `false`. */
  readonly useFipsEndpoint?: Setting<boolean>;
  /** Use endpoints that speak IPv6 as well as IPv4. Default `false`. */
  readonly useDualstackEndpoint?: Setting<boolean>;
  /** How often to try at most. Default 3. */
  readonly maxAttempts?: Setting<number>;
  /** By default the standard mode of the AWS SDKs. */
  readonly retryStrategy?: SdkRetryStrategy | undefined;
  /** Sends the requests. By default `node:http` and `node:https` on Node, the global `fetch` elsewhere. */
  readonly requestHandler?: RequestHandler | undefined;
  /** Appended to the `user-agent` header. */
  readonly customUserAgent?: string | [name: string, version?: string][] | undefined;
  /** Told of every call, but for what is sensitive. */
  readonly logger?: Logger | undefined;
}

/** A configuration as clients hold it: what may be a function is one. */
export interface ResolvedSettings {
  readonly apiVersion: string;
  readonly serviceId: string;
  /** Rejects with a ConfigError where there is none. */
  readonly region: () => Promise<string>;
  /** Who calls an operation. Rejects with a CredentialsError where that is not set. */
  readonly credentials: (operation?: AnyOperation) => Promise<AuthIdentity>;
  /** The settings as given, of which endpoint rules may know more. A function, so that no log shows them. */
  readonly given: () => object;
  readonly endpoint: (() => Promise<EndpointParts>) | undefined;
  readonly useFipsEndpoint: () => Promise<boolean>;
  readonly useDualstackEndpoint: () => Promise<boolean>;
  readonly maxAttempts: () => Promise<number>;
  readonly retryStrategy: SdkRetryStrategy | undefined;
  readonly requestHandler: RequestHandler;
  readonly customUserAgent: ServiceClientConfig["customUserAgent"];
  readonly logger: Logger;
}

/** A client's configuration from what its user gave. Does no work and never throws. */
export function resolveConfig(
  service: Service,
  apiVersion: string,
  config: ServiceClientConfig,
  logger: Logger,
): ResolvedSettings {
  const { endpoint } = config;
  return {
    apiVersion,
    serviceId: service.id,
    region: async () => regionOf(service, await valueOf(config.region)),
    // A closure, so that no log of a client shows its credentials.
    credentials: identitySource(config),
    given: () => config,
    endpoint:
      endpoint === undefined
        ? undefined
        : async () => {
            const given = (await valueOf<string | { url: URL } | EndpointParts>(endpoint)) ?? "";
            if (typeof given === "string") return endpointParts(given);
            return "url" in given ? endpointParts(given.url) : given;
          },
    useFipsEndpoint: async () => (await valueOf(config.useFipsEndpoint)) ?? false,
    useDualstackEndpoint: async () => (await valueOf(config.useDualstackEndpoint)) ?? false,
    maxAttempts: async () => (await valueOf(config.maxAttempts)) ?? 3,
    retryStrategy: config.retryStrategy,
    requestHandler: config.requestHandler ?? { handle },
    customUserAgent: config.customUserAgent,
    logger,
  };
}

/** As for every call of the service. @throws ConfigError */
function regionOf({ signingName }: Service, given: string | undefined): string {
  const region = given || env["AWS_REGION"] || env["AWS_DEFAULT_REGION"] || "";
  if (region ? !/^[\w-]+$/.test(region) : signingName) {
    misconfigured(`Set region, or AWS_REGION, to a region such as eu-west-1, not "${region}"`);
  }
  return region;
}

function valueOf<T extends string | boolean | number | object>(
  setting: Setting<T>,
): Promise<T | undefined> {
  return Promise.resolve(typeof setting === "function" ? setting() : setting);
}

/** The request of an input, not signed yet, and what to sign it for. @throws ConfigError, InputError */
export async function writeRequest(
  service: Service,
  config: ResolvedSettings,
  operation: AnyOperation,
  input: unknown,
): Promise<{ readonly request: SdkRequest; readonly scope: SigningScope }> {
  const endpoint = await config.endpoint?.();
  const agent = config.customUserAgent ?? "";
  const settings = {
    ...(config.given() as ClientConfig),
    region: await config.region(),
    endpoint: endpoint && originOf(endpoint) + (endpoint.path ?? ""),
    useFips: await config.useFipsEndpoint(),
    useDualStack: await config.useDualstackEndpoint(),
  };
  const unplaced = writeInput(service, operation, input, {});
  const identity = () => config.credentials(operation);
  const written = await locate(service, settings, operation, input, identity, unplaced);
  const request = toSdk(written);
  const own = typeof agent === "string" ? agent : agent.map((part) => part.join("/")).join(" ");
  request.headers["user-agent"] = `tinsmith/${service.id} ${own}`.trim();
  return { request, scope: written };
}
