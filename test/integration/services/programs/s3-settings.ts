import assert from "node:assert/strict";
import {
  createBucket,
  createS3Client,
  deleteBucket,
  getBucketCors,
  getBucketTagging,
  getBucketVersioning,
  putBucketCors,
  putBucketTagging,
  putBucketVersioning,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

/** What S3 takes only with a checksum of the body. */
export async function run(server: Server): Promise<void> {
  const s3 = createS3Client(server);
  const Bucket = "tinsmith-settings";
  await unwrap(
    createBucket(s3, {
      Bucket,
      CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
    }),
  );

  const TagSet = [
    { Key: "a & b", Value: "<ünd>" },
    { Key: "empty", Value: "" },
  ];
  await unwrap(putBucketTagging(s3, { Bucket, Tagging: { TagSet } }));
  assert.deepEqual((await unwrap(getBucketTagging(s3, { Bucket }))).TagSet, TagSet);

  await unwrap(putBucketVersioning(s3, { Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  assert.equal((await unwrap(getBucketVersioning(s3, { Bucket }))).Status, "Enabled");

  const rule = {
    AllowedMethods: ["GET", "PUT"],
    AllowedOrigins: ["https://example.com"],
    AllowedHeaders: ["*"],
    MaxAgeSeconds: 60,
  };
  await unwrap(putBucketCors(s3, { Bucket, CORSConfiguration: { CORSRules: [rule] } }));
  const { CORSRules } = await unwrap(getBucketCors(s3, { Bucket }));
  const [found] = present(CORSRules);
  assert.deepEqual(found?.AllowedMethods, rule.AllowedMethods);
  assert.equal(found?.MaxAgeSeconds, 60);

  await unwrap(deleteBucket(s3, { Bucket }));
  // S3's model has no error for it.
  const gone = failed(await getBucketTagging(s3, { Bucket }));
  switch (gone.name) {
    case "UnmodeledServiceError":
      assert.equal(gone.code, "NoSuchBucket");
      assert.equal(gone.statusCode, 404);
      break;
    default:
      unexpected(gone);
  }
}
