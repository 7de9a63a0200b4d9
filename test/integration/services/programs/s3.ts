import assert from "node:assert/strict";
import {
  createBucket,
  createS3Client,
  deleteBucket,
  getBucketVersioning,
  headBucket,
  listBuckets,
  unwrap,
} from "./src/index.js";
import { failed, present, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const s3 = createS3Client(server);
  const Bucket = "tinsmith-bucket";
  const input = {
    Bucket,
    CreateBucketConfiguration: { LocationConstraint: "eu-west-1" },
  } as const;
  const { Location } = await unwrap(createBucket(s3, input));
  assert.ok(Location?.includes(Bucket));

  const again = failed(await createBucket(s3, input));
  switch (again.name) {
    case "BucketAlreadyOwnedByYou":
      assert.equal(again.statusCode, 409);
      break;
    default:
      unexpected(again);
  }

  const { Buckets = [], Owner } = await unwrap(listBuckets(s3));
  assert.deepEqual(
    Buckets.map(({ Name }) => Name),
    [Bucket],
  );
  recent(Buckets[0]?.CreationDate);
  assert.ok(present(Owner).ID);
  assert.equal((await unwrap(getBucketVersioning(s3, { Bucket }))).Status, undefined);

  await unwrap(headBucket(s3, { Bucket }));
  await unwrap(deleteBucket(s3, { Bucket }));
  const gone = failed(await headBucket(s3, { Bucket }));
  switch (gone.name) {
    case "NotFound":
      assert.equal(gone.statusCode, 404);
      break;
    default:
      unexpected(gone);
  }
}
