import { Worker } from "node:worker_threads";

/** Formats files on a thread of its own, while others are still being printed. */
export interface Formatter {
  /** As `format`, whose worker it asks. */
  readonly format: (path: string, text: string) => Promise<string>;
  readonly close: () => Promise<unknown>;
}

export interface FormatRequest {
  readonly id: number;
  readonly path: string;
  readonly text: string;
}

export type FormatResponse =
  { readonly id: number; readonly text: string } | { readonly id: number; readonly error: string };

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

/** @param script the file of `formatWorker`, built. */
export function createFormatter(script: string): Formatter {
  const worker = new Worker(script);
  // Whoever waits for an answer keeps the process alive, not the thread.
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let next = 0;
  worker.on("message", (response: FormatResponse) => {
    const asked = waiting.get(response.id);
    waiting.delete(response.id);
    if (waiting.size === 0) worker.unref();
    if ("error" in response) asked?.reject(new Error(response.error));
    else asked?.resolve(response.text);
  });
  worker.on("error", (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return {
    format: (path, text) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, path, text } satisfies FormatRequest);
      }),
    close: () => worker.terminate(),
  };
}
