import { toBase64 } from "#platform";
import { callError } from "../contract/errors.js";
import type { Hash } from "./hash.js";

// Bodies in `aws-chunked`, with a checksum of them in a trailer and no signatures
// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).

/** Of all chunks but the last. S3 wants at least 8 KiB; nothing is held back to fill one. */
const chunkLength = 65_536;

/** A checksum that comes after the bytes that it is of. */
export interface Trailer {
  /** The header's name, in lower case. */
  readonly name: string;
  readonly make: () => Hash;
}

/**
 * The bytes of a stream in `aws-chunked`, read as they are asked for.
 *
 * @param length - of the bytes; another number of them breaks the stream with an `InputError`
 */
export function chunked(
  source: ReadableStream<Uint8Array>,
  length: number,
  { name, make }: Trailer,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  const hash = make();
  const parts = encoded(
    async () => (await reader.read()).value,
    length,
    hash,
    () => `${name}:${toBase64(hash.digest())}\r\n\r\n`,
  );
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await parts.next();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (thrown) {
          void reader.cancel(thrown).catch(() => {});
          throw thrown;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Who reads it sets the pace.
    { highWaterMark: 0 },
  );
}

async function* encoded(
  pull: () => Promise<Uint8Array | undefined>,
  length: number,
  hash: Hash,
  trailer: () => string,
): AsyncGenerator<Uint8Array, undefined> {
  let left = length;
  let inChunk = 0;
  for (let bytes; (bytes = await pull());) {
    hash.update(bytes);
    if (bytes.length > left) throw wrongLength(length);
    while (bytes.length > 0) {
      if (!inChunk) {
        inChunk = Math.min(chunkLength, left);
        // The end of the chunk before, and the head of this one.
        yield utf8((left < length ? "\r\n" : "") + head(inChunk));
      }
      const part = bytes.subarray(0, inChunk);
      bytes = bytes.subarray(inChunk);
      left -= part.length;
      inChunk -= part.length;
      yield part;
    }
  }
  if (left) throw wrongLength(length);
  yield utf8((length ? "\r\n" : "") + head(0) + trailer());
}

/** How long a body is once it is encoded. */
export function chunkedLength(length: number, { name, make }: Trailer): number {
  const last = length % chunkLength;
  const framed = (size: number) => head(size).length + size + 2;
  return (
    Math.floor(length / chunkLength) * framed(chunkLength) +
    (last && framed(last)) +
    // With no end of its own, but with that of the trailers.
    head(0).length +
    `${name}:\r\n\r\n`.length +
    toBase64(make().digest()).length
  );
}

const head = (size: number) => size.toString(16) + "\r\n";
const utf8 = (text: string) => new TextEncoder().encode(text);

const wrongLength = (length: number) =>
  callError("InputError", `Expected a body of ${length} bytes, as its content-length says`);
