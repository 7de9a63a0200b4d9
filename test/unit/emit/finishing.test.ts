import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sign } from "../../../templates/runtime/auth/sigv4.js";
import { textClient, type Sent, type TextClient } from "../../support/textClient.js";

const sigv4 = { "aws.auth#sigv4": { name: "example" } };
const config = {
  region: "eu-west-1",
  credentials: { accessKeyId: "AKID", secretAccessKey: "SECRET" },
};
const compression = { "smithy.api#requestCompression": { encodings: ["gzip"] } };
const checksum = { "smithy.api#httpChecksumRequired": {} };
const md5 = (data: string | Uint8Array) => createHash("md5").update(data).digest("base64");

beforeEach(() => {
  vi.stubEnv("AWS_DISABLE_REQUEST_COMPRESSION", undefined);
  vi.stubEnv("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", undefined);
});

describe("compression", () => {
  let client: TextClient;
  let status: number;
  beforeAll(async () => {
    const operations = { Put: compression, Sum: { ...compression, ...checksum }, Plain: {} };
    client = await textClient(sigv4, operations, () => new Response("{}", { status }));
  });
  beforeEach(() => {
    status = 200;
    client.sent.length = 0;
  });

  // With the braces around it, as large as bodies have to be by default.
  const Text = "é".repeat((10_240 - '{"Text":""}'.length) / 2);
  const shorter = Text.slice(1);
  const encodingOf = (sent: Sent | undefined) => sent?.headers.get("content-encoding");
  const last = () => client.sent.at(-1);

  it("sends a large body in gzip", async () => {
    expect(Buffer.byteLength(JSON.stringify({ Text }))).toBe(10_239);
    const result = await client.call("put", config, { Text: `${Text}.` });
    expect(result.ok).toBe(true);
    expect(encodingOf(last())).toBe("gzip");
    const body = last()?.init.body as Uint8Array;
    expect(JSON.parse(gunzipSync(body).toString())).toEqual({ Text: `${Text}.` });
    // It is signed as it is sent.
    const { authorization, ...headers } = last()?.init.headers ?? {};
    const time = headers["x-amz-date"]!.replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:");
    const request = { method: "POST", origin: "https://example.com", path: "/", headers, body };
    const scope = { region: config.region, signingName: "example" };
    const signed = sign({ ...request, ...scope }, config.credentials, Date.parse(time));
    expect(authorization).toBe(signed["authorization"]);
  });

  it.each<[string, string, object, Record<string, string>, boolean]>([
    ["put", Text, {}, {}, false],
    ["put", shorter, { requestMinCompressionSizeBytes: 0 }, {}, true],
    ["put", "", { requestMinCompressionSizeBytes: 0 }, {}, true],
    ["put", `${Text}.`, { disableRequestCompression: true }, {}, false],
    ["put", `${Text}.`, {}, { AWS_DISABLE_REQUEST_COMPRESSION: "True" }, false],
    [
      "put",
      `${Text}.`,
      { disableRequestCompression: false },
      { AWS_DISABLE_REQUEST_COMPRESSION: "true" },
      true,
    ],
    ["put", "a", {}, { AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES: "1" }, true],
    ["put", `${Text}.`, { requestMinCompressionSizeBytes: 10_485_760 }, {}, false],
    ["plain", `${Text}.`, {}, {}, false],
  ])("of %s is decided by size and settings", async (operation, text, settings, env, expected) => {
    for (const name in env) vi.stubEnv(name, env[name]);
    const result = await client.call(operation, { ...config, ...settings }, { Text: text });
    expect(result.ok).toBe(true);
    expect(encodingOf(last())).toBe(expected ? "gzip" : null);
  });

  it.each<[object, Record<string, string>]>([
    [{ requestMinCompressionSizeBytes: -1 }, {}],
    [{ requestMinCompressionSizeBytes: 10_485_761 }, {}],
    [{ requestMinCompressionSizeBytes: 1.5 }, {}],
    [{}, { AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES: "many" }],
    [{}, { AWS_DISABLE_REQUEST_COMPRESSION: "yes" }],
  ])("is not set up by %j and %j", async (settings, env) => {
    for (const name in env) vi.stubEnv(name, env[name]);
    const result = await client.call("put", { ...config, ...settings }, { Text });
    expect(result).toMatchObject({ ok: false, error: { name: "ConfigError" } });
    expect(client.sent).toEqual([]);
  });

  it("comes after the encodings of the caller", async () => {
    const headers = { "Content-Encoding": "custom" };
    await client.call("put", config, { Text: `${Text}.` }, { headers });
    expect(encodingOf(last())).toBe("custom, gzip");
  });

  it("is done once a call", async () => {
    status = 500;
    await client.call("put", config, { Text: `${Text}.` });
    expect(client.sent).toHaveLength(3);
    expect(new Set(client.sent.map(({ init }) => init.body as unknown)).size).toBe(1);
    expect(client.sent.map(encodingOf)).toEqual(["gzip", "gzip", "gzip"]);
  });

  it("leaves bodies as they are where there is none", async () => {
    vi.stubGlobal("CompressionStream", undefined);
    await client.call("put", config, { Text: `${Text}.` });
    expect(encodingOf(last())).toBeNull();
  });

  it("is summed up", async () => {
    await client.call("sum", config, { Text: `${Text}.` });
    const body = last()?.init.body as Uint8Array;
    expect(encodingOf(last())).toBe("gzip");
    expect(last()?.headers.get("content-md5")).toBe(md5(body));
  });
});

describe("a checksum", () => {
  let client: TextClient;
  beforeAll(async () => {
    client = await textClient(sigv4, { Sum: checksum, Plain: {} });
  });

  it("is sent of the body", async () => {
    await client.call("sum", config, { Text: "é" });
    expect(client.sent.at(-1)?.headers.get("content-md5")).toBe(md5('{"Text":"é"}'));
  });

  it("is the caller's, if it gives one", async () => {
    await client.call("sum", config, {}, { headers: { "Content-MD5": "mine" } });
    expect(client.sent.at(-1)?.headers.get("content-md5")).toBe("mine");
  });

  it("is not sent where it is not asked for", async () => {
    await client.call("plain", config);
    expect(client.sent.at(-1)?.headers.has("content-md5")).toBe(false);
  });
});

describe("an endpoint in the input", () => {
  let client: TextClient;
  beforeAll(async () => {
    const operations = { Predict: {}, Other: {} };
    client = await textClient(sigv4, operations, undefined, "com.amazonaws.machinelearning");
  });

  it.each([
    ["predict", "https://custom.example.com/", "https://custom.example.com/"],
    ["predict", "https://Custom.example.com:8443", "https://custom.example.com:8443/"],
    ["predict", undefined, "https://example.com/"],
    ["other", "https://custom.example.com/", "https://example.com/"],
  ])("of %s as %j sends the request to %s", async (operation, PredictEndpoint, url) => {
    expect(await client.call(operation, config, { PredictEndpoint })).toMatchObject({ ok: true });
    expect(client.sent.at(-1)?.url.href).toBe(url);
  });

  it.each([
    "",
    "http://example.com",
    "custom.example.com",
    "https://example.com/path",
    "https://example.com:65536",
    "https://example.com?a",
    "https://user@example.com",
    "file:///etc/passwd",
    "https://example.com\n.evil.com",
  ])("is not taken for one as %j", async (PredictEndpoint) => {
    const before = client.sent.length;
    expect(await client.call("predict", config, { PredictEndpoint })).toMatchObject({
      ok: false,
      error: { name: "InputError", path: "PredictEndpoint" },
    });
    expect(client.sent).toHaveLength(before);
  });
});
