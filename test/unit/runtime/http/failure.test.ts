import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";
import { closing, bytesOf, listen, respond, serveRaw, transports } from "./harness.js";

const ok = "HTTP/1.1 200 OK\r\n";
const upgrade = "HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n";

describe.each(transports)("a failure over %s", (_name, transport) => {
  it.each<[string, (socket: Socket) => void]>([
    ["resets", (socket) => socket.resetAndDestroy()],
    ["ends", (socket) => socket.end()],
    ["answers nonsense", (socket) => socket.end("nonsense\r\n\r\n")],
    ["switches protocols", (socket) => socket.write(upgrade)],
    [
      "has two lengths",
      (socket) => socket.write(`${ok}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`),
    ],
    [
      "sends endless headers",
      (socket) => socket.write(ok + `a: ${"b".repeat(1000)}\r\n`.repeat(100)),
    ],
  ])("before the response, as the server %s, rejects", async (_what, answer) => {
    let closed: Promise<unknown> | undefined;
    const origin = await serveRaw((socket) => {
      closed = closing(socket);
      answer(socket);
    });
    await expect(respond(transport, origin)).rejects.toThrow(Error);
    await closed;
  });

  it("to connect rejects", async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    await once(server, "close");
    await expect(respond(transport, `http://127.0.0.1:${port}`)).rejects.toThrow(Error);
  });

  const withLength = `${ok}Content-Length: 9\r\n\r\nab`;
  const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n`;
  const broken: readonly [string, string, (socket: Socket) => void][] = [
    ["short of its length", withLength, (socket) => socket.end()],
    ["reset short of its length", withLength, (socket) => socket.resetAndDestroy()],
    ["without its last chunk", chunked, (socket) => socket.end()],
    ["reset between chunks", chunked, (socket) => socket.resetAndDestroy()],
    ["with a broken chunk", chunked, (socket) => socket.write("zz\r\n")],
  ];

  it.each(broken)("of a body %s rejects its text", async (_what, start, breakOff) => {
    let socket!: Socket;
    const origin = await serveRaw((connection) => {
      socket = connection;
      socket.write(start);
    });
    const response = await respond(transport, origin);
    const text = response.text();
    breakOff(socket);
    await expect(text).rejects.toThrow(Error);
  });

  it.each(broken)("of a body %s fails its stream", async (_what, start, breakOff) => {
    let socket!: Socket;
    const origin = await serveRaw((connection) => {
      socket = connection;
      socket.write(start);
    });
    const bytes = bytesOf(await respond(transport, origin));
    breakOff(socket);
    await expect(bytes).rejects.toThrow(Error);
  });

  it("of a body before anyone reads it rejects, too", async () => {
    let socket!: Socket;
    const origin = await serveRaw((connection) => {
      socket = connection;
      socket.write(withLength);
    });
    const response = await respond(transport, origin);
    socket.resetAndDestroy();
    // A whole exchange later this one is known to be broken.
    const other = await serveRaw((connection) => connection.end(`${ok}Content-Length: 0\r\n\r\n`));
    await (await respond(transport, other)).text();
    await expect(response.text()).rejects.toThrow(Error);
  });
});

describe("a failure over node", () => {
  // `fetch` takes it for the end.
  it("of a body that ends with its connection rejects its text", async () => {
    let socket!: Socket;
    const origin = await serveRaw((connection) => {
      socket = connection;
      socket.write("HTTP/1.0 200 OK\r\n\r\nab");
    });
    const response = await respond(nodeTransport, origin);
    const text = response.text();
    socket.resetAndDestroy();
    await expect(text).rejects.toThrow(Error);
  });
});
