import {
  callError,
  isFailure,
  retryKind,
  systemClock,
  type AnyOperation,
  type HttpResponse,
  type RetryKind,
  type RetryStrategy,
} from "#runtime";
import type { ResolvedSettings } from "./config.js";
import { responseFromSdk, type SdkResponse } from "./http.js";

/** What the errors of a service have in AWS SDK v3. */
export interface SdkError extends Error {
  readonly $fault?: "client" | "server";
  readonly $metadata?: { httpStatusCode?: number; attempts?: number; totalRetryDelay?: number };
  readonly $response?: unknown;
}

/** A strategy's record of a call. */
export interface RetryToken {
  getRetryDelay(): number;
}

/** Decides about retries, such as `ConfiguredRetryStrategy` of `@smithy/util-retry`. */
export interface SdkRetryStrategy {
  // Methods, so that strategies fit which take tokens of their own.
  acquireInitialRetryToken(scope: string): Promise<RetryToken>;
  refreshRetryTokenForRetry(
    token: RetryToken,
    failure: {
      error?: SdkError;
      errorType: "TRANSIENT" | "THROTTLING" | "SERVER_ERROR" | "CLIENT_ERROR";
    },
  ): Promise<RetryToken>;
  recordSuccess(token: RetryToken): void;
}

/** What to add to the clock to have the service's time, in milliseconds; as a client learns it. */
export interface ClockState {
  offset: number;
}

/** What one call asks about its retries. */
export interface Retries {
  succeeded(attempt: number): void;
  /** How long to wait before the next attempt, in milliseconds; `undefined` to give up. */
  failed(thrown: unknown, attempt: number): Promise<number | undefined>;
}

/**
 * The retries of one call: as the configuration's strategy says, or else `standard`, which serves
 * all calls of the client.
 */
export async function retriesOf(
  clock: ClockState,
  { maxAttempts, retryStrategy }: ResolvedSettings,
  operation: AnyOperation,
  standard: RetryStrategy,
): Promise<Retries> {
  if (!retryStrategy) {
    const most = await maxAttempts();
    return {
      succeeded: (attempt) => void standard(attempt),
      failed: (thrown, attempt) => {
        const [kind, response] = inspect(clock, operation, thrown);
        const wait = kind && attempt < most ? standard(attempt, kind, response) : undefined;
        return Promise.resolve(wait);
      },
    };
  }
  let token = await retryStrategy.acquireInitialRetryToken("");
  return {
    succeeded: () => retryStrategy.recordSuccess(token),
    failed: async (thrown) => {
      const error = thrown as SdkError;
      const [kind] = inspect(clock, operation, error);
      const known = kind === "throttling" ? "THROTTLING" : kind && "TRANSIENT";
      const errorType = known ?? (error.$fault === "server" ? "SERVER_ERROR" : "CLIENT_ERROR");
      try {
        token = await retryStrategy.refreshRetryTokenForRetry(token, { error, errorType });
        return token.getRetryDelay();
      } catch {
        return undefined;
      }
    },
  };
}

/** Why an error is worth another attempt, if it is, and the response it came with. */
function inspect(
  clock: ClockState,
  operation: AnyOperation,
  thrown: unknown,
): [kind: RetryKind | undefined, response: HttpResponse] {
  const { name, message, $fault, $metadata, $response } = (thrown ?? {}) as SdkError;
  const response = responseFromSdk({
    // A caller's own middleware may throw exceptions without a response.
    statusCode: $metadata?.httpStatusCode ?? 0,
    headers: {},
    ...($response as SdkResponse | undefined),
  });
  // What else a caller's own middleware threw is not tried again.
  if (!$fault) {
    return [isFailure(thrown) ? retryKind(thrown, operation, response) : undefined, response];
  }
  const serverTime = Date.parse(response.headers.get("date") ?? "");
  const now = systemClock.now();
  if (
    /Skew|Expired|Future|Signature|Auth/.test(name) &&
    Math.abs(serverTime - now - clock.offset) > 240_000
  ) {
    clock.offset = serverTime - now;
    return ["transient", response];
  }
  return [retryKind(callError(name, message, { code: name }), operation, response), response];
}

/** Tells errors, but for those that are not ours, how often the request was sent. */
export function withAttempts(thrown: unknown, attempt: number, totalRetryDelay: number): unknown {
  const { name, $fault, $metadata } = (thrown ?? {}) as SdkError;
  const attempts = name === "CredentialsError" ? attempt - 1 : attempt;
  const metadata = { ...$metadata, attempts, totalRetryDelay };
  if (isFailure(thrown)) Object.assign(thrown, { attempts, $metadata: metadata });
  else if ($fault) Object.assign(thrown as SdkError, { $metadata: metadata });
  return thrown;
}
