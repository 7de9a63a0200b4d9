import { quiet } from "#platform";
import type { Clock } from "../contract/clock.js";
import type { Ending } from "../contract/ending.js";
import { callError } from "../contract/errors.js";

/**
 * What `work` gives, unless its time runs out or the caller aborts before: then it ends at once,
 * whatever `work` goes on to do. However it ends, nothing of it goes on.
 *
 * @param ms - the bound of the attempt
 * @param left - what is left of the bound of the call, in milliseconds
 * @throws TimeoutError, AbortError
 */
export function within<T>(
  clock: Clock,
  ms: number,
  left: number,
  caller: AbortSignal | undefined,
  work: (ending: Ending) => Promise<T>,
): Promise<T> {
  const ending: Ending = {};
  let cancel: (() => void) | undefined;
  let abort: () => void;
  return new Promise<T>((resolve, reject) => {
    const fail = (reason: Error) => reject((ending.error = reason));
    const ranOut = () =>
      fail(callError("TimeoutError", (ms < left ? "attemptTimeoutMs" : "timeoutMs") + " ran out"));
    abort = () => fail(callError("AbortError", "Aborted", { cause: caller!.reason as unknown }));
    cancel = clock.after(Math.min(ms, left), ranOut);
    if (caller) {
      quiet(caller);
      caller.addEventListener("abort", abort);
    }
    if (caller?.aborted) abort();
    else if (Math.min(ms, left) <= 0) ranOut();
    else work(ending).then(resolve, fail);
  }).finally(() => {
    // Nothing of what the caller brings is sure to be what it should.
    cancel?.();
    caller?.removeEventListener("abort", abort);
    // An interceptor may have left a response unread, whose connection would never be free.
    ending.abort?.(ending.error);
  });
}
