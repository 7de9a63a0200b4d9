import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { HttpResponse, SignedRequest } from "../../../templates/runtime/contract/http.js";
import type { AnyOperation, Protocol } from "../../../templates/runtime/contract/service.js";
import { serviceError } from "../../../templates/runtime/protocols/failed.js";
import {
  rawDots,
  s3Errors,
  s3Transport,
  wrapped,
  type S3Operation,
} from "../../../templates/runtime/services/s3.js";
import { goldenClient } from "../../support/goldenClient.js";

const hash = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a request to S3", async () => {
  const client = await goldenClient("customization-s3");

  it.each([
    ["headBucket", "mine", "https://mine.s3.eu-west-1.amazonaws.com/"],
    ["headBucket", "Mine.too", "https://s3.eu-west-1.amazonaws.com/Mine.too/"],
    ["getBucketLocation", "mine", "https://mine.s3.eu-west-1.amazonaws.com/?location"],
  ])("of %s for the bucket %s goes to %s", async (operation, Bucket, expected) => {
    const { sent } = await client(operation, { Bucket });
    expect(sent[0]?.url).toBe(expected);
  });

  it.each([
    ["my key.txt", "/my%20key.txt"],
    ["foo/bar/my key.txt", "/foo/bar/my%20key.txt"],
    ["../key.txt", "/../key.txt"],
    ["foo/./../key.txt", "/foo/./../key.txt"],
    ["a%2Eb", "/a%252Eb"],
    ["a//b/", "/a//b/"],
    ["/a", "//a"],
  ])("has the key %s as it is", async (Key, expected) => {
    const { sent } = await client("getObject", { Bucket: "mine", Key });
    expect(sent[0]?.url).toBe(`https://mine.s3.eu-west-1.amazonaws.com${expected}?x-id=GetObject`);
  });

  it("signs the hash of its body, if only of none", async () => {
    const { sent } = await client("headBucket", { Bucket: "mine" });
    expect(sent[0]?.init.headers).toMatchObject({
      "x-amz-content-sha256": hash(""),
      authorization: expect.stringContaining(
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date,",
      ) as string,
    });
  });

  it.each([
    ["Wed, 21 Oct 2026 07:28:00 GMT", new Date(Date.UTC(2026, 9, 21, 7, 28))],
    ["0", undefined],
    ["soon", undefined],
  ])("gives when its answer expires, if that is a date: %s", async (expires, expected) => {
    const answer = () => new Response("", { headers: { expires } });
    const { result } = await client("getObject", { Bucket: "mine", Key: "a" }, {}, answer);
    expect(result).toMatchObject({ ok: true });
    expect((result.value as { readonly Expires?: Date }).Expires).toEqual(expected);
  });

  it("has the identifier of its response where others have it", async () => {
    const headers = { "x-amz-request-id": "ID" };
    const answer = () => new Response("", { headers });
    const { result } = await client("headBucket", { Bucket: "mine" }, {}, answer);
    expect(result).toMatchObject({ ok: true, metadata: { requestId: "ID" } });
  });

  it("is sent again where a success turns out to be none", async () => {
    const answer = () => new Response("<Error><Code>InternalError</Code></Error>");
    const input = { Bucket: "mine", Key: "k", CopySource: "a/b" };
    const { result, sent } = await client("copyObject", input, {}, answer);
    expect(result).toMatchObject({ ok: false, error: { statusCode: 503 } });
    expect(sent).toHaveLength(3);
  });

  it("may be answered with a file that looks like an error", async () => {
    const answer = () => new Response("<Error></Error>");
    const { result } = await client("getObject", { Bucket: "mine", Key: "k" }, {}, answer);
    expect(result).toMatchObject({
      ok: true,
      value: { Body: new TextEncoder().encode("<Error></Error>") },
    });
  });
});

describe("a request to S3 Control", async () => {
  const client = await goldenClient("customization-s3-control");

  it("has the account before its host once", async () => {
    const { sent } = await client("getAccessPoint", { AccountId: "123456789012", Name: "n" });
    expect(sent[0]?.url).toBe(
      "https://123456789012.s3-control.eu-west-1.amazonaws.com/v20180820/accesspoint/n",
    );
    expect(sent[0]?.init.headers).toMatchObject({
      "x-amz-account-id": "123456789012",
      "x-amz-content-sha256": hash(""),
    });
  });
});

it("leaves dots of a query alone", () => {
  const written = { method: "GET", path: "/%2E%2E/a?b=%2E", headers: {}, body: undefined };
  const { path } = rawDots(() => written)(...([] as unknown as Parameters<Protocol["write"]>));
  expect(path).toBe("/../a?b=%2E");
});

