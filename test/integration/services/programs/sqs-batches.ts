import assert from "node:assert/strict";
import { deleteAll, sendAll } from "./src/batches.js";
import {
  createQueue,
  createSQSClient,
  deleteMessageBatch,
  receiveMessage,
  sendMessageBatch,
  unwrap,
} from "./src/index.js";
import { failed, present, type Server } from "./support.js";

export async function run(server: Server): Promise<void> {
  // What the batches are made of.
  assert.equal([sendMessageBatch, deleteMessageBatch].length, 2);
  const sqs = createSQSClient(server);
  const { QueueUrl = "" } = await unwrap(
    createQueue(sqs, {
      QueueName: "tinsmith-batches.fifo",
      Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true" },
    }),
  );
  const bodies = Array.from({ length: 23 }, (_, index) => `message ${index}`);
  const sent = await unwrap(
    sendAll(sqs, {
      QueueUrl,
      Entries: bodies.map((MessageBody) => ({ MessageBody, MessageGroupId: "group" })),
    }),
  );
  assert.equal(sent.length, 23);
  assert.ok(sent.every(({ MessageId }) => MessageId));

  const received: string[] = [];
  while (received.length < bodies.length) {
    const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
    const { Messages = [] } = await unwrap(receiveMessage(sqs, input));
    assert.notEqual(Messages.length, 0);
    received.push(...Messages.map(({ Body }) => present(Body)));
    const Entries = Messages.map(({ ReceiptHandle }) => ({
      ReceiptHandle: present(ReceiptHandle),
    }));
    await unwrap(deleteAll(sqs, { QueueUrl, Entries }));
  }
  assert.deepEqual(received, bodies);

  const Entries = [{ ReceiptHandle: "none" }];
  const { results } = failed(await deleteAll(sqs, { QueueUrl, Entries }));
  assert.equal(results.length, 1);
  assert.equal(results[0]?.ok, false);
}
