import {
  asStream,
  callError,
  idleError,
  idleMs,
  lengthOf,
  systemClock,
  type Result,
  type StreamConfig,
  type StreamInput,
} from "#runtime";
import {
  atOnce,
  endingWith,
  failedWith,
  isObject,
  optionsMessage,
  outputOf,
  type TransferCall,
} from "./ending.js";
import { partsOf, type Part } from "./parts.js";

// Objects of any size to Amazon S3, in parts where they are large
// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html).

/** How far a transfer is. */
export interface TransferProgress {
  /** Bytes that have arrived. */
  readonly loaded: number;
  /** Bytes that there are, where that is known. */
  readonly total?: number | undefined;
}

/** What one upload may set for itself. */
export interface UploadOptions {
  /**
   * How large parts are, in bytes: 5,242,880 at least, and 8,388,608 where not set. They are larger
   * where more than 10,000, the most that there can be, would be needed.
   */
  readonly partSize?: number | undefined;
  /** How many parts are on their way at once; of a stream, so many are in memory. Default 4. */
  readonly concurrency?: number | undefined;
  /** Told whenever more has arrived. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /** Ends the upload. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Where the upload fails, what has arrived is kept, and the error has a token to go on with, as `resume`; else
   * it is removed. A token that is given is gone on with.
   */
  readonly resume?: boolean | UploadToken | undefined;
}

/** What is known of an upload that failed: plain JSON. What has arrived is stored until it is aborted. */
export interface UploadToken {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
  readonly partSize: number;
  readonly total?: number | undefined;
  /** The parts that have arrived, with their tags and checksums. */
  readonly parts: readonly UploadedPart[];
}

/** A part that has arrived, as S3 is told of it in the end. */
export interface UploadedPart {
  readonly PartNumber: number;
  readonly ETag?: string | undefined;
  readonly [checksum: `Checksum${string}`]: string | undefined;
}

/** How an upload ended; the error of one that can be resumed has what to go on with. */
export type UploadResult<Output, Failure> = Result<
  Output,
  Failure & { readonly resume?: UploadToken | undefined }
>;

/** The operations that an upload is made of. */
export interface UploadCalls {
  readonly putObject: TransferCall;
  readonly createMultipartUpload: TransferCall;
  readonly uploadPart: TransferCall;
  readonly completeMultipartUpload: TransferCall;
  readonly abortMultipartUpload: TransferCall;
}

type Members = Readonly<Record<string, unknown>>;

/** What an upload needs of a client. */
interface UploadClient {
  readonly service: { readonly id: string };
  readonly settings?: () => StreamConfig;
}

const smallest = 5_242_880;
const mostParts = 10_000;

/**
 * Puts an object: by one request where it is no larger than a part, else part by part.
 *
 * @param calls - the operations
 * @param input - as for `putObject`
 */