function responseOf(status: number, body = "", headers: Record<string, string> = {}) {
  const response: HttpResponse = {
    status,
    headers: new Headers(headers),
    text: () => Promise.resolve(body),
    bytes: () => Promise.resolve(new TextEncoder().encode(body)),
  };
  return response;
}

describe("a response of S3", () => {
  const send = (response: HttpResponse, request: object) =>
    s3Transport(() => Promise.resolve(response))(request as SignedRequest, {}, {});

  it.each<[string, string, S3Operation["body"], number]>([
    ["an error", "<?xml version='1.0'?>\n<Error><Code>A</Code></Error>\n", undefined, 503],
    ["an error by a prefix", "<x:Error xmlns:x='x'></x:Error>", undefined, 503],
    ["a document", "<A><Error>b</Error></A>", undefined, 200],
    ["content", "<Error></Error>", "content", 200],
    ["nothing", "", undefined, 200],
    ["nothing at last", "<?xml version='1.0'?>\n  ", "late", 503],
    ["a document at last", "<?xml version='1.0'?>\n  <A/>", "late", 200],
  ])("with status 200 and %s", async (_, body, answer, expected) => {
    const { status, text } = await send(responseOf(200, body), { method: "PUT", answer });
    expect(status).toBe(expected);
    if (expected === 503) expect(await text()).toMatch(/<\/([\w]+:)?Error>\s*$/);
  });

  it("of HEAD has no body to look at", async () => {
    const response = { ...responseOf(200), bytes: () => Promise.reject(new Error("None")) };
    expect(await send(response, { method: "HEAD" })).toMatchObject({ status: 200 });
  });

  it("has its own identifier before that of other services, and names of headers", async () => {
    const other = { "x-amzn-requestid": "A", "x-amz-request-id": "B" };
    const { headers } = await send(responseOf(404, "", other), {});
    expect(headers.get("x-amzn-requestid")).toBe("A");
    expect([...headers.keys!()]).toEqual(["x-amz-request-id", "x-amzn-requestid"]);
  });
});

describe("an error of S3", () => {
  /** Reads the code of an error as AWS restXml does, for what these tests are about. */
  const read = s3Errors(async (operation, response) => {
    const bytes = new TextDecoder().decode(await response.bytes!());
    expect(await response.text()).toBe(bytes);
    const [, code = "", message] =
      /<Code>(.*)<\/Code>(?:<Message>(.*)<\/Message>)?/.exec(bytes) ?? [];
    if (response.status > 299) throw serviceError(operation, response.status, code, message, {});
    return operation.read(bytes);
  });
  const operation = {
    errors: { NotFound: { fault: "client" } },
    read: (body: unknown) => body,
  } as unknown as AnyOperation;

  it.each([
    [301, "PermanentRedirect", "UnmodeledServiceError"],
    [400, "BadRequest", "UnmodeledServiceError"],
    [403, "Forbidden", "UnmodeledServiceError"],
    [404, "NotFound", "NotFound"],
    [412, "PreconditionFailed", "UnmodeledServiceError"],
  ])("with status %d and no body is %s", async (status, code, name) => {
    await expect(read(operation, responseOf(status))).rejects.toMatchObject({ code, name });
  });

  it("tells the region of the bucket, and the second identifier", async () => {
    const headers = { "x-amz-bucket-region": "eu-west-3", "x-amz-id-2": "ID2" };
    await expect(read(operation, responseOf(301, "", headers))).rejects.toMatchObject({
      message: "The bucket is in eu-west-3",
      bucketRegion: "eu-west-3",
      extendedRequestId: "ID2",
    });
    const body = "<Error><Code>AccessDenied</Code><Message>No</Message></Error>";
    await expect(read(operation, responseOf(403, body, headers))).rejects.toMatchObject({
      code: "AccessDenied",
      message: "No",
      extendedRequestId: "ID2",
    });
  });

  it("has no more than the service tells", async () => {
    const error: unknown = await read(operation, responseOf(404)).catch((error: unknown) => error);
    expect(error).not.toHaveProperty("bucketRegion");
    expect(error).not.toHaveProperty("extendedRequestId");
  });

  it("is none where all is well: outputs without a root of their own get one", async () => {
    const prepared = { ...operation, prepare: wrapped } as AnyOperation;
    const xml = "<?xml version='1.0'?>\n<LocationConstraint>eu-west-3</LocationConstraint>";
    expect(await read(prepared, responseOf(200, xml))).toMatch(
      /^<Output>\s*<LocationConstraint>eu-west-3<\/LocationConstraint><\/Output>$/,
    );
    await expect(read(prepared, responseOf(404))).rejects.toMatchObject({ name: "NotFound" });
  });
});
