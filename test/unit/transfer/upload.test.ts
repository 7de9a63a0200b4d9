import { describe, expect, it } from "vitest";
import { callError } from "../../../templates/runtime/contract/errors.js";
import {
  uploadObject,
  type UploadOptions,
  type UploadToken,
} from "../../../templates/transfer/upload.js";
import { HandClock } from "../runtime/call/harness.js";
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
    const clock = new HandClock();
    const timed = { ...client, settings: () => ({ clock }) };
    const input = { ...where, Body: body() };
    const result = await uploadObject<object, Failed>(s3.calls, timed, input, { partSize, signal });
    expect(clock.timers.size).toBe(0);
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

  it.each([
    ["first part", 0],
    ["second part", 6],
  ])("ends where nothing more of its %s comes for idleTimeoutMs", async (_, mib) => {
    const clock = new HandClock();
    const idleTimeoutMs = 500;
    const s3 = fakeS3();
    let stall = () => {};
    const stalled = new Promise<void>((resolve) => (stall = resolve));
    async function* body() {
      yield* streamed(large.subarray(0, mib * MIB), MIB);
      stall();
      await new Promise(() => {});
    }
    const slow = { ...client, settings: () => ({ clock, idleTimeoutMs }) };
    const ended = uploadObject<object, Failed>(
      s3.calls,
      slow,
      { ...where, Body: body() },
      { partSize },
    );
    await stalled;
    await clock.turn(499);
    await clock.turn(1);
    expect((await ended).error).toMatchObject({ name: "TimeoutError", operation: "Upload" });
    expect(s3.uploads.size + s3.objects.size).toBe(0);
    expect(clock.timers.size).toBe(0);
  });

  it("of a stream leaves no timer", async () => {
    const clock = new HandClock();
    const s3 = fakeS3();
    const timed = { ...client, settings: () => ({ clock }) };
    const input = { ...where, Body: streamed(large, MIB) };
    const result = await uploadObject<object, Failed>(s3.calls, timed, input, { partSize });
    expect(result.ok).toBe(true);
    expect(clock.timers.size).toBe(0);
  });

  it.each([0, -1, 0.5, Infinity, "2"])("goes on with a concurrency of %s", async (concurrency) => {
    const s3 = fakeS3();
    const options = { partSize, concurrency: concurrency as number };
    expect((await upload(s3, { Body: large }, options)).ok).toBe(true);
    expect(stored(s3).equals(large)).toBe(true);
  });

  it("has the bytes of any view", async () => {
    const s3 = fakeS3();
    const Body = new Uint16Array(large.buffer);
    expect((await upload(s3, { Body }, { partSize })).ok).toBe(true);
    expect(stored(s3).equals(large)).toBe(true);
  });

  it.each([
    ["less", 13],
    ["more", 7],
    ["less in a part", 5.5],
  ])("is not completed where a stream has %s than it is said to", async (_, mib) => {
    const s3 = fakeS3();
    const length = mib === 5.5 ? MIB : large.length;
    const Body = streamed(large.subarray(0, length), MIB);
    const result = await upload(s3, { Body, ContentLength: mib * MIB }, { partSize });
    expect(result.error).toMatchObject({
      name: "InputError",
      message: `The body has ${length} bytes, not ${mib * MIB}`,
    });
    expect(s3.uploads.size + s3.objects.size).toBe(0);
  });

  it.each([undefined, null, 5, "x"])("is refused with %s for its input", async (input) => {
    const s3 = fakeS3();
    const result = await uploadObject<object, Failed>(s3.calls, client, input as never, {});
    expect(result.error).toMatchObject({ name: "InputError", message: "Expected an object" });
  });

  it("is refused with null for its options", async () => {
    const { error } = await upload(fakeS3(), {}, null as never);
    expect(error).toMatchObject({ name: "InputError" });
  });

  it.each<[string, object, UploadOptions]>([
    ["partSize must be", {}, { partSize: 1 }],
    ["partSize must be", {}, { partSize: NaN }],
    ["partSize must be", {}, { partSize: Infinity }],
    ["concurrency is no number", {}, { partSize, concurrency: NaN }],
    ["concurrency is no number", {}, { partSize, concurrency: "4x" as never }],
    ["bytes, a string, a Blob, or a stream", { Body: 5 }, {}],
    ["bytes, a string, a Blob, or a stream", { Body: null }, {}],
    ["bytes, a string, a Blob, or a stream", { Body: {} }, {}],
    ["ContentLength to be a whole number", { ContentLength: NaN }, {}],
    ["ContentLength to be a whole number", { ContentLength: "9" }, {}],
    [`${12 * MIB} bytes, not 9`, { ContentLength: 9 }, {}],
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

  it.each<[string, unknown]>([
    ["{}", {}],
    ["[]", []],
    ["a text", "U1"],
    ["a number", 1],
    ["another's", { uploadId: "U1" }],
    ["one without parts", { ...where, UploadId: "U1", partSize }],
    ["one whose parts are none", { ...where, UploadId: "U1", partSize, parts: {} }],
    ["one with no part", { ...where, UploadId: "U1", partSize, parts: [null] }],
    ["one with a part of no number", { ...where, UploadId: "U1", partSize, parts: [{}] }],
    [
      "one with a tag that is no text",
      { ...where, UploadId: "U1", partSize, parts: [{ PartNumber: 1, ETag: 1 }] },
    ],
    ["one of no upload", { ...where, UploadId: "", partSize, parts: [] }],
    ["one of no size", { ...where, UploadId: "U1", partSize: "5", parts: [] }],
    [
      "one of a total that is no number",
      { ...where, UploadId: "U1", partSize, total: "9", parts: [] },
    ],
  ])("is refused where the token is %s", async (_, resume) => {
    const s3 = fakeS3();
    const result = await upload(s3, { Body: large }, { resume: resume as never });
    expect(result.error).toMatchObject({
      name: "InputError",
      operation: "Upload",
      message: expect.stringContaining("token") as string,
    });
    expect(s3.asked).toEqual([]);
  });

  it("is not completed where its stream has fewer parts than have arrived", async () => {
    const s3 = fakeS3(failing(3));
    const options = { partSize, concurrency: 1 };
    const failed = await upload(s3, { Body: streamed(large, MIB) }, { ...options, resume: true });
    const resume = failed.error?.resume;
    expect(resume?.parts).toHaveLength(2);
    const Body = streamed(large.subarray(0, MIB), MIB);
    const result = await upload(s3, { Body }, { resume });
    expect(result.error).toMatchObject({
      name: "InputError",
      message: "The body has 1 parts, not 2",
    });
    expect(s3.objects.size).toBe(0);
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
