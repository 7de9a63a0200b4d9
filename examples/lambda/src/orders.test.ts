import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { createSQSClient } from "./aws/sqs/index.js";
import { createFakeSQS, fakeError, type FakeSQSHandlers } from "./aws/sqs/testing.js";
import { createOrderHandler, type HttpEvent } from "./orders.js";

const order: HttpEvent = { body: '{"article":"tea","amount":2}', isBase64Encoded: false };
const inTime = { getRemainingTimeInMillis: () => 3000 };

function withQueue(sendMessage: FakeSQSHandlers["sendMessage"]) {
  const fake = createFakeSQS({ sendMessage });
  const handler = createOrderHandler(createSQSClient(fake.config), "https://sqs.example/orders");
  return { fake, handler };
}

describe("the handler", () => {
  const log = mock.method(console, "error");
  beforeEach(() => {
    log.mock.resetCalls();
    log.mock.mockImplementation(() => {});
  });

  it("puts an order into the queue", async () => {
    const { fake, handler } = withQueue(() => ({ MessageId: "1" }));
    assert.deepEqual(await handler(order, inTime), { statusCode: 202, body: "1" });
    assert.deepEqual(fake.calls, [
      {
        operation: "sendMessage",
        input: { QueueUrl: "https://sqs.example/orders", MessageBody: order.body },
      },
    ]);
  });

  it("reads what the gateway encoded", async () => {
    const { handler } = withQueue(() => ({ MessageId: "2" }));
    const body = Buffer.from(order.body ?? "").toString("base64");
    assert.equal((await handler({ body, isBase64Encoded: true }, inTime)).statusCode, 202);
  });

  it("refuses what is no order, without a call", async () => {
    const { fake, handler } = withQueue(() => ({}));
    for (const body of [undefined, "", "tea", "null", '{"article":"tea","amount":0.5}']) {
      assert.equal((await handler({ body, isBase64Encoded: false }, inTime)).statusCode, 400);
    }
    assert.deepEqual(fake.calls, []);
  });

  it("asks to come again where the queue is busy, once it has tried itself", async () => {
    const { fake, handler } = withQueue(() =>
      fakeError("RequestThrottled", { message: "Too many." }),
    );
    assert.equal((await handler(order, inTime)).statusCode, 503);
    assert.equal(fake.calls.length, 3);
  });

  it("logs what went wrong as one line", async () => {
    const { handler } = withQueue(() =>
      fakeError("QueueDoesNotExist", { message: "No such queue." }),
    );
    assert.equal((await handler(order, inTime)).statusCode, 500);
    const [line] = log.mock.calls[0]?.arguments ?? [];
    const { name, operation, attempts } = JSON.parse(String(line)) as Record<string, unknown>;
    assert.deepEqual(
      { name, operation, attempts },
      {
        name: "QueueDoesNotExist",
        operation: "SendMessage",
        attempts: 1,
      },
    );
  });
});
