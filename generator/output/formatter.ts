import { Worker } from "node:worker_threads";
import type { Format } from "./inTurn.js";

/** Formats files on a thread of its own, while others are still being printed. */
export interface Formatter {
  /** As `format`, whose worker it asks. */
  readonly format: Format;
  readonly close: () => Promise<unknown>;
}

export interface FormatRequest {
  readonly id: number;
  readonly path: string;
  readonly text: string;
  readonly claim: Claim;
}

export type FormatResponse =
  { readonly id: number; readonly text: string } | { readonly id: number; readonly error: string };

/** One number that threads share: not 0 once one of them has taken the file. */
type Claim = Int32Array<SharedArrayBuffer>;

/** Takes a file, unless another thread has. */
export const take = (claim: Claim): boolean => Atomics.exchange(claim, 0, 1) === 0;

interface Waiting extends FormatRequest {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/** With fewer files waiting, this thread would take longer to load the formatter than to wait. */
const WORTH_HELPING = 16;

/**
 * @param script the file of `formatWorker`, built.
 * @param here formats on this thread, which helps from the last file on once it has nothing to print.
 */
export function createFormatter(script: string, here: Format): Formatter {
  const worker = new Worker(script);
  // Whoever waits for an answer keeps the process alive, not the thread.
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let next = 0;
  const settle = (id: number): Waiting | undefined => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return asked;
  };
  worker.on("message", (response: FormatResponse) => {
    const asked = settle(response.id);
    if ("error" in response) asked?.reject(new Error(response.error));
    else asked?.resolve(response.text);
  });
  worker.on("error", (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });

  const help = async (): Promise<void> => {
    if (waiting.size < WORTH_HELPING) return;
    for (const { id, path, text, claim, resolve, reject } of [...waiting.values()].reverse()) {
      if (!take(claim)) continue;
      await here(path, text).then(resolve, reject);
      settle(id);
    }
  };
  let helper: NodeJS.Immediate | undefined;
  return {
    format: (path, text) =>
      new Promise((resolve, reject) => {
        const request = { id: next++, path, text, claim: new Int32Array(new SharedArrayBuffer(4)) };
        waiting.set(request.id, { ...request, resolve, reject });
        worker.ref();
        worker.postMessage(request satisfies FormatRequest);
        // Runs when whoever asks has nothing more to do.
        helper ??= setImmediate(() => {
          helper = undefined;
          void help();
        });
      }),
    close: () => worker.terminate(),
  };
}
