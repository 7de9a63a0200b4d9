import { describe, expect, it } from "vitest";
import { callError } from "../../../templates/runtime/contract/errors.js";
import {
  uploadObject,
  type UploadOptions,
  type UploadToken,
} from "../../../templates/transfer/upload.js";
import { bytes, client, fakeS3, streamed } from "./fakeS3.js";

const MIB = 1 << 20;
const partSize = 5 * MIB;
const where = { Bucket: "mine", Key: "k" };
type Fake = ReturnType<typeof fakeS3>;
interface Failed extends Error {
  readonly operation: string;
}

const upload = (s3: Fake, input: object, options: UploadOptions = {}) =>
  uploadObject<{ ETag?: string }, Failed>(s3.calls, client, { ...where, ...input }, options);
const operations = (s3: Fake) => s3.asked.map(({ operation }) => operation);
const stored = (s3: Fake) => Buffer.from(s3.objects.get("k")!);
/** Fails a part once. */
const failing = (number: number) => {
  let isFirst = true;
  return ({ operation, PartNumber }: { operation: string; PartNumber?: unknown }) => {
    if (operation !== "UploadPart" || PartNumber !== number || !isFirst) return;
    isFirst = false;
    throw callError("TransportError", "reset");
  };
};

const large = bytes(12 * MIB);

describe("an upload", () => {
  it.each<[string, () => unknown, number]>([
    ["nothing", () => undefined, 0],
    ["a text", () => "text", 4],
    ["bytes", () => bytes(9), 9],
    ["a blob", () => new Blob([bytes(9)]), 9],
    ["a stream", () => streamed(bytes(9), 4), 9],
    ["a stream of the web", () => new Blob([bytes(9)]).stream(), 9],
    ["a stream of a part", () => streamed(bytes(partSize), MIB), partSize],
  ])("of %s is one request", async (_, body, size) => {
    const s3 = fakeS3();
    const seen: unknown[] = [];
    const onProgress = (progress: object) => seen.push(progress);
    const result = await upload(s3, { Body: body(), ContentType: "a/b" }, { partSize, onProgress });
    expect(result).toMatchObject({ ok: true, value: { ETag: '"whole"' } });
    expect(s3.asked).toMatchObject([
      { operation: "PutObject", ContentType: "a/b", ContentLength: size },
    ]);
    expect(stored(s3).length).toBe(size);
    expect(seen).toEqual([{ loaded: size, total: size }]);
  });

  it.each<[string, () => unknown, number | undefined]>([
    ["bytes", () => large, large.length],
    ["a blob", () => new Blob([large]), large.length],
    ["a stream", () => streamed(large, 700_000), undefined],
  ])("of many of %s goes part by part", async (_, body, total) => {
    const s3 = fakeS3();
    const seen: { loaded: number; total?: number | undefined }[] = [];
    const result = await upload(
      s3,
      { Body: body(), ContentType: "a/b", IfNoneMatch: "*", SSECustomerKey: "key" },
      { partSize, onProgress: (progress) => seen.push(progress) },
    );
    expect(result).toMatchObject({ ok: true, value: { ETag: '"parts"' } });
    expect(stored(s3).equals(large)).toBe(true);
    expect(seen.at(-1)).toEqual({ loaded: large.length, total });
    expect(seen).toHaveLength(3);
    const [created] = s3.asked;
    const ended = s3.asked.at(-1)!;
    expect(created).toMatchObject({ operation: "CreateMultipartUpload", ContentType: "a/b" });
    expect(ended).toMatchObject({ IfNoneMatch: "*", SSECustomerKey: "key" });
    expect(ended["MultipartUpload"]).toEqual({
      Parts: [1, 2, 3].map((PartNumber) => ({
        PartNumber,
        ETag: `"${PartNumber}"`,
        ChecksumCRC32: `crc${PartNumber}`,
      })),
    });
    const part = s3.asked.find(({ PartNumber }) => PartNumber === 1)!;
    expect(Object.keys(part).sort()).toEqual(
      "Body Bucket Key PartNumber SSECustomerKey UploadId operation".split(" "),
    );
  });

  it("holds no more parts than are on their way at once", async () => {
    const s3 = fakeS3(() => Promise.resolve());
    let ahead = 0;
    async function* body() {
      for (let part = 0; part < 12; part++) {
        const sent = s3.asked.filter(({ operation }) => operation === "UploadPart").length;
        ahead = Math.max(ahead, part - sent);
        await Promise.resolve();
        yield large.subarray(0, partSize);
      }
    }
    const result = await upload(s3, { Body: body() }, { partSize, concurrency: 2 });
    expect(result.ok).toBe(true);
    expect(s3.most).toBe(2);
    // The part that is read, and the beginning of the next, by which it is known not to be the last.
    expect(ahead).toBeLessThanOrEqual(2);
  });

  it("has larger parts where there would be more than 10,000", async () => {
    const s3 = fakeS3();
    // What no memory has: of slices nothing is read here.
    const slice = (start: number, end: number) => ({ size: end - start });
    const Body = { size: 80_000 * MIB, slice, stream: () => undefined };
    s3.calls.uploadPart = () => Promise.resolve({ ok: true, value: {}, metadata: { attempts: 1 } });
    const seen: number[] = [];
    s3.calls.completeMultipartUpload = (_client, input) => {
      seen.push((input as { MultipartUpload: { Parts: object[] } }).MultipartUpload.Parts.length);
      return Promise.resolve({ ok: true, value: {}, metadata: { attempts: 1 } });
    };
    expect((await upload(s3, { Body })).ok).toBe(true);
    expect(seen).toEqual([10_000]);
  });

  it.each([
    ["CreateMultipartUpload", ["CreateMultipartUpload"]],
    ["UploadPart", ["CreateMultipartUpload", "UploadPart", "AbortMultipartUpload"]],
    [
      "CompleteMultipartUpload",
      [
        ...["CreateMultipartUpload", "UploadPart", "UploadPart", "UploadPart"],
        ...["CompleteMultipartUpload", "AbortMultipartUpload"],
      ],
    ],
  ])("that fails at %s leaves nothing", async (failed, expected) => {
    const s3 = fakeS3(({ operation }) => {
      if (operation === failed) throw callError("AccessDenied", "no");
    });
    const result = await upload(s3, { Body: large }, { partSize, concurrency: 1 });
    expect(result).toMatchObject({ ok: false, error: { name: "AccessDenied" } });
    expect(result.error?.resume).toBeUndefined();
    expect(operations(s3)).toEqual(expected);
    expect(s3.uploads.size).toBe(0);
  });

  it("ends with the caller's signal, though its body waits, and is removed", async () => {
    const controller = new AbortController();
    const s3 = fakeS3();
    async function* body() {
      yield* streamed(large.subarray(0, 6 * MIB), MIB);
      controller.abort(new Error("enough"));
      await new Promise(() => {});
    }
    const { signal } = controller;
    const result = await upload(s3, { Body: body() }, { partSize, signal });
    expect(result.error).toMatchObject({ name: "AbortError", service: "S3" });
    expect(operations(s3).at(-1)).toBe("AbortMultipartUpload");
    expect(s3.uploads.size).toBe(0);
  });

  it("does nothing where it is aborted before", async () => {
    const s3 = fakeS3();
    const result = await upload(s3, { Body: large }, { signal: AbortSignal.abort() });
    expect(result.error).toMatchObject({ name: "AbortError" });
    expect(s3.uploads.size + s3.objects.size).toBe(0);
  });

  it("fails with what its body fails with, as an InputError", async () => {
    const s3 = fakeS3();
    async function* body() {
      yield* streamed(large, MIB);
      throw new Error("disk");
    }
    const result = await upload(s3, { Body: body() }, { partSize });
    expect(result.error).toMatchObject({
      ...{ name: "InputError", message: "disk", operation: "Upload", attempts: 0 },
    });
    expect(s3.uploads.size).toBe(0);
  });

  it.each<[string, object, UploadOptions]>([
    ["partSize must be", {}, { partSize: 1 }],
    ["partSize must be", {}, { partSize: NaN }],
    ["ChecksumAlgorithm instead", { ContentMD5: "x" }, { partSize }],
    ["ChecksumAlgorithm instead", { ChecksumSHA256: "x" }, { partSize }],
  ])("is refused: %s", async (message, input, options) => {
    const s3 = fakeS3();
    const result = await upload(s3, { Body: large, ...input }, options);
    expect(result.error).toMatchObject({
      name: "InputError",
      message: expect.stringContaining(message) as string,
    });
    expect(s3.asked).toEqual([]);
  });
});

