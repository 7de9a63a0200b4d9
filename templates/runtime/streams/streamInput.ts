import { mismatch } from "../serde/structure.js";

/**
 * Bytes to send: all at once, or as they come. What can be read once, as a stream, is sent once;
 * bytes, texts, blobs, and iterables that begin anew each time, are sent again where that helps.
 * Items that are strings are sent as UTF-8.
 */
export type StreamInput =
  Uint8Array | string | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

/** Takes what can be sent. @throws InputError */
export function asStream(value: StreamInput): StreamInput {
  const isWhole = typeof value === "string" || ArrayBuffer.isView(value) || isBlob(value);
  const given = value as Partial<ReadableStream & AsyncIterable<unknown>>;
  return isWhole || given.getReader || given[Symbol.asyncIterator]
    ? value
    : mismatch("bytes, a string, a Blob, or a stream of bytes");
}

/** By what it has, since libraries have their own. */
export const isBlob = (value: unknown): value is Blob =>
  typeof (value as Partial<Blob> | undefined)?.stream === "function";
