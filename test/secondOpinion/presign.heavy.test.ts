import { Readable } from "node:stream";
import * as sdk from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { beforeAll, expect, it, vi } from "vitest";
import { importModules } from "../support/bundle.js";
import { describeWith } from "../support/conformance.js";
import { generateText } from "../support/generate.js";
import { isSigningOfV4a } from "../support/verifySigV4a.js";

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

  // AWS's client leaves these to its library in C++: OpenSSL has the second opinion.
  it("to a Multi-Region Access Point are signed for all regions", async () => {
    const Bucket = "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap";
    const client = createS3Client({ ...settings, clock });
    const { value } = await functions["presignGetObject"]!(client, { Bucket, Key: "a b/c+d.txt" });
    const signature = /&X-Amz-Signature=([\da-f]+)/;
    expect(partsOf(value.url.replace(signature, ""))).toEqual({
      origin: "https://mfzwi23gnjvgw.mrap.accesspoint.s3-global.amazonaws.com",
      path: "/a b/c+d.txt",
      parameters: [
        "x-amz-algorithm=AWS4-ECDSA-P256-SHA256",
        "x-amz-content-sha256=UNSIGNED-PAYLOAD",
        "x-amz-credential=AKIDEXAMPLE/20261128/s3/aws4_request",
        "x-amz-date=20261128T201530Z",
        "x-amz-expires=900",
        "x-amz-region-set=*",
        `x-amz-security-token=${temporary.sessionToken}`,
        "x-amz-signedheaders=host",
        "x-id=GetObject",
      ],
    });
    const { host, pathname, searchParams } = new URL(value.url);
    const query = value.url
      .replace(signature, "")
      .split("?")[1]!
      .split("&")
      .sort((a, b) => (a < b ? -1 : 1))
      .join("&");
    const request = ["GET", pathname, query, `host:${host}`, "", "host", "UNSIGNED-PAYLOAD"];
    const signed = {
      request: request.join("\n"),
      date: searchParams.get("X-Amz-Date")!,
      scope: searchParams.get("X-Amz-Credential")!.split("/").slice(1).join("/"),
      signature: signature.exec(value.url)![1]!,
    };
    expect(isSigningOfV4a(signed, temporary)).toBe(true);
    expect(isSigningOfV4a({ ...signed, date: "20261128T000000Z" }, temporary)).toBe(false);
  });

  it.each<[operation: "GetObject" | "PutObject", input: object]>([
    ["GetObject", { Key: "a b.txt" }],
    ["PutObject", { Key: "k", Metadata: { a: "b" } }],
  ])("%s to a directory bucket is the same, signed for a session", async (operation, more) => {
    const input = { Bucket: "mine--use1-az4--x-s3", ...more };
    const expiration = new Date(NOW + 300_000).toISOString();
    const session =
      "<CreateSessionResult><Credentials><SessionToken>TOKEN</SessionToken>" +
      "<SecretAccessKey>SESSIONSECRET</SecretAccessKey><AccessKeyId>SESSIONID</AccessKeyId>" +
      `<Expiration>${expiration}</Expiration></Credentials></CreateSessionResult>`;
    const asked: string[] = [];
    const ours = createS3Client({
      ...{ ...settings, clock },
      // Sessions are of these.
      credentials: { ...temporary },
      fetch(url: string) {
        asked.push(url);
        return Promise.resolve(new Response(session));
      },
    });
    const presign = functions[`presign${operation}`]!;
    const { value } = await presign(ours, input, { expiresIn: 600 });
    expect(asked).toEqual([
      "https://mine--use1-az4--x-s3.s3express-use1-az4.eu-west-1.amazonaws.com/?session",
    ]);

    const client = new sdk.S3Client({
      ...{ ...settings, ...same },
      requestHandler: {
        handle: () => {
          const response = { statusCode: 200, headers: {}, body: Readable.from([session]) };
          return Promise.resolve({ response: response as never });
        },
      },
    });
    const Command = sdk[`${operation}Command` as "GetObjectCommand"];
    const theirs = await getSignedUrl(client, new Command(input as never), {
      expiresIn: 600,
      signingDate: new Date(NOW),
    });
    expect(partsOf(value.url)).toEqual(partsOf(theirs));
    expect(new URL(value.url).searchParams.get("X-Amz-S3session-Token")).toBe("TOKEN");
    expect(value.url).not.toContain("X-Amz-Security-Token");
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
