import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { HandClock, quiet } from "../call/harness.js";
import { closing } from "../http/harness.js";
import { storeOf, type Config } from "./harness.js";

const platforms: [string, Config][] = [
  ["node:http", {}],
  ["fetch", { fetch: globalThis.fetch }],
];

const facts = { service: "Store", operation: "Get", attempts: 1, statusCode: 200 };

describe.each(platforms)("a body over %s", (_name, settings) => {
  const answering = (answer: (response: ServerResponse) => void, more: Config = {}) =>
    storeOf((_request, response) => answer(response), { ...settings, ...more });

  it("is read as bytes, as text, as JSON, by iteration and as a stream of the web", async () => {
    const { body } = await answering((response) => {
      response.write('{"a":');
      response.end('"ä"}');
    });
    expect(await (await body()).bytes()).toEqual(new TextEncoder().encode('{"a":"ä"}'));
    expect(await (await body()).text()).toBe('{"a":"ä"}');
    expect(await (await body()).json()).toEqual({ a: "ä" });
    let text = "";
    for await (const chunk of await body()) text += new TextDecoder().decode(chunk);
    expect(text).toBe('{"a":"ä"}');
    expect(await new Response(await body()).text()).toBe('{"a":"ä"}');
    const piped = (await body()).pipeThrough(new TextDecoderStream());
    let decoded = "";
    for await (const chunk of piped as unknown as AsyncIterable<string>) decoded += chunk;
    expect(decoded).toBe('{"a":"ä"}');
  });

  it("is read once, and says so", async () => {
    const { body } = await answering((response) => response.end("abc"));
    const stream = await body();
    await stream.text();
    await expect(stream.text()).rejects.toMatchObject({ name: "InputError", ...facts });
    const locked = await body();
    locked.getReader();
    await expect(locked.bytes()).rejects.toThrow("The body can be read once");
  });

  it("that is no JSON is a ResponseError", async () => {
    const { body } = await answering((response) => response.end("abc"));
    await expect((await body()).json()).rejects.toMatchObject({ name: "ResponseError", ...facts });
  });

  it("of an empty response has no bytes", async () => {
    const { body } = await answering((response) => response.end());
    expect(await (await body()).bytes()).toEqual(new Uint8Array());
  });

  it("that breaks off is a TransportError where it is read, with the reader's frames", async () => {
    const { body } = await answering((response) => {
      response.writeHead(200, { "content-length": 10 });
      response.write("abc", () => response.destroy());
    });
    const stream = await body();
    const read = async function readerOfBody() {
      await stream.bytes();
    };
    const error = await read().catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ name: "TransportError", ...facts });
    // As errors of calls have it, for code that was written for AWS SDK v3.
    expect(error).toHaveProperty("$metadata.httpStatusCode", 200);
    expect(Object.keys(error as object)).not.toContain("$metadata");
    expect((error as Error).stack).toContain("readerOfBody");
  });

  it("that ends without its length is a TransportError too, whoever sends it", async () => {
    const fetch = () =>
      Promise.resolve(new Response("abc", { headers: { "content-length": "5" } }));
    const { body } = await storeOf(() => {}, { fetch });
    await expect((await body()).text()).rejects.toMatchObject({
      name: "TransportError",
      message: "The body broke off 2 bytes before its end",
    });
  });

  it("of which nothing more comes is a TimeoutError, and hangs up", async () => {
    const clock = new HandClock();
    let closed: Promise<void> | undefined;
    const { body } = await answering(
      (response) => {
        closed = closing(response.socket!);
        response.writeHead(200, { "content-length": 10 });
        response.write("abc");
      },
      { clock, idleTimeoutMs: 1000 },
    );
    const chunks = (await body())[Symbol.asyncIterator]();
    expect((await chunks.next()).value).toHaveLength(3);
    // However long the reader takes.
    await clock.turn(10_000);
    const next = chunks.next().catch((thrown: unknown) => thrown);
    await clock.turn(999);
    await clock.turn(1);
    expect(await next).toMatchObject({ name: "TimeoutError", message: "idleTimeoutMs ran out" });
    await closed;
  });

  it("that nobody reads ends after idleTimeoutMs", async () => {
    const clock = new HandClock();
    let closed: Promise<void> | undefined;
    const { body } = await answering(
      (response) => {
        closed = closing(response.socket!);
        response.writeHead(200, { "content-length": 10 });
        response.write("abc");
      },
      { clock, idleTimeoutMs: 1000 },
    );
    const stream = await body();
    await clock.turn(1000);
    await closed;
    await expect(stream.text()).rejects.toMatchObject({ name: "TimeoutError" });
    expect(clock.timers.size).toBe(0);
  });

  it("ends with the call's signal, while it is read or not", async () => {
    const closed: Promise<void>[] = [];
    const { body } = await answering((response) => {
      closed.push(closing(response.socket!));
      response.writeHead(200, { "content-length": 10 });
      response.write("abc");
    });
    const unread = new AbortController();
    const stream = await body({ signal: unread.signal });
    unread.abort(new Error("mine"));
    await expect(stream.text()).rejects.toMatchObject({
      name: "AbortError",
      cause: unread.signal.reason as unknown,
      ...facts,
    });
    const reading = new AbortController();
    const text = (await body({ signal: reading.signal })).text();
    reading.abort();
    await expect(text).rejects.toMatchObject({ name: "AbortError" });
    await Promise.all(closed);
    expect(closed).toHaveLength(2);
  });

  it("leaves nothing on the signal when it is over", async () => {
    const { body } = await answering((response) => response.end("abc"));
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    await (await body({ signal })).text();
    expect(listeners).toBe(0);
    await (await body({ signal }))[Symbol.asyncDispose]();
    expect(listeners).toBe(0);
  });

  it.each([
    ["await using", (body: ReadableStream & AsyncDisposable) => body[Symbol.asyncDispose]()],
    ["cancel", (body: ReadableStream) => body.cancel()],
    [
      "a loop that is left",
      async (body: AsyncIterable<unknown>) => {
        for await (const _ of body) break;
      },
    ],
  ])("is released by %s", async (_how, release) => {
    let closed: Promise<void> | undefined;
    const { body } = await answering((response) => {
      closed = closing(response.socket!);
      response.writeHead(200, { "content-length": 10 });
      response.write("abc");
    });
    const stream = await body();
    await release(stream as never);
    await closed;
    await expect(stream.text()).rejects.toMatchObject({ name: expect.any(String) as string });
  });

  it("is read as it comes: what is not asked for stays with the service", async () => {
    let written = 0;
    const { body } = await answering((response) => {
      const more = () => {
        while (written < 50e6 && response.write(Buffer.alloc(100_000))) written += 100_000;
        if (written < 50e6) response.once("drain", more);
        else response.end();
      };
      more();
    });
    const stream = await body();
    for await (const _ of stream) break;
    expect(written).toBeLessThan(20e6);
  });

  it("as a whole is bounded where maxResponseBytes is set, or its length is unknown", async () => {
    const { body } = await answering((response) => response.end(Buffer.alloc(2000)), {
      maxResponseBytes: 1000,
    });
    await expect((await body()).bytes()).rejects.toMatchObject({ name: "ResponseError" });
  });

  it("of an error is the error's", async () => {
    const { call } = await answering((response) => {
      response.writeHead(400, { "x-amzn-errortype": "NoSuchThing" });
      response.end('{"message":"no"}');
    });
    expect(await call()).toMatchObject({
      ok: false,
      error: { code: "NoSuchThing", message: "no" },
    });
  });
});

describe("bodies over node:http that nobody reads", () => {
  it("leave the connections to other calls", async () => {
    const clock = new HandClock();
    const { body } = await storeOf((_request, response) => response.end("x".repeat(100)), {
      clock,
    });
    const unread = [];
    // As many as there are connections at most.
    for (let i = 0; i < 256; i++) unread.push(await body());
    const late = body();
    await clock.turn(100);
    expect(await (await late).text()).toHaveLength(100);
    // They can still be read.
    expect(await unread[0]!.text()).toHaveLength(100);
    for (const stream of unread.slice(1)) await stream.cancel();
  });

  it("do not keep the process alive", async () => {
    const { body } = await storeOf((_request, response) => {
      response.writeHead(200, { "content-length": 10 });
      response.write("abc");
    });
    const alive = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
    const before = alive();
    const stream = await body();
    // The server's end.
    expect(alive() - before).toBe(1);
    const chunks = stream[Symbol.asyncIterator]();
    await chunks.next();
    const pending = chunks.next().catch(() => {});
    await quiet();
    expect(alive() - before).toBe(2);
    await stream.cancel().catch(() => {});
    await stream[Symbol.asyncDispose]();
    await pending;
  });
});
