import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  createBucket,
  createS3Client,
  deleteBucket,
  deleteObjects,
  getObject,
  headObject,
  putObject,
  unwrap,
} from "./src/index.js";
import { type Server } from "./support.js";

const algorithms = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;

/** Checksums in headers and in trailers, which S3 checks of what it takes, and gives again. */
export async function run(server: Server): Promise<void> {
  const s3 = createS3Client({
    ...server,
    requestChecksumCalculation: "when_supported",
    responseChecksumValidation: "when_supported",
  });
  const Bucket = "tinsmith-checksums";
  await unwrap(
    createBucket(s3, {
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );

  const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => i * 31 + (i >> 8));
  const sha256 = createHash("sha256").update(bytes).digest("base64");
  // A generator is read once.
  const pieces = async function* () {
    for (let i = 0; i < bytes.length; i += 30_000) {
      yield await Promise.resolve(bytes.subarray(i, i + 30_000));
    }
  };
  const bodies = {
    bytes: () => bytes,
    blob: () => new Blob([bytes]),
    stream: pieces,
  };
  const keys: string[] = [];
  for (const [name, body] of Object.entries(bodies)) {
    for (const ChecksumAlgorithm of algorithms) {
      const Key = `${name}-${ChecksumAlgorithm}`;
      keys.push(Key);
      const put = await unwrap(
        putObject(s3, {
          Bucket,
          Key,
          Body: body(),
          ContentLength: bytes.length,
          ChecksumAlgorithm,
        }),
      );
      assert.ok(put.ETag);
      const got = await unwrap(getObject(s3, { Bucket, Key }));
      const read = await got.Body.bytes();
      assert.equal(createHash("sha256").update(read).digest("base64"), sha256, Key);
      if (ChecksumAlgorithm === "SHA256") assert.equal(got.ChecksumSHA256, sha256, Key);
    }
  }

  // Of a part, there is no checksum.
  const part = await unwrap(getObject(s3, { Bucket, Key: keys[0]!, Range: "bytes=0-99" }));
  assert.deepEqual(await part.Body.bytes(), bytes.slice(0, 100));

  // By default, and without knowing how long it is before.
  await unwrap(putObject(s3, { Bucket, Key: "default", Body: "Hello world" }));
  const head = await unwrap(headObject(s3, { Bucket, Key: "default", ChecksumMode: "ENABLED" }));
  assert.equal(head.ChecksumCRC32, "i9aeUg==");
  const unknown = await putObject(s3, { Bucket, Key: "unknown", Body: pieces() });
  assert.equal(unknown.ok ? undefined : unknown.error.name, "InputError");

  const Objects = ["default", ...keys].map((Key) => ({ Key }));
  const { Errors } = await unwrap(deleteObjects(s3, { Bucket, Delete: { Objects } }));
  assert.deepEqual(Errors ?? [], []);
  await unwrap(deleteBucket(s3, { Bucket }));
}
