import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { bookEvening, cancelAll } from "./evening.js";
import { createRestaurant } from "./fakeTables.js";
import {
  bookTable,
  createTablesClient,
  unwrap,
  type TablesClient,
} from "./services/tables/index.js";
import { createFakeTables, fakeError } from "./services/tables/testing.js";

const SIX = new Date("2026-05-02T18:00:00Z");
const EIGHT = new Date("2026-05-02T20:00:00Z");

describe("bookEvening", () => {
  let tables: TablesClient;
  beforeEach(() => {
    tables = createTablesClient(createRestaurant().config);
  });

  it("books the time that was wished for", async () => {
    const outcome = await bookEvening(tables, { guest: "Ada", seats: 2, at: SIX });
    assert.deepEqual(outcome, {
      booked: { id: "1", guest: "Ada", seats: 2, at: SIX },
      instead: false,
    });
  });

  it("takes the time that is left", async () => {
    for (const guest of ["Ada", "Grace"])
      await unwrap(bookTable(tables, { guest, seats: 2, at: SIX }));
    const outcome = await bookEvening(tables, { guest: "Mary", seats: 2, at: SIX });
    assert.deepEqual(outcome, {
      booked: { id: "3", guest: "Mary", seats: 2, at: EIGHT },
      instead: true,
    });
  });

  it("says why there is no table", async () => {
    const closed = { guest: "Ada", seats: 2, at: new Date("2026-05-02T09:00:00Z") };
    assert.deepEqual(await bookEvening(tables, closed), {
      refused: "Guests come at six or at eight.",
    });
    for (const guest of ["Ada", "Grace"]) {
      for (const at of [SIX, EIGHT]) await unwrap(bookTable(tables, { guest, seats: 2, at }));
    }
    assert.deepEqual(await bookEvening(tables, { guest: "Mary", seats: 2, at: SIX }), {
      refused: "All tables of that size are taken on that day.",
    });
  });

  it("throws what is no answer", async () => {
    const fake = createFakeTables({
      bookTable: () => fakeError("UnmodeledServiceError", { code: "Maintenance", statusCode: 503 }),
    });
    const booking = bookEvening(createTablesClient({ ...fake.config, maxAttempts: 1 }), {
      guest: "Ada",
      seats: 2,
      at: SIX,
    });
    await assert.rejects(booking, { name: "UnmodeledServiceError", code: "Maintenance" });
  });
});

describe("cancelAll", () => {
  it("goes through all pages, and through no other guest's", async () => {
    const restaurant = createRestaurant();
    const tables = createTablesClient(restaurant.config);
    const days = Array.from({ length: 12 }, (_, day) => new Date(Date.UTC(2026, 4, day + 1, 18)));
    for (const at of days) await unwrap(bookTable(tables, { guest: "Ada", seats: 2, at }));
    await unwrap(bookTable(tables, { guest: "Grace", seats: 2, at: SIX }));

    assert.equal(await cancelAll(tables, "Ada"), 12);
    assert.equal(await cancelAll(tables, "Ada"), 0);
    assert.equal(await cancelAll(tables, "Grace"), 1);
  });
});
