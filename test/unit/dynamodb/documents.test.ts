import { describe, expect, it } from "vitest";
import type { Result } from "../../../templates/runtime/contract/result.js";
import { failing, helperClient, type Answer } from "../../support/helperClient.js";

const { functions, create } = await helperClient("customization-dynamodb", "documents");
type Called = Result<Record<string, unknown>, Error & Record<string, unknown>>;

/** Calls an operation on a service that answers so. */
async function call(name: string, input: object, answer: Answer, config?: object) {
  const { client, asked } = create(answer);
  const documents = config ? functions["createDocumentClient"]!(client, config) : client;
  return { result: (await functions[name]!(documents, input)) as Called, asked };
}

const TableName = "t";

describe("an operation on documents", () => {
  it("writes and reads plain values", async () => {
    const { result, asked } = await call("getItem", { TableName, Key: { id: "1" } }, () => ({
      Item: { id: { S: "1" }, n: { N: "2" }, set: { SS: ["a"] }, bytes: { B: "AQ==" } },
    }));
    expect(asked).toEqual([
      { operation: "GetItem", input: { TableName, Key: { id: { S: "1" } } } },
    ]);
    expect(result).toMatchObject({ ok: true, metadata: { attempts: 1 } });
    expect(result.value).toEqual({
      Item: { id: "1", n: 2, set: new Set(["a"]), bytes: Uint8Array.of(1) },
    });
  });

  it("leaves out what there is none of", async () => {
    const { result } = await call("getItem", { TableName, Key: { id: "1" } }, () => ({}));
    expect(result.value).toEqual({});
  });

  it("writes as the client says, which stays as it was", async () => {
    const config = { marshallOptions: { removeUndefinedValues: true } };
    const input = { TableName, Item: { id: "1", none: undefined } };
    const { asked } = await call("putItem", input, () => ({}), config);
    expect(asked[0]?.input).toEqual({ TableName, Item: { id: { S: "1" } } });
    expect(input.Item).toHaveProperty("none");
  });

  it("reads as the client says", async () => {
    const config = { unmarshallOptions: { wrapNumbers: BigInt } };
    const answer = () => ({ Item: { n: { N: "9007199254740993" } } });
    const { result } = await call("getItem", { TableName, Key: {} }, answer, config);
    expect(result.value).toEqual({ Item: { n: 9007199254740993n } });
  });

  it("sends nothing of what cannot be stored", async () => {
    const input = { TableName, Item: { list: [1, new Date(0)] } };
    const { result, asked } = await call("putItem", input, () => ({}));
    expect(result).toMatchObject({
      ok: false,
      error: { name: "InputError", operation: "PutItem", path: 'Item["list"][1]', attempts: 0 },
    });
    expect(asked).toEqual([]);
  });

  it("tells of what cannot be read, once", async () => {
    const answer = () => ({ Items: [{ n: { N: "1" } }, { n: { N: "9007199254740993" } }] });
    const { result, asked } = await call("query", { TableName }, answer);
    expect(result).toMatchObject({
      ok: false,
      error: { name: "ResponseError", operation: "Query", path: 'Items[1]["n"]' },
    });
    expect(asked).toHaveLength(1);
  });

  it("reads the values in an error", async () => {
    const Item = { id: { S: "1" }, tags: { SS: ["a"] } };
    const { result } = await call("putItem", { TableName, Item: {} }, () =>
      failing("ConditionalCheckFailedException", { Item }),
    );
    expect(result.error).toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "ConditionalCheckFailedException",
      data: { Item: { id: "1", tags: new Set(["a"]) } },
    });
  });

  it("reads maps and lists of them", async () => {
    const Keys = [{ id: { S: "2" } }];
    const { result, asked } = await call(
      "batchGetItem",
      { RequestItems: { t: { Keys: [{ id: "1" }, { id: "2" }] } } },
      () => ({ Responses: { t: [{ id: { S: "1" } }] }, UnprocessedKeys: { t: { Keys } } }),
    );
    expect(asked[0]?.input).toEqual({
      RequestItems: { t: { Keys: [{ id: { S: "1" } }, { id: { S: "2" } }] } },
    });
    expect(result.value).toEqual({
      Responses: { t: [{ id: "1" }] },
      UnprocessedKeys: { t: { Keys: [{ id: "2" }] } },
    });
  });

  it("has no prototype of an attribute's name", async () => {
    const answer = () => new Response('{"Item":{"__proto__":{"M":{"__proto__":{"S":"a"}}}}}');
    const { result } = await call("getItem", { TableName, Key: {} }, answer);
    const { Item } = result.value as { Item: object };
    expect(Object.getPrototypeOf(Item)).toBe(Object.prototype);
    expect(JSON.stringify(Item)).toBe('{"__proto__":{"__proto__":"a"}}');
    expect({}).not.toHaveProperty("a");
  });

  it("fails where a response is nested without end", async () => {
    const text = '{"L":['.repeat(100_000) + "]}".repeat(100_000);
    const { result } = await call(
      "getItem",
      { TableName, Key: {} },
      () => new Response(`{"Item":{"a":${text}}}`),
    );
    expect(result).toMatchObject({ ok: false, error: { name: "ResponseError" } });
  });
});

