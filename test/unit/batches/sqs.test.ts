import { describe, expect, it } from "vitest";
import type { Result } from "../../../templates/runtime/contract/result.js";
import { failing, hastyClock, helperClient, type Answer } from "../../support/helperClient.js";

const { functions, create } = await helperClient("customization-sqs", "batches");
type Entry = Readonly<Record<string, unknown>> & { readonly Id: string };
type Failed = Error & Record<string, unknown>;
type Called = Result<
  readonly unknown[],
  Failed & { readonly results: readonly Result<unknown, Failed>[] }
>;

const QueueUrl = "https://example.com/1/queue";
const entriesOf = (input: Readonly<Record<string, unknown>>) =>
  input["Entries"] as readonly Entry[];
const upTo = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index));
const message = (MessageBody: string, MessageGroupId?: string) => ({
  MessageBody,
  ...(MessageGroupId !== undefined && { MessageGroupId }),
});
const bodies = (sent: readonly (readonly Entry[])[]) =>
  sent.map((entries) => entries.map(({ MessageBody }) => MessageBody));

async function call(name: string, input: object, answer: Answer, options: object = {}) {
  const { client, asked } = create(answer);
  const given = { clock: hastyClock(), random: () => 1, ...options };
  const result = (await functions[name]!(client, { QueueUrl, ...input }, given)) as Called;
  return { result, sent: asked.map(({ input }) => entriesOf(input)), given };
}

/** What takes all messages, but for those of which a function says why not. */
const queue = (
  refuses: (
    body: string,
    time: number,
  ) => { Code: string; SenderFault: boolean } | undefined = () => undefined,
): Answer => {
  const times = new Map<string, number>();
  return ({ input }) => {
    const judged = entriesOf(input).map(({ Id, MessageBody, ReceiptHandle }) => {
      const text = (MessageBody ?? ReceiptHandle) as string;
      const time = (times.get(text) ?? 0) + 1;
      times.set(text, time);
      return { Id, text, failure: refuses(text, time) };
    });
    return {
      Successful: judged
        .filter(({ failure }) => !failure)
        .map(({ Id, text }) => ({ Id, MessageId: `id of ${text}` })),
      Failed: judged.flatMap(({ Id, failure }) => (failure ? [{ Id, ...failure }] : [])),
    };
  };
};
const busy = { Code: "InternalError", SenderFault: false };
const wrong = { Code: "InvalidMessageContents", SenderFault: true };

