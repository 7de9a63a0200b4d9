import { callError } from "../contract/errors.js";

/** A body that is read piece by piece. */
export interface Chunks {
  /** The next piece; none at the end. @throws InputError where there are no bytes */
  readonly next: () => Promise<Uint8Array | undefined>;
  /** Nothing more is wanted. What was not begun is left to who may still read it. */
  readonly end: () => void;
  /** It is begun, and does not begin anew for the next who reads it. */
  readonly isSpent: () => boolean;
}

/** The pieces of the caller's stream. */
export function chunksOf(body: ReadableStream<Uint8Array> | AsyncIterable<unknown>): Chunks {
  if ("getReader" in body) {
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    return {
      async next() {
        const { done, value } = await (reader ??= body.getReader()).read();
        return done ? undefined : bytesIn(value);
      },
      end: () => void reader?.cancel().catch(() => {}),
      isSpent: () => reader !== undefined,
    };
  }
  let iterator: AsyncIterator<unknown, unknown> | undefined;
  return {
    async next() {
      const next = await (iterator ??= body[Symbol.asyncIterator]()).next();
      return next.done ? undefined : bytesIn(next.value);
    },
    // The caller's own, which may throw at once, or give no promise.
    end: () => void (async () => iterator?.return?.())().catch(() => {}),
    isSpent() {
      try {
        // Streams of Node give new iterators of the same bytes.
        return (
          iterator !== undefined && ("pipe" in body || body[Symbol.asyncIterator]() === iterator)
        );
      } catch {
        return true;
      }
    },
  };
}

function bytesIn(value: unknown): Uint8Array {
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  throw callError("InputError", "Expected a stream of bytes");
}
