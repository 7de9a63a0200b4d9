import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { goldenClient } from "../../support/goldenClient.js";

const client = await goldenClient("customization-sqs");
const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const QueueUrl = "https://sqs.eu-west-1.amazonaws.com/1/queue";
const answer = (value: object) => () => Response.json(value);

describe("the MD5 of a message", () => {
  const text = "héllo";
  it.each<[string, string, object, object, string | undefined]>([
    ["sendMessage", "its", { MessageBody: text }, { MD5OfMessageBody: md5(text) }, undefined],
    ["sendMessage", "no", { MessageBody: text }, {}, undefined],
    [
      "sendMessage",
      "another's",
      { MessageBody: text },
      { MD5OfMessageBody: md5("hello") },
      "MD5OfMessageBody",
    ],
    [
      "sendMessageBatch",
      "its",
      {
        Entries: [
          { Id: "a", MessageBody: "A" },
          { Id: "b", MessageBody: "B" },
        ],
      },
      {
        Successful: [
          { Id: "b", MD5OfMessageBody: md5("B") },
          { Id: "a", MD5OfMessageBody: md5("A") },
        ],
      },
      undefined,
    ],
    [
      "sendMessageBatch",
      "another's",
      {
        Entries: [
          { Id: "a", MessageBody: "A" },
          { Id: "b", MessageBody: "B" },
        ],
      },
      {
        Successful: [
          { Id: "b", MD5OfMessageBody: md5("B") },
          { Id: "a", MD5OfMessageBody: md5("B") },
        ],
      },
      "Successful[1].MD5OfMessageBody",
    ],
    ["receiveMessage", "its", {}, { Messages: [{ Body: text, MD5OfBody: md5(text) }] }, undefined],
    ["receiveMessage", "no", {}, {}, undefined],
    [
      "receiveMessage",
      "another's",
      {},
      { Messages: [{ Body: text, MD5OfBody: md5("hello") }] },
      "Messages[0].MD5OfBody",
    ],
  ])("of %s that is %s", async (operation, _, input, output, path) => {
    const { result, sent } = await client(operation, { QueueUrl, ...input }, {}, answer(output));
    expect(result).toMatchObject(
      path === undefined ? { ok: true } : { ok: false, error: { name: "ResponseError", path } },
    );
    // Whoever sends again may send twice.
    expect(sent).toHaveLength(1);
  });

  it("is of what an interceptor made of it", async () => {
    const interceptor = (request: { body: string }, next: (request: object) => unknown) =>
      next({ ...request, body: request.body.replace("old", "new") });
    const settings = { interceptors: [interceptor] };
    const told = answer({ MD5OfMessageBody: md5("new") });
    const { result } = await client(
      "sendMessage",
      { QueueUrl, MessageBody: "old" },
      settings,
      told,
    );
    expect(result.ok).toBe(true);
  });

  it("is not looked at where an interceptor answers itself", async () => {
    const given = {
      status: 200,
      headers: new Headers(),
      text: () => Promise.resolve('{"MD5OfMessageBody":"0"}'),
    };
    const settings = { interceptors: [() => Promise.resolve(given)] };
    const { result } = await client("sendMessage", { QueueUrl, MessageBody: "old" }, settings);
    expect(result.ok).toBe(true);
  });

  it("is not looked at where the service answered with an error", async () => {
    const failing = () => Response.json({ __type: "Other" }, { status: 400 });
    const { result } = await client("sendMessage", { QueueUrl, MessageBody: "" }, {}, failing);
    expect(result).toMatchObject({ ok: false, error: { code: "Other" } });
  });
});

describe("a queue", () => {
  const other = "https://sqs.us-east-2.amazonaws.com/1/queue";
  it.each<[string, object, string]>([
    [other, {}, "https://sqs.us-east-2.amazonaws.com"],
    ["http://localhost:4566/1/queue", {}, "http://localhost:4566"],
    [other, { useQueueUrlAsEndpoint: false }, "https://default.example.com"],
    [other, { useFips: true }, "https://default.example.com"],
    [other, { useDualStack: true }, "https://default.example.com"],
    [other, { endpoint: "https://own.example.com" }, "https://own.example.com"],
    ["queue", {}, "https://default.example.com"],
    ["https://user:pass@example.com/1/queue", {}, "https://default.example.com"],
    ["ftp://example.com/1/queue", {}, "https://default.example.com"],
  ])("of %s is asked, with %j, at %s", async (url, settings, expected) => {
    const input = { QueueUrl: url, ReceiptHandle: "h" };
    const { result, sent } = await client("deleteMessage", input, settings);
    expect(result.ok).toBe(true);
    expect(new URL(sent[0]!.url).origin).toBe(expected);
  });
});
