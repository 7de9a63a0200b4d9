import { transport } from "#platform";
import { identitySource, sign, type AuthConfig, type AuthIdentity } from "./auth.js";
import { systemClock, type Clock } from "./clock.js";
import { failure, type Metadata, type ServiceError } from "./errors.js";
import type { Fetch, HttpRequest, HttpResponse } from "./http.js";
import type { AnyOperation, Operation, Service } from "./protocol.js";
import { requestOf } from "./request.js";
import type { Result } from "./result.js";
import { retryKind, standardRetry, type RetryKind, type RetryStrategy } from "./retry.js";
import { within, type Ending } from "./within.js";

/** How a client is set up. Nothing of it is looked at before the first call. */
export interface ClientConfig extends AuthConfig {
  /** By default `AWS_REGION` or `AWS_DEFAULT_REGION` of the environment. */
  readonly region?: string | undefined;
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
  /** Sent along, and signed; but not `authorization`, `host` and `user-agent`, which the client sets. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Signs and sends a request. */
type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** Sees each attempt: may change the request before it is signed, and look at or replace the response. */
export type Interceptor = (
  request: HttpRequest,
  next: Send,
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
  /** Calls an operation: writes the input once, then signs, sends and reads as often as it takes. */
  readonly call: <Input, Output, Failure>(
    operation: Operation<Input, Output, Failure>,
    input: Input,
    options?: CallOptions,
  ) => Promise<Result<Output, Failure>>;
}

/** A client of a service. Does no work and cannot fail: a bad `config` is the first call's error. */
export function createClient<Id extends string, Config extends ClientConfig>(
  service: Service<Id, Config>,
  config: Config,
): Client<Id> {
  // In this closure and nowhere else, so that no log of a client shows its credentials.
  const identityOf: (operation?: AnyOperation) => Promise<AuthIdentity> = identitySource(config);
  const backoff = standardRetry(config);
  // What to add to the clock to have the service's time.
  let clockOffset = 0;

  return {
    service,
    async call(operation, input, options = {}) {
      const metadata: Metadata = { attempts: 0 };
      try {
        const { clock = systemClock } = config;
        const locate = requestOf(service, config, operation, input, options);
        const deadline = clock.now() + (options.timeoutMs ?? config.timeoutMs ?? 60_000);
        let delay = 0;

        for (let attempt = 1; ; attempt++) {
          let response: HttpResponse | undefined;
          let time: number;

          const perform = async (ending: Ending) => {
            if (delay) {
              await new Promise<void>((resolve) => (ending.abort = clock.after(delay, resolve)));
            }
            // First, so that what is wrong with the configuration shows without credentials.
            const request = await locate(identityOf);
            const identity = await identityOf(operation);
            const send: Send = async (unsigned) => {
              // The call may have ended while credentials or an interceptor took their time.
              if (ending.error) throw ending.error;
              metadata.attempts = attempt;
              time = clock.now() + clockOffset;
              const headers = sign(unsigned, identity, time);
              headers["user-agent"] = `tinsmith/${service.id} ${config.userAgent ?? ""}`;
              return transport({ ...unsigned, headers }, ending, config.fetch);
            };
            const received = await (config.interceptors ?? []).reduceRight<Send>(
              (next, interceptor) => (unsigned) =>
                interceptor(unsigned, next, { service, operation, attempt }),
              send,
            )(request);
            const text = await received.text();
            if (ending.error) throw ending.error;
            response = received;
            metadata.statusCode = response.status;
            metadata.requestId = response.headers.get("x-amzn-requestid") ?? undefined;
            return service.read(operation, response, text);
          };

          try {
            const value = await within(
              clock,
              delay + (config.attemptTimeoutMs ?? 30_000),
              deadline - clock.now(),
              options.signal,
              perform,
            );
            (config.retryStrategy ?? backoff)(attempt);
            return { ok: true, value: value as never, metadata };
          } catch (thrown) {
            // TypeScript does not see that `perform` sets them.
            const error = failure(response ? "ResponseError" : "TransportError", thrown);
            const serverTime = Date.parse(response?.headers.get("date") as string);
            const skewed =
              /Skew|Expired|Future|Signature|Auth/.test((error as ServiceError).code) &&
              Math.abs(serverTime - time!) > 240_000;
            let kind: RetryKind | undefined = "transient";
            if (skewed) clockOffset = serverTime - clock.now();
            else kind = retryKind(error, operation, response);
            const wait =
              kind &&
              attempt < (options.maxAttempts ?? config.maxAttempts ?? 3) &&
              clock.now() < deadline
                ? (config.retryStrategy ?? backoff)(attempt, kind, response)
                : undefined;
            if (wait === undefined) throw error;
            delay = wait;
          }
        }
      } catch (thrown) {
        const error = Object.assign(failure("ConfigError", thrown), metadata, {
          $metadata: { ...metadata, httpStatusCode: metadata.statusCode },
        });
        return { ok: false, error: error as never, metadata };
      }
    },
  };
}
