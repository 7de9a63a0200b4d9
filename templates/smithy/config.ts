import { configured, env } from "#platform";
import {
  locate,
  misconfigured,
  systemClock,
  type AnyOperation,
  type AuthConfig,
  type AuthIdentity,
  type ClientConfig,
  type Clock,
  type Fetch,
  type IdentityOf,
  type Service,
  writeInput,
} from "#runtime";
import {
  createHandler,
  endpointParts,
  originOf,
  toSdk,
  type EndpointParts,
  type RequestHandler,
  type RequestHandlerOptions,
  type SdkRequest,
  type SendOptions,
  type SigningScope,
} from "./http.js";
import type { SdkRetryStrategy } from "./strategy.js";

type Setting<T> = T | (() => Promise<T>) | undefined;

/** Where to log to, such as `console`. */
export interface Logger {
  debug(...content: unknown[]): void;
  info(...content: unknown[]): void;
  warn(...content: unknown[]): void;
  error(...content: unknown[]): void;
}

/** The settings of the package's own client that AWS SDK v3 has other ways for. */
type ElsewhereSetting = Exclude<
  keyof ClientConfig,
  | "clock"
  | "endpoint"
  | "fetch"
  | "maxAttempts"
  | "maxResponseBytes"
  | "profile"
  | "random"
  | "region"
  | "retryStrategy"
>;

/** What stands in the place of each. */
const elsewhere: Readonly<Record<ElsewhereSetting, string>> = {
  attemptTimeoutMs: "requestHandler: { requestTimeout }",
  connectTimeoutMs: "requestHandler: { connectionTimeout }",
  interceptors: "the client's middlewareStack",
  timeoutMs: "the abortSignal of send",
  useDualStack: "useDualstackEndpoint",
  useFips: "useFipsEndpoint",
  userAgent: "customUserAgent",
};

/** None is taken, so that none is ignored. */
type ElsewhereSettings = { readonly [Name in ElsewhereSetting]?: undefined };

/** How a client is set up, as for AWS SDK v3. */
export interface ServiceClientConfig extends AuthConfig, ElsewhereSettings {
  /**
   * By default `AWS_REGION` or `AWS_DEFAULT_REGION` of the environment, or on Node what the profile has.
   */
  readonly region?: Setting<string>;
  /**
   * On Node, whose settings of the shared config file count where neither this object nor the
   * environment has them. By default `AWS_PROFILE`, or `default`.
   */
  readonly profile?: string | undefined;
  /** Where to send requests, instead of the service's own endpoint: `http://localhost:8080`. */
  readonly endpoint?: Setting<string | { readonly url: URL } | EndpointParts>;
  /** Use endpoints that comply with FIPS 140. Default `false`. */
  readonly useFipsEndpoint?: Setting<boolean>;
  /** Use endpoints that speak IPv6 as well as IPv4. Default `false`. */
  readonly useDualstackEndpoint?: Setting<boolean>;
  /** How often to try at most. Default 3. */
  readonly maxAttempts?: Setting<number>;
  /** Instead of what `retryMode` says. */
  readonly retryStrategy?: SdkRetryStrategy | undefined;
  /** How to try again: as `standardRetry` or `adaptiveRetry` of the package do. Default `standard`. */
  readonly retryMode?: Setting<"standard" | "adaptive" | (string & {})>;
  /**
   * All modes are the same here: what AWS SDK v3 has different in them is `legacy`'s way to retry, which
   * is `standard`, and bounds for connecting, for which there is that of the attempt.
   */
  readonly defaultsMode?: Setting<
    "standard" | "in-region" | "cross-region" | "mobile" | "auto" | "legacy"
  >;
  /**
   * Sends the requests, or says how they are sent. By default `node:http` and `node:https` on Node, the
   * global `fetch` elsewhere.
   */
  readonly requestHandler?: RequestHandler | RequestHandlerOptions | undefined;
  /** Sends the requests, where no handler does; such as that of a fake. */
  readonly fetch?: Fetch | undefined;
  /** Appended to the `user-agent` header. */
  readonly customUserAgent?: string | [name: string, version?: string][] | undefined;
  /** Bound of a response, where no handler sends; a longer one is a `ResponseError`. Default 100,000,000. */
  readonly maxResponseBytes?: number | undefined;
  /** Told of every call, but for what is sensitive. */
  readonly logger?: Logger | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
  /** Numbers from 0 up to 1, for tests. */
  readonly random?: (() => number) | undefined;
}

/** A configuration as clients hold it: what may be a function is one. */
export interface ResolvedSettings {
  readonly apiVersion: string;
  readonly serviceId: string;
  /** Rejects with a ConfigError where there is none. */
  readonly region: () => Promise<string>;
  /** Who calls. Rejects with a CredentialsError where that is not set. */
  readonly credentials: () => Promise<AuthIdentity>;
  readonly endpoint: (() => Promise<EndpointParts>) | undefined;
  readonly useFipsEndpoint: () => Promise<boolean>;
  readonly useDualstackEndpoint: () => Promise<boolean>;
  readonly maxAttempts: () => Promise<number>;
  readonly retryStrategy: SdkRetryStrategy | undefined;
  /** Rejects with a ConfigError where it is none. */
  readonly retryMode: () => Promise<"standard" | "adaptive">;
  readonly requestHandler: RequestHandler<SendOptions>;
  readonly customUserAgent: ServiceClientConfig["customUserAgent"];
  readonly logger: Logger;
  readonly clock: Clock;
}

