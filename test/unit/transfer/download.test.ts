import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { callError } from "../../../templates/runtime/contract/errors.js";
import { downloadObject, type DownloadOptions } from "../../../templates/transfer/download.js";
import { bytes, client, fakeS3, type Before } from "./fakeS3.js";

const folder = mkdtempSync(join(tmpdir(), "tinsmith-download-"));
afterAll(() => rmSync(folder, { recursive: true }));

const content = bytes(1000);

function objectIn(before?: Before, all = content) {
  const s3 = fakeS3(before);
  s3.objects.set("k", all);
  return s3;
}

const download = (s3: ReturnType<typeof fakeS3>, options: DownloadOptions = {}) =>
  downloadObject<{ ContentType?: string }, Error>(
    s3.calls,
    client,
    { Bucket: "mine", Key: "k" },
    { partSize: 300, ...options },
  );

const ranges = (s3: ReturnType<typeof fakeS3>) =>
  s3.asked.map(({ Range, IfMatch }) => [Range, IfMatch]);

/** Cuts the first response to a range. */
function cutting(range: string, at: number): Before {
  let isFirst = true;
  return (asked) => {
    if (asked["Range"] !== range || !isFirst) return;
    isFirst = false;
    Object.assign(asked, { cut: at });
  };
}

describe("a download", () => {
  it("is a stream, of ranges of one version", async () => {
    const s3 = objectIn();
    const seen: unknown[] = [];
    const result = await download(s3, { onProgress: (progress) => seen.push(progress) });
    expect(result.value).toMatchObject({ ContentType: "text/plain", ContentLength: 1000 });
    expect(result.value).not.toHaveProperty("ContentRange");
    expect(await result.value!.Body.bytes()).toEqual(content);
    expect(ranges(s3)).toEqual([
      ["bytes=0-299", undefined],
      ["bytes=300-599", '"v1"'],
      ["bytes=600-899", '"v1"'],
      ["bytes=900-999", '"v1"'],
    ]);
    expect(seen.at(-1)).toEqual({ loaded: 1000, total: 1000 });
  });

  it.each([0, 1, 299, 300, 301])("of %i bytes has all of them", async (length) => {
    const s3 = objectIn(undefined, bytes(length));
    const { value } = await download(s3);
    expect(await value!.Body.bytes()).toEqual(bytes(length));
  });

  it("asks for no more ranges at once than it may", async () => {
    const s3 = objectIn(() => Promise.resolve());
    const { value } = await download(s3, { partSize: 10, concurrency: 3 });
    let read = 0;
    for await (const chunk of value!.Body) {
      read += chunk.length;
      expect(s3.asked.length).toBeLessThanOrEqual(read / 10 + 3);
    }
    expect(read).toBe(1000);
    expect(s3.most).toBeLessThanOrEqual(3);
  });

  it("goes on where a range broke off", async () => {
    const s3 = objectIn(cutting("bytes=300-599", 100));
    const { value } = await download(s3, { concurrency: 1 });
    expect(await value!.Body.bytes()).toEqual(content);
    expect(ranges(s3)[2]).toEqual(["bytes=400-599", '"v1"']);
  });

  it("goes on where the first response broke off", async () => {
    const s3 = objectIn(cutting("bytes=0-299", 7));
    const { value } = await download(s3, { concurrency: 1 });
    expect(await value!.Body.bytes()).toEqual(content);
    expect(ranges(s3)[1]).toEqual(["bytes=7-299", '"v1"']);
  });

  it("ends where a range breaks off again and again", async () => {
    const s3 = objectIn((asked) => Object.assign(asked, { cut: 0 }));
    const { value } = await download(s3, { concurrency: 1 });
    await expect(value!.Body.bytes()).rejects.toMatchObject({ name: "TransportError" });
    expect(s3.asked).toHaveLength(3);
  });

  it("ends where the object became another", async () => {
    const s3 = objectIn(({ IfMatch }) => {
      if (IfMatch) throw callError("PreconditionFailed", "other");
    });
    const to = join(folder, "other");
    const result = await download(s3, { to });
    expect(result.error).toMatchObject({ name: "PreconditionFailed" });
    const { value } = await download(s3);
    await expect(value!.Body.bytes()).rejects.toMatchObject({ name: "PreconditionFailed" });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("fails as its first request does", async () => {
    const s3 = objectIn(() => {
      throw callError("NoSuchKey", "none");
    });
    expect((await download(s3)).error).toMatchObject({ name: "NoSuchKey" });
  });

  it("is a file once it is whole", async () => {
    const to = join(folder, "whole");
    const result = await download(objectIn(), { to });
    expect(result.error).toBeUndefined();
    expect(new Uint8Array(readFileSync(to))).toEqual(content);
    expect(readdirSync(folder)).toEqual(["whole"]);
    rmSync(to);
  });

  it("is refused where no file can be", async () => {
    const result = await download(objectIn(), { to: join(folder, "none/file") });
    expect(result.error).toMatchObject({ name: "InputError", operation: "Download" });
  });

  it("goes into a stream, and fails with what that fails with", async () => {
    const chunks: number[] = [];
    const to = new WritableStream<Uint8Array>({
      write(chunk) {
        chunks.push(chunk.length);
        if (chunks.length === 2) throw new Error("full");
      },
    });
    const result = await download(objectIn(), { to });
    expect(result.error).toMatchObject({ name: "InputError", message: "full" });
    expect(chunks).toEqual([300, 300]);
  });

  it.each([
    ["the same range again and again", "bytes 0-4/10", 5],
    ["garbage", "garbage", 300],
    ["no range", undefined, 300],
    ["another length", "bytes 300-599/2000", 300],
    ["no length", "bytes 300-599/*", 300],
    ["more than asked for", "bytes 300-600/1000", 300],
    ["one that ends before it begins", "bytes 300-299/1000", 0],
    ["a range without all of its bytes", "bytes 300-599/1000", 299],
    ["a range with more than its bytes", "bytes 300-598/1000", 300],
  ])("is a ResponseError where its second range is %s", async (_, ContentRange, size) => {
    const s3 = objectIn();
    const { getObject } = s3.calls;
    s3.calls.getObject = async (to, input, options) => {
      const result = await getObject(to, input, options);
      const { Range } = input as { Range: string };
      if (Range.startsWith("bytes=0-")) return result;
      const Body = new Blob([content.subarray(0, size)]).stream();
      return { ...result, value: { ...(result.value as object), ContentRange, Body } } as never;
    };
    const result = await download(s3, { to: join(folder, "wrong"), concurrency: 1 });
    expect(result.error).toMatchObject({ name: "ResponseError", operation: "Download" });
    expect(s3.asked).toHaveLength(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(["garbage", "bytes 5-299/1000", "bytes 0-299/*", "bytes 0-299/x"])(
    "is a ResponseError where its first range is %s",
    async (ContentRange) => {
      const s3 = objectIn();
      const { getObject } = s3.calls;
      s3.calls.getObject = async (to, input, options) => {
        const result = await getObject(to, input, options);
        return { ...result, value: { ...(result.value as object), ContentRange } } as never;
      };
      const result = await download(s3, { to: join(folder, "wrong") });
      expect(result.error).toMatchObject({ name: "ResponseError" });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it("asks for the rest where it gets less than it asked for", async () => {
    const s3 = objectIn();
    const { getObject } = s3.calls;
    s3.calls.getObject = (to, input, options) => {
      const { Range } = input as { Range: string };
      const [, first, last] = /(\d+)-(\d+)/.exec(Range)!.map(Number) as [number, number, number];
      const least = Math.min(last, first + 49);
      return getObject(to, { ...(input as object), Range: `bytes=${first}-${least}` }, options);
    };
    const { value } = await download(s3);
    expect(await value!.Body.bytes()).toEqual(content);
  });

  it("takes all of an object that comes without a range", async () => {
    const s3 = objectIn();
    const { getObject } = s3.calls;
    s3.calls.getObject = (to, input, options) =>
      getObject(to, { ...(input as object), Range: undefined }, options);
    const { value } = await download(s3, { partSize: 1000 });
    expect(await value!.Body.bytes()).toEqual(content);
    const larger = await download(s3, { partSize: 999, to: join(folder, "wrong") });
    expect(larger.error).toMatchObject({ name: "ResponseError" });
  });

  it.each<DownloadOptions>([
    { concurrency: NaN },
    { concurrency: "4x" as never },
    { partSize: 0 },
    { partSize: 1.5 },
    { partSize: "300" as never },
    { partSize: Infinity },
  ])("is refused with %o", async (options) => {
    const s3 = objectIn();
    const result = await download(s3, options);
    expect(result.error).toMatchObject({ name: "InputError", operation: "Download" });
    expect(s3.asked).toEqual([]);
  });

  it("is refused with null for its options", async () => {
    const { calls } = objectIn();
    const result = await downloadObject<object, Error>(calls, client, {}, null as never);
    expect(result.error).toMatchObject({ name: "InputError" });
  });

  it("ends with the caller's signal", async () => {
    const controller = new AbortController();
    const s3 = objectIn(({ Range }) => {
      if (Range === "bytes=300-599") controller.abort();
    });
    const { value } = await download(s3, { concurrency: 1, signal: controller.signal });
    await expect(value!.Body.bytes()).rejects.toMatchObject({ name: "AbortError" });
  });
});
