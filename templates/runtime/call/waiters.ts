import type { Result } from "../contract/result.js";

// What waiters are, and what they make of the outcome of a call
// (https://smithy.io/2.0/additional-specs/waiters.html).

/** Where a waiter is after a call: at its end, well or not, or to call again. */
export type WaiterState = "success" | "failure" | "retry";

/** How to wait until an operation says that something is so. */
export interface Waiter<Input, Output> {
  /** Its name in the model, and that of the operation. */
  readonly name: string;
  readonly operation: string;
  /** The bounds of the wait between two calls, in seconds. */
  readonly minDelay: number;
  readonly maxDelay: number;
  readonly acceptors: readonly Acceptor<Input, Output>[];
}

/** What a call's outcome has to be for the waiter to come to a state. */
export interface Acceptor<Input, Output> {
  readonly state: WaiterState;
  /** Whether it is this output. A TypeError says that it is not. */
  readonly output?: (output: Output, input: Input) => boolean;
  /** The service's error of this name or code; any of its errors, where it is `true`. */
  readonly error?: string | true;
}

/** By the first acceptor that matches. Without one, an error is a failure, and an output none yet. */
export function judge<Input, Output>(
  { acceptors }: Waiter<Input, Output>,
  input: Input,
  { ok, value, error }: Result<Output, Error>,
): WaiterState {
  const found = acceptors.find((acceptor) =>
    ok ? matchesOutput(acceptor, value, input) : matchesError(acceptor, error),
  );
  return found?.state ?? (ok ? "retry" : "failure");
}

function matchesOutput<Input, Output>(
  { output: matches }: Acceptor<Input, Output>,
  output: Output,
  input: Input,
): boolean {
  try {
    return matches?.(output, input) ?? false;
  } catch (thrown) {
    // An expression was given what it does not take.
    if (thrown instanceof TypeError) return false;
    throw thrown;
  }
}

function matchesError(
  { error: name }: Pick<Acceptor<never, never>, "error">,
  error: Error & { readonly code?: string },
): boolean {
  // What failed on this side says nothing of the service.
  if ("operation" in error && error.code === undefined) return false;
  return name === true || (name !== undefined && [error.name, error.code].includes(name));
}

/** A wait between two calls, in milliseconds. */
export interface Delay {
  readonly delay: number;
  /** There is no time for another. */
  readonly isLast: boolean;
}

/**
 * How long to wait before the next call (https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries):
 * a random time between the shortest and one that doubles up to the longest; the last one ends early
 * enough for another call. Nothing where there is no time for one.
 *
 * @param calls - how many there were
 * @param left - of the time to wait in all; in milliseconds, as the others are
 */
export function delayBefore(
  calls: number,
  left: number,
  least: number,
  most: number,
  random: () => number,
): Delay | undefined {
  if (left <= least) return undefined;
  // Bounded, or it would be no number at last.
  const bound = Math.min(most, least * 2 ** Math.min(calls - 1, 60));
  const delay = least + random() * Math.max(bound - least, 0);
  const isLast = left - delay <= least;
  return { delay: isLast ? left - least : delay, isLast };
}
