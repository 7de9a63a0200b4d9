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
  return new Promise<T>((resolve, reject) => {
    const ending: Ending = {};
    const done = (reason?: Error) => {
      cancel();
      caller?.removeEventListener("abort", abort);
      ending.abort?.(reason);
    };
    const fail = (reason: Error) => {
      reject((ending.error = reason));
      done(reason);
    };
    const end = (name: string, message: string) =>
      fail(callError(name, message, { cause: caller?.reason as unknown }));
    const abort = () => end("AbortError", "Aborted");
    const ranOut = () =>
      end("TimeoutError", (ms < left ? "attemptTimeoutMs" : "timeoutMs") + " ran out");
    const cancel = clock.after(Math.min(ms, left), ranOut);
    if (caller) {
      quiet(caller);
      caller.addEventListener("abort", abort);
    }
    if (caller?.aborted) abort();
    else if (Math.min(ms, left) <= 0) ranOut();
    else
      work(ending).then((value) => {
        resolve(value);
        // An interceptor may have left a response unread, whose connection would never be free.
        done();
      }, fail);
  });
}
