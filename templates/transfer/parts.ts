import { chunksOf, isBlob, type StreamInput } from "#runtime";

/** A part of a body. */
export interface Part {
  /** From 1. */
  readonly number: number;
  readonly size: number;
  /** There is no other after it. */
  readonly isLast: boolean;
  readonly body: Uint8Array | Blob;
}

/**
 * What gives the parts of a body, one after the other: slices of what is at hand, and of a stream as
 * much as it takes for the next. Who asks while another waits, waits for that one.
 *
 * @param patient - waits for more of a stream, as long as it may take
 * @throws InputError where the stream fails, from what it returns
 */
export function partsOf(
  body: StreamInput,
  size: number,
  signal: AbortSignal,
  patient: <T>(more: Promise<T>) => Promise<T>,
): () => Promise<Part | undefined> {
  const given = typeof body === "string" ? new TextEncoder().encode(body) : body;
  // Slices of other views are not counted in bytes.
  const whole = ArrayBuffer.isView(given)
    ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
    : given;
  let number = 0;
  if (ArrayBuffer.isView(whole) || isBlob(whole)) {
    const length = isBlob(whole) ? whole.size : whole.byteLength;
    // eslint-disable-next-line @typescript-eslint/require-await -- as that of a stream
    return async () => {
      const start = number * size;
      // One that is empty has a part, too.
      if (number > 0 && start >= length) return undefined;
      const end = Math.min(start + size, length);
      const part = isBlob(whole) ? whole.slice(start, end) : whole.subarray(start, end);
      return { number: ++number, size: end - start, isLast: end === length, body: part };
    };
  }
  const { next, end } = chunksOf(whole);
  signal.addEventListener("abort", end);
  let rest: Uint8Array | undefined;
  let isOver = false;
  async function read(): Promise<Part | undefined> {
    if (isOver) return undefined;
    const bytes = new Uint8Array(size);
    let filled = 0;
    while (filled < size && !isOver) {
      const chunk = rest ?? (await patient(next()));
      rest = undefined;
      if (!chunk) isOver = true;
      else {
        const taken = chunk.subarray(0, size - filled);
        bytes.set(taken, filled);
        filled += taken.length;
        if (taken.length < chunk.length) rest = chunk.subarray(taken.length);
      }
    }
    // To know whether it is the last.
    while (!rest && !isOver) {
      const chunk = await patient(next());
      if (!chunk) isOver = true;
      else if (chunk.length > 0) rest = chunk;
    }
    const body = bytes.subarray(0, filled);
    return { number: ++number, size: filled, isLast: isOver, body };
  }
  let turn: Promise<unknown> = Promise.resolve();
  return () => {
    const part = turn.then(read);
    // Who waits for another does not read on.
    turn = part.catch(() => (isOver = true));
    return part;
  };
}
