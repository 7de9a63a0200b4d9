import type { HttpResponse } from "./http.js";

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
