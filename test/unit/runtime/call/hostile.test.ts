import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { createClient } from "../../../../templates/runtime/call/client.js";
import type { Clock } from "../../../../templates/runtime/contract/clock.js";
import type { Interceptor } from "../../../../templates/runtime/contract/config.js";
import type { Fetch } from "../../../../templates/runtime/contract/http.js";
import {
  answer,
  call,
  clock,
  doThing,
  ended,
  errorOf,
  never,
  quiet,
  respond,
  sent,
  service,
  type ClientConfig,
  type Input,
} from "./harness.js";

// Whatever the caller's own functions do: a call never rejects or hangs, and leaves nothing behind.

const boom = () => {
  throw new Error("boom");
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable(() => {}, {});
  revoke();
  return proxy;
};

const thrown: [string, () => unknown][] = [
  ["undefined", () => undefined],
  ["null", () => null],
  ["text", () => "text"],
  ["a symbol", () => Symbol("s")],
  ["a bigint", () => 5n],
  ["an object without a prototype", () => Object.create(null) as unknown],
  ["a message that throws", () => Object.defineProperty({}, "message", { get: boom })],
  ["a message that cannot be text", () => ({ message: Object.create(null) as unknown })],
  ["a message that is a symbol", () => ({ message: Symbol("s") })],
  [
    "what throws itself",
    () => {
      const self: object = Object.defineProperty({}, "message", {
        get() {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- what it is about
          throw self;
        },
      });
      return self;
    },
  ],
  ["what cannot be looked at", revoked],
  [
    "a proxy that throws",
    () => new Proxy({}, { get: boom, has: boom, ownKeys: boom, getPrototypeOf: boom }),
  ],
  ["a frozen error", () => Object.freeze(new Error("frozen"))],
];

const throwers: [string, string, (value: unknown) => ReturnType<typeof call>][] = [
  [
    "fetch",
    "TransportError",
    (value) => call({ fetch: () => Promise.reject(value), maxAttempts: 1 }),
  ],
  [
    "a body",
    "TransportError",
    (value) => {
      answer(() => ({ ...respond(200), text: () => Promise.reject(value) }));
      return call({ maxAttempts: 1 });
    },
  ],
  ["a provider", "CredentialsError", (value) => call({ credentials: () => Promise.reject(value) })],
  [
    "an interceptor",
    "ConfigError",
    (value) => call({ interceptors: [() => Promise.reject(value)] }),
  ],
  [
    "a strategy",
    "ConfigError",
    (value) => {
      answer(() => Promise.reject(new Error("reset")));
      const retryStrategy = () => {
        throw value;
      };
      return call({ retryStrategy });
    },
  ],
  ["an input", "InputError", (value) => call({}, {}, throwing("Id", value) as Input)],
  [
    "a setting",
    "ConfigError",
    (value) => createClient(service, throwing("timeoutMs", value)).call(doThing, { Id: "a" }),
  ],
  ["an option", "ConfigError", (value) => call({}, throwing("signal", value))],
];

/** An object that throws where a member is looked at. */
const throwing = (name: string, value: unknown): object =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get() {
      throw value;
    },
  });

describe.each(throwers)("%s that throws", (_who, name, make) => {
  it.each(thrown)(`%s is a ${name} with that for its cause`, async (_what, value) => {
    const cause = value();
    const error = await errorOf(ended(make(cause)));
    expect(error.name).toBe(name);
    expect(Object.is(error.cause, cause)).toBe(true);
    expect(typeof error.message).toBe("string");
    expect(() => JSON.stringify(error)).not.toThrow();
    expect(String(error)).toContain(name);
  });

  it(`the error of another call is a ${name} with that for its cause`, async () => {
    answer(() => respond(429, { message: "busy" }));
    const cause = await errorOf(call({ maxAttempts: 1 }));
    sent.length = 0;
    const error = await errorOf(ended(make(cause)));
    expect(error).toMatchObject({ name, message: "busy" });
    expect(error.cause).toBe(cause);
    expect(sent.length).toBeLessThan(2);
    // As it was.
    expect(cause).toMatchObject({ name: "UnmodeledServiceError", code: "429", attempts: 1 });
  });
});

