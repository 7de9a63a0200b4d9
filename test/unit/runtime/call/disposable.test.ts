import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { disposable } from "../../../../templates/runtime/call/disposable.js";
import { createWaitingClient } from "../../../../templates/runtime/call/waitingClient.js";
import { createDocumentClient } from "../../../../templates/dynamodb/documents.js";
import { withLogger } from "../../../../templates/runtime/call/observing.js";
import { answer, client, clock, doThing, errorOf, respond, sent, service } from "./harness.js";

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

describe("a client that was destroyed", () => {
  it("makes no more calls", async () => {
    const thing = disposable(client());
    expect(await thing.call(doThing, { Id: "a" })).toMatchObject({ ok: true });
    thing.destroy();
    thing.destroy();
    expect(await errorOf(thing.call(doThing, { Id: "a" }))).toMatchObject({
      name: "ConfigError",
      message: "The client was destroyed",
      attempts: 0,
    });
    expect(sent).toHaveLength(1);
  });

  it("makes none through what is around it either", async () => {
    const thing = withLogger(disposable(client()), { ...console, debug() {}, error() {} }, clock);
    thing.destroy();
    expect(await errorOf(thing.call(doThing, { Id: "a" }))).toMatchObject({ name: "ConfigError" });
  });

  it("lets calls come to their end", async () => {
    const thing = disposable(client());
    const { promise, resolve } = deferred<ReturnType<typeof respond>>();
    answer(() => promise);
    const result = thing.call(doThing, { Id: "a" });
    thing.destroy();
    resolve(respond(200, { Id: "late" }));
    expect(await result).toMatchObject({ ok: true, value: { Id: "late" } });
  });

  it("is what `using` leaves", async () => {
    const thing = disposable(client());
    thing[Symbol.dispose]();
    expect(await errorOf(thing.call(doThing, { Id: "a" }))).toMatchObject({ name: "ConfigError" });
  });
});

describe("a client that can be destroyed", () => {
  it("keeps how documents are translated", () => {
    const translateConfig = { marshallOptions: { removeUndefinedValues: true } };
    const thing = disposable(createDocumentClient(client(), translateConfig));
    expect(thing.translateConfig).toBe(translateConfig);
  });

  it("has the settings that waiters go by, until it is destroyed", () => {
    const thing = disposable(createWaitingClient(service, { clock }));
    expect(thing.settings?.()).toMatchObject({ clock });
    thing.destroy();
    expect(thing.settings?.()).toEqual({});
    expect(disposable(client())).not.toHaveProperty("settings");
  });
});

describe("its connections", () => {
  let server: Server;
  let endpoint: string;
  let sockets: Socket[];
  let hold: { readonly arrived: Deferred<void>; readonly answered: Promise<void> };
  beforeEach(async () => {
    sockets = [];
    server = createServer((request, response) => {
      if (request.headers["x-hold"]) {
        hold.arrived.resolve();
        void hold.answered.then(() => response.end("{}"));
      } else response.end("{}");
    });
    server.on("connection", (socket) => sockets.push(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it("are closed when idle, and those of other clients' calls go on", async () => {
    const real = { endpoint, fetch: undefined };
    const [mine, others] = [disposable(client(real)), client(real)];
    const answered = deferred<void>();
    hold = { arrived: deferred<void>(), answered: answered.promise };
    const underWay = others.call(doThing, { Id: "a" }, { headers: { "x-hold": "1" } });
    await hold.arrived.promise;
    expect(await mine.call(doThing, { Id: "a" })).toMatchObject({ ok: true });
    expect(sockets).toHaveLength(2);
    const closed = once(sockets[1]!, "close");
    mine.destroy();
    await closed;
    expect(sockets[0]!.destroyed).toBe(false);
    answered.resolve();
    expect(await underWay).toMatchObject({ ok: true });
    expect(await others.call(doThing, { Id: "a" })).toMatchObject({ ok: true });
  });
});
