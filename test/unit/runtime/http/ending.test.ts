import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import {
  closing,
  bytesOf,
  echo,
  end,
  later,
  respond,
  serve,
  serveRaw,
  textFrom,
  transports,
} from "./harness.js";

describe.each(transports)("the end of an attempt over %s", (_name, transport) => {
  it("before it has a connection lets nothing out", async () => {
    const urls: (string | undefined)[] = [];
    const origin = await serve((request, response) => {
      urls.push(request.url);
      response.end();
    });
    const ending = {};
    const call = respond(transport, `${origin}/aborted`, { ending });
    const reason = end(ending);
    await expect(call).rejects.toBe(reason);
    await textFrom(transport, `${origin}/next`);
    expect(urls).toEqual(["/next"]);
  });

  it("in flight is at once, and its connection's", async () => {
    const seen = later<Socket>();
    const origin = await serveRaw((socket) => seen.set(socket));
    const ending = {};
    const call = respond(transport, origin, { ending });
    call.catch(() => {});
    const closed = closing(await seen.promise);
    const reason = end(ending);
    await expect(call).rejects.toBe(reason);
    await closed;
  });

  it("while the body arrives is its connection's", async () => {
    let closed: Promise<unknown> | undefined;
    const origin = await serveRaw((socket) => {
      closed = closing(socket);
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
    });
    for (const read of [(r: Awaited<ReturnType<typeof respond>>) => r.text(), bytesOf]) {
      const ending = {};
      const reading = read(await respond(transport, origin, { ending }));
      reading.catch(() => {});
      end(ending);
      await expect(reading).rejects.toThrow(Error);
      await closed;
    }
  });

  it("has no effect once all has come", async () => {
    const origin = await serve(echo);
    const ending = {};
    const response = await respond(transport, origin, { ending });
    const text = await response.text();
    end(ending);
    expect(text).toContain('"url":"/"');
    expect(await textFrom(transport, `${origin}/next`)).toContain('"url":"/next"');
  });

  it("closes the connection of a response that nobody read", async () => {
    let closed: Promise<unknown> | undefined;
    const origin = await serve((request, response) => {
      closed = closing(request.socket);
      response.end("unread");
    });
    const ending = {};
    await respond(transport, origin, { ending });
    end(ending);
    await closed;
  });
});