describe("a clock", () => {
  const clocks: [string, () => Partial<Clock>][] = [
    [
      "that gives no way to stop",
      () => ({
        now: clock.now,
        after: (...timer) => void clock.after(...timer) as never,
      }),
    ],
    ["that throws", () => ({ now: clock.now, after: boom })],
    ["without a time", () => ({ now: boom, after: clock.after })],
    ["that is none", () => ({})],
    [
      "that does not wait",
      () => ({
        now: clock.now,
        after: (_ms, callback) => {
          callback();
          return () => {};
        },
      }),
    ],
    [
      "that goes wrong later",
      () => {
        let count = 0;
        return { now: () => (count++ < 2 ? clock.time : NaN), after: clock.after };
      },
    ],
  ];

  // One that cannot be stopped goes on.
  afterEach(() => clock.turn(1e6));

  it.each(clocks)("%s leaves the call an end", async (_what, make) => {
    const { signal } = new AbortController();
    answer(
      () => respond(500),
      () => respond(200),
    );
    const result = call({ clock: make() as Clock }, { signal });
    await ended(result);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it.each(clocks)("%s leaves the call an end when it is aborted", async (_what, make) => {
    const controller = new AbortController();
    const { signal } = controller;
    answer(never);
    const result = call({ clock: make() as Clock }, { signal });
    await quiet();
    controller.abort();
    await ended(result);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

it("a clock whose timers cannot be stopped without a throw leaves the call an end", async () => {
  const after: Clock["after"] = (...timer) => {
    const cancel = clock.after(...timer);
    return () => {
      cancel();
      throw new Error("boom");
    };
  };
  const error = await errorOf(call({ clock: { now: clock.now, after } }));
  expect(error).toMatchObject({ name: "ConfigError", message: "boom" });
});

describe("a signal", () => {
  it.each<[string, unknown]>([
    ["text", "text"],
    ["nothing of it", {}],
    ["only half of it", { addEventListener() {} }],
    ["what throws", { addEventListener: boom, removeEventListener: boom }],
    [
      "what cannot tell whether it has aborted",
      {
        addEventListener() {},
        removeEventListener() {},
        get aborted() {
          return boom();
        },
      },
    ],
    ["one behind a proxy", new Proxy(new AbortController().signal, {})],
  ])("that is %s leaves no timer", async (_what, signal) => {
    const result = await ended(call({}, { signal: signal as AbortSignal }));
    expect(clock.timers.size).toBe(0);
    if (!result.ok) expect(result.error.name).toBe("ConfigError");
  });
});

describe("options", () => {
  it.each<[string, unknown]>([
    ["null", null],
    ["a number", 5],
    ["headers that throw", { headers: new Proxy({}, { ownKeys: boom }) }],
    [
      "a header that throws",
      { headers: Object.defineProperty({}, "x-a", { enumerable: true, get: boom }) },
    ],
    ["what cannot be looked at", revoked()],
    ["a signal that throws", Object.defineProperty({}, "signal", { get: boom })],
  ])("that are %s leave the call an end", async (_what, options) => {
    const result = await ended(call({}, options as object));
    expect(result.ok || /^(Config|Input)Error$/.test(result.error.name)).toBe(true);
  });
});

describe("fetch", () => {
  it.each<[string, unknown]>([
    ["undefined", async () => undefined],
    ["a response at once", () => respond(200)],
    ["text at once", async () => ({ ...respond(200), text: () => "{}" })],
    ["no headers", async () => ({ status: 200, text: async () => "{}" })],
    [
      "a throw at once",
      () => {
        throw new Error("boom");
      },
    ],
    ["no text", async () => ({ ...respond(200), text: undefined })],
    [
      "what cannot be looked at",
      async () => new Proxy({}, { get: (_, name) => name !== "then" && boom() }),
    ],
  ])("that gives %s leaves the call an end", async (_what, fetch) => {
    const result = await ended(call({ fetch: fetch as Fetch }));
    if (!result.ok) expect(result.error.name).toMatch(/^(Transport|Config|Response)Error$/);
  });
});

describe("an interceptor", () => {
  const meddlers: [string, (failure: Error) => void][] = [
    ["freezes it", (failure) => Object.freeze(failure)],
    [
      "gives it a fact that throws",
      (failure) => Object.defineProperty(failure, "x", { enumerable: true, get: boom }),
    ],
    ["takes its name", (failure) => Object.defineProperty(failure, "name", { get: boom })],
    ["takes its message", (failure) => Object.assign(failure, { message: undefined })],
    ["gives it a code that is none", (failure) => Object.assign(failure, { code: Symbol("s") })],
    [
      "gives it the facts of a call",
      (failure) => Object.assign(failure, { operation: "x", attempts: 9 }),
    ],
  ];

  it.each(meddlers)(
    "that catches a failure and %s leaves the call an end",
    async (_what, meddle) => {
      const interceptor: Interceptor = (request, next) =>
        next(request).catch((failure: Error) => {
          meddle(failure);
          throw failure;
        });
      answer(() => Promise.reject(new Error("reset")));
      const error = await errorOf(ended(call({ interceptors: [interceptor] })));
      expect(error.name).toMatch(/^(Transport|Config)Error$/);
      expect(() => inspect(error)).not.toThrow();
    },
  );

  it("that goes on after the end changes nothing of what was told", async () => {
    let later: () => Promise<unknown> = never;
    const interceptor: Interceptor = async (request, next) => {
      later = () => next(request);
      return respond(200, { Id: "mine" });
    };
    const { metadata } = await call({ interceptors: [interceptor] });
    await expect(later()).rejects.toThrow();
    expect(sent).toEqual([]);
    expect(metadata).toEqual({ attempts: 0, requestId: "request-200", statusCode: 200 });
  });
});

it("a strategy that is asynchronous gives up, and its failure is nobody's", async () => {
  answer(() => respond(500, { message: "said" }));
  const config = { retryStrategy: async () => 5 } as unknown as ClientConfig;
  expect(await errorOf(call(config))).toMatchObject({ message: "said", attempts: 1 });
});