/** What a user gave, what environment and shared files add to it, and the names of both. */
export type FullSettings = Omit<ServiceClientConfig, "endpoint" | "region" | ElsewhereSetting> & {
  readonly region?: Setting<string> | (() => string);
  readonly endpoint?: unknown;
  readonly useFips?: Setting<boolean>;
  readonly useDualStack?: Setting<boolean>;
  readonly userAgent?: string;
};

/** What a user gave with what environment and shared files add to it. @throws ConfigError */
export async function fullSettings(
  service: Service,
  config: ServiceClientConfig,
): Promise<FullSettings> {
  const { customUserAgent: agent = "" } = config;
  const given: FullSettings = {
    ...config,
    useFips: config.useFipsEndpoint,
    useDualStack: config.useDualstackEndpoint,
    userAgent: typeof agent === "string" ? agent : agent.map((part) => part.join("/")).join(" "),
  };
  return configured(service, given as ClientConfig, (full) => full as FullSettings);
}

/**
 * A client's configuration from what its user gave. Does no work and never throws.
 *
 * @param full - finds it with what environment and shared files add
 */
export function resolveConfig(
  service: Service,
  apiVersion: string,
  config: ServiceClientConfig,
  logger: Logger,
  identityOf: IdentityOf<AuthIdentity>,
  full: () => Promise<FullSettings>,
): ResolvedSettings {
  const { endpoint, clock = systemClock, requestHandler = {} } = config;
  return {
    apiVersion,
    serviceId: service.id,
    region: async () => regionOf(service, await valueOf((await full()).region)),
    // A closure, so that no log of a client shows its credentials.
    credentials: async () => {
      const identity: AuthIdentity & { readonly credentials?: unknown } = await identityOf();
      // What signs by them has them, where there are other ways as well.
      return (identity.credentials ?? identity) as AuthIdentity;
    },
    endpoint:
      endpoint === undefined
        ? undefined
        : async () => {
            const given = (await valueOf<string | { url: URL } | EndpointParts>(endpoint)) ?? "";
            if (typeof given === "string") return endpointParts(given);
            return "url" in given ? endpointParts(given.url) : given;
          },
    useFipsEndpoint: async () => (await valueOf((await full()).useFips)) ?? false,
    useDualstackEndpoint: async () => (await valueOf((await full()).useDualStack)) ?? false,
    maxAttempts: async () =>
      (await valueOf((await full()).maxAttempts)) ?? service.retry?.attempts ?? 3,
    retryStrategy: config.retryStrategy,
    retryMode: async () => {
      const mode = (await valueOf<string>((await full()).retryMode)) ?? "standard";
      if (mode !== "standard" && mode !== "adaptive") {
        misconfigured(`retryMode is standard or adaptive, not ${JSON.stringify(mode)}`);
      }
      return mode;
    },
    requestHandler: isHandler(requestHandler)
      ? requestHandler
      : createHandler(requestHandler, clock, full, service),
    customUserAgent: config.customUserAgent,
    logger,
    clock,
  };
}

const isHandler = (given: RequestHandler | RequestHandlerOptions): given is RequestHandler =>
  "handle" in given;

/** What the client's own handler has of the options of `NodeHttpHandler`. */
const handlerOptions: readonly string[] = [
  "requestTimeout",
  "connectionTimeout",
  "throwOnRequestTimeout",
];

/** Ends where a setting would be ignored. @throws ConfigError */
function checkSettings(config: ServiceClientConfig): void {
  const { requestHandler = {}, retryStrategy, fetch, maxResponseBytes } = config;
  for (const [name, other] of Object.entries(elsewhere)) {
    if (config[name as ElsewhereSetting] !== undefined) {
      misconfigured(`${name} is a setting of other clients; here there is ${other}`);
    }
  }
  if (typeof retryStrategy === "function") {
    misconfigured("retryStrategy must be one of AWS SDK v3");
  }
  if (isHandler(requestHandler)) {
    if (fetch ?? maxResponseBytes) {
      misconfigured("fetch and maxResponseBytes are of no use to a requestHandler");
    }
    return;
  }
  for (const name of Object.keys(requestHandler)) {
    if (!handlerOptions.includes(name)) {
      misconfigured(`requestHandler.${name} needs a handler that has it, such as NodeHttpHandler`);
    }
  }
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
  setting: Setting<T> | (() => T),
): Promise<T | undefined> {
  return Promise.resolve(typeof setting === "function" ? setting() : setting);
}

/**
 * The request of an input, not signed yet, and what to sign it for.
 *
 * @param given - the settings as they were given
 * @param full - finds them with what else there is, of which endpoint rules may know more
 * @throws ConfigError, InputError
 */
export async function writeRequest(
  service: Service,
  given: ServiceClientConfig,
  full: () => Promise<FullSettings>,
  config: ResolvedSettings,
  operation: AnyOperation,
  input: unknown,
  identity: () => Promise<AuthIdentity>,
): Promise<{ readonly request: SdkRequest; readonly scope: SigningScope }> {
  checkSettings(given);
  const endpoint = await config.endpoint?.();
  const { userAgent = "", ...all } = await full();
  const settings = {
    ...(all as ClientConfig),
    region: await config.region(),
    // As it was given, it may be more than a text.
    endpoint: endpoint ? originOf(endpoint) + (endpoint.path ?? "") : (all.endpoint as string),
    useFips: await config.useFipsEndpoint(),
    useDualStack: await config.useDualstackEndpoint(),
  };
  const unplaced = writeInput(service, operation, input, {});
  const written = await locate(service, settings, operation, input, identity, unplaced);
  const request = toSdk(written);
  request.headers["user-agent"] = `tinsmith/${service.id} ${userAgent}`.trim();
  return { request, scope: written };
}
