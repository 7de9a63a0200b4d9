import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { FetchInit } from "../../../templates/runtime/contract/http.js";
import type { StreamOutput } from "../../../templates/runtime/streams/streamOutput.js";
import { decodeAwsChunked } from "../../support/awsChunked.js";
import { goldenClient, type GoldenClient } from "../../support/goldenClient.js";
import { streamOf } from "../../support/streamOf.js";

// Clients of the golden feature `http-checksum`.

let call: GoldenClient;
beforeAll(async () => {
  call = await goldenClient("http-checksum");
});

beforeEach(() => {
  vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", undefined);
  vi.stubEnv("AWS_RESPONSE_CHECKSUM_VALIDATION", undefined);
});

const endpoint = "https://example.com";
const supported = {
  endpoint,
  requestChecksumCalculation: "when_supported",
  responseChecksumValidation: "when_supported",
};

const sum = (data: string | Uint8Array) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(data));
  return bytes.toString("base64");
};

const text = new TextEncoder().encode("Hello world");

describe("a request with a checksum", () => {
  it("has that of its body in a header, beside a signature", async () => {
    const { result, sent } = await call("put", { data: "Hello world" }, supported);
    expect(result).toMatchObject({ ok: true });
    const { headers } = sent[0]!.init;
    const body = sent[0]!.init.body as unknown;
    expect(body).toBe("Hello world");
    expect(headers).toMatchObject({
      "x-sdk-checksum-algorithm": "CRC32",
      "x-amz-checksum-crc32": "i9aeUg==",
    });
    expect(headers["authorization"]).toContain("x-amz-checksum-crc32");
  });

  it("has it after a stream", async () => {
    const input = { data: streamOf([text]), length: 11, algorithm: "SHA256" };
    let headers: FetchInit["headers"] = {};
    let encoded = new Uint8Array();
    // Read as it is sent: once the call is over, nobody reads it.
    const fetch = async (_url: string, init: FetchInit) => {
      ({ headers } = init);
      encoded = new Uint8Array(await new Response(init.body as never).arrayBuffer());
      return new Response("{}");
    };
    const { result } = await call("put", input, { endpoint, fetch });
    expect(result).toMatchObject({ ok: true });
    expect(headers).toMatchObject({
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "11",
      "x-amz-trailer": "x-amz-checksum-sha256",
      "content-encoding": "aws-chunked",
    });
    expect(headers["content-length"]).toBe(`${encoded.length}`);
    expect(decodeAwsChunked(encoded)).toMatchObject({
      chunks: [text],
      trailers: {
        "x-amz-checksum-sha256": createHash("sha256").update(text).digest("base64"),
      },
    });
  });

  it("is what the caller summed up himself", async () => {
    const { sent } = await call("put", { data: "a", checksum: "mine" }, supported);
    expect(sent[0]!.init.headers).toMatchObject({ "x-amz-checksum-crc32c": "mine" });
    expect(sent[0]!.init.headers).not.toHaveProperty("x-amz-checksum-crc32");
    expect(sent[0]!.init.headers).not.toHaveProperty("x-sdk-checksum-algorithm");
  });

  it("has none elsewhere than at AWS, unless it is needed", async () => {
    const plain = await call("put", { data: "a" }, { endpoint });
    expect(Object.keys(plain.sent[0]!.init.headers).join()).not.toContain("checksum");
    const { sent } = await call("replace", { text: "a" }, { endpoint });
    expect(sent[0]!.init.headers).toMatchObject({ "x-amz-checksum-crc32": sum('{"text":"a"}') });
    // Of either kind, but not of both.
    expect(sent[0]!.init.headers).not.toHaveProperty("content-md5");
  });

  it("is an InputError where its algorithm is not known", async () => {
    const { result, sent } = await call("put", { data: "a", algorithm: "MD5" }, supported);
    expect(result).toMatchObject({ ok: false, error: { name: "InputError", path: "algorithm" } });
    expect(sent).toEqual([]);
  });

  it("is a ConfigError where its setting is none", async () => {
    const settings = { endpoint, requestChecksumCalculation: "always" };
    const { result, sent } = await call("put", { data: "a" }, settings);
    expect(result).toMatchObject({ ok: false, error: { name: "ConfigError" } });
    expect(sent).toEqual([]);
  });

  it("is sent again with the same one", async () => {
    const answer = () => new Response("{}", { status: 500 });
    const { sent } = await call("put", { data: new Blob(["Hello ", "world"]) }, supported, answer);
    expect(sent.map(({ init }) => init.headers["x-amz-checksum-crc32"])).toEqual([
      "i9aeUg==",
      "i9aeUg==",
      "i9aeUg==",
    ]);
  });
});

describe("a response with a checksum", () => {
  const answer = (body: string, checksum: string) => () =>
    new Response(body, { headers: { "x-amz-checksum-crc32": checksum } });

  it.each([
    ["ENABLED", supported],
    [undefined, { endpoint }],
  ])("is asked for (%s) with %j", async (mode, settings) => {
    for (const operation of ["get", "show", "describe"]) {
      const { sent } = await call(operation, {}, settings);
      expect(sent[0]!.init.headers["x-amz-checksum-mode"]).toBe(mode);
    }
  });

  it("is checked at the end of a stream", async () => {
    const { result: right } = await call("get", {}, supported, answer("Hello world", "i9aeUg=="));
    if (!right.ok) throw right.error;
    expect(await (right.value as { data: StreamOutput }).data.text()).toBe("Hello world");
    const { result: wrong } = await call("get", {}, supported, answer("Hello", "i9aeUg=="));
    if (!wrong.ok) throw wrong.error;
    await expect((wrong.value as { data: StreamOutput }).data.text()).rejects.toMatchObject({
      name: "ResponseError",
      path: "data",
      operation: "Get",
      message: `Expected a body with the CRC32 i9aeUg==, got one with ${sum("Hello")}`,
    });
  });

  it.each([
    ["show", "Hello", { text: "Hello" }, "text"],
    ["describe", '{"size":3}', { size: 3 }, undefined],
  ])("of %s is checked before it is read", async (operation, body, value, path) => {
    const right = await call(operation, {}, supported, answer(body, sum(body)));
    expect(right.result).toMatchObject({ ok: true, value });
    const wrong = await call(operation, {}, supported, answer(body, "i9aeUg=="));
    expect(wrong.result).toMatchObject({ ok: false, error: { name: "ResponseError" } });
    expect(wrong.result).toHaveProperty("error.message", expect.stringContaining("CRC32"));
    if (path) expect(wrong.result).toHaveProperty("error.path", path);
    else expect(wrong.result).not.toHaveProperty("error.path");
  });
});
