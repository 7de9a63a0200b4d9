import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  copyObject,
  createBucket,
  createS3Client,
  deleteBucket,
  deleteObject,
  getObject,
  headObject,
  listObjectsV2,
  putObject,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

// Objects, small and as large as memory should not be.

const megabyte = 1024 * 1024;
const size = Number(process.env["OBJECT_MB"] ?? 1024) * megabyte;

/** Bytes of that number, made as they are asked for. */
async function* bytesOf(length: number, hash: ReturnType<typeof createHash>) {
  for (let at = 0; at < length; at += megabyte) {
    const chunk = new Uint8Array(Math.min(megabyte, length - at)).fill(at / megabyte);
    hash.update(chunk);
    yield await Promise.resolve(chunk);
  }
}

/** The most memory that the process has while work goes on, over what it has before. */
async function growth(work: () => Promise<void>): Promise<number> {
  const { rss } = process.memoryUsage();
  let most = rss;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  await work().finally(() => clearInterval(timer));
  return most - rss;
}

export async function run(server: Server): Promise<void> {
  const s3 = createS3Client(server);
  const Bucket = "tinsmith-objects";
  await unwrap(
    createBucket(s3, {
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );

  const Key = "a folder/ä+b?.txt";
  await unwrap(putObject(s3, { Bucket, Key, Body: "häst", Metadata: { kind: "text" } }));
  const got = await unwrap(getObject(s3, { Bucket, Key }));
  assert.equal(got.Metadata?.["kind"], "text");
  assert.equal(got.ContentType, "application/octet-stream");
  assert.equal(await got.Body.text(), "häst");
  const part = await unwrap(getObject(s3, { Bucket, Key, Range: "bytes=0-0" }));
  assert.deepEqual([...(await part.Body.bytes())], [0x68]);
  assert.equal((await unwrap(headObject(s3, { Bucket, Key }))).ContentLength, 5);

  const CopySource = [Bucket, ...Key.split("/")].map(encodeURIComponent).join("/");
  await unwrap(copyObject(s3, { Bucket, Key: "copy", CopySource }));
  const blob = new Blob(["of a ", "blob"]);
  await unwrap(putObject(s3, { Bucket, Key: "blob", Body: blob, ContentType: "text/plain" }));
  const ofBlob = await unwrap(getObject(s3, { Bucket, Key: "blob" }));
  assert.equal(ofBlob.ContentType, "text/plain");
  assert.equal(await ofBlob.Body.text(), "of a blob");
  const { Contents = [] } = await unwrap(listObjectsV2(s3, { Bucket }));
  assert.deepEqual(
    Contents.map((object) => [object.Key, object.Size]),
    [
      [Key, 5],
      ["blob", 9],
      ["copy", 5],
    ],
  );

  const sent = createHash("sha256");
  const received = createHash("sha256");
  const up = await growth(async () => {
    const Body = bytesOf(size, sent);
    await unwrap(putObject(s3, { Bucket, Key: "large", Body, ContentLength: size }));
  });
  const down = await growth(async () => {
    const { Body } = await unwrap(getObject(s3, { Bucket, Key: "large" }));
    for await (const chunk of Body) received.update(chunk);
  });
  assert.equal(received.digest("hex"), sent.digest("hex"));
  const told = [up, down].map((bytes) => `${Math.round(bytes / megabyte)} MB`);
  console.log(`${size / megabyte} MB up and down: memory grew by ${told.join(" and ")}`);
  assert.ok(Math.max(up, down) < 200 * megabyte, told.join(", "));

  const missing = failed(await getObject(s3, { Bucket, Key: "missing" }));
  switch (missing.name) {
    case "NoSuchKey":
      assert.equal(missing.statusCode, 404);
      break;
    default:
      unexpected(missing);
  }
  const { ETag } = await unwrap(headObject(s3, { Bucket, Key: "blob" }));
  const same = failed(await getObject(s3, { Bucket, Key: "blob", IfNoneMatch: present(ETag) }));
  assert.equal(same.statusCode, 304);

  for (const { Key } of present((await unwrap(listObjectsV2(s3, { Bucket }))).Contents)) {
    await unwrap(deleteObject(s3, { Bucket, Key: present(Key) }));
  }
  await unwrap(deleteBucket(s3, { Bucket }));
}
