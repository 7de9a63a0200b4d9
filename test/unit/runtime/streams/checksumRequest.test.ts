import { createHash } from "node:crypto";
import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type {
  AnyOperation,
  Destination,
  Finish,
  ProtocolRequest,
} from "../../../../templates/runtime/contract/service.js";
import { checksumMode } from "../../../../templates/runtime/streams/checksumMode.js";
import { checksummed } from "../../../../templates/runtime/streams/checksumRequest.js";
import type { ChecksumConfig } from "../../../../templates/runtime/streams/checksumUse.js";
import { decodeAwsChunked } from "../../../support/awsChunked.js";
import { streamOf } from "../../../support/streamOf.js";

const found: Destination = { url: "https://s3.eu-west-1.amazonaws.com" };
const s3 = { member: "ChecksumAlgorithm", header: "x-amz-sdk-checksum-algorithm" };
const operation = { name: "Put" } as AnyOperation;

interface Given {
  readonly config?: ChecksumConfig;
  readonly input?: object;
  readonly headers?: Record<string, string>;
  readonly body?: ProtocolRequest["body"];
}

async function finished(
  finish: Finish,
  { config = {}, input = {}, headers = {}, body }: Given,
): Promise<Pick<Destination, "headers" | "body">> {
  const request: ProtocolRequest = { method: "PUT", path: "/", headers, body };
  const done = await finish(found, { config, operation, input, request });
  expect(done.url).toBe(found.url);
  return { headers: done.headers ?? headers, body: done.body ?? body };
}

const crc = (data: string | Uint8Array) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(zlibCrc32(data));
  return bytes.toString("base64");
};

/** What the catalogues of CRCs give the values of. */
const check = "123456789";
const base64 = (hex: string) => Buffer.from(hex, "hex").toString("base64");

beforeEach(() => {
  vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", undefined);
  vi.stubEnv("AWS_RESPONSE_CHECKSUM_VALIDATION", undefined);
});

const required = { requestChecksumCalculation: "when_required" } as const;
const supported = { requestChecksumCalculation: "when_supported" } as const;
const custom = { endpoint: "http://localhost:9000" };

