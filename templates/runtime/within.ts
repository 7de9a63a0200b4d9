import type { Clock } from "./clock.js";
import { callError } from "./errors.js";

/**
 * What `work` gives, unless its time runs out or the caller aborts before: then it ends at once,
 * whatever `work` goes on to do. The signal that `work` gets is then aborted, and when it fails; not
 * when it succeeds, which would take a tenth of a call's time.
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
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const fail = (reason: Error) => {
      cancel();
      reject(reason);
      controller.abort(reason);
    };
    const end = (name: string, message: string) =>
      fail(callError(name, message, { cause: caller?.reason as unknown }));
    const abort = () => end("AbortError", "Aborted");
    const cancel = clock.after(Math.min(ms, left), () =>
      end("TimeoutError", (ms < left ? "attemptTimeoutMs" : "timeoutMs") + " ran out"),
    );
    // The options of a listener may have a `signal` that removes it: a controller has.
    caller?.addEventListener("abort", abort, controller);
    if (caller?.aborted) abort();
    else
      work(controller.signal).then((value) => {
        cancel();
        caller?.removeEventListener("abort", abort);
        resolve(value);
      }, fail);
  });
}
