import { Readable } from "node:stream";
import * as sdk from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, expect, it, describe } from "vitest";
import type { Result } from "../../templates/runtime/contract/result.js";
import type { StreamOutput } from "../../templates/runtime/streams/streamOutput.js";
import { decodeAwsChunked } from "../support/awsChunked.js";
import { importSources } from "../support/bundleSources.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";
import {
  serve,
  type Answer,
  type ReceivedRequest,
  type TestServer,
} from "../support/httpServer.js";

// What AWS's client makes of checksums, for the same inputs and the same responses.

type Call = (client: unknown, input: object) => Promise<Result<{ Body: StreamOutput }, never>>;

const operations = ["PutObject", "UploadPart", "GetObject", "DeleteObjects", "PutBucketTagging"];
const config = {
  region: "eu-west-1",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  maxAttempts: 1,
};
const object = { Bucket: "bucket", Key: "key" };
const algorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;
const text = "Hello world, é".repeat(2000);

const settled = (promise: Promise<string>): Promise<unknown> =>
  promise.catch((error: unknown) => error);

describeWith("models/s3.json", "AWS's client for S3", ({ read }) => {
  let server: TestServer;
  let ours: Record<string, Call>;
  let client: (settings?: object) => unknown;
  let received: ReceivedRequest[] = [];
  let answer: Answer;

  beforeAll(async () => {
    server = await serve((request) => {
      received.push(request);
      return answer;
    });
    const { files, diagnostics } = await generateText(read("models/s3.json"), {
      operations: operations.map((name) => `com.amazonaws.s3#${name}`),
    });
    if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    ours = await importSources(files);
    client = (settings = {}) =>
      (ours["createS3Client"] as unknown as (config: object) => unknown)({
        ...config,
        endpoint: server.endpoint,
        forcePathStyle: true,
        requestChecksumCalculation: "when_supported",
        responseChecksumValidation: "when_supported",
        ...settings,
      });
  });
  afterAll(() => server.close());
  beforeEach(() => {
    received = [];
    answer = { status: 200, body: "<DeleteResult/>" };
  });

  const theirs = (settings: object = {}) =>
    new sdk.S3Client({ ...config, endpoint: server.endpoint, forcePathStyle: true, ...settings });

  /** What a request says of checksums, and what it carries. */
  function told({ headers, body }: ReceivedRequest) {
    const isChunked = headers["content-encoding"]?.includes("aws-chunked");
    const decoded = isChunked ? decodeAwsChunked(body) : undefined;
    const names = Object.keys(headers).filter((name) => /checksum|trailer|decoded/.test(name));
    return {
      headers: Object.fromEntries(names.map((name) => [name, headers[name]])),
      encoding: headers["content-encoding"],
      // Of texts and bytes, it is that of the body, or none where AWS's client leaves it to the checksum.
      ...(isChunked && { sha256: headers["x-amz-content-sha256"] }),
      body: (decoded ? Buffer.concat(decoded.chunks) : body).toString(),
      trailers: decoded?.trailers,
    };
  }

  async function both(
    operation: string,
    input: () => object,
    settings: object = {},
    theirSettings: object = {},
  ) {
    const lower = operation.charAt(0).toLowerCase() + operation.slice(1);
    const result = await ours[lower]!(client(settings), input());
    if (!result.ok) throw result.error as Error;
    const commands = sdk as unknown as Record<string, new (input: object) => never>;
    const other = theirs(theirSettings);
    await other.send(new commands[`${operation}Command`]!(input()));
    other.destroy();
    expect(received).toHaveLength(2);
    return received.map(told);
  }

  const stream = () => ({ ContentLength: Buffer.byteLength(text), Body: Readable.from([text]) });
  const bodies: readonly (readonly [string, () => object])[] = [
    ["a text", () => ({ Body: text })],
    ["bytes", () => ({ Body: new TextEncoder().encode(text) })],
    ["a stream", () => ({ ...stream(), Body: Readable.from([Buffer.from(text)]) })],
    ["nothing", () => ({ Body: "" })],
  ];

  describe.each(bodies)("of %s", (_name, body) => {
    it.each([undefined, ...algorithms])("has the same checksum, by %s", async (algorithm) => {
      const input = () => ({ ...object, ...body(), ChecksumAlgorithm: algorithm });
      const [our, their] = await both("PutObject", input);
      expect(our).toEqual(their);
      expect(our).toMatchObject({
        headers: { "x-amz-sdk-checksum-algorithm": algorithm ?? "CRC32" },
      });
    });

    it("has the caller's checksum", async () => {
      const input = () => ({ ...object, ...body(), ChecksumSHA256: "mine" });
      const [our, their] = await both("PutObject", input);
      expect(our).toEqual(their);
    });

    it("has none where none is wanted", async () => {
      const input = () => ({ ...object, ...body() });
      const [our, their] = await both(
        "PutObject",
        input,
        { requestChecksumCalculation: undefined },
        { requestChecksumCalculation: "WHEN_REQUIRED" },
      );
      expect(our).toEqual(their);
      expect(our).toMatchObject({ headers: {}, encoding: undefined });
    });
  });

  it("is encoded as well as the caller has encoded it", async () => {
    const input = () => ({ ...object, ...stream(), ContentEncoding: "gzip" });
    const [our, their] = await both("PutObject", input);
    expect(our).toEqual(their);
    expect(our).toMatchObject({ encoding: "gzip,aws-chunked" });
  });

  it("has one where the service needs it", async () => {
    const Delete = { Objects: [{ Key: "a" }] };
    const Tagging = { TagSet: [{ Key: "a", Value: "b" }] };
    for (const settings of ["when_supported", "when_required"]) {
      const ourSettings = { requestChecksumCalculation: settings };
      const their = { requestChecksumCalculation: settings.toUpperCase() };
      for (const [operation, input] of [
        ["DeleteObjects", { Bucket: "bucket", Delete }],
        ["PutBucketTagging", { Bucket: "bucket", Tagging }],
        ["PutBucketTagging", { Bucket: "bucket", Tagging, ChecksumAlgorithm: "SHA1" }],
      ] as const) {
        received = [];
        const all = await both(operation, () => input, ourSettings, their);
        // Documents differ in what means nothing.
        const [our, other] = all.map(({ headers }) => Object.keys(headers).sort());
        expect(our).toEqual(other);
        expect(our).toHaveLength(2);
      }
    }
  });

  it.each([
    [undefined, {}],
    ["ENABLED", { responseChecksumValidation: "when_supported" }],
  ])("asks for the response's as %s", async (mode, settings) => {
    const ourSettings = { responseChecksumValidation: undefined, ...settings };
    const their = { responseChecksumValidation: mode ? "WHEN_SUPPORTED" : "WHEN_REQUIRED" };
    const calls = await both("GetObject", () => object, ourSettings, their);
    expect(calls.map(({ headers }) => headers["x-amz-checksum-mode"])).toEqual([mode, mode]);
  });

  it.each([
    ["is right", { "x-amz-checksum-crc32": "i9aeUg==" }, true],
    ["is wrong", { "x-amz-checksum-crc64nvme": "AAAAAAAAAAA=" }, false],
    ["is of parts", { "x-amz-checksum-crc32": "AAAAAA==-2" }, true],
  ])("reads a body whose checksum %s", async (_name, headers, isRight) => {
    answer = { status: 200, body: "Hello world", headers };
    const result = await ours["getObject"]!(client(), object);
    if (!result.ok) throw result.error as Error;
    const our = await settled(result.value.Body.text());
    const other = theirs();
    const { Body } = await other.send(new sdk.GetObjectCommand(object));
    const their = await settled(Body!.transformToString());
    if (isRight) expect([our, their]).toEqual(["Hello world", "Hello world"]);
    else {
      expect(our).toMatchObject({ name: "ResponseError", path: "Body" });
      expect(their).toHaveProperty("message", expect.stringContaining("Checksum mismatch"));
    }
    other.destroy();
  });
});
