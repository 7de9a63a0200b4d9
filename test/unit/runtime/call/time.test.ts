import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import type { CallOptions } from "../../../../templates/runtime/contract/config.js";
import { callError } from "../../../../templates/runtime/contract/errors.js";
import type { HttpResponse } from "../../../../templates/runtime/contract/http.js";
import {
  answer,
  call,
  client,
  clock,
  credentials,
  doThing,
  ended,
  errorOf,
  never,
  quiet,
  respond,
  sent,
  type ClientConfig,
} from "./harness.js";

describe("time", () => {
  it("of an attempt runs out, and another follows", async () => {
    answer(never, () => respond(200));
    const result = call({ attemptTimeoutMs: 1000 });
    await clock.turn(1000);
    expect(sent[0]?.init.signal.aborted).toBe(true);
    await clock.turn(25);
    expect(await result).toMatchObject({ ok: true, metadata: { attempts: 2 } });
  });

  it("of an attempt begins after the wait for it", async () => {
    answer(
      () => respond(503, {}, { "retry-after": "4" }),
      () => new Promise((resolve) => clock.after(999, () => resolve(respond(200)))),
    );
    const result = call({ attemptTimeoutMs: 1000 });
    await clock.turn(4999);
    expect(await result).toMatchObject({ ok: true, metadata: { attempts: 2 } });
  });

  it("of the last attempt is told as attemptTimeoutMs", async () => {
    answer(never);
    const error = await errorOf(ended(call({ attemptTimeoutMs: 1000, maxAttempts: 2 })));
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 2 });
    expect(error.message).toBe("attemptTimeoutMs ran out");
  });

  it.each<[string, ClientConfig]>([
    ["fetch", { fetch: never }],
    ["a provider", { credentials: never }],
    ["a region", { region: never }],
    ["an interceptor", { interceptors: [never] }],
    ["a body", { fetch: () => Promise.resolve({ ...respond(200), text: never }) }],
    [
      "a response that never is one",
      { interceptors: [() => ({ then() {} }) as unknown as Promise<HttpResponse>] },
    ],
  ])("of the call runs out, though %s never ends", async (_what, config) => {
    const result = errorOf(call({ ...config, timeoutMs: 5000 }));
    await clock.turn(5000);
    const error = await result;
    expect(error.name).toBe("TimeoutError");
    expect(error.message).toBe("timeoutMs ran out");
    expect("cause" in error).toBe(false);
  });

  it("is 30 s for an attempt and 60 s for a call", async () => {
    answer(never);
    const result = errorOf(call());
    await clock.turn(29_999);
    expect(sent[0]?.init.signal.aborted).toBe(false);
    await clock.turn(1);
    expect(sent[0]?.init.signal.aborted).toBe(true);
    await clock.turn(29_999);
    expect(clock.timers.size).toBeGreaterThan(0);
    await clock.turn(1);
    expect(await result).toMatchObject({ name: "TimeoutError", attempts: 2 });
  });

  it("of a call is the options' before the config's", async () => {
    answer(never);
    const result = errorOf(call({ timeoutMs: 50_000 }, { timeoutMs: 4000 }));
    await clock.turn(4000);
    expect(await result).toMatchObject({ name: "TimeoutError", attempts: 1 });
    await clock.turn(60_000);
    expect(sent).toHaveLength(1);
  });

  it.each<[string, CallOptions & ClientConfig]>([
    ["-400", { timeoutMs: -400 }],
    ["0", { timeoutMs: 0 }],
    ["-Infinity", { timeoutMs: -Infinity }],
    ["0 for an attempt", { attemptTimeoutMs: 0 }],
    ["-1 for an attempt", { attemptTimeoutMs: -1 }],
  ])("row 8: of %s sends nothing", async (_what, limits) => {
    const made = client(limits);
    expect(await errorOf(ended(made.call(doThing, { Id: "a" })))).toMatchObject({
      name: "TimeoutError",
      attempts: 0,
    });
    // Nor on a client that is warm.
    const warm = client();
    await warm.call(doThing, { Id: "a" });
    if (limits.timeoutMs !== undefined) {
      const result = warm.call(doThing, { Id: "a" }, { timeoutMs: limits.timeoutMs });
      expect(await errorOf(result)).toMatchObject({ name: "TimeoutError", attempts: 0 });
    }
    expect(sent).toHaveLength(1);
  });

  it.each<[ClientConfig, CallOptions]>([
    [{ timeoutMs: NaN }, {}],
    [{ attemptTimeoutMs: NaN }, {}],
    [{ maxAttempts: NaN }, {}],
    [{}, { timeoutMs: NaN }],
    [{}, { maxAttempts: NaN }],
    [{ timeoutMs: "soon" as never }, {}],
    [{}, { timeoutMs: {} as never }],
    [{}, { timeoutMs: 5n as never }],
    [{}, { maxAttempts: Symbol("s") as never }],
    [{ clock: { now: () => NaN, after: () => () => {} } }, {}],
  ])("row 8: that is no number is a ConfigError", async (config, options) => {
    expect(await errorOf(call(config, options))).toMatchObject({
      name: "ConfigError",
      attempts: 0,
    });
    expect(sent).toEqual([]);
  });

  it("of the call that has run out is not for a retry strategy", async () => {
    answer(never);
    const retryStrategy = vi.fn(() => 0);
    const result = errorOf(call({ retryStrategy, timeoutMs: 1000 }));
    await clock.turn(1000);
    expect((await result).name).toBe("TimeoutError");
    expect(retryStrategy).not.toHaveBeenCalled();
    expect(sent).toHaveLength(1);
  });

  it("of the call that has run out is over, though a timer comes a millisecond early", async () => {
    // As timers do: they and the time of day are not counted by the same clock.
    const early = { now: clock.now, after: (ms: number, f: () => void) => clock.after(ms - 1, f) };
    answer(never);
    const retryStrategy = vi.fn(() => 0);
    const result = errorOf(call({ clock: early, retryStrategy, timeoutMs: 1000 }));
    await clock.turn(999);
    expect((await ended(result)).message).toContain("timeoutMs");
    expect(retryStrategy).not.toHaveBeenCalled();
    expect(sent).toHaveLength(1);
  });

  it("that has run out keeps late work from sending and from being told", async () => {
    let give: (value: typeof credentials) => void = () => {};
    const provider = () => new Promise<typeof credentials>((resolve) => (give = resolve));
    const interceptor = vi.fn(never);
    const result = call({ credentials: provider, interceptors: [interceptor], timeoutMs: 1000 });
    await clock.turn(1000);
    const settled = await result;
    give(credentials);
    await quiet();
    expect(sent).toEqual([]);
    expect(interceptor).not.toHaveBeenCalled();
    expect(settled.metadata).toEqual({ attempts: 0 });
  });

  it("that has run out keeps late credentials from waiting for another attempt", async () => {
    let give: (value: typeof credentials) => void = () => {};
    const provider = vi
      .fn<() => Promise<typeof credentials>>()
      .mockResolvedValueOnce({ ...credentials, expiration: new Date(clock.time) } as never)
      .mockImplementation(() => new Promise((resolve) => (give = resolve)));
    answer(() => respond(503, {}, { "retry-after": "5" }));
    const result = errorOf(call({ credentials: provider, timeoutMs: 8000 }));
    await clock.turn(8000);
    expect((await result).name).toBe("TimeoutError");
    give(credentials);
    await quiet();
    expect(clock.timers.size).toBe(0);
  });

  it("that has run out keeps a late response from being told", async () => {
    let give: (value: HttpResponse) => void = () => {};
    answer(() => new Promise((resolve) => (give = resolve)));
    const result = call({ timeoutMs: 1000 });
    await clock.turn(1000);
    const { metadata } = await result;
    give(respond(200));
    await quiet();
    expect(metadata).toEqual({ attempts: 1 });
  });

  it("of the platform's clock holds back nothing once the call has ended", async () => {
    const set = vi.spyOn(globalThis, "setTimeout");
    const clear = vi.spyOn(globalThis, "clearTimeout");
    expect(
      (await call({ clock: undefined, timeoutMs: Infinity, attemptTimeoutMs: Infinity })).ok,
    ).toBe(true);
    const timers = set.mock.results.map(({ value }) => value as unknown);
    expect(timers).toHaveLength(1);
    expect(set.mock.calls[0]?.[1]).toBe(2e9);
    expect(clear.mock.calls.map(([timer]) => timer)).toEqual(timers);
  });
});

