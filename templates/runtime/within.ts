import type { Clock } from "./clock.js";
import { CallError } from "./errors.js";

/**
 * What `work` gives, unless `ms` run out or `outer` aborts before: then it ends at once, whatever
 * `work`, which is told by its own signal, goes on to do.
 *
 * @throws TimeoutError that says that `limit` ran out, or AbortError
 */
export function within<T>(
  clock: Clock,
  ms: number,
  limit: string,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const settle = () => {
      cancel();
      outer?.removeEventListener("abort", abort);
    };
    const end = (name: string, message: string, cause?: unknown) => {
      const error = new CallError(name, message, { cause });
      settle();
      reject(error);
      controller.abort(error);
    };
    const abort = () => end("AbortError", "Aborted", outer!.reason);
    const cancel = clock.after(ms, () => end("TimeoutError", limit + " ran out"));
    if (outer?.aborted) return abort();
    outer?.addEventListener("abort", abort);
    work(controller.signal).then(resolve, reject).finally(settle);
  });
}

/** Waits so many milliseconds, or until the signal aborts. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", clock.after(ms, resolve)));
}
