import assert from "node:assert/strict";
import { describe, it, mock } from "node:test";
import { createS3Client } from "./aws/s3/index.js";
import { createFakeS3, fakeError, type FakeS3Handlers } from "./aws/s3/testing.js";
import { answer } from "./objects.js";

function storeOf(handlers: FakeS3Handlers) {
  const fake = createFakeS3(handlers);
  const s3 = createS3Client({ ...fake.config, maxAttempts: 1 });
  const ask = (path: string, init?: RequestInit) =>
    answer(new Request(`https://worker.example${path}`, init), {
      s3,
      bucket: "files",
      uploadToken: "secret",
    });
  return { ask, calls: fake.calls };
}

const upload = (headers: Record<string, string>) => ({
  method: "PUT",
  body: "tea",
  headers: { "content-length": "3", ...headers },
});

describe("the worker", () => {
  it("passes an object on", async () => {
    const { ask, calls } = storeOf({
      getObject: () => ({ Body: "tea", ContentType: "text/plain", ETag: '"1"' }),
    });
    const response = await ask("/a%20folder/%C3%A4.txt");
    assert.equal(await response.text(), "tea");
    assert.equal(response.headers.get("content-type"), "text/plain");
    assert.equal(response.headers.get("etag"), '"1"');
    assert.deepEqual(calls, [
      { operation: "getObject", input: { Bucket: "files", Key: "a folder/ä.txt" } },
    ]);
  });

  it("asks for a part where a part is asked for", async () => {
    const { ask, calls } = storeOf({
      getObject: () => ({ Body: "te", ContentRange: "bytes 0-1/3" }),
    });
    const response = await ask("/tea", { headers: { range: "bytes=0-1" } });
    assert.equal(response.status, 206);
    assert.equal(response.headers.get("content-range"), "bytes 0-1/3");
    assert.deepEqual(calls[0]?.input, { Bucket: "files", Key: "tea", Range: "bytes=0-1" });
  });

  it("says what is not there, or not new", async () => {
    const missing = storeOf({ getObject: () => fakeError("NoSuchKey") });
    assert.equal((await missing.ask("/tea")).status, 404);
    const known = storeOf({
      getObject: () => fakeError("UnmodeledServiceError", { code: "NotModified", statusCode: 304 }),
    });
    assert.equal((await known.ask("/tea", { headers: { "if-none-match": '"1"' } })).status, 304);
    assert.equal((await known.ask("/")).status, 404);
    assert.equal((await known.ask("/%ff")).status, 404);
  });

  it("tells whoever asks nothing of what failed behind it", async () => {
    const log = mock.method(console, "error", () => {});
    const { ask } = storeOf({
      getObject: () =>
        fakeError("UnmodeledServiceError", { code: "AccessDenied", statusCode: 403 }),
    });
    const response = await ask("/tea");
    assert.equal(response.status, 502);
    assert.doesNotMatch(await response.text(), /AccessDenied/);
    assert.match(String(log.mock.calls[0]?.arguments[0]), /AccessDenied/);
  });

  it("stores an object for who may", async () => {
    const { ask, calls } = storeOf({ putObject: () => ({ ETag: '"2"' }) });
    const response = await ask(
      "/tea",
      upload({ authorization: "Bearer secret", "content-type": "text/tea" }),
    );
    assert.equal(response.status, 201);
    assert.equal(response.headers.get("etag"), '"2"');
    const [call] = calls;
    assert.equal(call?.operation, "putObject");
    assert.equal(call.input.ContentType, "text/tea");
    assert.equal((await ask("/tea", upload({ authorization: "Bearer guess" }))).status, 401);
    assert.equal((await ask("/tea", { method: "DELETE" })).status, 405);
    assert.equal(calls.length, 1);
  });
});
