import * as sdk from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { beforeAll, expect, it, vi } from "vitest";
import { importModules } from "../support/bundle.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";

const NOW = Date.UTC(2026, 10, 28, 20, 15, 30);
const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG" };
const temporary = { ...credentials, sessionToken: "AQoDYXdzEPT//////////wEXAMPLE+tc=" };
const region = "eu-west-1";

type Function = (...args: readonly unknown[]) => Promise<{
  readonly value: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly fields: Readonly<Record<string, string>>;
  };
}>;
type Functions = Readonly<Record<string, Function>>;

const operations = ["GetObject", "PutObject", "HeadObject", "DeleteObject", "UploadPart"];

/** Path and parameters, decoded. */
function partsOf(text: string) {
  const { origin, pathname, searchParams } = new URL(text);
  const parameters = [...searchParams].map(([name, value]) => `${name.toLowerCase()}=${value}`);
  return { origin, path: decodeURIComponent(pathname), parameters: parameters.sort() };
}

describeWith("models/s3.json", "presigned requests to S3, and those of AWS SDK v3", (data) => {
  let functions: Functions;
  let createS3Client: (config: object) => object;
  beforeAll(async () => {
    const { files } = await generateText(data.read("models/s3.json"), {
      operations,
      format: (_path, text) => Promise.resolve(text),
    });
    const modules = await importModules(files!, ["index", "presign"]);
    createS3Client = modules["index"]!["createS3Client"] as typeof createS3Client;
    functions = modules["presign"] as Functions;
  });
  const clock = { now: () => NOW, after: () => () => {} };
  const settings = { region, credentials: temporary };
  const same = {
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  } as const;

  it.each<[operation: string, input: object, config?: object]>([
    ["GetObject", { Bucket: "mine", Key: "a b/c+d.txt" }],
    ["GetObject", { Bucket: "mine", Key: "k" }, { credentials }],
    ["GetObject", { Bucket: "mine", Key: ".hidden/a..b/ü%2F" }],
    ["GetObject", { Bucket: "Mine.dots", Key: "k" }],
    ["GetObject", { Bucket: "mine", Key: "k" }, { forcePathStyle: true }],
    ["GetObject", { Bucket: "mine", Key: "k" }, { endpoint: "http://localhost:9000" }],
    ["GetObject", { Bucket: "arn:aws:s3:eu-west-1:123456789012:accesspoint/ap", Key: "k" }],
    ["GetObject", { Bucket: "mine", Key: "k", VersionId: "1", ResponseContentType: "a/b; c" }],
    ["GetObject", { Bucket: "mine", Key: "k", Range: "bytes=0-9", IfMatch: '"x"' }],
    ["HeadObject", { Bucket: "mine", Key: "k", RequestPayer: "requester" }],
    ["DeleteObject", { Bucket: "mine", Key: "k" }],
    ["PutObject", { Bucket: "mine", Key: "k", Metadata: { a: "b c" }, ACL: "private" }],
    ["PutObject", { Bucket: "mine", Key: "k", ServerSideEncryption: "AES256", Tagging: "a=b" }],
    ["PutObject", { Bucket: "mine", Key: "k", ContentDisposition: 'x; filename="y"' }],
    ["PutObject", { Bucket: "mine", Key: "k", ContentLength: 5 }],
    ["UploadPart", { Bucket: "mine", Key: "k", UploadId: "u", PartNumber: 2 }],
  ])("%s of %j with %j are the same", async (operation, input, config) => {
    const ours = createS3Client({ ...settings, clock, ...config });
    const presign = functions[`presign${operation}`]!;
    const { value } = await presign(ours, input, { expiresIn: 600 });
    const client = new sdk.S3Client({ ...settings, ...same, ...config });
    const Command = sdk[`${operation}Command` as "GetObjectCommand"];
    const theirs = await getSignedUrl(client, new Command(input as never), {
      expiresIn: 600,
      signingDate: new Date(NOW),
    });
    expect(partsOf(value.url)).toEqual(partsOf(theirs));
    const signed = new URL(theirs).searchParams.get("X-Amz-SignedHeaders")!.split(";");
    expect(["host", ...Object.keys(value.headers)].sort()).toEqual(signed);
  });

  it("have no checksum of a body that is the sender's", async () => {
    const client = createS3Client({ ...settings, clock });
    for (const [name, input] of [
      ["presignPutObject", { Bucket: "mine", Key: "k", ChecksumAlgorithm: "CRC32" }],
      ["presignGetObject", { Bucket: "mine", Key: "k", ChecksumMode: "ENABLED" }],
    ] as const) {
      const { value } = await functions[name]!(client, input);
      expect(value.url + JSON.stringify(value.headers)).not.toMatch(/checksum/i);
    }
  });

  it("sign what is copied, and the sender's checksum, as headers", async () => {
    const client = createS3Client({ ...settings, clock });
    const input = { Bucket: "mine", Key: "k", ChecksumSHA256: "abc=", ContentType: "a/b" };
    const { value } = await functions["presignPutObject"]!(client, input);
    expect(value.headers).toEqual({ "x-amz-checksum-sha256": "abc=", "content-type": "a/b" });
  });

  it.each<[Omit<PresignedPostOptions, "Bucket">]>([
    [{ Key: "k" }],
    [{ Key: "uploads/${filename}", Conditions: [["content-length-range", 0, 1000]] }],
    [{ Key: "k", Fields: { acl: "public-read", "Content-Type": "a/b" } }],
  ])("forms of %j are the same", async (input) => {
    vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
    try {
      const client = createS3Client({ ...settings, clock });
      const post = functions["presignPost"]!;
      const { value } = await post(client, { Bucket: "mine", ...input }, { expiresIn: 3600 });
      const theirs = await createPresignedPost(new sdk.S3Client(settings), {
        Bucket: "mine",
        ...input,
      });
      expect(value).toEqual(theirs);
    } finally {
      vi.useRealTimers();
    }
  });
});
