import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createS3Client } from "./aws/s3/index.js";
import { createFakeS3 } from "./aws/s3/testing.js";
import { createUpload, MAX_BYTES, pictureUrl } from "./uploads.js";

const fake = createFakeS3();
const s3 = createS3Client(fake.config);

describe("an upload", () => {
  it("is of one key, type and length, for five minutes", async () => {
    const upload = await createUpload(s3, "pictures", { type: "image/png", size: 70 });
    assert(typeof upload === "object");
    const { key, url, method, headers } = upload;
    assert.match(key, /^uploads\/[\da-f-]{36}\.png$/);
    assert.equal(method, "PUT");
    assert.deepEqual(headers, { "content-type": "image/png" });
    const { pathname, searchParams } = new URL(url);
    assert.equal(pathname, `/${key}`);
    assert.equal(searchParams.get("X-Amz-Expires"), "300");
    assert.equal(searchParams.get("X-Amz-SignedHeaders"), "content-length;content-type;host");
    // Signing is no call.
    assert.deepEqual(fake.calls, []);
  });

  it("is refused of what is no picture, or too large", async () => {
    const refused = [
      undefined,
      "a text",
      { type: "text/html", size: 70 },
      { type: "image/png" },
      { type: "image/png", size: 0 },
      { type: "image/png", size: MAX_BYTES + 1 },
    ];
    for (const file of refused) {
      assert.match(String(await createUpload(s3, "pictures", file)), /^Pictures /);
    }
  });

  it("is shown for a minute", async () => {
    const url = await pictureUrl(s3, "pictures", "uploads/a.png");
    assert.equal(new URL(url).searchParams.get("X-Amz-Expires"), "60");
  });
});
