import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { chunked, chunkedLength } from "../../../../templates/runtime/streams/chunked.js";
import { crc32, crc64Nvme } from "../../../../templates/runtime/streams/crc.js";
import { sha256 } from "../../../../templates/runtime/streams/sha.js";
import { decodeAwsChunked } from "../../../support/awsChunked.js";
import { streamOf } from "../../../support/streamOf.js";

const trailer = { name: "x-amz-checksum-crc32", make: crc32 };

const bytesOf = async (stream: ReadableStream<Uint8Array>) =>
  new Uint8Array(await new Response(stream as never).arrayBuffer());

const filled = (length: number) => Uint8Array.from({ length }, (_, i) => i * 31 + (i >> 8));

describe("a body in aws-chunked", () => {
  it("is framed as S3 documents it", async () => {
    const text = new TextEncoder().encode("Hello world");
    const stream = chunked(streamOf([text.subarray(0, 4), text.subarray(4)]), 11, trailer);
    expect(new TextDecoder().decode(await bytesOf(stream))).toBe(
      "b\r\nHello world\r\n0\r\nx-amz-checksum-crc32:i9aeUg==\r\n\r\n",
    );
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])(
    "of %i bytes is as long as was told",
    async (length) => {
      const body = filled(length);
      for (const [name, make] of [
        ["x-amz-checksum-crc64nvme", crc64Nvme],
        ["x-amz-checksum-sha256", sha256],
      ] as const) {
        const encoded = await bytesOf(chunked(streamOf([body]), length, { name, make }));
        expect(encoded).toHaveLength(chunkedLength(length, { name, make }));
        const { chunks, trailers, signatures } = decodeAwsChunked(encoded);
        expect(Buffer.concat(chunks).equals(body)).toBe(true);
        const hash = make();
        hash.update(body);
        expect(trailers).toEqual({ [name]: Buffer.from(hash.digest()).toString("base64") });
        expect(new Set(signatures)).toEqual(new Set([undefined]));
      }
    },
  );

  it("is the same however the bytes come", async () => {
    const places = fc.array(fc.nat({ max: 150_000 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 150_000 }), places, async (length, cuts) => {
        const body = filled(length);
        const ends = [...cuts.map((cut) => Math.min(cut, length)), length].sort((a, b) => a - b);
        const pieces = ends.map((end, i) => body.subarray(ends[i - 1] ?? 0, end));
        const encoded = await bytesOf(chunked(streamOf(pieces), length, trailer));
        expect(encoded).toHaveLength(chunkedLength(length, trailer));
        const { chunks, trailers } = decodeAwsChunked(encoded);
        // More of them would be sent slower.
        expect(chunks).toHaveLength(length && 1);
        const sum = createHash("sha1").update(body).digest("hex");
        expect(createHash("sha1").update(Buffer.concat(chunks)).digest("hex")).toBe(sum);
        const hash = crc32();
        hash.update(body);
        expect(trailers[trailer.name]).toBe(Buffer.from(hash.digest()).toString("base64"));
      }),
      { numRuns: 60 },
    );
  });

  it("is read no faster than it is taken", async () => {
    const pull = vi.fn((controller: ReadableStreamDefaultController<Uint8Array>) => {
      controller.enqueue(new Uint8Array(10));
    });
    const source = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
    const reader = chunked(source, 1000, trailer).getReader();
    expect(pull).not.toHaveBeenCalled();
    // The head of the chunk, and what is in it.
    await reader.read();
    await reader.read();
    expect(pull).toHaveBeenCalledTimes(1);
  });

  it.each([
    [10, 9],
    [10, 11],
    [0, 1],
  ])("of %i bytes that were to be %i breaks off", async (length, told) => {
    const cancel = vi.fn();
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        if (length > 0) controller.enqueue(filled(length));
        if (length < told) controller.close();
      },
      cancel,
    });
    await expect(bytesOf(chunked(source, told, trailer))).rejects.toMatchObject({
      name: "InputError",
      message: `Expected a body of ${told} bytes, as its content-length says`,
    });
    // Who has more to give is told to stop.
    expect(cancel).toHaveBeenCalledTimes(length > told ? 1 : 0);
  });

  it("fails as its source does", async () => {
    const broken = new Error("broken");
    const source = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(broken);
      },
    });
    await expect(bytesOf(chunked(source, 5, trailer))).rejects.toBe(broken);
  });

  it("lets go of its source when it is dropped", async () => {
    const cancel = vi.fn();
    const source = new ReadableStream<Uint8Array>({ cancel }, { highWaterMark: 0 });
    const stream = chunked(source, 5, trailer);
    const reader = stream.getReader();
    const reading = reader.read();
    await reader.cancel("enough");
    expect(cancel).toHaveBeenCalledWith("enough");
    await expect(reading).resolves.toEqual({ done: true, value: undefined });
  });
});
