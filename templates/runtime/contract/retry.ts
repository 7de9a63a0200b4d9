import type { HttpResponse } from "./http.js";

/** Why an attempt failed, as far as trying again is concerned. */
export type RetryKind = "transient" | "throttling";

/**
 * Decides about retries; one serves all calls of a client. It is called when an attempt failed in a
 * way that is worth another, and returns how many milliseconds to wait before that, or `undefined`
 * to give up; and, without a `kind`, when a call succeeded, whatever it returns or throws then.
 */
export interface RetryStrategy {
  /**
   * @param attempt - its number, from 1
   * @param response - of the attempt, if there was one
   * @param recovered - of a call that succeeded: why the attempt before failed, if there was one
   * @returns Also a negative number: to give up, but in a long poll not before so long a wait, so that
   *   who polls in a loop does not hammer the service
   */
  (
    attempt: number,
    kind?: RetryKind,
    response?: HttpResponse,
    recovered?: RetryKind,
  ): number | undefined;
  /**
   * Asked once a call, before its first attempt.
   *
   * @param left - what is left of the call's time, in milliseconds
   * @returns How many milliseconds to wait before that
   */
  readonly admit?: (left: number) => number;
  /**
   * Told of each attempt that failed, the last one too, before it is decided about another.
   *
   * @param kind - absent where it is not worth another
   * @param response - of the attempt, if there was one
   */
  readonly failed?: (kind: RetryKind | undefined, response: HttpResponse | undefined) => void;
}
