import assert from "node:assert/strict";
import {
  createSNSClient,
  createTopic,
  getTopicAttributes,
  listSubscriptionsByTopic,
  publish,
  publishBatch,
  subscribe,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const sns = createSNSClient(server);
  const made = await unwrap(
    createTopic(sns, {
      Name: "tinsmith-topic",
      Attributes: { DisplayName: "a & b = ünd" },
      Tags: [{ Key: "a", Value: "b c" }],
    }),
  );
  const TopicArn = present(made.TopicArn);
  const { Attributes = {} } = await unwrap(getTopicAttributes(sns, { TopicArn }));
  assert.equal(Attributes.DisplayName, "a & b = ünd");

  const Endpoint = "a+b@tinsmith.example";
  await unwrap(subscribe(sns, { TopicArn, Protocol: "email", Endpoint }));
  const { Subscriptions = [] } = await unwrap(listSubscriptionsByTopic(sns, { TopicArn }));
  assert.deepEqual(
    Subscriptions.map((each) => each.Endpoint),
    [Endpoint],
  );

  const sent = await unwrap(
    publish(sns, {
      TopicArn,
      Message: "<ünd> & 秘密 +%",
      MessageAttributes: {
        bytes: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255) },
        text: { DataType: "String", StringValue: "b" },
      },
    }),
  );
  assert.ok(present(sent.MessageId).length > 0);
  const batch = await unwrap(
    publishBatch(sns, {
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: "1", Message: "one" },
        { Id: "2", Message: "two" },
      ],
    }),
  );
  assert.deepEqual(
    batch.Successful?.map(({ Id }) => Id),
    ["1", "2"],
  );

  const missing = failed(await publish(sns, { TopicArn: `${TopicArn}-none`, Message: "a" }));
  switch (missing.name) {
    case "NotFoundException":
      assert.equal(missing.statusCode, 404);
      break;
    default:
      unexpected(missing);
  }
}
