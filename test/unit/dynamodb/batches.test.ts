import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Result } from "../../../templates/runtime/contract/result.js";
import { failing, hastyClock, helperClient, type Answer } from "../../support/helperClient.js";

const { functions, create } = await helperClient("customization-dynamodb", "documents");
type Called = Result<unknown, Error & Record<string, unknown>>;
type Writes = Readonly<Record<string, readonly object[]>>;
type Keys = Readonly<
  Record<string, { readonly Keys: readonly Readonly<Record<string, unknown>>[] }>
>;

const fast = () => ({ clock: hastyClock(), random: () => 1 });
const put = (id: number) => ({ PutRequest: { Item: { id } } });
const asPut = (id: number) => ({ PutRequest: { Item: { id: { N: String(id) } } } });
const upTo = <T>(count: number, of: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => of(index));

async function call(name: string, RequestItems: object, answer: Answer, options: object = {}) {
  const { client, asked } = create(answer);
  const given = { ...fast(), ...options };
  const result = (await functions[name]!(client, { RequestItems, other: 1 }, given)) as Called;
  return { result, asked, sent: asked.map(({ input }) => input["RequestItems"]), given };
}

describe("writeAll", () => {
  it("writes by 25, of one table or another", async () => {
    const requests = { a: upTo(30, put), b: [{ DeleteRequest: { Key: { id: 1 } } }] };
    const { result, sent } = await call("writeAll", requests, () => ({}), { concurrency: 1 });
    expect(result).toMatchObject({ ok: true, value: { processed: 31 } });
    expect(sent).toEqual([
      { a: upTo(25, asPut) },
      { a: upTo(30, asPut).slice(25), b: [{ DeleteRequest: { Key: { id: { N: "1" } } } }] },
    ]);
  });

  it("writes nothing where there is nothing", async () => {
    const { result, sent } = await call("writeAll", {}, () => ({}));
    expect(result).toMatchObject({ ok: true, value: { processed: 0 } });
    expect(sent).toEqual([]);
  });

  it("writes again what was not processed, and nothing else, after a while", async () => {
    let times = 0;
    const { result, sent, given } = await call("writeAll", { a: upTo(3, put) }, ({ input }) => {
      const { a } = input["RequestItems"] as Writes;
      return { UnprocessedItems: ++times < 3 ? { a: a!.slice(1) } : {} };
    });
    expect(result).toMatchObject({ ok: true, value: { processed: 3 } });
    expect(sent).toEqual([{ a: upTo(3, asPut) }, { a: [asPut(1), asPut(2)] }, { a: [asPut(2)] }]);
    expect(given.clock.waits).toEqual([50, 100]);
  });

  it("gives up, and tells what is left as it can be written again", async () => {
    const big = { PutRequest: { Item: { id: 2n ** 64n, part: 1.5 } } };
    const { result, sent, given } = await call(
      "writeAll",
      { a: [big] },
      ({ input }) => ({ UnprocessedItems: input["RequestItems"] }),
      { maxAttempts: 3 },
    );
    expect(sent).toHaveLength(3);
    expect(given.clock.waits).toHaveLength(2);
    expect(result).toMatchObject({
      ok: false,
      error: {
        name: "UnprocessedError",
        message: "1 of 1 were not processed",
        service: "Example",
        operation: "BatchWriteItem",
        unprocessed: {
          a: [{ PutRequest: { Item: { id: { value: "18446744073709551616" }, part: 1.5 } } }],
        },
      },
    });
    const unprocessed = result.error?.["unprocessed"] as object;
    const again = await call("writeAll", unprocessed, () => ({}));
    expect(again.sent[0]).toEqual(sent[0]);
  });

  it.each([NaN, 0, -1])("asks once where maxAttempts is %d", async (maxAttempts) => {
    const answer: Answer = ({ input }) => ({ UnprocessedItems: input["RequestItems"] });
    const { result, sent } = await call("writeAll", { a: [put(1)] }, answer, { maxAttempts });
    expect(result.error?.name).toBe("UnprocessedError");
    expect(sent).toHaveLength(1);
  });

  it("begins no other call after one that failed, and tells what is not known to be written", async () => {
    const answer: Answer = ({ input }) => {
      const [first] = (input["RequestItems"] as Writes)["a"]!;
      return JSON.stringify(first) === JSON.stringify(asPut(25)) ? failing("Wrong") : {};
    };
    const { result, sent } = await call("writeAll", { a: upTo(80, put) }, answer, {
      concurrency: 1,
    });
    expect(sent).toHaveLength(2);
    expect(result.error).toMatchObject({
      name: "UnmodeledServiceError",
      code: "Wrong",
      attempts: 1,
    });
    expect(result.error?.["unprocessed"]).toEqual({ a: upTo(80, put).slice(25) });
  });

  it("writes nothing where something cannot be", async () => {
    const requests = { a: [...upTo(30, put), { PutRequest: { Item: { id: new Date(0) } } }] };
    const { result, sent } = await call("writeAll", requests, () => ({}));
    expect(sent).toEqual([]);
    expect(result.error).toMatchObject({
      name: "InputError",
      operation: "BatchWriteItem",
      path: 'RequestItems["a"][30].PutRequest.Item["id"]',
      unprocessed: requests,
    });
  });

  it("believes no answer that more is left than was asked for", async () => {
    const answer = () => ({ UnprocessedItems: { a: upTo(2, asPut) } });
    const { result, sent } = await call("writeAll", { a: [put(1)] }, answer);
    expect(sent).toHaveLength(1);
    expect(result.error).toMatchObject({ name: "ResponseError", unprocessed: { a: [put(1)] } });
  });

  it("tells what came back and cannot be read, as it came", async () => {
    const left = { a: [{ PutRequest: { Item: { id: { X: "new" } } } }] };
    const answer = () => new Response(JSON.stringify({ UnprocessedItems: left }));
    const { result } = await call("writeAll", { a: [put(1)] }, answer, { maxAttempts: 1 });
    expect(result.error).toMatchObject({
      name: "ResponseError",
      operation: "BatchWriteItem",
      path: 'UnprocessedItems["a"][0].PutRequest.Item["id"]',
      attempts: 1,
    });
    expect(result.error?.["unprocessed"]).toMatchObject({ a: [{ PutRequest: {} }] });
  });

  it("shows no items in logs", async () => {
    const answer: Answer = ({ input }) => ({ UnprocessedItems: input["RequestItems"] });
    const secret = { PutRequest: { Item: { id: "secret" } } };
    const wrong = { PutRequest: { Item: { id: "secret", when: new Date(0) } } };
    for (const request of [secret, wrong]) {
      const { result } = await call("writeAll", { a: [request] }, answer, { maxAttempts: 1 });
      expect(result.error?.["unprocessed"]).toEqual({ a: [request] });
      expect(inspect(result.error) + JSON.stringify(result.error)).not.toContain("secret");
    }
  });

  it.each(["writeAll", "getAll"])("rejects for no caller: %s", async (name) => {
    const { client, asked } = create(() => ({}));
    for (const [input, options, error] of [
      [null, {}, "InputError"],
      ["a", {}, "InputError"],
      [{ RequestItems: {} }, null, "ConfigError"],
      [null, null, "ConfigError"],
    ]) {
      const result = (await functions[name]!(client, input, options)) as Called;
      expect(result.error).toMatchObject({ name: error, service: "Example", attempts: 0 });
    }
    expect(asked).toEqual([]);
  });

  it("ends when it is aborted, also while it waits", async () => {
    const controller = new AbortController();
    const clock = {
      now: () => 0,
      after() {
        controller.abort();
        return () => {};
      },
    };
    const answer: Answer = ({ input }) => ({ UnprocessedItems: input["RequestItems"] });
    const { signal } = controller;
    const { result, sent } = await call("writeAll", { a: [put(1)] }, answer, { clock, signal });
    expect(sent).toHaveLength(1);
    expect(result.error).toMatchObject({ name: "AbortError", unprocessed: { a: [put(1)] } });
  });

  it("has so many calls at once, and no more", async () => {
    let [now, most] = [0, 0];
    const answer = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
      return {};
    };
    await call("writeAll", { a: upTo(250, put) }, answer, { concurrency: 3 });
    expect(most).toBe(3);
    const { result } = await call("writeAll", { a: upTo(50, put) }, answer, { concurrency: NaN });
    expect(result).toMatchObject({ value: { processed: 50 } });
  });
});

