import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, describe, it } from "node:test";
import { bookEvening } from "./evening.js";
import { startMockServer } from "./mockServer.js";
import { createTablesClient } from "./services/tables/index.js";

describe("the mock server", () => {
  let mock: Awaited<ReturnType<typeof startMockServer>>;
  before(async () => {
    mock = await startMockServer(0);
  });
  after(async () => {
    mock.server.close();
    mock.server.closeAllConnections();
    await once(mock.server, "close");
  });

  it("answers a client as the service would", async () => {
    const tables = createTablesClient({ endpoint: mock.url, token: { token: "anyone's" } });
    const at = new Date("2026-05-02T20:00:00Z");
    assert.deepEqual(await bookEvening(tables, { guest: "Ada", seats: 2, at }), {
      booked: { id: "1", guest: "Ada", seats: 2, at },
      instead: false,
    });
  });

  it("answers whoever speaks HTTP", async () => {
    const response = await fetch(`${mock.url}/bookings?guest=Ada`);
    assert.deepEqual(await response.json(), {
      bookings: [{ id: "1", guest: "Ada", seats: 2, at: "2026-05-02T20:00:00Z" }],
    });
    const missing = await fetch(`${mock.url}/bookings/9`, { method: "DELETE" });
    assert.equal(missing.headers.get("x-amzn-errortype"), "BookingNotFound");
  });
});
