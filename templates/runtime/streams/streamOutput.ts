import type { Bytes } from "../contract/bytes.js";
import { callError, failure } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import { joined } from "../http/bytes.js";
import { standardLimit, tooLong } from "../http/limit.js";
import { byteSource, type ByteSource } from "./byteSource.js";
import { following, told, type Facts } from "./following.js";
import type { StreamConfig } from "./idle.js";

declare global {
  // TypeScript knows it since 5.2, and by a library of its own.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/**
 * The bytes of a response's body as they come, to be read once: as a whole, by iteration, or as the
 * stream of the web that it is. Reading fails with errors of the client's: a `TransportError` where
 * the body breaks off, a `TimeoutError` where nothing more of it comes for `idleTimeoutMs`, an
 * `AbortError` after the call's `signal`. One that nobody reads ends by itself; `await using`,
 * `cancel()` and the signal end it at once.
 */
export type StreamOutput = ReadableStream<Bytes> & {
  /** All of it, up to `maxResponseBytes` where that is set or the length is unknown. */
  bytes(): Promise<Bytes>;
  /** All of it, as UTF-8. */
  text(): Promise<string>;
  /** All of it, as JSON. */
  json(): Promise<unknown>;
  [Symbol.asyncIterator](): AsyncIterableIterator<Bytes>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** A body, and what its errors tell of the call that it came from. */
interface Body {
  readonly source: ByteSource;
  facts: Facts;
}

/** Ends what nobody has any more. Some platforms do not tell. */
let dropped: FinalizationRegistry<ByteSource> | undefined;

/**
 * The body of a response, as a stream.
 *
 * @param through - what looks at its bytes on their way
 */
export function streamOutput(
  response: HttpResponse,
  through: (source: ByteSource) => ByteSource = (source) => source,
): StreamOutput {
  const kept = response.keep?.();
  const config: StreamConfig = kept?.config ?? {};
  const body: Body = { source: through(byteSource(response, kept, config)), facts: {} };
  const isSized = response.headers.get("content-length") !== null;
  const stream = streamOf(body, config.maxResponseBytes ?? (isSized ? Infinity : standardLimit));
  if (globalThis.FinalizationRegistry) {
    dropped ??= new FinalizationRegistry(release);
    dropped.register(stream, body.source);
  }
  return following(stream, (signal, facts) => {
    body.facts = facts;
    if (signal) body.source.follow(signal);
  });
}

const release = (source: ByteSource) =>
  source.end(callError("AbortError", "The body was released"));

function streamOf(body: Body, limit: number): StreamOutput {
  const { source } = body;
  /** Throws an error of its own for each who reads: with the caller's frames. */
  const read = async (): Promise<Uint8Array | undefined> => {
    try {
      return await source.next();
    } catch (thrown) {
      throw failedIn(body, thrown);
    }
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = await read();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel: () => release(source),
    },
    { highWaterMark: 0 },
  );
  let isRead = false;
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    if (isRead || stream.locked) {
      throw failedIn(body, callError("InputError", "The body can be read once"));
    }
    isRead = true;
    // Held for as long as it is read, lest it is taken for dropped.
    const reader = stream.getReader();
    try {
      for (let chunk; (chunk = await read());) yield chunk;
    } finally {
      release(source);
      reader.releaseLock();
    }
  }
  const bytes = async () => {
    const all: Uint8Array[] = [];
    let left = limit;
    for await (const chunk of chunks()) {
      if ((left -= chunk.length) < 0) throw failedIn(body, tooLong());
      all.push(chunk);
    }
    return joined(all);
  };
  const text = async () => new TextDecoder().decode(await bytes());
  const methods = {
    bytes,
    text,
    async json() {
      const given = await text();
      try {
        return JSON.parse(given) as unknown;
      } catch {
        throw failedIn(body, callError("ResponseError", "Expected JSON"));
      }
    },
    [Symbol.asyncIterator]: chunks,
    // eslint-disable-next-line @typescript-eslint/require-await -- what disposes of it awaits it
    [Symbol.asyncDispose ?? "dispose"]: async () => release(source),
  };
  return Object.assign(stream, methods) as unknown as StreamOutput;
}

function failedIn({ facts }: Body, thrown: unknown): Error {
  const failed = failure("TransportError", thrown);
  return told(callError(failed.name, failed.message, failed), facts);
}
