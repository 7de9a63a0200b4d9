import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Interceptor } from "../../../../templates/runtime/contract/config.js";
import { client, doThing, quiet, respond } from "./harness.js";

let server: Server;
let connections = 0;

beforeEach(async () => {
  connections = 0;
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(500).end("x".repeat(200_000));
  });
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

// One that is never given back is held for good, and after as many as an agent has no call gets any.
it.each<[string, Interceptor]>([
  [
    "answers itself",
    async (request, next) => {
      await next(request);
      return respond(200);
    },
  ],
  [
    "sends twice",
    async (request, next) => {
      await next(request);
      return await next(request);
    },
  ],
  [
    "throws",
    async (request, next) => {
      await next(request);
      throw new Error("mine");
    },
  ],
])(
  "no connection is held by the response that an interceptor leaves unread when it %s",
  async (_what, interceptor) => {
    const { port } = server.address() as AddressInfo;
    const made = client({
      fetch: undefined,
      endpoint: `http://127.0.0.1:${port}`,
      interceptors: [interceptor],
      maxAttempts: 1,
    });
    for (let i = 0; i < 5; i++) await made.call(doThing, { Id: "a" });
    expect(connections).toBeGreaterThan(0);
    for (;;) {
      // The server hears of it in its own time.
      const open = await new Promise<number>((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      );
      if (open <= 1) break;
      await quiet();
    }
  },
);
