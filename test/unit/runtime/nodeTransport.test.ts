import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from "node:net";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Fetch, SignedRequest } from "../../../templates/runtime/contract/http.js";
import { nodeTransport } from "../../../templates/runtime/http/nodeTransport.js";
import type { Ending } from "../../../templates/runtime/contract/ending.js";

const open = new Set<Server>();
const unhandled = vi.fn();

beforeEach(() => {
  process.on("unhandledRejection", unhandled).on("uncaughtException", unhandled);
});

afterEach(async () => {
  // What is unhandled is found out a turn later.
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", unhandled).off("uncaughtException", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  for (const server of open) server.close();
  open.clear();
});

async function listen(server: Server, host = "127.0.0.1"): Promise<number> {
  open.add(server);
  await once(server.listen(0, host), "listening");
  return (server.address() as AddressInfo).port;
}

/** A server of whole responses; its origin. */
async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`;
}

/** A server that does as told with each connection's first bytes; its URL. */
async function serveRaw(respond: (socket: Socket, head: string) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => respond(socket, data.toString("latin1")));
  });
  return `http://127.0.0.1:${await listen(server)}/`;
}

interface More extends Partial<Omit<SignedRequest, "origin" | "path">> {
  readonly ending?: Ending;
}

/** Sends a request to a URL, whose path is `/` where it has none. */
const respond = (url: string, { ending = {}, ...more }: More = {}) => {
  const [, origin = url, path = ""] = /^(\w+:\/\/[^/]*)(.*)$/s.exec(url) ?? [];
  const request = { method: "POST", origin, path: path || "/", headers: {}, body: undefined };
  return nodeTransport({ ...request, ...more }, ending);
};

const send = async (url: string, more?: More) => (await respond(url, more)).text();

/** Answers with the request: method, target, headers and body. */
const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }));
  });
};
const echoed = async (url: string, more?: More) =>
  JSON.parse(await send(url, more)) as {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: string;
  };

describe("a request", () => {
  it("carries method, headers and a text's UTF-8 with its length", async () => {
    const origin = await serve(echo);
    const headers = { "content-type": "application/json", "x-a": "1" };
    expect(await echoed(`${origin}/`, { method: "PUT", headers, body: "é\ud83d\ude00" })).toEqual({
      method: "PUT",
      url: "/",
      headers: {
        ...headers,
        host: origin.slice("http://".length),
        connection: "keep-alive",
        "content-length": "6",
      },
      body: "é\ud83d\ude00",
    });
  });

  it("carries bytes, and none", async () => {
    const origin = await serve(echo);
    const bytes = new TextEncoder().encode("xabcx").subarray(1, 4);
    expect(await echoed(`${origin}/`, { body: bytes })).toMatchObject({
      headers: { "content-length": "3" },
      body: "abc",
    });
    expect(await echoed(`${origin}/`)).toMatchObject({
      headers: { "content-length": "0" },
      body: "",
    });
    expect((await echoed(`${origin}/`, { method: "GET" })).headers).not.toHaveProperty(
      "content-length",
    );
  });

  it.each(["/a/../b/./c//", "/%7Ea?b=%20&b", "//x", "/a?http://h/"])(
    "goes to %s as given",
    async (path) => {
      expect((await echoed((await serve(echo)) + path)).url).toBe(path);
    },
  );

  it("goes to / without a path", async () => {
    expect((await echoed(await serve(echo))).url).toBe("/");
  });

  it("goes to an IPv6 address", async () => {
    const server = createServer(echo);
    const port = await listen(server, "::1");
    const { headers } = await echoed(`http://[::1]:${port}/`);
    expect(headers["host"]).toBe(`[::1]:${port}`);
  });

  it.each([
    "",
    "nonsense",
    "http://",
    "http:///path",
    "ftp://127.0.0.1/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1/a b",
    "http://127.0.0.1/\r\nx",
    "http://127.0.0.1/\u1234",
  ])("to the URL %j is rejected", async (url) => {
    await expect(respond(url)).rejects.toThrow(Error);
  });

  it.each([{ a: "x\r\ny: z" }, { a: "\u1234" }, { "a b": "x" }, { "": "x" }])(
    "with the headers %j is rejected",
    async (headers) => {
      const origin = await serve(echo);
      await expect(respond(`${origin}/`, { headers })).rejects.toThrow(TypeError);
    },
  );

  it("speaks TLS to https", async () => {
    const url = await serveRaw((socket, head) => socket.end(`not TLS but ${head.charCodeAt(0)}`));
    await expect(respond(url.replace("http:", "https:"))).rejects.toThrow(
      /wrong version number|packet length too long/i,
    );
  });
});

