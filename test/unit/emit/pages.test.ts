import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { generateFrom } from "../../support/generate.js";
import { importPackage, type ImportedPackage } from "../../support/importPackage.js";
import { HandClock } from "../runtime/call/harness.js";

// The golden features' packages, called through their fakes: as functions, and as AWS SDK v3 has them.

const golden = resolve(import.meta.dirname, "../../golden");
const packages = new Map<string, ImportedPackage>();
beforeAll(async () => {
  for (const name of ["paginated", "waitable"]) {
    packages.set(name, await importPackage(await generateFrom(join(golden, name, "model.json"))));
  }
});
afterAll(() => packages.forEach((each) => each.remove()));

/** What a generated function may give: pages, or a promise. */
interface Made extends PromiseLike<unknown>, AsyncIterable<unknown> {
  items(): AsyncIterable<unknown>;
  next(): Promise<unknown>;
}
type Call = (...given: unknown[]) => Made;
interface Fake {
  readonly config: object;
  readonly calls: readonly { readonly input: unknown }[];
}

function prepared(feature: string, handlers: object) {
  const { index, testing, smithy } = packages.get(feature)!;
  const fake = (testing["createFakeShop"] as (handlers: object) => Fake)(handlers);
  const clock = new HandClock();
  const config = { ...fake.config, clock, random: () => 0 };
  const Client = smithy["ShopClient"] as new (config: object) => object;
  const Shop = smithy["Shop"] as new (config: object) => Readonly<Record<string, Call>>;
  return {
    fake,
    clock,
    client: (index["createShopClient"] as (config: object) => object)(config),
    index: index as Readonly<Record<string, Call>>,
    smithy: smithy as Readonly<Record<string, Call>>,
    sdk: new Client(config),
    shop: new Shop(config),
    fakeError: testing["fakeError"] as (name: string) => Error,
  };
}

async function all(iterable: unknown): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const each of iterable as AsyncIterable<unknown>) found.push(each);
  return found;
}