/** Pages of one item each, whose keys are where they begin. */
const paged =
  (count: number): Answer =>
  ({ input: { ExclusiveStartKey } }) => {
    const key = ExclusiveStartKey as { id: { N: string } } | undefined;
    const id = Number(key?.id.N ?? 0) + 1;
    const N = String(id);
    return { Items: [{ id: { N } }], ...(id < count && { LastEvaluatedKey: { id: { N } } }) };
  };

interface Pages extends AsyncIterable<Called> {
  items(): AsyncIterable<unknown>;
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe("pages of documents", () => {
  const pages = (answer: Answer, options?: object) => {
    const { client, asked } = create(answer);
    const input = { TableName, ExpressionAttributeValues: { ":a": 1 } };
    return { pages: functions["paginateQuery"]!(client, input, options) as Pages, asked };
  };

  it("come one after the other, each as it is asked for", async () => {
    const { pages: found, asked } = pages(paged(3));
    const pagesOf = found[Symbol.asyncIterator]();
    expect(asked).toEqual([]);
    expect((await pagesOf.next()).value).toMatchObject({
      ok: true,
      value: { Items: [{ id: 1 }], LastEvaluatedKey: { id: 1 } },
    });
    expect(asked).toHaveLength(1);
    await pagesOf.next();
    expect(asked[1]?.input).toEqual({
      TableName,
      ExpressionAttributeValues: { ":a": { N: "1" } },
      ExclusiveStartKey: { id: { N: "1" } },
    });
    expect((await pagesOf.next()).value).toMatchObject({ ok: true });
    expect(await pagesOf.next()).toEqual({ done: true, value: undefined });
  });

  it("have items", async () => {
    const { pages: found } = pages(paged(3));
    expect(await all(found.items())).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    // Again, from the first on.
    expect(await all(found.items())).toHaveLength(3);
  });

  it("end with one that failed", async () => {
    let count = 0;
    const answer: Answer = (asked) => (count++ ? failing("Wrong") : paged(3)(asked));
    const { pages: found } = pages(answer);
    const results = await all(found);
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
    count = 0;
    await expect(all(found.items())).rejects.toMatchObject({ code: "Wrong", operation: "Query" });
  });

  it("end where they would begin again", async () => {
    const { pages: found, asked } = pages(() => ({ LastEvaluatedKey: { a: { S: "1" } } }));
    const results = await all(found);
    expect(results.map(({ error }) => error?.name)).toEqual([undefined, "ResponseError"]);
    expect(asked).toHaveLength(2);
  });

  it("end where they come round, whatever the order of a key's attributes", async () => {
    let count = 0;
    const { pages: found, asked } = pages(() => {
      if (count > 9) throw Error("It does not end.");
      const [b, c] = [{ S: String(count++ % 2) }, { S: "1" }];
      return { LastEvaluatedKey: count % 3 ? { b, c } : { c, b } };
    });
    const results = await all(found);
    expect(results.at(-1)?.error).toMatchObject({
      name: "ResponseError",
      operation: "Query",
      path: "LastEvaluatedKey",
    });
    expect(asked.length).toBeLessThan(6);
  });

  it("end when they are aborted", async () => {
    const controller = new AbortController();
    const { pages: found, asked } = pages(paged(9), { signal: controller.signal });
    const results: (string | undefined)[] = [];
    for await (const { error } of found) {
      results.push(error?.name);
      controller.abort();
    }
    expect(results).toEqual([undefined, "AbortError"]);
    expect(asked).toHaveLength(1);
  });
});