describe("a response", () => {
  it("has status, headers in any case, and text", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(404, { "X-Amzn-RequestId": "r", "Set-Cookie": ["a", "b"], "x-e": "" });
      response.write("é".slice(0, 1));
      response.end("ü");
    });
    const response = await respond(`${origin}/`);
    expect(response.status).toBe(404);
    expect(response.headers.get("x-amzn-requestid")).toBe("r");
    expect(response.headers.get("X-AMZN-REQUESTID")).toBe("r");
    expect(response.headers.get("set-cookie")).toBe("a, b");
    expect(response.headers.get("x-e")).toBe("");
    expect(response.headers.get("x-none")).toBeNull();
    expect(response.headers.get("constructor")).toBeNull();
    expect(response.headers.get("__proto__")).toBeNull();
    expect(await response.text()).toBe("éü");
    expect(await response.text()).toBe("éü");
  });

  it("is decoded as UTF-8 as fetch does it, across chunks", async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0x41]);
    const origin = await serve((_request, response) => {
      const chunks = [...bytes].map((byte) => Buffer.of(byte));
      const next = () => {
        const chunk = chunks.shift();
        if (chunk) response.write(chunk, () => setImmediate(next));
        else response.end();
      };
      next();
    });
    const text = await send(`${origin}/`);
    expect(text).toBe("\u{1f600}\ufffdA");
    expect(text).toBe(await (await globalThis.fetch(origin)).text());
  });

  it("that redirects is not followed", async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(302, { location: "/elsewhere" }).end("here");
    });
    const response = await respond(`${origin}/`);
    expect([response.status, await response.text()]).toEqual([302, "here"]);
  });

  it("may follow an informational one, have no body, or end with the connection", async () => {
    const after = await serveRaw((socket) =>
      socket.end("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"),
    );
    expect(await send(after)).toBe("ab");
    const none = await serveRaw((socket) => socket.write("HTTP/1.1 204 No Content\r\n\r\n"));
    expect(await send(none)).toBe("");
    const ended = await serveRaw((socket) => socket.end("HTTP/1.0 200 OK\r\n\r\nab"));
    expect(await send(ended)).toBe("ab");
  });
});

