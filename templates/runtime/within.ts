import type { Clock } from "./clock.js";
import { callError } from "./errors.js";

/**
 * What `work` gives, unless its time runs out or the caller aborts before: then it ends at once,
 * whatever `work` goes on to do. The signal that `work` gets is aborted when it has ended in any way.
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
    const end = (name: string, message: string) =>
      controller.abort(callError(name, message, { cause: caller?.reason as unknown }));
    const abort = () => end("AbortError", "Aborted");
    const cancel = clock.after(Math.min(ms, left), () =>
      end("TimeoutError", (ms < left ? "attemptTimeoutMs" : "timeoutMs") + " ran out"),
    );
    controller.signal.addEventListener("abort", () => {
      cancel();
      reject(controller.signal.reason as Error);
    });
    // The options of a listener may have a `signal` that removes it: a controller has.
    caller?.addEventListener("abort", abort, controller);
    if (caller?.aborted) abort();
    // Any reason will do; without one, making it is what takes the longest.
    else
      work(controller.signal)
        .then(resolve, reject)
        .finally(() => controller.abort(0));
  });
}
