import { systemClock, type Clock } from "../contract/clock.js";

// What is sent in batches, of which services refuse a part at times.

/** How batches are sent. */
export interface BatchOptions {
  /** Ends calls and waits. */
  readonly signal?: AbortSignal | undefined;
  /** How often what the service did not take is sent at most; once at least. Default 8. */
  readonly maxAttempts?: number | undefined;
  /** How many batches are on their way at once. Default 4. */
  readonly concurrency?: number | undefined;
  /** Time, for tests. */
  readonly clock?: Clock | undefined;
  /** Numbers from 0 up to 1, for tests. */
  readonly random?: (() => number) | undefined;
}

/** Does something with each item, so many at a time, in their order. */
export async function forEach<T>(
  items: readonly T[],
  concurrency: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await run(next.value);
  };
  const length = Math.min(items.length, Math.max(1, concurrency || 1));
  await Promise.all(Array.from({ length }, worker));
}

/**
 * The wait before what was not taken is sent again: a random one, below a bound that doubles from 50
 * ms up to 20 s. It ends with the signal.
 *
 * @param attempt - from 1, which was the last
 */
export function pause(
  attempt: number,
  { signal, clock = systemClock, random = Math.random }: BatchOptions,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.after(random() * Math.min(25 * 2 ** attempt, 20_000), end);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
  });
}

/** Items by an amount that a batch may have, and by how many. */
export function batchesOf<T>(
  items: readonly T[],
  most: number,
  sizeOf: (item: T) => number = () => 0,
  mostSize = 0,
): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let size = 0;
  for (const item of items) {
    const own = sizeOf(item);
    const last = batches.at(-1);
    if (last && last.length < most && size + own <= mostSize) {
      last.push(item);
      size += own;
    } else {
      batches.push([item]);
      size = own;
    }
  }
  return batches;
}
