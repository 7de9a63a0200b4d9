import type { GeneratedPackage, Order, Progress } from "./generate.js";
import type { ModelSummary, Request, Response } from "./messages.js";
import type { ModelFile } from "./model.js";

/** Work was ended by {@link Session.cancel}, or by newer work. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** Reads models and generates packages in a worker. */
export interface Session {
  /** Reads a model; what was going on is cancelled. */
  readonly read: (source: ModelFile) => Promise<ModelSummary>;
  /** Generates from the model that was read last; what was going on is cancelled. */
  readonly generate: (
    order: Order,
    tell: (progress: Progress) => void,
  ) => Promise<GeneratedPackage>;
  /** Ends what is going on, however long it would take. */
  readonly cancel: () => void;
}

interface Pending {
  readonly id: number;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
  readonly tell: (progress: Progress) => void;
}

/** The part of a `Worker` that a session uses. */
export type SessionWorker = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">;

/** @param start starts a worker. One that is ended in its work is replaced by another. */
export function createSession(start: () => SessionWorker): Session {
  let worker: SessionWorker | undefined;
  let pending: Pending | undefined;
  let source: ModelFile | undefined;
  let next = 0;

  const finish = (): Pending | undefined => {
    const finished = pending;
    pending = undefined;
    return finished;
  };
  const cancel = (): void => {
    if (!pending) return;
    // It may never look for messages again.
    worker?.terminate();
    worker = undefined;
    finish()?.reject(new Cancelled("Cancelled."));
  };
  const running = (): SessionWorker => {
    if (worker) return worker;
    worker = start();
    worker.onmessage = ({ data }: MessageEvent<Response>) => {
      // A new worker reads the model again, which nobody waits for.
      if (data.id !== pending?.id) return;
      if (data.kind === "progress") pending.tell(data.progress);
      else if (data.kind === "failed") finish()?.reject(new Error(data.message));
      else finish()?.resolve(data);
    };
    worker.onerror = (event) => {
      worker?.terminate();
      worker = undefined;
      const why = event.message || "it could not be loaded";
      finish()?.reject(new Error(`The generator stopped: ${why}.`));
    };
    if (source) send(worker, { id: next++, kind: "read", source });
    return worker;
  };
  const ask = (
    request: (id: number) => Request,
    tell: (progress: Progress) => void = () => {},
  ): Promise<Response> => {
    cancel();
    const to = running();
    return new Promise((resolve, reject) => {
      pending = { id: next++, resolve, reject, tell };
      send(to, request(pending.id));
    });
  };
  return {
    cancel,
    read: async (file) => {
      cancel();
      source = undefined;
      const response = ask((id) => ({ id, kind: "read", source: file }));
      source = file;
      return expected(await response, "read").summary;
    },
    generate: async (order, tell) =>
      expected(await ask((id) => ({ id, kind: "generate", order }), tell), "generated").generated,
  };
}

function send(worker: SessionWorker, request: Request): void {
  worker.postMessage(request);
}

function expected<Kind extends Response["kind"]>(
  response: Response,
  kind: Kind,
): Extract<Response, { kind: Kind }> {
  if (response.kind !== kind) throw new Error(`The worker answered ${response.kind}.`);
  return response as Extract<Response, { kind: Kind }>;
}