describe("generated functions of pages", () => {
  const listOrders = ({ Start = "1" }: { Start?: string }) => ({
    Orders: [{ Id: `order ${Start}` }],
    ...(Start !== "3" && { Next: String(Number(Start) + 1) }),
  });
  const orders = ["1", "2", "3"].map((number) => ({ Id: `order ${number}` }));

  it("give pages, and their items", async () => {
    const { index, client, fake } = prepared("paginated", { listOrders });
    expect(await all(index["paginateListOrders"]!(client).items())).toEqual(orders);
    const pages = index["paginateListOrders"]!(client, {}, { pageSize: 5, startingToken: "3" });
    expect(await all(pages)).toMatchObject([{ ok: true, value: { Orders: [orders[2]] } }]);
    expect(fake.calls.at(-1)?.input).toEqual({ Start: "3", Most: 5 });
  });

  it("give the entries of maps, from within a page", async () => {
    const listStock = ({ Start }: { Start?: string }) => ({
      Page: Start === undefined ? { Next: "n", Stock: { a: 1, b: 2 } } : {},
    });
    const { index, client } = prepared("paginated", { listStock });
    const stock = index["paginateListStock"]!(client, { Shop: "s" });
    expect(await all(stock.items())).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("have tokens that are maps, and items that are missing", async () => {
    const scanShelf = ({ After }: { After?: object }) => ({
      Names: ["x", null],
      Last: After ? {} : { shelf: 7 },
    });
    const { index, client, fake } = prepared("paginated", { scanShelf });
    expect(await all(index["paginateScanShelf"]!(client).items())).toEqual(["x", null, "x", null]);
    expect(fake.calls[1]?.input).toEqual({ After: { shelf: 7 } });
  });

  it("have no items where the model names none", async () => {
    const { index, client } = prepared("paginated", { readJournal: () => ({ Text: "t" }) });
    const pages = index["paginateReadJournal"]!(client);
    expect("items" in pages).toBe(false);
    expect(await all(pages)).toMatchObject([{ ok: true, value: { Text: "t" } }]);
  });

  it("are there as AWS SDK v3 has them", async () => {
    const { smithy, sdk, shop, fake } = prepared("paginated", { listOrders });
    const seen: unknown[] = [];
    const withCommand = (command: { readonly input: unknown }) => {
      seen.push(command.input);
      return command;
    };
    const paginateListOrders = smithy["paginateListOrders"]!;
    const config = { client: sdk, pageSize: 2, startingToken: "2", withCommand };
    const pages = await all(paginateListOrders(config, { Start: "1" }));
    expect(pages).toMatchObject([{ Orders: [orders[1]], Next: "3" }, { Orders: [orders[2]] }]);
    expect(pages[0]).toHaveProperty("$metadata.httpStatusCode", 200);
    expect(seen).toEqual([
      { Start: "2", Most: 2 },
      { Start: "3", Most: 2 },
    ]);
    expect(fake.calls.map(({ input }) => input)).toEqual(seen);
    expect(await all(shop["paginateListOrders"]!({}, { startingToken: "3" }))).toHaveLength(1);
    expect(await paginateListOrders({ client: sdk }, { Start: "3" }).next()).toMatchObject({
      done: false,
      value: { Orders: [orders[2]] },
    });
  });

  it("end where a token comes back, unless that is to be the end", async () => {
    const { smithy, sdk } = prepared("paginated", { readJournal: () => ({ Next: "same" }) });
    const read = (settings: object) =>
      all(smithy["paginateReadJournal"]!({ client: sdk, ...settings }, {}));
    await expect(read({})).rejects.toMatchObject({ name: "ResponseError", path: "Next" });
    expect(await read({ stopOnSameToken: true })).toHaveLength(2);
  });
});

describe("generated functions of waiters", () => {
  let states: string[];
  beforeEach(() => (states = ["OPEN", "OPEN", "PAID"]));
  const describeOrder = ({ Id }: { Id: string }) => ({
    Order: { Id, State: states.shift(), Cancelled: false },
  });

  it("wait by the client's clock", async () => {
    const { index, client, clock, fake } = prepared("waitable", { describeOrder });
    const result = index["waitUntilOrderPaid"]!(client, { Id: "a" }, { maxWaitMs: 9000 });
    await clock.turn(2000);
    expect(await result).toMatchObject({ ok: true, value: { Order: { State: "PAID" } } });
    expect(fake.calls).toHaveLength(3);
  });

  it("compare what was asked with what came", async () => {
    const { index, client } = prepared("waitable", { describeOrder });
    const options = { maxWaitMs: 9000 };
    const settled = await index["waitUntilOrderSettled"]!(client, { Id: "a" }, options);
    expect(settled).toMatchObject({ ok: true, value: { Order: { State: "OPEN" } } });
    states = ["LOST"];
    const other = prepared("waitable", {
      describeOrder: () => ({ Order: { Id: "other", State: "LOST" } }),
    });
    const lost = await other.index["waitUntilOrderSettled"]!(other.client, { Id: "a" }, options);
    expect(lost).toMatchObject({ ok: false, error: { name: "WaiterFailedError" } });
  });

  it("look through lists", async () => {
    const wait = (Parcels: readonly object[]) => {
      const { index, client } = prepared("waitable", { describeParcels: () => ({ Parcels }) });
      return index["waitUntilParcelsDelivered"]!(client, {}, { maxWaitMs: 1 });
    };
    const [there, lost] = [{ State: "DELIVERED" }, { State: "LOST", Weight: 11 }];
    expect(await wait([there, there])).toMatchObject({ ok: true });
    expect(await wait([there, lost])).toMatchObject({ error: { name: "WaiterFailedError" } });
    const heavy = { State: "UNDERWAY", Weight: 11, Stops: [{ Town: "t" }] };
    expect(await wait([heavy])).toMatchObject({ error: { name: "TimeoutError" } });
    expect(await wait([{ State: "UNDERWAY" }])).toMatchObject({ ok: true });
  });

  it("wait for errors", async () => {
    const { index, client, fakeError } = prepared("waitable", {
      describeOrder: () => {
        throw fakeError("NoSuchOrder");
      },
    });
    const gone = await index["waitUntilOrderGone"]!(client, { Id: "a" }, { maxWaitMs: 9000 });
    expect(gone).toMatchObject({ ok: true, value: { name: "NoSuchOrder" } });
  });

  it("are there as AWS SDK v3 has them", async () => {
    const { smithy, sdk, shop, clock } = prepared("waitable", { describeOrder });
    const waitUntilOrderPaid = smithy["waitUntilOrderPaid"]!;
    const result = waitUntilOrderPaid({ client: sdk, maxWaitTime: 9, minDelay: 2 }, { Id: "a" });
    await clock.turn(20_000);
    expect(await result).toMatchObject({
      state: "SUCCESS",
      final: { Order: { State: "PAID" }, $metadata: { httpStatusCode: 200 } },
    });
    states = ["PAID"];
    expect(await shop["waitUntilOrderPaid"]!({ Id: "a" }, 9)).toMatchObject({ state: "SUCCESS" });
    const aborted = { client: sdk, maxWaitTime: 9, abortSignal: AbortSignal.abort() };
    await expect(waitUntilOrderPaid(aborted, { Id: "a" })).rejects.toMatchObject({
      name: "AbortError",
      message: '{"state":"ABORTED","reason":"Request was aborted"}',
    });
    const late = waitUntilOrderPaid({ client: sdk, maxWaitTime: 0.001 }, { Id: "a" });
    await expect(late).rejects.toMatchObject({
      name: "TimeoutError",
      message: '{"state":"TIMEOUT","reason":"Waiter has timed out"}',
    });
    const wrong = waitUntilOrderPaid({ client: sdk, maxWaitTime: -1 }, { Id: "a" });
    await expect(wrong).rejects.toMatchObject({ name: "ConfigError" });
  });
});

describe("the client with methods", () => {
  it("gives promises, and tells callbacks", async () => {
    const { shop, smithy, fakeError } = prepared("waitable", {
      describeOrder: ({ Id }: { Id: string }) => {
        if (Id === "none") throw fakeError("NoSuchOrder");
        return { Order: { Id } };
      },
    });
    expect(shop).toBeInstanceOf(smithy["ShopClient"]);
    expect(shop.constructor.name).toBe("Shop");
    expect(await shop["describeOrder"]!({ Id: "a" })).toMatchObject({ Order: { Id: "a" } });
    await expect(shop["describeOrder"]!({ Id: "none" })).rejects.toThrow(smithy["NoSuchOrder"]);
    const told = await new Promise((resolve) => {
      void shop["describeOrder"]!({ Id: "b" }, (...given: unknown[]) => resolve(given));
    });
    expect(told).toMatchObject([null, { Order: { Id: "b" } }]);
    const failed = await new Promise((resolve) => {
      void shop["describeOrder"]!({ Id: "none" }, {}, (...given: unknown[]) => resolve(given));
    });
    expect(failed).toMatchObject([{ name: "NoSuchOrder" }]);
  });
});
