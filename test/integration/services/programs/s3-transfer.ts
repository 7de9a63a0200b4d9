import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createBucket,
  createMultipartUpload,
  createS3Client,
  deleteObject,
  getObject,
  headObject,
  putObject,
  unwrap,
  uploadPart,
} from "./src/index.js";
import { presignGetObject, presignPost, presignPutObject } from "./src/presign.js";
import { download, upload } from "./src/transfer.js";
import { failed, present, type Server } from "./support.js";

/** The operations that uploads are made of. */
const parts = [
  ...[abortMultipartUpload, completeMultipartUpload, createMultipartUpload, putObject, uploadPart],
  ...[getObject, headObject, deleteObject],
];

export async function run(server: Server): Promise<void> {
  assert.equal(parts.length, 8);
  const s3 = createS3Client(server);
  const Bucket = "tinsmith-transfer";
  const constraint = { LocationConstraint: "eu-west-1" } as const;
  await unwrap(createBucket(s3, { Bucket, CreateBucketConfiguration: constraint }));
  await presigned();
  await transferred();

  /** What other programs do with presigned requests: by nothing but `fetch`. */
  async function presigned(): Promise<void> {
    const Key = "a folder/ü+1.txt";
    const put = await unwrap(presignPutObject(s3, { Bucket, Key, ContentType: "text/x" }));
    const { url, method, headers } = put;
    const stored = await fetch(url, { method, headers, body: "content" });
    assert.equal(stored.status, 200, await stored.text());
    const get = await unwrap(presignGetObject(s3, { Bucket, Key }));
    const got = await fetch(get.url);
    assert.equal(await got.text(), "content");
    assert.equal(got.headers.get("content-type"), "text/x");

    const Conditions = [["content-length-range", 0, 100]] as const;
    const form = await unwrap(presignPost(s3, { Bucket, Key: "form", Conditions }));
    const data = new FormData();
    for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
    data.append("file", new Blob(["posted"]));
    const posted = await fetch(form.url, { method: "POST", body: data });
    assert.ok(posted.ok, await posted.text());
    const { Body } = await unwrap(getObject(s3, { Bucket, Key: "form" }));
    assert.equal(await present(Body).text(), "posted");
  }

  /** An upload that fails in its second part and goes on, and the same back as a file. */
  async function transferred(): Promise<void> {
    const all = Buffer.alloc(12 << 20, "0123456789abcdef!");
    const Key = "large";
    let isFirst = true;
    const failing = createS3Client({
      ...server,
      maxAttempts: 1,
      interceptors: [
        (request, next) => {
          const isSecond = request.path.includes("partNumber=2");
          if (!isSecond || !isFirst) return next(request);
          isFirst = false;
          return Promise.reject(new Error("injected"));
        },
      ],
    });
    const options = { partSize: 5 << 20, concurrency: 2 };
    const Body = new Blob([all]);
    const first = await upload(failing, { Bucket, Key, Body }, { ...options, resume: true });
    const error = failed(first);
    assert.equal(error.message, "injected");
    assert.equal(failed(await headObject(s3, { Bucket, Key })).statusCode, 404);
    const token = JSON.parse(JSON.stringify(error.resume)) as NonNullable<typeof error.resume>;
    const { ETag } = await unwrap(upload(s3, { Bucket, Key, Body }, { resume: token }));
    assert.match(present(ETag), /-3"?$/);

    const folder = await mkdtemp(join(tmpdir(), "tinsmith-transfer-"));
    try {
      const to = join(folder, "file");
      const result = await unwrap(download(s3, { Bucket, Key }, { to, partSize: 5 << 20 }));
      assert.equal(result.ContentLength, all.length);
      assert.ok(all.equals(await readFile(to)));
    } finally {
      await rm(folder, { recursive: true });
    }
    const { Body: stream } = await unwrap(download(s3, { Bucket, Key }, { partSize: 1 << 20 }));
    assert.ok(all.equals(await stream.bytes()));
    await unwrap(deleteObject(s3, { Bucket, Key }));
  }
}