describe("the caller's signal", () => {
  it("that has aborted sends nothing", async () => {
    const signal = AbortSignal.abort("why");
    const error = await errorOf(call({}, { signal }));
    expect(error).toMatchObject({
      name: "AbortError",
      cause: "why",
      message: "Aborted",
      attempts: 0,
    });
    expect(sent).toEqual([]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it.each<[string, () => void]>([
    ["an attempt", () => answer(never)],
    ["a wait", () => answer(() => respond(503, {}, { "retry-after": "4" }))],
    ["a body", () => answer(() => ({ ...respond(200), text: never }))],
  ])("ends %s at once", async (_what, prepare) => {
    prepare();
    const controller = new AbortController();
    const reason = new Error("enough");
    const result = errorOf(call({}, { signal: controller.signal }));
    await clock.turn(1000);
    controller.abort(reason);
    const error = await result;
    expect(error).toMatchObject({ name: "AbortError", attempts: 1 });
    expect(error.cause).toBe(reason);
    expect(sent[0]?.init.signal.aborted).toBe(true);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    await clock.turn(60_000);
    expect(sent).toHaveLength(1);
  });

  it("is an AbortError whatever the reason", async () => {
    const reason = callError("TimeoutError", "another's");
    const error = await errorOf(call({}, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ name: "AbortError", cause: reason });
  });

  it("has no listener left after calls", async () => {
    const { signal } = new AbortController();
    answer(
      () => respond(500),
      () => respond(200),
      () => respond(400),
    );
    await ended(call({}, { signal }));
    await call({}, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(clock.timers.size).toBe(0);
  });

  it("row 11: ends thirty calls, without a warning", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const onWarning = vi.fn();
    process.on("warning", onWarning);
    answer(never);
    const controller = new AbortController();
    const { signal } = controller;
    const made = client();
    const calls = Array.from({ length: 30 }, () =>
      errorOf(made.call(doThing, { Id: "a" }, { signal })),
    );
    await quiet();
    expect(sent).toHaveLength(30);
    expect(getEventListeners(signal, "abort")).toHaveLength(30);
    controller.abort();
    // Timers of one are gone before the other's error is looked at.
    expect(new Set((await Promise.all(calls)).map(({ name }) => name))).toEqual(
      new Set(["AbortError"]),
    );
    expect(getEventListeners(signal, "abort")).toEqual([]);
    await quiet();
    process.off("warning", onWarning);
    expect(onWarning).not.toHaveBeenCalled();
    expect(warned).not.toHaveBeenCalled();
  });

  it("may be another's than Node's", async () => {
    // What has the shape of one, as polyfills have it.
    const target = new EventTarget();
    let aborted = false;
    const signal = Object.assign(
      {
        addEventListener: target.addEventListener.bind(target),
        removeEventListener: target.removeEventListener.bind(target),
        get aborted() {
          return aborted;
        },
      },
      { reason: "why" },
    ) as unknown as AbortSignal;
    expect((await call({}, { signal })).ok).toBe(true);
    answer(never);
    const result = errorOf(call({}, { signal }));
    await quiet();
    aborted = true;
    target.dispatchEvent(new Event("abort"));
    expect(await result).toMatchObject({ name: "AbortError", cause: "why" });
  });
});
