import type { Clock } from "./clock.js";
import type { Credentials, CredentialsProvider } from "./credentials.js";
import type { Fetch, HttpRequest, HttpResponse } from "./http.js";
import type { AnyOperation, Service } from "./protocol.js";
import type { RetryStrategy } from "./retry.js";

/** How a client is set up. Nothing of it is looked at before the first call. */
export interface ClientConfig {
  /** By default `AWS_REGION` or `AWS_DEFAULT_REGION` of the environment. */
  readonly region?: string | undefined;
  /** Credentials or their provider; by default `AWS_ACCESS_KEY_ID` and its companions. */
  readonly credentials?: Credentials | CredentialsProvider | undefined;
  /** Where to send requests, instead of the service's own endpoint: `http://localhost:8080`. */
  readonly endpoint?: string | undefined;
  /** Use endpoints that comply with FIPS 140. Default `false`. */
  readonly useFips?: boolean | undefined;
  /** Use endpoints that speak IPv6 as well as IPv4. Default `false`. */
  readonly useDualStack?: boolean | undefined;
  /** Sends the requests. By default `node:http` and `node:https` on Node, the global `fetch` elsewhere. */
  readonly fetch?: Fetch | undefined;
  /** Bound of a whole call, attempts and waits included, in milliseconds. Default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Bound of one attempt, in milliseconds. Default 30,000. */
  readonly attemptTimeoutMs?: number | undefined;
  /** How often to try at most. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** By default the standard mode of the AWS SDKs. */
  readonly retryStrategy?: RetryStrategy | undefined;
  /** Wrapped around each attempt, the first outermost. */
  readonly interceptors?: readonly Interceptor[] | undefined;
  /** Appended to the `user-agent` header. */
  readonly userAgent?: string | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
  /** Numbers from 0 up to 1, for tests. */
  readonly random?: (() => number) | undefined;
}

/** What one call may set for itself. */
export interface CallOptions {
  /** Ends the call at once. */
  readonly signal?: AbortSignal | undefined;
  /** Instead of the client's, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Instead of the client's. */
  readonly maxAttempts?: number | undefined;
  /** Sent along, and signed. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Sees each attempt: may change the request before it is signed, and look at or replace the response. */
export type Interceptor = (
  request: HttpRequest,
  next: (request: HttpRequest) => Promise<HttpResponse>,
  context: {
    readonly service: Service;
    readonly operation: AnyOperation;
    /** From 1. */
    readonly attempt: number;
  },
) => Promise<HttpResponse>;

/** A client of one service; its operations are functions that take it. */
export interface Client<Id extends string = string> {
  readonly service: Service<Id>;
  readonly config: ClientConfig;
  /** @internal */
  readonly state: ClientState;
}

/** What a client learns on the way. */
export interface ClientState {
  retry?: RetryStrategy | undefined;
  credentials?: Promise<Credentials> | undefined;
  /** When to ask the credentials provider again, in milliseconds since 1970. */
  credentialsRefreshAt: number;
  /** What to add to the clock to have the service's time, in milliseconds. */
  clockOffset: number;
}

/** A client of a service. Does no work and cannot fail: a bad `config` is the first call's error. */
export function createClient<Id extends string>(
  service: Service<Id>,
  config: ClientConfig,
): Client<Id> {
  // Not enumerable: credentials are in them, and a client may be logged.
  return Object.defineProperties({ service } as Client<Id>, {
    config: { value: config },
    state: { value: { clockOffset: 0, credentialsRefreshAt: Infinity } satisfies ClientState },
  });
}
