import { quiet } from "#platform";
import { callError, failure } from "../contract/errors.js";
import type { HttpResponse, Kept } from "../contract/http.js";
import { idleError, idleMs, timerOf, type StreamConfig } from "./idle.js";

/** Where the bytes of a body come from. */
export interface ByteSource {
  /** More of them, if only none yet; `undefined` at the end. @throws ClientError */
  next(): Promise<Uint8Array | undefined>;
  /** Ends it, and its connection, unless it has ended; who reads it then gets `error`. */
  end(error: Error): void;
  /** Ends it with the caller's signal. */
  follow(signal: AbortSignal): void;
}

/** What Node has of a connection. */
interface Connection {
  ref(): void;
  unref(): void;
  destroy(): void;
  emit(event: "agentRemove"): boolean;
}

/** A response of Node, and what it answers. */
interface Incoming extends AsyncIterable<Uint8Array> {
  readonly socket?: Connection | null;
  readonly req?: { on(event: "error", listener: (error: Error) => void): unknown };
}

/**
 * The body of a response whose call is over. Its connection neither keeps the process alive nor
 * blocks other calls while nobody reads, and ends where nobody does for long.
 */
export function byteSource(
  response: HttpResponse,
  kept: Kept | undefined,
  config: StreamConfig,
): ByteSource {
  const { body } = response;
  const read = readerOf(response);
  const after = timerOf(config);
  const socket = (body as Incoming | null | undefined)?.socket;
  let left = lengthOf(response);
  let isRemoved = false;
  let isOver = false;
  let ended: Error | undefined;
  let fail: ((error: Error) => void) | undefined;
  let unfollow: (() => void) | undefined;
  const end = (error: Error): void => {
    if (isOver) return;
    isOver = true;
    ended = error;
    forget();
    unfollow?.();
    fail?.(error);
    if (kept) kept.release(error);
    else read.cancel();
  };
  socket?.unref?.();
  const timers = [
    // The agent's place for another call; the documentation of Node's `Agent` has it so.
    after(100, () => (isRemoved = socket?.emit?.("agentRemove") ?? false)),
    after(idleMs(config), () => end(idleError())),
  ];
  const forget = () => {
    for (const cancel of timers.splice(0)) cancel();
  };
  return {
    end,
    follow(signal) {
      const abort = () =>
        end(callError("AbortError", "Aborted", { cause: signal.reason as unknown }));
      if (signal.aborted) return abort();
      quiet(signal);
      signal.addEventListener("abort", abort);
      unfollow = () => signal.removeEventListener("abort", abort);
      // A body without bytes may be over.
      if (isOver) unfollow();
    },
    next: () =>
      new Promise((resolve, reject) => {
        forget();
        if (isOver) return ended ? reject(ended) : resolve(undefined);
        fail = reject;
        socket?.ref?.();
        timers.push(after(idleMs(config), () => end(idleError())));
        read.next().then(
          (chunk) => {
            forget();
            if (isOver) return;
            if (chunk) {
              if (left !== undefined) left -= chunk.length;
              socket?.unref?.();
              resolve(chunk);
            } else if (left !== undefined && left > 0) {
              end(callError("TransportError", `The body broke off ${left} bytes before its end`));
            } else {
              isOver = true;
              unfollow?.();
              // Nobody else has it.
              if (isRemoved) socket?.destroy();
              resolve(undefined);
            }
          },
          (thrown) => end(failure("TransportError", thrown)),
        );
      }),
  };
}

/** How many bytes a response says that its body has, if they come as they are sent. */
function lengthOf({ headers }: HttpResponse): number | undefined {
  const said = headers.get("content-length");
  return said === null || headers.get("content-encoding") ? undefined : Number(said);
}

function readerOf(response: HttpResponse): {
  next(): Promise<Uint8Array | undefined>;
  cancel(): void;
} {
  const { body } = response;
  if (!body) {
    // What only has the shape of `fetch` may have no stream.
    let text: Promise<string> | undefined;
    return {
      async next() {
        if (text) return undefined;
        return new TextEncoder().encode(await (text = response.text()));
      },
      cancel() {},
    };
  }
  if ("getReader" in body) {
    const reader = body.getReader();
    return {
      next: async () => (await reader.read()).value,
      cancel: () => void reader.cancel().catch(() => {}),
    };
  }
  const iterator: AsyncIterator<Uint8Array, unknown> = body[Symbol.asyncIterator]();
  let broken: Error | undefined;
  // Where the body ends with the connection, Node takes a broken one for the end.
  (body as Incoming).req?.on("error", (error) => (broken = error));
  return {
    async next() {
      const next = await iterator.next();
      if (broken) throw broken;
      return next.done ? undefined : (next.value as Uint8Array);
    },
    cancel: () => void iterator.return?.().catch(() => {}),
  };
}
