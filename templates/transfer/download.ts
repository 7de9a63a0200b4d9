import {
  callError,
  isFailure,
  streamOutput,
  type Failure,
  type Result,
  type StreamOutput,
} from "#runtime";
import {
  atOnce,
  Ended,
  endingWith,
  failedWith,
  isObject,
  optionsMessage,
  outputOf,
  type TransferCall,
} from "./ending.js";
import { fileAt } from "./file.js";
import type { TransferProgress } from "./upload.js";

// Objects of any size of Amazon S3, by ranges of their bytes
// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-guidelines.html).

/** What one download may set for itself. */
export interface DownloadOptions {
  /** Where the bytes go: a stream, or on Node the path of a file, which is there once it is whole. */
  readonly to?: WritableStream<Uint8Array> | string | undefined;
  /** How many bytes are asked for at once. Default 8,388,608. */
  readonly partSize?: number | undefined;
  /** How many ranges are on their way at once, and in memory. Default 4. */
  readonly concurrency?: number | undefined;
  /** Told whenever more has arrived. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /** Ends the download, and its stream. */
  readonly signal?: AbortSignal | undefined;
}

/** How a download ended, or began where its body is a stream. */
export type DownloadResult<Output, Failure> = Result<
  Omit<Output, "Body" | "ContentRange"> & {
    /** What there is to read, where the bytes went nowhere else. */
    readonly Body: StreamOutput;
    readonly ContentLength: number;
  },
  Failure
>;

/** The operation that a download is made of. */
export interface DownloadCalls {
  readonly getObject: TransferCall;
}

interface Range {
  readonly Body?: StreamOutput;
  readonly ContentRange?: string;
  readonly ContentLength?: number;
  readonly ETag?: string;
}

/** How often a range is asked for that breaks off. */
const attempts = 3;

/**
 * Gets an object: range by range, in order, each of the same version of the object. One that breaks
 * off is asked for again from where it did.
 *
 * @param calls - the operation
 * @param input - as for `getObject`
 */
