import type { ServiceError } from "./errors.js";
import type { HttpResponse } from "./http.js";
import type { AnyOperation, ErrorShape } from "./protocol.js";

/** Why an attempt failed, as far as trying again is concerned. */
export type RetryKind = "transient" | "throttling" | "timeout";

/**
 * Decides about retries; one serves all calls of a client. It is called when an attempt failed in a
 * way that is worth another, and returns how many milliseconds to wait before that, or `undefined`
 * to give up; and, without a `kind`, when a call succeeded.
 *
 * @param attempt - its number, from 1
 * @param response - of the failed attempt, if there was one
 */
export type RetryStrategy = (
  attempt: number,
  kind?: RetryKind,
  response?: HttpResponse,
) => number | undefined;

/**
 * The standard mode of the AWS SDKs
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html): a bucket of 500
 * tokens, from which a retry takes 5, or 10 after a timeout, and which a success fills; and a random
 * wait below a bound that doubles from 100 ms, or 500 ms when throttled, up to 20 s. A `Retry-After`
 * in seconds (RFC 9110, section 10.2.3) stands for the random wait.
 */
export function standardRetry(random: () => number = Math.random): RetryStrategy {
  let tokens = 500;
  return (attempt, kind, response) => {
    const cost = kind ? (kind === "timeout" ? 10 : 5) : attempt > 1 ? -5 : -1;
    if (tokens < cost) return undefined;
    tokens = Math.min(tokens - cost, 500);
    const asked = Number(response?.headers.get("retry-after") ?? NaN) * 1000;
    const bound = (kind === "throttling" ? 250 : 50) * 2 ** attempt;
    return Math.min(asked >= 0 ? asked : random() * bound, 20_000);
  };
}

// Parts of the codes that the AWS SDKs share.
const throttling =
  /Throttl|TooManyRequests|SlowDown|LimitExceeded|ThroughputExceeded|PriorRequest|TransactionInProgress/;

/** What kind of retry an error is worth, if any. */
export function retryKind(error: unknown, { errors }: AnyOperation): RetryKind | undefined {
  const { name, code, statusCode } = error as ServiceError;
  const shape: ErrorShape | undefined = errors[name];
  if (shape?.retry) return shape.retry;
  if (name === "TimeoutError") return "timeout";
  if (name === "TransportError") return "transient";
  if (!code) return undefined;
  if (statusCode === 429 || throttling.test(code)) return "throttling";
  return /^50[0234]/.test(statusCode + code) || /^(InternalError|RequestTimeout)/.test(code)
    ? "transient"
    : undefined;
}

/** How far the service's clock is ahead of `now`, in milliseconds, if that is why it refused; else 0. */
export function clockSkew(error: unknown, response: HttpResponse | undefined, now: number): number {
  const ms = Date.parse(response?.headers.get("date") ?? "") - now;
  return /Skewed|Expired|InTheFuture|Signature|AuthFailure/.test((error as ServiceError).code) &&
    Math.abs(ms) > 240_000
    ? ms
    : 0;
}
