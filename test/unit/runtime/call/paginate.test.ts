import { describe, expect, it } from "vitest";
import { paginate, type Pagination } from "../../../../templates/runtime/call/paginate.js";
import type { CallOptions } from "../../../../templates/runtime/contract/config.js";
import type { Result } from "../../../../templates/runtime/contract/result.js";
import type { Client } from "../../../../templates/runtime/contract/service.js";

interface Input {
  readonly token?: unknown;
  readonly size?: number | undefined;
  readonly other?: string;
}

interface Output {
  readonly next?: unknown;
  readonly items?: readonly string[];
}

const client = { service: { id: "Example" } } as unknown as Client;
const metadata = { attempts: 1, requestId: "r" };
const pagination: Pagination<Input, Output, string> = {
  operation: "ListThings",
  inputToken: "token",
  pageSize: "size",
  outputToken: ({ next }) => next,
  path: "next",
  items: ({ items }) => items,
};

/** Pages of a service that answers each token as it is told, and what it was asked. */
function pagesOf(
  answer: (token: unknown, index: number) => Output | Error,
  input: Input = {},
  options?: Parameters<typeof paginate>[4],
  how: Partial<Pagination<Input, Output, string>> = {},
) {
  const asked: { readonly input: Input; readonly options: CallOptions | undefined }[] = [];
  const call = (_: Client, input: Input, options?: CallOptions): Promise<Result<Output, Error>> => {
    asked.push({ input, options });
    const value = answer(input.token, asked.length - 1);
    return Promise.resolve(
      value instanceof Error
        ? { ok: false, error: value, metadata }
        : { ok: true, value, metadata },
    );
  };
  return { asked, pages: paginate(call, client, { ...pagination, ...how }, input, options) };
}

/** As many pages as a service has, each with one item. */
const upTo = (last: number) => (token: unknown) => {
  const page = Number(token ?? 1);
  return { items: [`item ${page}`], next: page < last ? String(page + 1) : undefined };
};

async function all<T>(iterable: AsyncIterable<T>, most = 100): Promise<T[]> {
  const found: T[] = [];
  for await (const each of iterable) {
    found.push(each);
    if (found.length >= most) break;
  }
  return found;
}

describe("pages", () => {
  it("follow each other, each asked for when it is wanted", async () => {
    const { asked, pages } = pagesOf(upTo(3), { other: "x" }, { timeoutMs: 5, pageSize: 2 });
    expect(asked).toEqual([]);
    const [first] = await all(pages, 1);
    expect(first).toEqual({ ok: true, value: { items: ["item 1"], next: "2" }, metadata });
    expect(asked).toEqual([{ input: { other: "x", size: 2 }, options: { timeoutMs: 5 } }]);
    expect(await all(pages)).toHaveLength(3);
    expect(asked.slice(1).map(({ input }) => input)).toEqual([
      { other: "x", size: 2 },
      { other: "x", size: 2, token: "2" },
      { other: "x", size: 2, token: "3" },
    ]);
  });

  it("begin where they are told, and leave the input as it was", async () => {
    const input = Object.freeze({ token: "1", size: 7 });
    const { asked, pages } = pagesOf(upTo(4), input, { startingToken: "3", pageSize: 2 });
    expect(await all(pages.items())).toEqual(["item 3", "item 4"]);
    expect(asked.map(({ input }) => input)).toEqual([
      { token: "3", size: 7 },
      { token: "4", size: 7 },
    ]);
    expect(await all(pagesOf(upTo(2), { token: "2" }).pages.items())).toEqual(["item 2"]);
  });

  it("take null for no options, as untyped callers pass it", async () => {
    expect(await all(pagesOf(upTo(2), {}, null as never).pages)).toHaveLength(2);
  });

  it.each([undefined, null, "", {}])("end with the token %j", async (next) => {
    expect(await all(pagesOf(() => ({ next })).pages)).toHaveLength(1);
  });

  it("have tokens of any kind", async () => {
    const keys = [{ id: { N: 1n } }, { id: { B: Uint8Array.of(1) } }, { id: { N: 2n } }];
    const { asked, pages } = pagesOf((_, index) => ({ next: keys[index] }));
    expect(await all(pages)).toHaveLength(4);
    expect(asked.map(({ input }) => input.token)).toEqual([undefined, ...keys]);
  });

  it("end with one that failed", async () => {
    const broken = Error("broken");
    const { pages, asked } = pagesOf((token) => (token ? broken : { items: ["a"], next: "2" }));
    const results = await all(pages);
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
    expect(results[1]?.error).toBe(broken);
    expect(asked).toHaveLength(2);
    const items: string[] = [];
    const read = async () => {
      for await (const item of pages.items()) items.push(item);
    };
    await expect(read()).rejects.toBe(broken);
    expect(items).toEqual(["a"]);
  });

  it.each([1, 2, 3, 7, 10])("end where tokens go round in a circle of %i", async (length) => {
    const { asked, pages } = pagesOf((_, index) => ({
      next: `t${index < 5 ? index : index % length}`,
    }));
    const results = await all(pages, 200);
    expect(asked.length).toBeLessThan(50);
    expect(results.at(-2)?.ok).toBe(true);
    expect(results.at(-1)?.error).toMatchObject({
      name: "ResponseError",
      service: "Example",
      operation: "ListThings",
      path: "next",
      requestId: "r",
      attempts: 1,
    });
    await expect(all(pages.items(), 200)).rejects.toThrow("gave before");
  });

  it.each([null, undefined])("ask once with what is no input: %s", async (input) => {
    const asked: unknown[] = [];
    const error = Error("no input");
    const call = (_: Client, input: Input): Promise<Result<Output, Error>> => {
      asked.push(input);
      return Promise.resolve({ ok: false, error, metadata });
    };
    const given = { pageSize: 3, startingToken: "t" };
    const results = await all(paginate(call, client, pagination, input as never, given));
    expect(results).toMatchObject([{ ok: false, error }]);
    expect(asked).toEqual([input]);
  });

  it("end with the same token, where the service says so by that", async () => {
    const answer = (_: unknown, index: number) => ({ next: index < 3 ? `t${index}` : "t2" });
    const { pages } = pagesOf(answer, {}, {}, { endsWithSameToken: true });
    expect((await all(pages)).map(({ ok }) => ok)).toEqual([true, true, true, true]);
  });

  it("are not taken for a circle, however many there are", async () => {
    expect(await all(pagesOf(upTo(3000)).pages, 5000)).toHaveLength(3000);
  });

  it("have no items where the model names none", () => {
    const call = (_: Client, input: Input): Promise<Result<Output, Error>> =>
      Promise.resolve({ ok: true, value: { next: input.token }, metadata });
    const plain: Pagination<Input, Output> = {
      operation: "ListThings",
      inputToken: "token",
      outputToken: ({ next }) => next,
      path: "next",
    };
    expect("items" in paginate(call, client, plain, {})).toBe(false);
  });
});
