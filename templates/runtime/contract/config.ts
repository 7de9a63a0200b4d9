import type { Clock } from "./clock.js";
import type { CallError } from "./errors.js";
import type { Fetch, HttpRequest, HttpResponse } from "./http.js";
import type { RetryKind, RetryStrategy } from "./retry.js";

/** How a client is set up. Nothing of it is looked at before the first call. */
export interface ClientConfig {
  /**
   * Or a function that gives it, once an attempt. By default `AWS_REGION` or `AWS_DEFAULT_REGION` of the
   * environment, or on Node what the profile has.
   */
  readonly region?: string | (() => string | Promise<string>) | undefined;
  /**
   * On Node, whose settings of the shared config file count where neither this object nor the
   * environment has them. By default `AWS_PROFILE`, or `default`.
   */
  readonly profile?: string | undefined;
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
  /** Bound of one attempt, the wait for a connection included, in milliseconds. Default 30,000. */
  readonly attemptTimeoutMs?: number | undefined;
  /**
   * On Node, bound of connecting, TLS included, in milliseconds; unless `fetch` sends, or HTTP/2 is
   * spoken. Default that of the attempt.
   */
  readonly connectTimeoutMs?: number | undefined;
  /** How often to try at most; once at least. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** Bound of a response that is read as a whole; a longer one is a `ResponseError`. Default 100,000,000. */
  readonly maxResponseBytes?: number | undefined;
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
  /** Wrapped around each attempt of the call, within the client's. */
  readonly interceptors?: readonly Interceptor[] | undefined;
  /**
   * Sent along. Those that the client sets itself, and those that frame the message, are an
   * `InputError`; and so is what is no header.
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Signs and sends a request. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** Sees each attempt: may change the request before it is signed, and look at or replace the response. */
export type Interceptor = (
  request: HttpRequest,
  next: Send,
  context: InterceptorContext,
) => Promise<HttpResponse>;

/** What an interceptor is told of the attempt that it sees. */
export interface InterceptorContext {
  readonly service: {
    /** The name that AWS SDKs know the service by, such as `KMS`. */
    readonly id: string;
  };
  readonly operation: {
    /** The operation's name in the model. */
    readonly name: string;
  };
  /** From 1. */
  readonly attempt: number;
  /** What the attempt before failed with, if there was one. */
  readonly error?: CallError | undefined;
  /** Why that was worth another; absent too where its credentials had expired. */
  readonly kind?: RetryKind | undefined;
  /** How long the call waited before this attempt, in milliseconds. */
  readonly delay: number;
}
