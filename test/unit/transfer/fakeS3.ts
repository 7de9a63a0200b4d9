import { callError } from "../../../templates/runtime/contract/errors.js";
import type { Result } from "../../../templates/runtime/contract/result.js";
import { streamOutput } from "../../../templates/runtime/streams/streamOutput.js";

type Members = Readonly<Record<string, unknown>>;
type Options = { readonly signal?: AbortSignal | undefined } | undefined;

/** What an operation was asked. */
export interface Asked extends Members {
  readonly operation: string;
}

/** What a fake of S3 does before it answers: it may throw, to fail. */
export type Before = (asked: Asked) => unknown;

export const client = { service: { id: "S3" } };

/** S3's operations, with objects in memory. */
export function fakeS3(before: Before = () => {}) {
  const asked: Asked[] = [];
  const objects = new Map<string, Uint8Array>();
  const uploads = new Map<string, Map<number, Uint8Array>>();
  let outstanding = 0;
  const state = { asked, objects, uploads, most: 0 };
  const operation =
    (name: string, answer: (input: Members) => unknown) =>
    async (
      _client: unknown,
      input: unknown,
      options?: Options,
    ): Promise<Result<unknown, unknown>> => {
      const given = { operation: name, ...(input as Members) };
      asked.push(given);
      const metadata = { attempts: 1 };
      state.most = Math.max(state.most, ++outstanding);
      try {
        await new Promise<void>((resolve, reject) => {
          const abort = () => reject(callError("AbortError", "Aborted"));
          if (options?.signal?.aborted) abort();
          options?.signal?.addEventListener("abort", abort);
          Promise.resolve(before(given)).then(() => resolve(), reject);
        });
        return { ok: true, value: await answer(given), metadata };
      } catch (error) {
        return { ok: false, error, metadata };
      } finally {
        outstanding--;
      }
    };
  const bytesOf = async (body: unknown) =>
    new Uint8Array(await new Response(body as Uint8Array<ArrayBuffer>).arrayBuffer());
  const calls = {
    putObject: operation("PutObject", async ({ Key, Body }) => {
      objects.set(Key as string, await bytesOf(Body));
      return { ETag: '"whole"' };
    }),
    createMultipartUpload: operation("CreateMultipartUpload", () => {
      const UploadId = `upload-${uploads.size + 1}`;
      uploads.set(UploadId, new Map());
      return { UploadId };
    }),
    uploadPart: operation("UploadPart", async ({ UploadId, PartNumber, Body }) => {
      uploads.get(UploadId as string)!.set(PartNumber as number, await bytesOf(Body));
      return {
        ETag: `"${String(PartNumber)}"`,
        ChecksumCRC32: `crc${String(PartNumber)}`,
        RequestCharged: "x",
      };
    }),
    completeMultipartUpload: operation("CompleteMultipartUpload", async (input) => {
      const { Key, UploadId, MultipartUpload } = input as never as {
        Key: string;
        UploadId: string;
        MultipartUpload: { Parts: { PartNumber: number }[] };
      };
      const sent = uploads.get(UploadId)!;
      const parts = MultipartUpload.Parts.map(({ PartNumber }) => sent.get(PartNumber)!);
      objects.set(Key, await bytesOf(new Blob(parts as Uint8Array<ArrayBuffer>[])));
      uploads.delete(UploadId);
      return { ETag: '"parts"' };
    }),
    abortMultipartUpload: operation("AbortMultipartUpload", ({ UploadId }) => {
      uploads.delete(UploadId as string);
      return {};
    }),
    getObject: operation("GetObject", ({ Key, Range, cut }) => {
      const object = objects.get(Key as string)!;
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec((Range as string | undefined) ?? "") ?? [];
      if (from !== undefined && Number(from) >= object.length) {
        throw Object.assign(callError("UnmodeledServiceError", "No such range"), {
          statusCode: 416,
        });
      }
      const start = Number(from ?? 0);
      const part = object.subarray(start, to === undefined ? undefined : Number(to) + 1);
      const last = start + part.length - 1;
      return {
        ETag: '"v1"',
        ContentType: "text/plain",
        ContentLength: part.length,
        ...(from && { ContentRange: `bytes ${from}-${last}/${object.length}` }),
        Body: bodyOf(part, cut as number | undefined),
      };
    }),
  };
  return {
    ...state,
    calls,
    get most() {
      return state.most;
    },
  };
}

/** A body of a response, which may break off. */
function bodyOf(bytes: Uint8Array, cut?: number) {
  async function* chunks() {
    yield bytes.subarray(0, cut ?? bytes.length);
    if (cut !== undefined) throw new Error("reset");
  }
  return streamOutput({
    status: 200,
    headers: { get: () => null },
    body: chunks(),
    text: () => Promise.resolve(""),
  });
}

/** Bytes that differ from place to place. */
export const bytes = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8)) & 255);

/** Bytes as a stream, in chunks of a size. */
export async function* streamed(all: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < all.length; at += size) {
    await Promise.resolve();
    yield all.subarray(at, at + size);
  }
}
