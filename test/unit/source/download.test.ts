import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  startProxy,
  startServer,
  type Behaviour,
  type RudeServer,
} from "../../support/rudeServer.js";
import { download, type DownloadRequest } from "../../../generator/source/download.js";
import type { Environment } from "../../../generator/source/exchange.js";
import type { Limits } from "../../../generator/source/limits.js";
import { START, testNetwork } from "./network.js";

const MODEL = '{ "smithy": "2.0" }';

interface Outcome {
  readonly text?: string | undefined;
  readonly etag?: string | undefined;
  readonly error?: string | undefined;
  readonly sleeps: readonly number[];
  readonly timeouts: readonly number[];
  /** How often the server was asked. */
  readonly asked: number;
  readonly server: RudeServer;
}

/** What a server does, and when the time for the attempt is over. */
type Way = (...args: [...Parameters<Behaviour>, expire: () => void]) => void;

interface Options {
  readonly limits?: Partial<Limits>;
  readonly environment?: Environment;
  readonly request?: Partial<DownloadRequest>;
  readonly path?: string;
}

/** Downloads from a server that behaves in its own way, the same each time or a way a time. */
async function from(ways: Way | readonly Way[], options: Options = {}): Promise<Outcome> {
  const list = [ways].flat();
  const network = testNetwork(options.limits, options.environment);
  const server = await startServer((request, response) => {
    (list[server.requests.length - 1] ?? list.at(-1))?.(request, response, network.expire);
  });
  const url = new URL(options.path ?? "/model.json?key=secret", server.url);
  const { sleeps, timeouts } = network;
  const outcome = { sleeps, timeouts };
  try {
    const { body, etag } = await download({ url, headers: {}, ...options.request }, network);
    const text = body && Buffer.from(body).toString();
    return { ...outcome, text, etag, asked: server.requests.length, server };
  } catch (error) {
    const message = String(error).replaceAll(server.url, "SERVER");
    return { ...outcome, error: message, asked: server.requests.length, server };
  }
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (_, response) =>
    void response.writeHead(code, headers).end("no");

const good: Behaviour = (_, response) => void response.writeHead(200).end(MODEL);

/** Writes for as long as anyone listens. */
function endlessly(response: ServerResponse, chunk: Buffer): void {
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on("drain", more);
  more();
}

describe("a download", () => {
  it("takes a body as it is, or compressed", async () => {
    const plain: Behaviour = (_, response) =>
      void response.writeHead(200, { etag: '"1"' }).end(MODEL);
    expect(await from(plain)).toMatchObject({ text: MODEL, etag: '"1"', asked: 1, sleeps: [] });
    const zipped: Behaviour = (request, response) => {
      expect(request.headers["accept-encoding"]).toBe("gzip");
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(MODEL));
    };
    expect(await from(zipped)).toMatchObject({ text: MODEL });
  });

  it("asks whether its copy is still right", async () => {
    const behave: Behaviour = (request, response) => {
      response.writeHead(request.headers["if-none-match"] === '"1"' ? 304 : 200).end();
    };
    expect(await from(behave, { request: { etag: '"1"' } })).toMatchObject({
      text: undefined,
      etag: '"1"',
    });
    // Who has no copy cannot have the one that is meant.
    expect((await from(status(304))).error).toContain("status 304, not with a file");
  });

  it.each<[string, Way]>([
    ["status 500", status(500)],
    ["status 503 without end", (_, r) => endlessly(r.writeHead(503), Buffer.alloc(65_536))],
    ["status 429", status(429)],
    ["a reset before the head", (request) => void request.socket.resetAndDestroy()],
    ["a close before the head", (request) => void request.socket.destroy()],
    [
      "a reset within the body",
      (request, r) => {
        r.writeHead(200, { "content-length": "1000" }).write("{");
        setImmediate(() => request.socket.resetAndDestroy());
      },
    ],
    [
      "a body that is shorter than it says",
      (request, r) => {
        r.writeHead(200, { "content-length": "1000", connection: "close" }).write(MODEL);
        setImmediate(() => request.socket.end());
      },
    ],
    [
      "a chunk without an end",
      (request) =>
        void request.socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"),
    ],
    ["what is not HTTP", (request) => void request.socket.end("SSH-2.0-OpenSSH_9.6\r\n")],
    [
      "two lengths",
      (request) =>
        void request.socket.end(
          "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
        ),
    ],
    [
      "headers without end",
      (request) => void request.socket.write(`HTTP/1.1 200 OK\r\na: ${"a".repeat(100_000)}`),
    ],
    [
      "gzip that is cut off",
      (_, r) =>
        void r.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(MODEL).subarray(0, 15)),
    ],
    [
      "gzip that is none",
      (_, r) => void r.writeHead(200, { "content-encoding": "gzip" }).end(MODEL),
    ],
    ["no answer in time", (_, __, expire) => expire()],
    [
      "half a body in time",
      (_, r, expire) =>
        void r.writeHead(200, { "content-length": "9" }).write("{", () => setTimeout(expire, 5)),
    ],
    [
      "a body that drips",
      (_, response, expire) => {
        response.writeHead(200);
        let drops = 0;
        const timer = setInterval(() => {
          response.write(" ");
          if (++drops === 5) expire();
        }, 1);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ])("tries again after %s", async (_, behave) => {
    const recovered = await from([behave, good]);
    expect(recovered).toMatchObject({ text: MODEL, sleeps: [1000], asked: 2 });
    const failed = await from(behave);
    expect(failed).toMatchObject({ sleeps: [1000, 2000, 4000], asked: 4 });
    expect(failed.error).toMatch(/^SourceError: SERVER\/model\.json: .*; tried 4 times$/);
  });

  it("has so much time for each attempt, and for all of them", async () => {
    const silent: Way = (_, __, expire) => expire();
    const limits = { attemptMs: 9000, totalMs: 11_000, attempts: 99 };
    expect(await from(silent, { limits })).toMatchObject({
      error: "SourceError: SERVER/model.json: no complete answer in time; 11 seconds are over",
      sleeps: [1000, 2000, 4000],
      timeouts: [9000, 9000, 8000, 4000],
    });
  });

  it.each<[string, Behaviour]>([
    [
      "says that it is",
      (_, r) => endlessly(r.writeHead(200, { "content-length": "2000000" }), Buffer.alloc(9)),
    ],
    ["has no end", (_, r) => endlessly(r.writeHead(200), Buffer.alloc(65_536))],
    [
      "gets so when it is unpacked",
      (_, r) =>
        void r
          .writeHead(200, { "content-encoding": "gzip" })
          .end(gzipSync(Buffer.alloc(3_000_000))),
    ],
  ])("refuses a body that is too long: one that %s", async (_, behave) => {
    const outcome = await from(behave, { limits: { maxBytes: 1_048_576 } });
    expect(outcome).toMatchObject({
      error: "SourceError: SERVER/model.json: the answer is longer than 1 MB",
      asked: 1,
    });
  });

  it.each<[string, Behaviour, string]>([
    ["404", status(404), "there is nothing (404)"],
    ["410", status(410), "there is nothing (410)"],
    ["401", status(401), "access is refused (401)"],
    ["403", status(403), "access is refused (403)"],
    ["204", status(204), "the server answers with status 204, not with a file"],
    ["206", status(206), "the server answers with status 206, not with a file"],
    [
      "an unknown encoding",
      status(200, { "content-encoding": "br" }),
      "the answer is encoded as br",
    ],
  ])("gives up at once on %s", async (_, behave, message) => {
    const outcome = await from(behave);
    expect(outcome).toMatchObject({ asked: 1, sleeps: [] });
    expect(outcome.error).toContain(`SERVER/model.json: ${message}`);
  });

  it("shows no query of a URL", async () => {
    expect((await from(status(404))).error).not.toContain("secret");
  });

  it("asks again where what came is not what was meant", async () => {
    const problem = (body: Uint8Array) => (body.length === MODEL.length ? undefined : "wrong");
    const other: Behaviour = (_, response) => void response.end("<html>");
    expect(await from([other, good], { request: { problem } })).toMatchObject({ text: MODEL });
    expect((await from(other, { request: { problem } })).error).toContain("wrong; tried 4 times");
  });
});

describe("Retry-After", () => {
  const later = (value: string): Behaviour => status(503, { "retry-after": value });
  it.each<[string, number]>([
    ["7", 7000],
    ["0", 0],
    [new Date(START + 9000).toUTCString(), 9000],
    [new Date(START - 9000).toUTCString(), 0],
    ["soon", 1000],
    ["-5", 1000],
  ])("%s is taken for %d ms", async (value, ms) => {
    expect(await from([later(value), good])).toMatchObject({ text: MODEL, sleeps: [ms] });
  });

  it("is not waited for where it is long", async () => {
    expect(await from(later("7200"))).toMatchObject({
      error:
        "SourceError: SERVER/model.json: the server answers with status 503; " +
        "it asks to wait for 120 minutes",
      sleeps: [],
      asked: 1,
    });
  });

  it("is bounded by the time for everything", async () => {
    const outcome = await from(later("60"), { limits: { totalMs: 150_000, attempts: 99 } });
    expect(outcome.sleeps).toEqual([60_000, 60_000]);
    expect(outcome.error).toContain("status 503; 3 minutes are over");
  });
});

describe("limits of GitHub", () => {
  const limited = status(403, {
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": String(START / 1000 + 1500),
  });

  it("are told, with what to do", async () => {
    expect(await from(limited)).toMatchObject({
      error:
        "SourceError: SERVER/model.json: no more requests are allowed for 25 minutes (403); " +
        "GITHUB_TOKEN in the environment, with any token, allows more",
      asked: 1,
    });
    const withToken = await from(limited, { request: { token: "t" } });
    expect(withToken.error).toMatch(/for 25 minutes \(403\)$/);
  });

  it("that pass soon are waited for", async () => {
    const outcome = await from([status(403, { "retry-after": "30" }), good]);
    expect(outcome).toMatchObject({ text: MODEL, sleeps: [30_000] });
  });

  it("tell of a token that is not accepted", async () => {
    const { error } = await from(status(401), { request: { token: "t" } });
    expect(error).toContain("(401); look at GITHUB_TOKEN in the environment");
    expect((await from(good, { request: { token: "a\nb: c" } })).error).not.toContain("b: c");
  });
});

describe("redirects", () => {
  const to = (location: string, code = 302): Behaviour => status(code, { location });

  it.each([301, 302, 303, 307, 308])("by %d are followed", async (code) => {
    expect(await from([to("/other", code), good])).toMatchObject({ text: MODEL, asked: 2 });
  });

  it("are followed five times", async () => {
    const hop = to("/next");
    expect(await from([hop, hop, hop, hop, hop, good])).toMatchObject({ text: MODEL, asked: 6 });
    expect(await from(to("/round"))).toMatchObject({
      error: "SourceError: SERVER/model.json redirects more than 5 times",
      asked: 6,
    });
  });

  it.each([
    ["http://example.com/", "without TLS"],
    ["file:///etc/passwd", "only https: is taken"],
    ["https://me:pass@example.com/", "user or password"],
  ])("to %s are not", async (location, message) => {
    const outcome = await from(to(location));
    expect(outcome.asked).toBe(1);
    expect(outcome.error).toContain(message);
  });

  it("without a location lead nowhere", async () => {
    expect((await from(status(302))).error).toContain("redirects to nowhere");
  });

  it("carry the token within its own origin only", async () => {
    const other = await startServer(good);
    const { server } = await from([to("/here"), to(`${other.url}/there`)], {
      request: { token: "secret" },
    });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer secret",
      "Bearer secret",
    ]);
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it("to a name that resolves to a private address are not followed", async () => {
    const server = await startServer(good);
    const url = new URL(server.url.replace("127.0.0.1", "localhost"));
    const request = { headers: {}, signal: new AbortController().signal, maxBytes: 99 };
    const { exchange } = testNetwork();
    await expect(exchange({ ...request, url, publicOnly: true })).rejects.toThrow(
      /leads to localhost, a private host \((127\.0\.0\.1|::1)\), which is not followed/,
    );
    await expect(exchange({ ...request, url, publicOnly: false })).resolves.toMatchObject({
      status: 200,
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a proxy", () => {
  it("is gone through, with its password", async () => {
    const proxy = await startProxy();
    const url = proxy.url.replace("//", "//me:secret@");
    const outcome = await from(good, { environment: { HTTP_PROXY: url } });
    expect(outcome.text).toBe(MODEL);
    expect(proxy.tunnels).toEqual([
      {
        to: outcome.server.url.slice("http://".length),
        authorization: `Basic ${Buffer.from("me:secret").toString("base64")}`,
      },
    ]);
  });

  it("is not gone through where NO_PROXY says so", async () => {
    const proxy = await startProxy();
    const environment = { http_proxy: proxy.url, no_proxy: "example.com,127.0.0.1" };
    expect((await from(good, { environment })).text).toBe(MODEL);
    expect(proxy.tunnels).toEqual([]);
  });

  it.each([
    [407, 1],
    [502, 4],
  ])("that answers with status %d is told of, after %d attempts", async (code, attempts) => {
    const proxy = await startProxy(code);
    const url = proxy.url.replace("//", "//me:secret@");
    const { error, asked } = await from(good, { environment: { HTTP_PROXY: url } });
    expect(error).toContain(`the proxy answers with status ${code}`);
    expect(error).not.toContain("secret");
    expect(asked).toBe(0);
    expect(proxy.tunnels).toHaveLength(attempts);
  });

  it("that is none is told of without its password", async () => {
    const { error } = await from(good, { environment: { HTTP_PROXY: "me:secret@nowhere" } });
    expect(error).toContain("HTTP_PROXY or HTTPS_PROXY is not the URL of a proxy");
    expect(error).not.toContain("secret");
  });
});
