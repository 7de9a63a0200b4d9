import assert from "node:assert/strict";
import {
  createBucket,
  createMultipartUpload,
  createS3Client,
  paginateListObjectsV2,
  paginateListParts,
  putObject,
  unwrap,
  uploadPart,
  waitUntilBucketExists,
  waitUntilObjectExists,
  waitUntilObjectNotExists,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const s3 = createS3Client({ ...server, forcePathStyle: true });
  const Bucket = "tinsmith-pages";
  await unwrap(
    createBucket(s3, {
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );
  const wait = { maxWaitMs: 10_000 };
  const there = await waitUntilBucketExists(s3, { Bucket }, wait);
  if (!there.ok) unexpected(there.error);

  const keys = ["a", "b/ü", "c", "d", "e"];
  for (const Key of keys) await unwrap(putObject(s3, { Bucket, Key, Body: Key }));
  const found: (string | undefined)[] = [];
  let pages = 0;
  // The model names no items: a page has prefixes, too.
  for await (const page of paginateListObjectsV2(s3, { Bucket }, { pageSize: 2 })) {
    if (!page.ok) unexpected(page.error);
    found.push(...(page.value.Contents ?? []).map(({ Key }) => Key));
    pages++;
  }
  assert.deepEqual(found, keys);
  assert.equal(pages, 3);

  const Key = "a";
  if (!(await waitUntilObjectExists(s3, { Bucket, Key }, wait)).ok) assert.fail("no object");
  const gone = await waitUntilObjectNotExists(s3, { Bucket, Key: "none" }, wait);
  if (!gone.ok) unexpected(gone.error);
  assert.equal(gone.value.statusCode, 404);
  const late = { maxWaitMs: 60, minDelayMs: 20, maxDelayMs: 20 };
  const missing = failed(await waitUntilObjectExists(s3, { Bucket, Key: "none" }, late));
  assert.equal(missing.name, "TimeoutError");

  const { UploadId } = await unwrap(createMultipartUpload(s3, { Bucket, Key: "parts" }));
  const upload = { Bucket, Key: "parts", UploadId: present(UploadId) };
  for (const PartNumber of [1, 2, 3]) {
    await unwrap(uploadPart(s3, { ...upload, PartNumber, Body: `part ${PartNumber}` }));
  }
  const numbers: (number | undefined)[] = [];
  for await (const part of paginateListParts(s3, upload, { pageSize: 2 }).items()) {
    numbers.push(part.PartNumber);
  }
  assert.deepEqual(numbers, [1, 2, 3]);
}
