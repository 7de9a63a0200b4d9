import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nodeTransport } from "../../../../templates/runtime/http/nodeTransport.js";
import { closing, end, later, respond, serve, serveRaw, textFrom } from "./harness.js";

const send = (url: string, more?: Parameters<typeof respond>[2]) =>
  textFrom(nodeTransport, url, more);

/** A server that answers each request only when told to. */
async function holding() {
  const held: { readonly socket: Socket; readonly answer: () => void }[] = [];
  const urls: string[] = [];
  let awaited = { count: Infinity, set: () => {} };
  const origin = await serve((request, response) => {
    urls.push(request.url ?? "");
    held.push({ socket: request.socket, answer: () => response.end(request.url) });
    if (held.length >= awaited.count) awaited.set();
  });
  return {
    origin,
    /** The paths of all requests that came. */
    urls,
    /** Those held, once there are so many. */
    async holds(count: number) {
      const { promise, set } = later();
      awaited = { count, set };
      if (held.length >= count) set();
      await promise;
      return held.splice(0);
    },
  };
}

/** Makes a number of connections, all of them idle; the server's ends of them. */
async function makeIdle({ origin, holds }: Awaited<ReturnType<typeof holding>>, count: number) {
  const calls = Array.from({ length: count }, () => send(origin));
  const held = await holds(count);
  held.forEach(({ answer }) => answer());
  await Promise.all(calls);
  return new Set(held.map(({ socket }) => socket));
}

describe("a connection", () => {
  it("is used again", async () => {
    const ports = new Set<number | undefined>();
    const origin = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end("x");
    });
    for (let i = 0; i < 5; i++) await send(`${origin}/${i}`);
    expect(ports.size).toBe(1);
  });

  it("is not used again where it failed", async () => {
    let connections = 0;
    const origin = await serveRaw((socket) => {
      connections++;
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab extra");
    });
    await send(origin).catch(() => {});
    await send(origin).catch(() => {});
    expect(connections).toBe(2);
  });
});

describe("row 10: where the peer resets kept connections", () => {
  it("the next request goes out on a new one", async () => {
    const server = await holding();
    const sockets = await makeIdle(server, 10);
    const closed = Promise.all([...sockets].map((socket) => closing(socket)));

    const first = send(server.origin);
    const [dead] = await server.holds(1);
    expect(sockets).toContain(dead!.socket);
    dead!.socket.resetAndDestroy();
    await expect(first).rejects.toThrow(Error);

    const second = send(`${server.origin}/again`);
    const [alive] = await server.holds(1);
    expect(sockets).not.toContain(alive!.socket);
    alive!.answer();
    expect(await second).toBe("/again");
    // None is left that would be kept for nothing.
    await closed;
  });

  it("so it does where nobody answers on one", async () => {
    const server = await holding();
    const sockets = await makeIdle(server, 3);
    const closed = Promise.all([...sockets].map((socket) => closing(socket)));
    const ending = {};
    const call = send(server.origin, { ending });
    call.catch(() => {});
    await server.holds(1);
    const reason = end(ending, "TimeoutError");
    await expect(call).rejects.toBe(reason);
    await closed;
  });

  it("but it stays where the caller had enough", async () => {
    const server = await holding();
    const sockets = await makeIdle(server, 3);
    const ending = {};
    const call = send(server.origin, { ending });
    call.catch(() => {});
    const [{ socket } = {}] = await server.holds(1);
    const closed = closing(socket!);
    end(ending);
    await closed;
    const next = send(server.origin);
    const [held] = await server.holds(1);
    expect(sockets).toContain(held!.socket);
    held!.answer();
    await next;
  });

  it("and those to other origins stay", async () => {
    const [one, other] = [await holding(), await holding()];
    const [, sockets] = [await makeIdle(one, 2), await makeIdle(other, 2)];
    const first = send(one.origin);
    first.catch(() => {});
    const [dead] = await one.holds(1);
    dead!.socket.resetAndDestroy();
    await expect(first).rejects.toThrow(Error);
    const next = send(other.origin);
    const [held] = await other.holds(1);
    expect(sockets).toContain(held!.socket);
    held!.answer();
    await next;
  });
});