export async function uploadObject<Output, Failure>(
  calls: UploadCalls,
  client: UploadClient,
  input: object,
  options: UploadOptions,
): Promise<UploadResult<Output, Failure>> {
  try {
    checkUpload(input, options);
  } catch (thrown) {
    return failedWith(thrown, "Upload", client) as never;
  }
  const { Body = "", ...members } = input as Members;
  const { Bucket = "", Key = "" } = members as Readonly<Record<string, string>>;
  const { concurrency = 4, onProgress, resume = false } = options;
  const token = typeof resume === "object" ? (resume ?? undefined) : undefined;
  const ending = endingWith(options.signal);
  const { signal } = ending;
  const done = new Map(token?.parts.map((part) => [part.PartNumber, part]));
  let uploadId = token?.UploadId;
  let partSize = token?.partSize ?? options.partSize ?? 8_388_608;
  let total: number | undefined;
  let loaded = 0;
  let lastNumber = 0;
  const arrived = (size: number) => {
    loaded += size;
    onProgress?.({ loaded, total });
  };
  const output = async (call: TransferCall, given: object) =>
    (await outputOf(call, client, given, signal)) as Members;

  /** Waits for more of the body for as long as the client waits for more of any. */
  function patient<T>(more: Promise<T>): Promise<T> {
    const config = client.settings?.() ?? {};
    const { clock = systemClock } = config;
    let cancel: (() => void) | undefined;
    // Nothing is left of a wait, or of one whose upload ended: there are as many as chunks.
    const end = () => {
      cancel?.();
      signal.removeEventListener("abort", end);
    };
    const idle = new Promise<never>((_, reject) => {
      cancel = clock.after(idleMs(config), () => reject(idleError()));
    });
    signal.addEventListener("abort", end);
    return Promise.race([more, idle]).finally(end);
  }

  /** A safeguard: what is completed is all of the body, and nothing else. */
  function checkWhole(): void {
    if (total !== undefined && loaded !== total) {
      refuse(`The body has ${loaded} bytes, not ${total}`);
    }
    if (lastNumber === 0 || done.size !== lastNumber) {
      refuse(`The body has ${lastNumber} parts, not ${done.size}`);
    }
  }

  async function send({ number, size, isLast, body }: Part): Promise<void> {
    if (!done.has(number)) {
      const shared = picked(members, ofParts);
      const part = { ...shared, UploadId: uploadId, PartNumber: number, Body: body };
      const sent = await output(calls.uploadPart, part);
      done.set(number, { PartNumber: number, ...picked(sent, ofSent) });
    }
    if (isLast) lastNumber = number;
    arrived(size);
  }

  async function inParts(
    first: Part | undefined,
    next: () => Promise<Part | undefined>,
  ): Promise<Members> {
    if (Object.keys(members).some((name) => ofWhole.test(name))) {
      refuse("A checksum of all of it cannot be told of parts: set ChecksumAlgorithm instead");
    }
    uploadId ??= (await output(calls.createMultipartUpload, members))["UploadId"] as string;
    let waiting = first;
    const worker = async () => {
      for (;;) {
        const given = waiting;
        waiting = undefined;
        const part = given ?? (await ending.orEnd(next()));
        if (!part) return;
        if (part.number > mostParts) refuse(`More than ${mostParts} parts: set a larger partSize`);
        await send(part);
      }
    };
    const failed: unknown[] = [];
    const workers = Array.from({ length: Math.min(atOnce(concurrency), mostParts) }, () =>
      worker().catch((thrown: unknown) => {
        failed.push(thrown);
        // The others need not go on.
        ending.abort();
      }),
    );
    await Promise.all(workers);
    if (failed.length > 0) throw failed[0];
    checkWhole();
    const Parts = [...done.values()].sort((a, b) => a.PartNumber - b.PartNumber);
    const all = { UploadId: uploadId, MultipartUpload: { Parts } };
    return output(calls.completeMultipartUpload, { ...picked(members, ofEnd), ...all });
  }

  try {
    const said = members["ContentLength"] as number | undefined;
    const known = lengthOf(Body as StreamInput);
    total = said ?? known;
    if (total !== (known ?? total)) refuse(`The body has ${known} bytes, not ${total}`);
    if (!(partSize >= smallest && partSize < Infinity))
      refuse(`partSize must be ${smallest} at least`);
    if (token && (token.Bucket !== Bucket || token.Key !== Key)) refuse("The token is another's");
    if (token?.total !== undefined && token.total !== total) refuse("The body has another length");
    if (!token) partSize = Math.ceil(Math.max(partSize, (total ?? 0) / mostParts));
    const next = partsOf(Body as StreamInput, partSize, signal, patient);
    const first = token ? undefined : await ending.orEnd(next());
    let value: Members;
    if (first?.isLast) {
      if (total !== undefined && first.size !== total) {
        refuse(`The body has ${first.size} bytes, not ${total}`);
      }
      total = first.size;
      value = await output(calls.putObject, { ...members, Body: first.body, ContentLength: total });
      arrived(total);
    } else value = await inParts(first, next);
    return { ok: true, value: value as Output, metadata: { attempts: 1 } };
  } catch (thrown) {
    ending.abort();
    const result = failedWith(thrown, "Upload", client);
    if (uploadId === undefined) return result as never;
    if (resume) {
      const parts = [...done.values()];
      const known = token ?? { Bucket, Key, UploadId: uploadId, partSize, total };
      Object.assign(result.error as object, { resume: { ...known, parts } });
      return result as never;
    }
    // However that ends: it failed already. Not by the caller's signal, which may have ended it.
    const upload = { ...picked(members, ofEnd), UploadId: uploadId };
    await outputOf(calls.abortMultipartUpload, client, upload).catch(() => {});
    return result as never;
  } finally {
    ending.release();
  }
}

function refuse(message: string): never {
  throw callError("InputError", message);
}

/** Whether callers gave what they are to give. @throws InputError */
function checkUpload(input: unknown, options: unknown): void {
  if (!isObject(input)) refuse("Expected an object");
  if (!isObject(options)) refuse(optionsMessage);
  const { Body = "", ContentLength } = input;
  try {
    asStream((Body ?? {}) as StreamInput);
  } catch (thrown) {
    throw Object.assign(thrown as Error, { name: "InputError", path: "Body" });
  }
  if (ContentLength != null && !isCount(ContentLength)) {
    refuse("Expected ContentLength to be a whole number");
  }
  atOnce((options["concurrency"] ?? 4) as number);
  const { resume } = options;
  if (typeof resume !== "boolean" && resume != null && !isToken(resume)) {
    refuse("Expected resume to be a token as the error of an upload has it");
  }
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** Tokens may have been stored, and come from anywhere. */
function isToken(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { Bucket, Key, UploadId, partSize, total, parts } = value;
  return (
    [Bucket, Key, UploadId].every((text) => typeof text === "string" && text !== "") &&
    isCount(partSize) &&
    (total === undefined || isCount(total)) &&
    Array.isArray(parts) &&
    parts.every(isPart)
  );
}

function isPart(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { PartNumber, ...sent } = value;
  return (
    isCount(PartNumber) &&
    Object.values(sent).every((text) => text === undefined || typeof text === "string")
  );
}

/** Members of PutObject that parts have as well, and those that what ends an upload has. */
const ofParts = /^(Bucket|Key|RequestPayer|ExpectedBucketOwner|SSECustomer.*|ChecksumAlgorithm)$/;
const ofEnd = /^(Bucket|Key|RequestPayer|ExpectedBucketOwner|SSECustomer.*|If(None)?Match)$/;
/** What a part's output has that the end of the upload has to tell. */
const ofSent = /^(ETag|Checksum(?!Type$).*)$/;
/** Members that tell of the whole body. */
const ofWhole = /^(ContentMD5|Checksum(?!Algorithm$|Type$).*)$/;

const picked = (members: Members, names: RegExp): Members =>
  Object.fromEntries(Object.entries(members).filter(([name, value]) => names.test(name) && value));
