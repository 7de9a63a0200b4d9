import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HandClock, quiet } from "../call/harness.js";
import { storeOf, type Config } from "./harness.js";

const platforms: [string, Config][] = [
  ["node:http", {}],
  ["fetch", { fetch: globalThis.fetch }],
];

const bytes = (text: string) => new TextEncoder().encode(text);
async function* pieces(...texts: readonly (string | Uint8Array)[]) {
  yield* await Promise.resolve(texts);
}
/** Begins anew each time. */
const repeatable = (...texts: readonly string[]) => ({
  [Symbol.asyncIterator]: () => pieces(...texts),
});

/** Waits for what is on its way. @throws where it does not come */
async function until(isSo: () => unknown): Promise<void> {
  for (let i = 0; !isSo(); i++) {
    if (i > 20_000) throw new Error("It did not come.");
    await quiet();
  }
}

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tinsmith-upload-"));
  file = join(folder, "file");
  writeFileSync(file, "0123456789");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(platforms)("a body over %s", (_name, settings) => {
  /** What a server gets, which first answers with these statuses. */
  async function receiver(statuses: readonly number[] = [], more: Config = {}) {
    const got: { text: string; headers: IncomingMessage["headers"] }[] = [];
    const store = await storeOf(
      (request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          got.push({ text: Buffer.concat(chunks).toString(), headers: request.headers });
          response.writeHead(statuses[got.length - 1] ?? 200).end();
        });
      },
      { ...settings, ...more },
    );
    return { ...store, got };
  }

  it.each([
    ["bytes", () => bytes("abc"), "3"],
    ["a string", () => "äbc", "4"],
    ["a Blob", () => new Blob(["ab", "c"]), "3"],
    ["a stream of the web", () => new Blob(["abc"]).stream(), undefined],
    ["an iterable of bytes and strings", () => pieces("a", bytes("bc")), undefined],
    ["a stream of Node", () => Readable.from([Buffer.from("abc")]), undefined],
    ["a file", () => createReadStream(file), "10"],
    ["a part of a file", () => createReadStream(file, { start: 2, end: 4 }), "3"],
    ["a part to a file's end", () => createReadStream(file, { start: 7, end: 40 }), "3"],
    ["bytes of nothing", () => new Uint8Array(), "0"],
  ])("is sent: %s", async (_what, body, length) => {
    const { put, got } = await receiver();
    expect(await put(body() as never)).toMatchObject({ ok: true });
    expect(got).toHaveLength(1);
    const [{ text, headers }] = got as [(typeof got)[0]];
    expect(text).toBe(
      { "4": "äbc", "10": "0123456789", "0": "" }[length ?? ""] ??
        (/^(234|789)$/.test(text) ? text : "abc"),
    );
    expect(headers["content-length"]).toBe(length);
    expect(headers["transfer-encoding"]).toBe(length === undefined ? "chunked" : undefined);
    expect(headers["content-type"]).toBe("application/octet-stream");
  });

  it("that is none is not sent, and has no type", async () => {
    const { put, got } = await receiver();
    expect(await put()).toMatchObject({ ok: true });
    expect(got).toMatchObject([{ text: "" }]);
    expect(got[0]!.headers["content-type"]).toBeUndefined();
  });

  it.each([[5], [{}], [["abc"]], [true]])("is nothing else: %j", async (body) => {
    const { put, got } = await receiver();
    expect(await put(body as never)).toMatchObject({
      ok: false,
      error: { name: "InputError", path: "Body", attempts: 0 },
    });
    expect(got).toEqual([]);
  });

  it("of unknown length, where the service has to know it, says what to set", async () => {
    const { putSized, got } = await receiver();
    const message = "The body's length is unknown: set ContentLength, or pass bytes or a Blob";
    expect(await putSized(pieces("abc"), "ContentLength")).toMatchObject({
      ok: false,
      error: { name: "InputError", message },
    });
    expect(await putSized(pieces("abc"), "")).toMatchObject({
      error: { message: "The body's length is unknown: pass bytes or a Blob" },
    });
    expect(got).toEqual([]);
    expect(await putSized("abc", "ContentLength")).toMatchObject({ ok: true });
  });

  it("has the length that is set, no more and no less", async () => {
    const { put, got } = await receiver();
    expect(await put(pieces("abc"), {}, 3)).toMatchObject({ ok: true });
    expect(got[0]).toMatchObject({ text: "abc", headers: { "content-length": "3" } });
    expect(await put("abc", {}, 4)).toMatchObject({
      error: { name: "InputError", message: "The body has 3 bytes, not 4", attempts: 0 },
    });
    expect(await put(pieces("abc"), {}, 4)).toMatchObject({
      error: { name: "InputError", message: "The body has only 3 bytes, not 4", attempts: 1 },
    });
    expect(await put(pieces("ab", "cde"), {}, 4)).toMatchObject({
      error: { name: "InputError", message: "The body has at least 5 bytes, not 4", attempts: 1 },
    });
    expect(got).toHaveLength(1);
  });

  it("that fails is the caller's error, sent once", async () => {
    const { put, got } = await receiver();
    const mine = new Error("mine");
    const failing = async function* () {
      yield "abc";
      await Promise.resolve();
      throw mine;
    };
    expect(await put(failing())).toMatchObject({
      error: { name: "InputError", message: "mine", cause: mine, attempts: 1 },
    });
    expect(await put(pieces(5 as never))).toMatchObject({
      error: { name: "InputError", message: "Expected a stream of bytes", attempts: 1 },
    });
    expect(got).toEqual([]);
  });

  it.each([
    ["bytes", () => bytes("abc")],
    ["a Blob", () => new Blob(["abc"])],
    ["an iterable that begins anew", () => repeatable("ab", "c")],
  ])("is sent again where it can be read again: %s", async (_what, body) => {
    const { put, got } = await receiver([503, 503]);
    expect(await put(body() as never)).toMatchObject({ ok: true, metadata: { attempts: 3 } });
    expect(got.map(({ text }) => text)).toEqual(["abc", "abc", "abc"]);
  });

  it.each([
    ["a stream of the web", () => new Blob(["abc"]).stream()],
    ["a generator", () => pieces("abc")],
    ["a stream of Node", () => Readable.from([Buffer.from("abc")])],
    [
      "an iterable with one run",
      () => {
        const run = pieces("abc");
        return { [Symbol.asyncIterator]: () => run };
      },
    ],
  ])("is sent once where it is read once: %s", async (_what, body) => {
    const { put, got } = await receiver([503, 503]);
    expect(await put(body() as never)).toMatchObject({
      ok: false,
      error: { name: "UnmodeledServiceError", statusCode: 503, attempts: 1 },
    });
    expect(got).toHaveLength(1);
  });

  it("does not hide a failure by how its iterable behaves then", async () => {
    const { put, got } = await receiver([503]);
    let begun = 0;
    const rude = {
      [Symbol.asyncIterator]() {
        if (begun++ > 0) throw new Error("begun twice");
        const next = () => Promise.resolve({ done: begun++ > 1, value: "abc" });
        return { next, return: () => undefined };
      },
    };
    expect(await put(rude as never)).toMatchObject({
      error: { name: "UnmodeledServiceError", statusCode: 503, attempts: 1 },
    });
    expect(got).toHaveLength(1);
  });

  it("is read as it goes out", async () => {
    let made = 0;
    let resume: (() => void) | undefined;
    const { put } = await storeOf((request, response) => {
      request.pause();
      resume = () => request.resume();
      request.on("end", () => response.end());
    }, settings);
    const many = async function* () {
      for (; made < 1000; made++) yield await Promise.resolve(new Uint8Array(100_000));
    };
    const result = put(many());
    await until(() => resume);
    // As much as sockets hold, until nothing moves.
    for (let before = -1; before !== made;) {
      before = made;
      for (let i = 0; i < 100; i++) await quiet();
    }
    expect(made).toBeLessThan(500);
    (resume as unknown as () => void)();
    expect(await result).toMatchObject({ ok: true });
    expect(made).toBe(1000);
  });

  it("takes as long as more of it comes, but no longer", async () => {
    const clock = new HandClock();
    const { put } = await receiver([], { clock, idleTimeoutMs: 60_000, maxAttempts: 1 });
    let more: (() => void) | undefined;
    const slow = async function* () {
      for (let i = 0; i < 4; i++) {
        await new Promise<void>((resolve) => (more = resolve));
        yield "abc";
      }
    };
    const result = put(slow());
    for (let i = 0; i < 3; i++) {
      await until(() => more);
      await clock.turn(59_000);
      const go = more as () => void;
      more = undefined;
      go();
    }
    await until(() => more);
    await clock.turn(60_000);
    expect(await result).toMatchObject({
      error: { name: "TimeoutError", message: "idleTimeoutMs ran out" },
    });
    expect(clock.timers.size).toBe(0);
  });

  it("ends what the caller gave when the call ends before", async () => {
    let isClosed = false;
    const { put } = await storeOf((_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(400, { connection: "close" }).end();
    }, settings);
    const endless = async function* () {
      try {
        for (;;) yield await Promise.resolve(new Uint8Array(1_000_000));
      } finally {
        isClosed = true;
      }
    };
    expect(await put(endless())).toMatchObject({ ok: false });
    await until(() => isClosed);
  });
});