describe("an upload that can be resumed", () => {
  it.each<[string, () => unknown]>([
    ["bytes", () => large],
    ["a blob", () => new Blob([large])],
    ["a stream", () => streamed(large, MIB)],
  ])("of %s sends what is missing", async (_, body) => {
    const s3 = fakeS3(failing(2));
    const options = { partSize, concurrency: 1 };
    const failed = await upload(s3, { Body: body() }, { ...options, resume: true });
    expect(failed).toMatchObject({ ok: false, error: { name: "TransportError" } });
    const token = JSON.parse(JSON.stringify(failed.error?.resume)) as UploadToken;
    expect(token).toMatchObject({ ...where, UploadId: "upload-1", partSize });
    expect(token.parts).toEqual([{ PartNumber: 1, ETag: '"1"', ChecksumCRC32: "crc1" }]);
    s3.asked.splice(0);
    const seen: number[] = [];
    const onProgress = ({ loaded }: { loaded: number }) => seen.push(loaded);
    const resumed = await upload(
      s3,
      { Body: body() },
      { concurrency: 1, resume: token, onProgress },
    );
    expect(resumed.ok).toBe(true);
    expect(operations(s3)).toEqual(["UploadPart", "UploadPart", "CompleteMultipartUpload"]);
    expect(stored(s3).equals(large)).toBe(true);
    expect(seen).toEqual([5 * MIB, 10 * MIB, 12 * MIB]);
  });

  it.each([
    ["another's", { Key: "other" }],
    ["another length", { Body: bytes(9) }],
  ])("is refused where the token is of %s", async (message, input) => {
    const s3 = fakeS3(failing(2));
    const { error } = await upload(s3, { Body: large }, { partSize, resume: true });
    const resume = error?.resume;
    s3.asked.splice(0);
    const result = await upload(s3, { Body: large, ...input }, { resume });
    expect(result.error).toMatchObject({
      name: "InputError",
      message: expect.stringContaining(message) as string,
    });
    expect(result.error?.resume).toEqual(resume);
    expect(s3.asked).toEqual([]);
  });
});