describe("sendAll", () => {
  it("sends by ten, and tells of each in their order", async () => {
    const Entries = upTo(23, (index) => message(String(index)));
    const { result, sent } = await call("sendAll", { Entries }, queue());
    expect(sent.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(sent[2]?.map(({ Id }) => Id)).toEqual(["0", "1", "2"]);
    expect(result.ok).toBe(true);
    expect(result.value).toEqual(
      upTo(23, (index) => ({ MessageId: `id of ${index}`, MD5OfMessageBody: "" })),
    );
    expect(Entries[0]).not.toHaveProperty("Id");
  });

  it("sends nothing where there is nothing", async () => {
    const { result, sent } = await call("sendAll", { Entries: [] }, queue());
    expect(result).toMatchObject({ ok: true, value: [] });
    expect(sent).toEqual([]);
  });

  it.each([undefined, null, "a", [null], ["a"]])(
    "takes no entries that are %j",
    async (Entries) => {
      const { result, sent } = await call("sendAll", { Entries }, queue());
      expect(result.error).toMatchObject({ name: "BatchError", cause: { name: "InputError" } });
      expect(sent).toEqual([]);
    },
  );

  it("rejects for no caller", async () => {
    const { client, asked } = create(() => ({}));
    const sparse: object[] = [message("a")];
    sparse[2] = message("c");
    for (const [input, options, error] of [
      [undefined, {}, "InputError"],
      [null, {}, "InputError"],
      [{ QueueUrl, Entries: sparse }, {}, "InputError"],
      [{ QueueUrl, Entries: [message("a")] }, null, "ConfigError"],
    ]) {
      const result = (await functions["sendAll"]!(client, input, options)) as Called;
      expect(result.error).toMatchObject({ name: "BatchError", cause: { name: error } });
    }
    expect(asked).toEqual([]);
  });

  it("tells of attributes that are none", async () => {
    for (const MessageAttributes of [null, { a: null }, 1]) {
      const Entries = [{ MessageBody: "a", MessageAttributes }];
      const { result } = await call("sendAll", { Entries }, queue());
      expect(typeof result.ok).toBe("boolean");
    }
  });

  it.each<[string, readonly object[], readonly number[]]>([
    ["bodies in UTF-8", upTo(3, () => message("é".repeat(262_144))), [2, 1]],
    ["just as much", [message("a".repeat(1_048_575)), message("b")], [2]],
    ["a byte more", [message("a".repeat(1_048_575)), message("bc")], [1, 1]],
    [
      "attributes",
      upTo(2, () => ({
        MessageBody: "a".repeat(500_000),
        MessageAttributes: { name: { DataType: "Binary", BinaryValue: new Uint8Array(30_000) } },
      })),
      [1, 1],
    ],
    [
      "one that is too large by itself",
      [message("a"), message("b".repeat(1_048_577)), message("c")],
      [1, 1, 1],
    ],
  ])("sends by a MiB: %s", async (_, Entries, expected) => {
    const { sent } = await call("sendAll", { Entries }, queue(), { concurrency: 1 });
    expect(sent.map(({ length }) => length)).toEqual(expected);
  });

  it("sends again what failed by the service's fault, and nothing else, after a while", async () => {
    const refuses = (body: string, time: number) =>
      body === "b" && time < 3 ? busy : body === "c" ? wrong : undefined;
    const Entries = ["a", "b", "c"].map((body) => message(body));
    const { result, sent, given } = await call("sendAll", { Entries }, queue(refuses));
    expect(bodies(sent)).toEqual([["a", "b", "c"], ["b"], ["b"]]);
    expect(given.clock.waits).toEqual([50, 100]);
    expect(result.error).toMatchObject({
      name: "BatchError",
      message: "1 of 3 failed, the first with BatchEntryError: ",
      service: "Example",
      operation: "SendMessageBatch",
      cause: { code: "InvalidMessageContents" },
    });
    expect(result.error?.results).toMatchObject([
      { ok: true, value: { MessageId: "id of a" } },
      { ok: true, value: { MessageId: "id of b" }, metadata: { attempts: 1 } },
      {
        ok: false,
        error: { name: "BatchEntryError", code: "InvalidMessageContents", senderFault: true },
      },
    ]);
  });

  it("gives up after some attempts", async () => {
    const Entries = [message("a")];
    const { result, sent } = await call(
      "sendAll",
      { Entries },
      queue(() => busy),
      { maxAttempts: 3 },
    );
    expect(sent).toHaveLength(3);
    expect(result.error?.cause).toMatchObject({ code: "InternalError", senderFault: false });
    const once = await call(
      "sendAll",
      { Entries },
      queue(() => busy),
      { maxAttempts: NaN },
    );
    expect(once.sent).toHaveLength(1);
  });

  it("tells of a call that failed for its own entries alone", async () => {
    const answer: Answer = (asked) =>
      entriesOf(asked.input)[0]?.["MessageBody"] === "0" ? failing("Wrong") : queue()(asked);
    const Entries = upTo(11, (index) => message(String(index)));
    const { result } = await call("sendAll", { Entries }, answer);
    const results = result.error?.results ?? [];
    expect(results.map(({ ok }) => ok)).toEqual([...upTo(10, () => false), true]);
    expect(results[9]?.error).toMatchObject({ name: "UnmodeledServiceError", code: "Wrong" });
  });

  it("does not believe what says nothing of an entry, or something of others", async () => {
    const answer = () => ({ Successful: [{ Id: "7", MessageId: "x" }], Failed: [] });
    const { result } = await call("sendAll", { Entries: [message("a")] }, answer);
    expect(result.error?.results).toMatchObject([{ error: { name: "ResponseError" } }]);
  });

  it("ends when it is aborted", async () => {
    const controller = new AbortController();
    const answer: Answer = (asked) => {
      controller.abort();
      return queue()(asked);
    };
    const Entries = upTo(30, (index) => message(String(index)));
    const options = { signal: controller.signal, concurrency: 1 };
    const { result, sent } = await call("sendAll", { Entries }, answer, options);
    expect(sent).toHaveLength(1);
    expect(new Set(result.error?.results.map(({ error }) => error?.name))).toEqual(
      new Set(["AbortError"]),
    );
  });
});

describe("sendAll to a FIFO queue", () => {
  const fifo = { QueueUrl: `${QueueUrl}.fifo` };
  const send = (groups: string, refuses: Parameters<typeof queue>[0], more: object = {}) =>
    call(
      "sendAll",
      { ...fifo, Entries: [...groups].map((group, index) => message(`${group}${index}`, group)) },
      queue(refuses),
      more,
    );

  it("sends one batch after the other, the next when the last is done", async () => {
    const refuses = (body: string, time: number) =>
      body === "a0" && time === 1 ? busy : undefined;
    const { result, sent } = await send("a" + "b".repeat(14), refuses);
    expect(result.ok).toBe(true);
    expect(bodies(sent).map(([first]) => first)).toEqual(["a0", "a0", "b10"]);
  });

  it("sends several that failed again in their order", async () => {
    const refuses = (_: string, time: number) => (time === 1 ? busy : undefined);
    const { result, sent } = await send("aba", refuses);
    expect(result.ok).toBe(true);
    expect(bodies(sent)).toEqual([
      ["a0", "b1", "a2"],
      ["a0", "b1", "a2"],
    ]);
  });

  it("sends none again behind a later one of its group", async () => {
    const refuses = (body: string) => (/a0|b1/.test(body) ? busy : undefined);
    const { result, sent } = await send("aba", refuses, { maxAttempts: 2 });
    expect(bodies(sent)).toEqual([["a0", "b1", "a2"], ["b1"]]);
    expect(result.error?.results.map(({ ok }) => ok)).toEqual([false, false, true]);
  });

  it("sends nothing of a group after what failed for good", async () => {
    const { result, sent } = await send("a".repeat(9) + "bab", (body) =>
      body === "a8" ? wrong : undefined,
    );
    expect(bodies(sent)).toEqual([[...upTo(9, (index) => `a${index}`), "b9"], ["b11"]]);
    expect(result.error?.results[10]?.error).toMatchObject({ code: "NotSent", senderFault: false });
    expect(result.error?.results[11]?.ok).toBe(true);
  });

  it("sends nothing of a group after a call that failed", async () => {
    let times = 0;
    const answer: Answer = (asked) => (times++ ? queue()(asked) : failing("Wrong"));
    const Entries = upTo(12, (index) => message(String(index), index < 11 ? "a" : "b"));
    const { result, sent } = await call("sendAll", { ...fifo, Entries }, answer);
    expect(bodies(sent)[1]).toEqual(["11"]);
    const codes = result.error?.results.map(({ error }) => error?.["code"]);
    expect(codes).toEqual([...upTo(10, () => "Wrong"), "NotSent", undefined]);
  });
});

describe("deleteAll", () => {
  it("deletes by ten, and again what failed by the service's fault, of any queue in any order", async () => {
    const Entries = upTo(12, (index) => ({ ReceiptHandle: String(index) }));
    const refuses = (handle: string, time: number) =>
      handle === "0" && time === 1 ? busy : handle === "11" ? wrong : undefined;
    const input = { QueueUrl: `${QueueUrl}.fifo`, Entries };
    const { result, sent } = await call("deleteAll", input, queue(refuses), { concurrency: 1 });
    const handles = sent.map((entries) => entries.map(({ ReceiptHandle }) => ReceiptHandle));
    expect(handles).toEqual([upTo(10, String), ["0"], ["10", "11"]]);
    expect(result.error).toMatchObject({ name: "BatchError", operation: "DeleteMessageBatch" });
    expect(result.error?.results.map(({ ok }) => ok)).toEqual(upTo(12, (index) => index < 11));
    expect(result.error?.results[0]?.value).toEqual({});
  });
});
