import assert from "node:assert/strict";
import {
  createKinesisClient,
  createStream,
  describeStream,
  getRecords,
  getShardIterator,
  putRecord,
  unwrap,
} from "./src/index.js";
import { failed, present, recent, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const kinesis = createKinesisClient(server);
  const StreamName = "tinsmith";
  await unwrap(createStream(kinesis, { StreamName, ShardCount: 1 }));
  const { StreamDescription } = await unwrap(describeStream(kinesis, { StreamName }));
  assert.equal(StreamDescription.HasMoreShards, false);
  recent(StreamDescription.StreamCreationTimestamp);
  const Data = Uint8Array.of(0, 255, 10);
  const { ShardId } = await unwrap(putRecord(kinesis, { StreamName, Data, PartitionKey: "ünd" }));
  const { ShardIterator } = await unwrap(
    getShardIterator(kinesis, { StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
  );
  const { Records, MillisBehindLatest } = await unwrap(
    getRecords(kinesis, { ShardIterator: present(ShardIterator) }),
  );
  assert.deepEqual(
    Records.map((record) => record.Data),
    [Data],
  );
  assert.equal(Records[0]?.PartitionKey, "ünd");
  recent(Records[0].ApproximateArrivalTimestamp);
  assert.equal(MillisBehindLatest, 0);

  const again = failed(await createStream(kinesis, { StreamName, ShardCount: 1 }));
  switch (again.name) {
    case "ResourceInUseException":
      assert.equal(again.statusCode, 400);
      break;
    default:
      unexpected(again);
  }
  const missing = failed(await describeStream(kinesis, { StreamName: "none" }));
  switch (missing.name) {
    case "ResourceNotFoundException":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
