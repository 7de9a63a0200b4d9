import assert from "node:assert/strict";
import {
  createQueue,
  createSQSClient,
  deleteMessage,
  getQueueAttributes,
  getQueueUrl,
  receiveMessage,
  sendMessage,
  sendMessageBatch,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server, unexpected } from "./support.js";

export async function run(server: Server): Promise<void> {
  const sqs = createSQSClient(server);
  const QueueName = "tinsmith-queue";
  const { QueueUrl = "" } = await unwrap(
    createQueue(sqs, { QueueName, Attributes: { VisibilityTimeout: "60" } }),
  );
  assert.equal((await unwrap(getQueueUrl(sqs, { QueueName }))).QueueUrl, QueueUrl);
  const { Attributes } = await unwrap(
    getQueueAttributes(sqs, { QueueUrl, AttributeNames: ["VisibilityTimeout"] }),
  );
  assert.deepEqual(Attributes, { VisibilityTimeout: "60" });

  const MessageBody = "<ünd> & 秘密";
  const BinaryValue = Uint8Array.of(0, 255);
  await unwrap(
    sendMessage(sqs, {
      QueueUrl,
      MessageBody,
      MessageAttributes: { bytes: { DataType: "Binary", BinaryValue } },
    }),
  );
  const { Messages = [] } = await unwrap(
    receiveMessage(sqs, { QueueUrl, MessageAttributeNames: ["All"], WaitTimeSeconds: 0 }),
  );
  assert.equal(Messages.length, 1);
  assert.equal(Messages[0]?.Body, MessageBody);
  assert.deepEqual(Messages[0].MessageAttributes?.bytes?.BinaryValue, BinaryValue);
  const ReceiptHandle = present(Messages[0].ReceiptHandle);
  await unwrap(deleteMessage(sqs, { QueueUrl, ReceiptHandle }));

  const { Successful } = await unwrap(
    sendMessageBatch(sqs, { QueueUrl, Entries: [{ Id: "1", MessageBody: "one" }] }),
  );
  assert.deepEqual(
    Successful.map(({ Id }) => Id),
    ["1"],
  );

  const missing = failed(await getQueueUrl(sqs, { QueueName: "none" }));
  switch (missing.name) {
    case "QueueDoesNotExist":
      assert.equal(missing.statusCode, 400);
      break;
    default:
      unexpected(missing);
  }
}