describe("a request's checksum", () => {
  it.each<[string, ProtocolRequest["body"], string]>([
    ["a text", "é", crc("é")],
    ["bytes", Uint8Array.of(1, 2, 3), crc(Uint8Array.of(1, 2, 3))],
    ["a blob", new Blob(["Hello ", "world"]), crc("Hello world")],
    ["nothing", undefined, "AAAAAA=="],
  ])("of %s is a CRC32 by default, in a header", async (_name, body, expected) => {
    expect(await finished(checksummed(s3), { body, headers: { a: "b" } })).toEqual({
      headers: {
        a: "b",
        "x-amz-sdk-checksum-algorithm": "CRC32",
        "x-amz-checksum-crc32": expected,
      },
      body,
    });
  });

  it.each([
    ["SHA1", "x-amz-checksum-sha1", createHash("sha1").update(check).digest("base64")],
    ["SHA256", "x-amz-checksum-sha256", createHash("sha256").update(check).digest("base64")],
    ["CRC32", "x-amz-checksum-crc32", base64("cbf43926")],
    ["CRC32C", "x-amz-checksum-crc32c", base64("e3069283")],
    ["CRC64NVME", "x-amz-checksum-crc64nvme", base64("ae8b14860a799888")],
  ])("is %s where the caller says so", async (ChecksumAlgorithm, header, sum) => {
    const input = { ChecksumAlgorithm };
    for (const config of [{}, custom, required]) {
      const { headers } = await finished(checksummed(s3), { config, input, body: check });
      expect(headers).toEqual({
        "x-amz-sdk-checksum-algorithm": ChecksumAlgorithm,
        [header]: sum,
      });
    }
  });

  it.each(["SHA512", "MD5", "toString", "__proto__"])("cannot be %s", async (ChecksumAlgorithm) => {
    const given = { input: { ChecksumAlgorithm }, body: "text" };
    await expect(finished(checksummed(s3), given)).rejects.toMatchObject({
      name: "InputError",
      path: "ChecksumAlgorithm",
      message: "Expected one of CRC32C, CRC32, CRC64NVME, SHA1, SHA256, or the checksum itself",
    });
  });

  it("is the caller's, where it gives one", async () => {
    const headers = { "x-amz-checksum-sha512": "mine" };
    for (const ChecksumAlgorithm of [undefined, "SHA512", "CRC32"]) {
      const given = { input: { ChecksumAlgorithm }, body: "text", headers };
      expect((await finished(checksummed({ ...s3, required: true }), given)).headers).toBe(headers);
    }
    // That asks for one of the response.
    const mode = { "x-amz-checksum-mode": "ENABLED" };
    const { headers: both } = await finished(checksummed(s3), { body: "", headers: mode });
    expect(both).toMatchObject({ ...mode, "x-amz-checksum-crc32": "AAAAAA==" });
  });

  it.each<[boolean, string, ChecksumConfig, string | undefined]>([
    [true, "by default", {}, undefined],
    [false, "with an endpoint", custom, undefined],
    [true, "with an endpoint, if the config says so", { ...custom, ...supported }, undefined],
    [true, "with an endpoint, if the environment says so", custom, "WHEN_SUPPORTED"],
    [false, "if the config says so", required, undefined],
    [false, "if the config says so, whatever the environment says", required, "when_supported"],
    [false, "if the environment says so", {}, "when_required"],
    [true, "if the environment says nothing", {}, ""],
  ])("is there (%s) %s", async (isThere, _when, config, variable) => {
    vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", variable);
    const given = { config, body: "text" };
    const { headers } = await finished(checksummed(s3), given);
    expect(headers).toEqual(
      isThere
        ? { "x-amz-sdk-checksum-algorithm": "CRC32", "x-amz-checksum-crc32": crc("text") }
        : {},
    );
    // Where it has to be, it always is.
    const { headers: needed } = await finished(checksummed({ required: true }), given);
    expect(needed).toEqual({ "x-amz-checksum-crc32": crc("text") });
  });

  it.each<[ChecksumConfig, string | undefined]>([
    [{ requestChecksumCalculation: "never" as never }, undefined],
    [{}, "true"],
    [{}, "when_supported2"],
  ])("is not set up by %j and %j", async (config, variable) => {
    vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", variable);
    await expect(finished(checksummed(s3), { config })).rejects.toMatchObject({
      name: "ConfigError",
      message:
        "requestChecksumCalculation or AWS_REQUEST_CHECKSUM_CALCULATION has to be " +
        "when_supported or when_required",
    });
  });

  it("is made once a call", async () => {
    const body = new Blob(["text"]);
    const stream = vi.spyOn(body, "stream");
    const request: ProtocolRequest = { method: "PUT", path: "/", headers: {}, body };
    const call = { config: {}, operation, input: {}, request };
    const all = [await checksummed(s3)(found, call), await checksummed(s3)(found, call)];
    expect(all.map(({ headers }) => headers?.["x-amz-checksum-crc32"])).toEqual([
      crc("text"),
      crc("text"),
    ]);
    expect(stream).toHaveBeenCalledTimes(1);
  });

  it("is of what another makes of the request before", async () => {
    const before: Finish = (found) => ({ ...found, headers: { a: "b" }, body: "other" });
    expect(await finished(checksummed({ required: true }, before), { body: "text" })).toEqual({
      headers: { a: "b", "x-amz-checksum-crc32": crc("other") },
      body: "other",
    });
  });

  it("of a stream comes after it", async () => {
    const algorithms = fc.constantFrom("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256");
    const chunks = fc.array(fc.uint8Array({ maxLength: 20_000, size: "max" }), { maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(algorithms, chunks, async (ChecksumAlgorithm, pieces) => {
        const whole = Buffer.concat(pieces);
        const input = { ChecksumAlgorithm };
        const { headers = {}, body } = await finished(checksummed(s3), {
          input,
          body: streamOf(pieces),
          headers: { "content-length": `${whole.length}`, "content-encoding": "gzip" },
        });
        const { headers: inHeader = {} } = await finished(checksummed(s3), { input, body: whole });
        const name = `x-amz-checksum-${ChecksumAlgorithm.toLowerCase()}`;
        const sent = new Uint8Array(await new Response(body as never).arrayBuffer());
        const { chunks, trailers } = decodeAwsChunked(sent);
        expect(headers).toEqual({
          "x-amz-sdk-checksum-algorithm": ChecksumAlgorithm,
          "content-encoding": "gzip,aws-chunked",
          "content-length": `${sent.length}`,
          "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
          "x-amz-decoded-content-length": `${whole.length}`,
          "x-amz-trailer": name,
        });
        expect(Buffer.concat(chunks).equals(whole)).toBe(true);
        expect(trailers).toEqual({ [name]: inHeader[name] });
      }),
      { numRuns: 40 },
    );
  });

  it("needs the length of a stream", async () => {
    const body = streamOf([Uint8Array.of(1)]);
    await expect(finished(checksummed(s3), { body })).rejects.toMatchObject({
      name: "InputError",
      message: "The body's length is unknown: set it, or pass bytes or a Blob",
    });
    // Nobody asks for it where there is no checksum.
    expect((await finished(checksummed(s3), { body, config: required })).body).toBe(body);
  });
});

describe("a response's checksum", () => {
  const mode = checksumMode("x-amz-checksum-mode");

  it.each<[string | undefined, ChecksumConfig, string | undefined]>([
    ["ENABLED", {}, undefined],
    [undefined, custom, undefined],
    ["ENABLED", { ...custom, responseChecksumValidation: "when_supported" }, undefined],
    [undefined, { responseChecksumValidation: "when_required" }, undefined],
    [undefined, {}, "when_required"],
    ["ENABLED", required, undefined],
  ])("is asked for (%s) with %j and %j", async (expected, config, variable) => {
    vi.stubEnv("AWS_RESPONSE_CHECKSUM_VALIDATION", variable);
    const { headers } = await finished(mode, { config });
    expect(headers?.["x-amz-checksum-mode"]).toBe(expected);
  });

  it("is asked for as the caller does", async () => {
    const headers = { "x-amz-checksum-mode": "DISABLED" };
    expect((await finished(mode, { headers })).headers).toBe(headers);
  });

  it("is asked for beside what another makes of the request", async () => {
    const { headers } = await finished(
      checksumMode("x-amz-checksum-mode", checksummed({ required: true })),
      { body: "text" },
    );
    expect(headers).toEqual({
      "x-amz-checksum-crc32": crc("text"),
      "x-amz-checksum-mode": "ENABLED",
    });
  });
});