describe("keep-alive", () => {
  it("uses a connection again", async () => {
    const ports = new Set<number | undefined>();
    const origin = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end("x");
    });
    for (let i = 0; i < 5; i++) await send(`${origin}/${i}`);
    expect(ports.size).toBe(1);
  });

  it("does not use one again that failed", async () => {
    let connections = 0;
    const url = await serveRaw((socket) => {
      connections++;
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab extra");
    });
    await send(url).catch(() => {});
    await send(url).catch(() => {});
    expect(connections).toBe(2);
  });

  it("does not keep the process alive", async () => {
    const origin = await serve((_request, response) => response.end("x"));
    const module = new URL("../../../templates/runtime/nodeTransport.ts", import.meta.url);
    const { build } = await import("esbuild");
    const { outputFiles } = await build({
      entryPoints: [module.pathname],
      format: "esm",
      write: false,
    });
    const script = `${outputFiles[0]?.text}
      const response = await nodeTransport(
        { method: "GET", origin: "${origin}", path: "/", headers: {} }, {},
      );
      console.log(await response.text());`;
    const started = performance.now();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { timeout: 20_000 },
    );
    expect(stdout).toBe("x\n");
    // The server would keep an idle connection for 5 seconds.
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe("many calls", () => {
  /** A server that answers each request only when told to. */
  async function holding() {
    const held: (() => void)[] = [];
    const sockets = new Set<unknown>();
    const origin = await serve((request, response) => {
      sockets.add(request.socket);
      held.push(() => response.end(request.url));
    });
    const release = () => held.splice(0).forEach((answer) => answer());
    return { origin, held, sockets, release };
  }

  it("share 256 connections, and wait for one in turn", async () => {
    const { origin, held, sockets, release } = await holding();
    const calls = Array.from({ length: 300 }, (_, i) => send(`${origin}/${i}`));
    await vi.waitFor(() => expect(held).toHaveLength(256));
    // Nothing more comes, however long the others are kept waiting.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(held).toHaveLength(256);
    release();
    await vi.waitFor(() => expect(held).toHaveLength(44));
    release();
    expect(await Promise.all(calls)).toEqual(calls.map((_, i) => `/${i}`));
    expect(sockets.size).toBe(256);
  });

  it("that wait end at once, unsent, and hold up nobody", async () => {
    const { origin, held, release } = await holding();
    const calls = Array.from({ length: 256 }, (_, i) => send(`${origin}/${i}`));
    const endings = Array.from({ length: 20 }, (): Ending => ({}));
    const aborted = endings.map((ending) => send(`${origin}/aborted`, { ending }));
    const late = send(`${origin}/late`);
    await vi.waitFor(() => expect(held).toHaveLength(256));
    const reason = new Error("enough");
    for (const ending of endings) ending.abort?.(reason);
    for (const call of aborted) await expect(call).rejects.toBe(reason);
    expect(held).toHaveLength(256);
    release();
    await vi.waitFor(() => expect(held).toHaveLength(1));
    release();
    expect(await late).toBe("/late");
    expect(await Promise.all(calls)).toEqual(calls.map((_, i) => `/${i}`));
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
});

describe("a failure", () => {
  it.each<[string, (socket: Socket) => void]>([
    ["resets", (socket) => socket.resetAndDestroy()],
    ["ends", (socket) => socket.end()],
    ["answers nonsense", (socket) => socket.end("nonsense\r\n\r\n")],
    [
      "upgrades",
      (socket) => socket.write("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
    ],
    [
      "has two lengths",
      (socket) =>
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
    ],
    [
      "sends endless headers",
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${`a: ${"b".repeat(1000)}\r\n`.repeat(100)}`),
    ],
  ])("before the response, as the server %s, rejects", async (_what, answer) => {
    await expect(respond(await serveRaw(answer))).rejects.toThrow(Error);
  });

  it("to connect rejects", async () => {
    const server = createTcpServer();
    const port = await listen(server);
    server.close();
    await once(server, "close");
    await expect(respond(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: "ECONNREFUSED",
    });
  });

  const length = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab";
  const chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n";
  it.each<[string, (socket: Socket) => void]>([
    ["short of its length", (socket) => socket.end(length)],
    ["reset short of its length", (socket) => socket.write(length, () => reset(socket))],
    ["without its last chunk", (socket) => socket.end(chunked)],
    ["reset between chunks", (socket) => socket.write(chunked, () => reset(socket))],
    [
      "reset before its end",
      (socket) => socket.write("HTTP/1.0 200 OK\r\n\r\nab", () => reset(socket)),
    ],
    [
      "with a broken chunk",
      (socket) => {
        socket.write(chunked);
        setTimeout(() => socket.write("zz\r\n"), 20);
      },
    ],
  ])("of a body %s rejects", async (_what, answer) => {
    await expect(respond(await serveRaw(answer))).rejects.toThrow(Error);
  });

  const reset = (socket: Socket) => setTimeout(() => socket.resetAndDestroy(), 20);
});

describe("the end of a call", () => {
  const reason = new Error("enough");

  it("before it is sent lets nothing out", async () => {
    const listener = vi.fn<RequestListener>((_request, response) => response.end());
    const origin = await serve(listener);
    await expect(respond(`${origin}/`, { ending: { error: reason } })).rejects.toBe(reason);
    expect(listener).not.toHaveBeenCalled();
  });

  it("in flight is at once, and its connection's", async () => {
    const ending: Ending = {};
    let closed: Promise<unknown> | undefined;
    const url = await serveRaw((socket) => {
      closed = once(socket, "close");
      ending.abort?.(reason);
    });
    await expect(respond(url, { ending })).rejects.toBe(reason);
    await closed;
  });

  it("may come while it connects", async () => {
    const origin = await serve(echo);
    const ending: Ending = {};
    const call = respond(`${origin}/`, { ending });
    setTimeout(() => ending.abort?.(reason), 0);
    // Either is in time; nothing else is right.
    await call.then(
      (response) => expect(response.status).toBe(200),
      (error: unknown) => expect(error).toBe(reason),
    );
  });

  it("while the body arrives is at once, and its connection's", async () => {
    const ending: Ending = {};
    let closed: Promise<unknown> | undefined;
    let arrived = () => {};
    const arriving = new Promise<void>((resolve) => (arrived = resolve));
    const url = await serveRaw((socket) => {
      closed = new Promise((resolve) => socket.on("close", resolve));
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", () => arrived());
    });
    const response = respond(url, { ending });
    await arriving;
    const started = performance.now();
    ending.abort?.(reason);
    await expect(response).rejects.toBe(reason);
    expect(performance.now() - started).toBeLessThan(100);
    await closed;
  });

  it("has no effect once all has come", async () => {
    const origin = await serve(echo);
    const ending: Ending = {};
    const response = await respond(`${origin}/`, { ending });
    ending.abort?.(reason);
    expect(await response.text()).toContain('"url":"/"');
    // The connection goes on with the next call.
    expect(await send(`${origin}/next`)).toContain('"url":"/next"');
  });

  it("of one of many calls leaves the others", async () => {
    const origin = await serve((request, response) => {
      if (request.url !== "/0") response.end("x");
    });
    const ending: Ending = {};
    const calls = Array.from({ length: 20 }, (_, i) => send(`${origin}/${i}`, i ? {} : { ending }));
    expect(await Promise.all(calls.slice(1))).toEqual(Array(19).fill("x"));
    ending.abort?.(reason);
    await expect(calls[0]).rejects.toBe(reason);
  });
});

const signed = { method: "POST", path: "/a/../b", headers: {}, body: "y" };

describe("platform.node", () => {
  it("sends through this transport, loaded by the first call", async () => {
    const { transport, env } = await import("../../../templates/runtime/http/platform.node.js");
    const origin = await serve(echo);
    const response = await transport({ ...signed, origin }, {});
    expect(await response.text()).toContain('"url":"/a/../b"');
    expect(env).toBe(process.env);
  });

  it("sends through a fetch that is given", async () => {
    const { transport } = await import("../../../templates/runtime/http/platform.node.js");
    const given = vi.fn<Fetch>().mockResolvedValue(new Response("x"));
    const ending: Ending = {};
    await transport({ ...signed, origin: "https://h" }, ending, given);
    const [url, init] = given.mock.calls[0]!;
    expect(url).toBe("https://h/a/../b");
    expect(init).toMatchObject({ method: "POST", headers: {}, body: "y", redirect: "manual" });
    expect(init.signal.aborted).toBe(false);
    const reason = new Error("enough");
    ending.abort?.(reason);
    expect(init.signal.reason).toBe(reason);
  });
});

describe("platform.web", () => {
  it("sends through the global fetch of the moment", async () => {
    const { transport, env } = await import("../../../templates/runtime/http/platform.web.js");
    const response = new Response("x");
    const global = vi.spyOn(globalThis, "fetch").mockResolvedValue(response);
    expect(await transport({ ...signed, origin: "https://h" }, {})).toBe(response);
    expect(global).toHaveBeenCalledExactlyOnceWith(
      "https://h/a/../b",
      expect.objectContaining({ method: "POST", body: "y", redirect: "manual" }),
    );
    global.mockRestore();
    expect(env).toBe(process.env);
  });

  it("has an empty environment where the runtime has none", async () => {
    vi.resetModules();
    vi.stubGlobal("process", undefined);
    try {
      const { env } = await import("../../../templates/runtime/http/platform.web.js");
      expect(env).toEqual({});
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
