import { toBase64 } from "#platform";
import { callError } from "../contract/errors.js";
import type { Hash } from "./hash.js";

// Bodies in `aws-chunked`, with a checksum of them in a trailer and no signatures
// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).

/** A checksum that comes after the bytes that it is of. */
export interface Trailer {
  /** The header's name, in lower case. */
  readonly name: string;
  readonly make: () => Hash;
}

/**
 * The bytes of a stream in `aws-chunked`, read as they are asked for: in one chunk, since its length is
 * known, and what each of more of them would begin with is sent by itself, at the cost of 64 kB.
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
  if (length) yield utf8(head(length));
  for (let bytes; (bytes = await pull());) {
    hash.update(bytes);
    if ((left -= bytes.length) < 0) throw wrongLength(length);
    yield bytes;
  }
  if (left) throw wrongLength(length);
  yield utf8((length ? "\r\n" : "") + head(0) + trailer());
}

/** How long a body is once it is encoded. */
export const chunkedLength = (length: number, { name, make }: Trailer): number =>
  (length && head(length).length + length + 2) +
  // With no end of its own, but with that of the trailers.
  head(0).length +
  `${name}:\r\n\r\n`.length +
  toBase64(make().digest()).length;

const head = (size: number) => size.toString(16) + "\r\n";
const utf8 = (text: string) => new TextEncoder().encode(text);

const wrongLength = (length: number) =>
  callError("InputError", `Expected a body of ${length} bytes, as its content-length says`);
