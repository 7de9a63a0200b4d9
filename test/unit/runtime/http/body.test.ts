import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";
import {
  closing,
  echo,
  echoed,
  end,
  later,
  respond,
  serve,
  textFrom,
  transports,
} from "./harness.js";

/** A stream of chunks, each made when it is asked for. */
const streamOf = (chunks: number, chunkOf: (index: number) => Uint8Array) => {
  let index = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (index < chunks) controller.enqueue(chunkOf(index++));
      else controller.close();
    },
  });
};

/** A stream of a byte, after which nothing ever comes. */
const silent = (cancel = () => {}) =>
  new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(Uint8Array.of(97)),
    cancel,
  });

describe.each(transports)("a stream that is sent over %s", (_name, transport) => {
  it("arrives whole", async () => {
    const origin = await serve(echo);
    const body = streamOf(3, (index) => Uint8Array.of(97 + index));
    expect(await echoed(transport, origin, { body })).toMatchObject({
      headers: { "transfer-encoding": "chunked" },
      body: "abc",
    });
  });

  it("may be empty", async () => {
    const body = streamOf(0, () => Uint8Array.of());
    expect((await echoed(transport, await serve(echo), { body })).body).toBe("");
  });

  it("is read as fast as it is sent, and no faster", async () => {
    const chunks = 64;
    const chunk = new Uint8Array(2 ** 20);
    let made = 0;
    let most = 0;
    const origin = await serve((request, response) => {
      let received = 0;
      request.on("data", (data: Buffer) => {
        received += data.length;
        most = Math.max(most, made * chunk.length - received);
      });
      request.on("end", () => response.end(String(received)));
    });
    const body = streamOf(chunks, () => {
      made++;
      return chunk;
    });
    expect(await textFrom(transport, origin, { body })).toBe(String(chunks * chunk.length));
    // What lies in sockets is a few; all of them were there at once if nobody waited.
    expect(most).toBeLessThan((chunks / 2) * chunk.length);
  });

  it("fails the request where it fails, and the server notices", async () => {
    const seen = later<IncomingMessage>();
    const origin = await serve((request) => seen.set(request));
    let fail = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Uint8Array.of(97));
        fail = () => controller.error(new Error("mine"));
      },
    });
    const response = respond(transport, origin, { body });
    response.catch(() => {});
    const request = await seen.promise;
    const closed = closing(request.socket);
    fail();
    await expect(response).rejects.toThrow(Error);
    await closed;
    expect(request.complete).toBe(false);
  });

  it("ends with the attempt", async () => {
    const seen = later<IncomingMessage>();
    const origin = await serve((request) => seen.set(request));
    const ending = {};
    const response = respond(transport, origin, { body: silent(), ending });
    response.catch(() => {});
    const closed = closing((await seen.promise).socket);
    const reason = end(ending);
    await expect(response).rejects.toBe(reason);
    await closed;
  });

  it("that was sent before fails the request", async () => {
    const origin = await serve(echo);
    const body = streamOf(1, () => Uint8Array.of(97));
    await echoed(transport, origin, { body });
    const ending = {};
    await expect(respond(transport, origin, { body, ending })).rejects.toThrow(TypeError);
    end(ending);
  });
});

describe("a stream that is sent over node", () => {
  it("fails the request with what it failed with", async () => {
    const origin = await serve(() => {});
    const error = new Error("mine");
    let isFirst = true;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (isFirst) controller.enqueue(Uint8Array.of(97));
        else controller.error(error);
        isFirst = false;
      },
    });
    await expect(respond(nodeTransport, origin, { body })).rejects.toBe(error);
  });

  // The `fetch` of Node waits for what the stream gives next.
  it("is cancelled at once when the attempt ends", async () => {
    const seen = later<IncomingMessage>();
    const origin = await serve((request) => seen.set(request));
    const cancelled = later();
    const ending = {};
    const response = respond(nodeTransport, origin, { body: silent(cancelled.set), ending });
    response.catch(() => {});
    await seen.promise;
    const reason = end(ending);
    await expect(response).rejects.toBe(reason);
    await cancelled.promise;
  });

  it("is cancelled where the server has enough of it", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(413).end("too much");
    });
    const cancelled = later();
    const ending = {};
    const response = await respond(nodeTransport, origin, { body: silent(cancelled.set), ending });
    expect([response.status, await response.text()]).toEqual([413, "too much"]);
    end(ending);
    await cancelled.promise;
  });
});