export async function downloadObject<Output, Fails>(
  calls: DownloadCalls,
  client: { readonly service: { readonly id: string } },
  input: object,
  options: DownloadOptions,
): Promise<DownloadResult<Output, Fails>> {
  const given: unknown = options;
  if (!isObject(given)) {
    return failedWith(callError("InputError", optionsMessage), "Download", client) as never;
  }
  const { to, partSize = 8_388_608, concurrency = 4, onProgress } = options;
  const ending = endingWith(options.signal);
  const { signal } = ending;
  const get = async (more: object) =>
    (await outputOf(calls.getObject, client, { ...input, ...more }, signal)) as Range;

  async function first(): Promise<Range> {
    try {
      return await get({ Range: `bytes=0-${partSize - 1}` });
    } catch (thrown) {
      // Of nothing there is no range.
      const isEmpty = thrown instanceof Ended && statusOf(thrown) === 416;
      if (isEmpty) return get({});
      throw thrown;
    }
  }

  /** The bytes from `start` up to `end`, of which `begun` is a response. */
  async function rangeOf(
    start: number,
    end: number,
    total: number,
    known: object,
    begun?: Range,
  ): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - start);
    let filled = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        const asked = { ...known, Range: `bytes=${start + filled}-${end - 1}` };
        const response = begun ?? (await get(asked));
        begun = undefined;
        const until = endOf(response, start + filled, end, total) - start;
        for await (const chunk of response.Body ?? []) {
          if (filled + chunk.length > until) {
            throw callError("ResponseError", "Expected no more bytes than its range has");
          }
          bytes.set(chunk, filled);
          filled += chunk.length;
        }
        // Not by breaking off: that is an error of the body's.
        if (filled < until) {
          throw callError("ResponseError", `Expected ${until - filled} bytes more of its range`);
        }
        if (filled === bytes.length) return bytes;
        // A service may give less than it is asked for. This was no failure.
        attempt = 0;
      } catch (thrown) {
        begun = undefined;
        const isBroken = !(thrown instanceof Ended) && /^T/.test((thrown as Error).name);
        if (!isBroken || attempt >= attempts) throw thrown;
      }
    }
  }

  async function* chunks(
    begun: Range,
    total: number,
    most: number,
  ): AsyncGenerator<Uint8Array, void> {
    const known = { IfMatch: begun.ETag };
    const waiting: Promise<Uint8Array>[] = [];
    let asked = 0;
    let loaded = 0;
    try {
      while (loaded < total) {
        while (asked < total && waiting.length < most) {
          const end = Math.min(asked + partSize, total);
          const range = rangeOf(asked, end, total, known, asked === 0 ? begun : undefined);
          // It is told of in its turn.
          range.catch(() => {});
          waiting.push(range);
          asked = end;
        }
        const bytes = await ending.orEnd(waiting.shift()!);
        loaded += bytes.length;
        yield bytes;
        onProgress?.({ loaded, total });
      }
    } catch (thrown) {
      throw to === undefined ? asFailure(thrown) : thrown;
    } finally {
      // What is on its way for nobody.
      ending.abort();
      ending.release();
    }
  }

  try {
    if (!(Number.isSafeInteger(partSize) && partSize >= 1)) {
      throw callError("InputError", "partSize must be a whole number, 1 at least");
    }
    const most = atOnce(concurrency);
    const begun = await first();
    const { Body: _, ContentRange, ...about } = begun;
    const length = ContentRange === undefined ? begun.ContentLength : placeOf(ContentRange)[2];
    const total = length ?? NaN;
    if (isNaN(total)) throw callError("ResponseError", "Expected the length of the object");
    const all = chunks(begun, total, most);
    if (to !== undefined) await written(all, typeof to === "string" ? await fileAt(to) : to);
    const isRead = to === undefined;
    const Body = streamOutput({
      status: 200,
      headers: { get: (name) => (name === "content-length" ? String(isRead ? total : 0) : null) },
      body: isRead ? all : null,
      text: () => Promise.resolve(""),
      // Each range has a bound of its own, and this waits for whole ones.
      keep: () => ({ config: { idleTimeoutMs: 2e9 }, release: ending.abort }),
    });
    const value = { ...about, ContentLength: total, Body };
    return { ok: true, value: value as never, metadata: { attempts: 1 } };
  } catch (thrown) {
    ending.abort();
    ending.release();
    return failedWith(thrown, "Download", client) as never;
  }
}

/** The first and the last byte of a range, and how many the object has; nothing where it is none. */
const placeOf = (range = ""): readonly number[] =>
  (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(range) ?? []).slice(1).map(Number);

/**
 * Where the bytes end that a response has of those from `start` up to `end`.
 *
 * @throws ResponseError where it has others, or is of another object
 */
function endOf({ ContentRange }: Range, start: number, end: number, total: number): number {
  // All of an object may come as what it is.
  if (ContentRange === undefined && start === 0 && end === total) return end;
  const [first, last = NaN, all] = placeOf(ContentRange);
  if (first === start && last >= start && last < end && all === total) return last + 1;
  const message = `Expected bytes ${start}-${end - 1}/${total}, got ${ContentRange ?? "no range"}`;
  throw callError("ResponseError", message, { path: "ContentRange" });
}

/** Writes all of it, as fast as it is taken. @throws what reading or writing fails with */
async function written(
  chunks: AsyncIterable<Uint8Array>,
  to: WritableStream<Uint8Array>,
): Promise<void> {
  const writer = to.getWriter();
  try {
    for await (const chunk of chunks) {
      await writer.ready;
      await writer.write(chunk);
    }
    await writer.close();
  } catch (thrown) {
    await writer.abort(thrown).catch(() => {});
    throw thrown;
  }
}

const statusOf = ({ result }: Ended): unknown =>
  (result.error as { readonly statusCode?: number }).statusCode;

/** What reading a stream fails with, in place of a call's error. */
function asFailure(thrown: unknown): Failure {
  const error: unknown = thrown instanceof Ended ? thrown.result.error : thrown;
  if (isFailure(error)) return error;
  const { name, message } = error as Error;
  return callError(name, message, { cause: error });
}
