import {
  CallError,
  callError,
  retryKind,
  type AnyOperation,
  type Clock,
  type HttpResponse,
  type RetryKind,
  type RetryStrategy,
} from "#runtime";
import type { ResolvedSettings } from "./config.js";
import { responseFromSdk, type SdkResponse } from "./http.js";
import type { SdkError } from "./strategy.js";

/** A clock, and what to add to it to have the service's time, in milliseconds; as a client learns it. */
export interface ServiceClock {
  readonly clock: Clock;
  offset: number;
}

// What dates have in signatures: four digits of the year, from 1970 on.
const LATEST = Date.UTC(9999, 11, 31);

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
  time: ServiceClock,
  { maxAttempts, retryStrategy, logger }: ResolvedSettings,
  operation: AnyOperation,
  standard: RetryStrategy,
): Promise<Retries> {
  if (!retryStrategy) {
    const most = await maxAttempts();
    return {
      succeeded: (attempt) => void standard(attempt),
      failed: (thrown, attempt) => {
        const [kind, response] = inspect(time, operation, thrown);
        const wait = kind && attempt < most ? standard(attempt, kind, response) : undefined;
        return Promise.resolve(wait);
      },
    };
  }
  let token = await retryStrategy.acquireInitialRetryToken("");
  return {
    succeeded: () => {
      try {
        retryStrategy.recordSuccess(token);
      } catch (thrown) {
        // The call has succeeded, whatever a strategy makes of that.
        logger.error(thrown);
      }
    },
    failed: async (thrown) => {
      const error = thrown as SdkError;
      const [kind] = inspect(time, operation, error);
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
  time: ServiceClock,
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
    const own = thrown instanceof CallError;
    return [own ? retryKind(thrown as CallError, operation, response) : undefined, response];
  }
  const serverTime = Date.parse(response.headers.get("date") ?? "");
  const now = time.clock.now();
  if (
    /Skew|Expired|Future|Signature|Auth/.test(name) &&
    Math.abs(serverTime - now - time.offset) > 240_000 &&
    // No signature could be made of another.
    serverTime >= 0 &&
    serverTime < LATEST
  ) {
    time.offset = serverTime - now;
    return ["transient", response];
  }
  return [retryKind(callError(name, message, { code: name }), operation, response), response];
}

/** Tells errors, but for those that are not ours, how often the request was sent. */
export function withAttempts(thrown: unknown, attempt: number, totalRetryDelay: number): unknown {
  const { name, $fault, $metadata } = (thrown ?? {}) as SdkError;
  // A service may have an error of that name, too.
  const attempts = name === "CredentialsError" && !$fault ? attempt - 1 : attempt;
  const metadata = { ...$metadata, attempts, totalRetryDelay };
  if (thrown instanceof CallError) Object.assign(thrown, { attempts, $metadata: metadata });
  else if ($fault) Object.assign(thrown as SdkError, { $metadata: metadata });
  return thrown;
}