describe("many requests", () => {
  it("share 256 connections, and wait for one in turn", async () => {
    const server = await holding();
    const calls = Array.from({ length: 300 }, (_, i) => send(`${server.origin}/${i}`));
    const sockets = new Set<Socket>();
    // All have been asked for by the time that the first 256 are there.
    for (const count of [256, 44]) {
      const held = await server.holds(count);
      expect(held).toHaveLength(count);
      for (const { socket, answer } of held) {
        sockets.add(socket);
        answer();
      }
    }
    expect(await Promise.all(calls)).toEqual(calls.map((_, i) => `/${i}`));
    expect(sockets.size).toBe(256);
  });

  it("that wait end at once, unsent, and hold up nobody", async () => {
    const { origin, urls, holds } = await holding();
    const calls = Array.from({ length: 256 }, (_, i) => send(`${origin}/${i}`));
    const endings = Array.from({ length: 20 }, () => ({}));
    const aborted = endings.map((ending) => send(`${origin}/aborted`, { ending }));
    for (const call of aborted) call.catch(() => {});
    const late = send(`${origin}/late`);
    const first = await holds(256);
    for (const [i, ending] of endings.entries()) {
      const reason = end(ending);
      await expect(aborted[i]).rejects.toBe(reason);
    }
    first.forEach(({ answer }) => answer());
    const [last] = await holds(1);
    last!.answer();
    expect(await late).toBe("/late");
    expect(await Promise.all(calls)).toEqual(calls.map((_, i) => `/${i}`));
    expect(urls).not.toContain("/aborted");
  });

  it("that wait take the places of connections that break", async () => {
    let requests = 0;
    const origin = await serve((request, response) => {
      if (++requests <= 256) request.socket.resetAndDestroy();
      else response.end(request.url);
    });
    const calls = Array.from({ length: 300 }, (_, i) => send(`${origin}/${i}`));
    const results = await Promise.allSettled(calls);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(256);
  });

  it("are told apart when one of them ends", async () => {
    const { origin, holds } = await holding();
    const ending = {};
    const calls = Array.from({ length: 20 }, (_, i) =>
      send(`${origin}/${i}`, i === 0 ? { ending } : {}),
    );
    calls[0]!.catch(() => {});
    const held = await holds(20);
    const reason = end(ending);
    held.forEach(({ answer }) => answer());
    expect(await Promise.all(calls.slice(1))).toEqual(calls.slice(1).map((_, i) => `/${i + 1}`));
    await expect(calls[0]).rejects.toBe(reason);
  });

  it("to a thousand origins and more are sent", async () => {
    const spy = vi.spyOn(http, "request");
    const sent = (host: string) => {
      const ending = {};
      respond(nodeTransport, `http://${host}`, { ending }).catch(() => {});
      end(ending);
      return (spy.mock.lastCall?.[0] as http.RequestOptions).agent;
    };
    const first = sent("0.invalid");
    expect(sent("0.invalid")).toBe(first);
    for (let i = 0; i < 1000; i++) sent(`${i}.invalid`);
    // Forgotten meanwhile.
    expect(sent("0.invalid")).not.toBe(first);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** What agents are told, of which Node's older types do not know. */
interface WithOptions {
  readonly options: { proxyEnv?: object };
}

describe("what Node is told", () => {
  const proxyEnv = { HTTP_PROXY: "http://127.0.0.1:1" };
  const { options } = http.globalAgent as unknown as WithOptions;
  afterEach(() => {
    delete options.proxyEnv;
  });

  it("row 16: of proxies counts for connections, too", async () => {
    options.proxyEnv = proxyEnv;
    const spy = vi.spyOn(http, "request");
    await send(await serve((_request, response) => response.end("x")));
    const { agent } = spy.mock.lastCall![0] as unknown as { agent: http.Agent };
    expect(agent).toBeInstanceOf(http.Agent);
    expect((agent as unknown as WithOptions).options.proxyEnv).toBe(proxyEnv);
    expect(agent).not.toBe(http.globalAgent);
  });

  it.each([
    ["http", http],
    ["https", https],
  ])("row 17: who takes the place of %s.request gets requests", async (name, module) => {
    const reason = new Error("mine");
    const url = `${name}://${name}.invalid`;
    // Also after the first.
    for (let i = 0; i < 2; i++) {
      const spy = vi.spyOn(module, "request").mockImplementation(() => {
        throw reason;
      });
      await expect(respond(nodeTransport, url)).rejects.toBe(reason);
      expect(spy).toHaveBeenCalledOnce();
      spy.mockRestore();
    }
  });
});
