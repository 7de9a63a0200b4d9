import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importModules } from "../support/bundle.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";
import {
  type Answer,
  type ReceivedRequest,
  serve,
  type TestServer,
} from "../support/httpServer.js";

// The requests of an upload, beside those of AWS's own `Upload`.

const megabyte = 2 ** 20;
const partSize = 5 * megabyte;
const bytes = (length: number) => Buffer.alloc(length, "0123456789abcdef!");
/** A stream of pieces that are no parts. */
const stream = (length: number) =>
  Readable.from(
    (function* () {
      const all = bytes(length);
      for (let at = 0; at < length; at += 70_001) yield all.subarray(at, at + 70_001);
    })(),
    { objectMode: false },
  );

/** A request as far as S3 cares for it. */
function factsOf({ method, url, headers, body }: ReceivedRequest) {
  const { pathname, searchParams } = new URL(url, "http://s3");
  // The SDK's, for its own metrics.
  searchParams.delete("x-id");
  searchParams.sort();
  const isDocument = method === "POST";
  const own = Object.entries(headers).filter(
    ([name]) =>
      /^(content-(type|length|encoding|disposition)|x-amz-.*)$/.test(name) &&
      !/^x-amz-(date|content-sha256|user-agent|security-token)$/.test(name) &&
      // The SDK's documents have a declaration before them.
      !(isDocument && name === "content-length"),
  );
  return {
    method,
    path: `${pathname}?${searchParams.toString()}`,
    headers: Object.fromEntries(own.sort(([a], [b]) => (a < b ? -1 : 1))),
    body: isDocument ? textOf(body) : createHash("sha256").update(body).digest("hex"),
  };
}

/** A document without what is between its elements. */
const textOf = (body: Buffer) => body.toString().replace(/<\?xml[^>]*\?>|\s+(?=<)/g, "");

function answer({ method, url }: ReceivedRequest): Answer {
  const { searchParams } = new URL(url, "http://s3");
  const number = searchParams.get("partNumber") ?? "whole";
  if (method === "PUT") return { status: 200, headers: { etag: `"${number}"` }, body: "" };
  const [name, content] = searchParams.has("uploads")
    ? ["InitiateMultipartUploadResult", "<UploadId>an id</UploadId>"]
    : ["CompleteMultipartUploadResult", "<Location>there</Location><ETag>all</ETag>"];
  return {
    status: 200,
    body: `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`,
  };
}

describeWith("models/s3.json", "uploads to S3, and those of AWS's `Upload`", (data) => {
  let server: TestServer;
  let received: ReceivedRequest[] = [];
  let s3: object;
  let upload: (client: object, input: object, options: object) => Promise<{ ok: boolean }>;
  const config = {
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  };
  beforeAll(async () => {
    server = await serve((request) => {
      received.push(request);
      return answer(request);
    });
    const { files } = await generateText(data.read("models/s3.json"), {
      operations: [
        ...["PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"],
        ...["AbortMultipartUpload", "GetObject"],
      ],
      format: (_path, text) => Promise.resolve(text),
    });
    const modules = await importModules(files!, ["index", "transfer"]);
    const create = modules["index"]!["createS3Client"] as (config: object) => object;
    s3 = create({ ...config, endpoint: server.endpoint });
    upload = modules["transfer"]!["upload"] as typeof upload;
  });
  afterAll(() => server.close());

  const object = { Bucket: "bucket", Key: "a folder/ü+1.txt" };
  const members = {
    ...{ ContentType: "text/x", ContentDisposition: "inline", ACL: "private" as const },
    ...{
      Metadata: { one: "1" },
      StorageClass: "STANDARD_IA" as const,
      RequestPayer: "requester" as const,
    },
    ...{
      ServerSideEncryption: "AES256" as const,
      Tagging: "a=b",
      ExpectedBucketOwner: "123456789012",
    },
  };

  it.each<[name: string, body: () => Buffer | Readable | string, more?: object]>([
    ["nothing", () => ""],
    ["a text", () => "häst", members],
    ["bytes of a part", () => bytes(partSize)],
    ["bytes of two parts", () => bytes(2 * partSize)],
    ["bytes of two parts and one", () => bytes(2 * partSize + 1), members],
    ["bytes of two parts, summed", () => bytes(partSize + 1), { ChecksumAlgorithm: "SHA256" }],
    ["a short stream", () => stream(100_000), members],
    ["a stream of a part", () => stream(partSize)],
    ["a stream of three parts", () => stream(12 * megabyte), members],
  ])("%s", async (_name, body, more = {}) => {
    received = [];
    const ours = await upload(
      s3,
      { ...object, ...more, Body: body() },
      { partSize, concurrency: 1 },
    );
    expect(ours).toMatchObject({ ok: true });
    const sent = received.map(factsOf);

    received = [];
    const when = "WHEN_REQUIRED";
    const client = new S3Client({
      ...config,
      ...{ endpoint: server.endpoint, forcePathStyle: true },
      ...{ requestChecksumCalculation: when, responseChecksumValidation: when },
    });
    const params = { ...object, ...more, Body: body() };
    await new Upload({ client, params, partSize, queueSize: 1 }).done();
    client.destroy();
    expect(sent).toEqual(received.map(factsOf));
  });
});
