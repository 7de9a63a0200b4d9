import {
  adaptiveRetry,
  callError,
  isFailure,
  retryKind,
  standardRetry,
  type AnyOperation,
  type ClientConfig,
  type Clock,
  type HttpResponse,
  type RetryKind,
  type RetryStrategy,
  type Service,
} from "#runtime";
import type { ResolvedSettings } from "./config.js";
import { responseFromSdk, type SdkResponse } from "./http.js";
import type { SdkError } from "./strategy.js";

/** How a client tries again. */
type RetryMode = "standard" | "adaptive";

/** A clock, and what to add to it to have the service's time, in milliseconds; as a client learns it. */
export interface ServiceClock {
  readonly clock: Clock;
  offset: number;
}

/** An attempt that failed. */
export interface FailedAttempt {
  /** From 1. */
  readonly number: number;
  readonly thrown: unknown;
  /** What stood for the service's time in its signature: that of the client when it was made. */
  readonly offset: number;
}

/** What one call asks about its retries. */
export interface Retries {
  /** How long to wait before the first attempt, in milliseconds. */
  readonly firstDelay: number;
  succeeded(attempt: number): void;
  /**
   * How long to wait before the next attempt, in milliseconds; `undefined` to give up, and a negative
   * number to do so after so long a wait, in a long poll.
   */
  failed(attempt: FailedAttempt): Promise<number | undefined>;
}

/** The strategies that serve all calls of a client, by mode. */
export function ownStrategies(
  config: Pick<ClientConfig, "clock" | "random">,
  { retry }: Service,
): (mode: RetryMode) => RetryStrategy {
  const standard = standardRetry(config, retry);
  let adaptive: RetryStrategy | undefined;
  return (mode) => (mode === "adaptive" ? (adaptive ??= adaptiveRetry(config, retry)) : standard);
}

/** The retries of one call: as the configuration's strategy says, or else that of its mode. */
export async function retriesOf(
  time: ServiceClock,
  { maxAttempts, retryStrategy, retryMode, logger }: ResolvedSettings,
  operation: AnyOperation,
  strategies: (mode: RetryMode) => RetryStrategy,
): Promise<Retries> {
  if (!retryStrategy) {
    const most = await maxAttempts();
    const strategy = strategies(await retryMode());
    let recovered: RetryKind | undefined;
    return {
      firstDelay: strategy.admit?.(Infinity) ?? 0,
      succeeded: (attempt) => void strategy(attempt, undefined, undefined, recovered),
      failed: (attempt) => {
        const [reason, response] = inspect(time, operation, attempt);
        strategy.failed?.(reason === "expired" ? undefined : reason, response);
        if (!reason || attempt.number >= most) return Promise.resolve(undefined);
        if (reason === "expired") return Promise.resolve(0);
        return Promise.resolve(strategy(attempt.number, (recovered = reason), response));
      },
    };
  }
  let token = await retryStrategy.acquireInitialRetryToken("");
  return {
    firstDelay: 0,
    succeeded: () => {
      try {
        retryStrategy.recordSuccess(token);
      } catch (thrown) {
        // The success stands, whatever a strategy makes of it.
        logger.error(thrown);
      }
    },
    failed: async (attempt) => {
      const error = attempt.thrown as SdkError;
      const [reason] = inspect(time, operation, attempt);
      const known = reason === "throttling" ? "THROTTLING" : reason && "TRANSIENT";
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

/** Whether an error says that credentials have expired: there may be others. */
export const isExpired = (thrown: unknown): boolean =>
  /^ExpiredToken/.test((thrown as SdkError | undefined)?.name ?? "");

/** Why an attempt is worth another, if it is, and the response that it ended with. */
function inspect(
  time: ServiceClock,
  operation: AnyOperation,
  { thrown, offset }: FailedAttempt,
): [reason: RetryKind | "expired" | undefined, response: HttpResponse] {
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
  if (isExpired(thrown)) return ["expired", response];
  const serverTime = Date.parse(response.headers.get("date") ?? "");
  const now = time.clock.now();
  if (
    /Skew|Expired$|Future|Signature|Auth/.test(name) &&
    // By the time that was signed: another call may have corrected the clock meanwhile.
    Math.abs(serverTime - now - offset) > 240_000 &&
    // No other time can be signed: dates have four digits for the year.
    serverTime >= 0 &&
    serverTime < Date.UTC(9999, 0)
  ) {
    time.offset = serverTime - now;
    return ["transient", response];
  }
  return [retryKind(callError(name, message, { code: name }), operation, response), response];
}