describe("getAll", () => {
  const keys = (count: number) => upTo(count, (id) => ({ id }));
  /** What has all that it is asked for, but for some keys at first. */
  function store(misses: (id: string) => boolean): Answer {
    const asked = new Set<string>();
    return ({ input }) => {
      const { Keys, ...how } = (input["RequestItems"] as Keys)["a"]!;
      const idOf = (key: object) => (key as { id: { N: string } }).id.N;
      const left = Keys.filter((key) => misses(idOf(key)) && !asked.has(idOf(key)));
      for (const key of left) asked.add(idOf(key));
      return {
        Responses: { a: Keys.filter((key) => !left.includes(key)) },
        ...(left.length > 0 && { UnprocessedKeys: { a: { ...how, Keys: left } } }),
      };
    };
  }

  it("reads by 100, and again what was not processed, as it was to be read", async () => {
    const requests = { a: { Keys: keys(150), ProjectionExpression: "id" } };
    const { result, sent } = await call(
      "getAll",
      requests,
      store((id) => id === "7"),
      {
        concurrency: 1,
      },
    );
    const { a } = result.value as { a: { id: number }[] };
    expect(a.map(({ id }) => id).sort((x, y) => x - y)).toEqual(upTo(150, (id) => id));
    expect(sent.map((one) => (one as Keys)["a"]!.Keys.length)).toEqual([100, 1, 50]);
    expect(sent[1]).toEqual({ a: { Keys: [{ id: { N: "7" } }], ProjectionExpression: "id" } });
  });

  it("tells what was read where not all was", async () => {
    const answer: Answer = ({ input }) => {
      const { Keys } = (input["RequestItems"] as Keys)["a"]!;
      return {
        Responses: { a: Keys.slice(1) },
        UnprocessedKeys: { a: { Keys: Keys.slice(0, 1) } },
      };
    };
    const { result } = await call("getAll", { a: { Keys: keys(2) } }, answer, { maxAttempts: 2 });
    expect(result.error).toMatchObject({ name: "UnprocessedError", operation: "BatchGetItem" });
    expect(result.error?.["items"]).toEqual({ a: [{ id: 1 }] });
    expect(Object.keys(result.error!)).not.toContain("items");
    expect(result.error?.["unprocessed"]).toEqual({ a: { Keys: [{ id: 0 }] } });
  });

  it.each([{ a: null }, { a: {} }, { a: { Keys: null } }, { a: { Keys: [null] } }])(
    "takes no keys that are none: %j",
    async (requests) => {
      const { result, sent } = await call(
        "getAll",
        requests,
        store(() => false),
      );
      expect(result.error).toMatchObject({ name: "InputError", operation: "BatchGetItem" });
      expect(sent).toEqual([]);
    },
  );

  it("has no prototype of a table's name", async () => {
    const requests = JSON.parse('{"__proto__":{"Keys":[{"id":1}]}}') as object;
    const answer = () => new Response('{"Responses":{"__proto__":[{"id":{"N":"1"}}]}}');
    const { result } = await call("getAll", requests, answer);
    expect(Object.getPrototypeOf(result.value)).toBe(Object.prototype);
    expect(JSON.stringify(result.value)).toBe('{"__proto__":[{"id":1}]}');
  });
});
