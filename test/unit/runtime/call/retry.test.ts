import { describe, expect, it, vi } from "vitest";
import { call as callState } from "../../../../templates/runtime/call/call.js";
import { standardRetry } from "../../../../templates/runtime/call/retry.js";
import { createClient } from "../../../../templates/runtime/call/client.js";
import type { CallOptions } from "../../../../templates/runtime/contract/config.js";
import type { RetryKind, RetryStrategy } from "../../../../templates/runtime/contract/retry.js";
import type { IdentityOf } from "../../../../templates/runtime/contract/service.js";
import {
  answer,
  call,
  client,
  clock,
  credentials,
  doThing,
  ended,
  errorOf,
  fetch,
  headersOf,
  respond,
  sent,
  service,
  type ClientConfig,
} from "./harness.js";

/** Retries that an empty bucket stops: how many there are. */
function retries(strategy: RetryStrategy, kind: RetryKind = "transient"): number {
  let count = 0;
  while (strategy(1, kind)! >= 0) count++;
  return count;
}

describe("the standard mode of November 2026", () => {
  const slow = { delay: 25, attempts: 4 };
  const ms = (value: string) => ({ "x-amz-retry-after": value });
  const seconds = (value: string) => ({ "retry-after": value });

  it.each<[RetryKind, number, number, typeof slow | undefined, Record<string, string>, number]>([
    // Random, between nothing and a bound that doubles from 50 ms, up to 20 s.
    ["transient", 1, 0, undefined, {}, 0],
    ["transient", 1, 1, undefined, {}, 50],
    ["transient", 2, 1, undefined, {}, 100],
    ["transient", 3, 1, undefined, {}, 200],
    ["transient", 3, 0.25, undefined, {}, 50],
    ["transient", 9, 1, undefined, {}, 12_800],
    ["transient", 10, 1, undefined, {}, 20_000],
    ["transient", 5000, 0.5, undefined, {}, 10_000],
    // From 1 s when throttled.
    ["throttling", 1, 1, undefined, {}, 1000],
    ["throttling", 2, 0.5, undefined, {}, 1000],
    ["throttling", 5, 1, undefined, {}, 16_000],
    ["throttling", 6, 1, undefined, {}, 20_000],
    // Some services' from 25 ms; not when throttled.
    ["transient", 1, 1, slow, {}, 25],
    ["transient", 4, 1, slow, {}, 200],
    ["throttling", 1, 1, slow, {}, 1000],
    // What the service asks for, in milliseconds, from the wait up to five seconds more.
    ["transient", 1, 1, undefined, ms("49"), 50],
    ["transient", 1, 1, undefined, ms("51"), 51],
    ["transient", 1, 0, undefined, ms("1"), 1],
    ["transient", 1, 1, undefined, ms("5049"), 5049],
    ["transient", 1, 1, undefined, ms("5051"), 5050],
    ["throttling", 1, 1, undefined, ms("500"), 1000],
    ["throttling", 1, 1, undefined, ms("900000"), 6000],
    ["throttling", 6, 1, undefined, ms("900000"), 25_000],
    // Or in seconds.
    ["transient", 1, 1, undefined, seconds("0"), 50],
    ["transient", 1, 1, undefined, seconds("2"), 2000],
    ["transient", 1, 1, undefined, seconds("0.5"), 500],
    ["transient", 1, 1, undefined, seconds("900"), 5050],
    ["transient", 1, 1, undefined, { ...ms("70"), ...seconds("3") }, 70],
    // What is neither is nothing.
    ["transient", 1, 1, undefined, ms("soon"), 50],
    ["transient", 1, 1, undefined, ms("-1"), 50],
    ["transient", 1, 1, undefined, ms(""), 50],
    ["transient", 1, 1, undefined, { ...ms("soon"), ...seconds("3") }, 3000],
    ["transient", 1, 1, undefined, seconds("NaN"), 50],
    ["transient", 1, 1, undefined, seconds("-3"), 50],
    ["transient", 1, 1, undefined, seconds("Infinity"), 5050],
  ])(
    "%s, attempt %d, random %d, %j, %j: %d ms",
    (kind, attempt, random, service, headers, wait) => {
      const strategy = standardRetry({ random: () => random }, service);
      expect(strategy(attempt, kind, respond(503, {}, headers))).toBe(wait);
    },
  );

  it("needs no response", () => {
    expect(standardRetry({ random: () => 1 })(1, "transient", undefined)).toBe(50);
  });

  it.each<[RetryKind, number]>([
    ["transient", Math.floor(500 / 14)],
    ["throttling", 500 / 5],
  ])("takes tokens of 500 for what is %s: %d retries", (kind, count) => {
    const strategy = standardRetry({ random: () => 1 });
    expect(retries(strategy, kind)).toBe(count);
    // And says how long a long poll waits all the same.
    expect(strategy(1, kind)).toBe(kind === "throttling" ? -1001 : -51);
    expect(strategy(3, kind, respond(503, {}, ms("60000")))).toBe(
      kind === "throttling" ? -9001 : -5201,
    );
  });

  it("tells a wait of nothing from giving up", () => {
    const strategy = standardRetry({ random: () => 0 });
    expect(retries(strategy)).toBe(35);
    expect(strategy(1, "transient")).toBeLessThan(0);
  });

  it("takes what is left for what costs less", () => {
    const strategy = standardRetry({});
    retries(strategy);
    // 500 - 35 × 14 = 10
    expect(retries(strategy, "throttling")).toBe(2);
  });

  it.each<[RetryKind | undefined, number, number]>([
    // 10 are left, or 0.
    ["transient", 1, 1],
    ["throttling", 1, 1],
    [undefined, 3, 0],
    [undefined, 4, 1],
  ])("gives back after %s, %d times: %d retries", (recovered, times, count) => {
    const strategy = standardRetry({});
    retries(strategy);
    for (let i = 0; i < times; i++)
      expect(strategy(2, undefined, respond(200), recovered)).toBe(undefined);
    expect(retries(strategy)).toBe(count);
  });

  it("gives back 5 where it had been throttled, not 14", () => {
    const strategy = standardRetry({});
    retries(strategy, "throttling");
    strategy(2, undefined, respond(200), "throttling");
    expect(retries(strategy)).toBe(0);
    expect(retries(strategy, "throttling")).toBe(1);
  });

  it.each<RetryKind | undefined>(["transient", "throttling", undefined])(
    "row 75: never has more than 500 tokens, after %s",
    (recovered) => {
      const strategy = standardRetry({});
      for (let i = 0; i < 50; i++) strategy(1, undefined, respond(200), recovered);
      expect(retries(strategy)).toBe(35);
    },
  );
});

describe("a retry", () => {
  const codes = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
    "BusyException",
  ];
  it.each<[number, string, number]>([
    ...codes.map((code): [number, string, number] => [400, code, 500]),
    [429, "Whatever", 500],
    [503, "SlowDown", 500],
    [500, "Whatever", 25],
    [502, "", 25],
    [503, "", 25],
    [504, "", 25],
    [400, "RequestTimeout", 25],
    [400, "RequestTimeoutException", 25],
    [400, "AgainException", 25],
    [503, "PlainException", 25],
  ])("follows status %d with code %j after half of the bound", async (status, code, wait) => {
    answer(
      () => respond(status, { __type: code || undefined }),
      () => respond(200),
    );
    const result = call();
    await clock.turn(wait - 1);
    expect(sent).toHaveLength(1);
    await clock.turn(1);
    expect(await ended(result)).toMatchObject({
      ok: true,
      metadata: { attempts: 2, statusCode: 200 },
    });
    expect(sent).toHaveLength(2);
  });

  it.each<[number, string]>([
    [400, "PlainException"],
    [400, "ValidationException"],
    [400, "503"],
    [400, "429"],
    [400, "InvalidTransportException"],
    // Were they not the service's, they would be.
    [400, "TimeoutError"],
    [400, "TransportError"],
    [404, "NotFound"],
    [501, "NotImplemented"],
    [505, ""],
    [400, "ModelTimeoutException"],
  ])("does not follow status %d with code %j", async (status, code) => {
    answer(() => respond(status, { __type: code || undefined }));
    await errorOf(ended(call()));
    expect(sent).toHaveLength(1);
  });

  it("follows what broke on the way, three attempts at most, ever later", async () => {
    const cause = new Error("reset");
    answer(() => Promise.reject(cause));
    const result = errorOf(call());
    await clock.turn(50 / 2);
    expect(sent).toHaveLength(2);
    await clock.turn(100 / 2 - 1);
    expect(sent).toHaveLength(2);
    await clock.turn(1);
    const error = await result;
    expect(error).toMatchObject({ name: "TransportError", message: "reset", cause, attempts: 3 });
    expect(error).not.toHaveProperty("statusCode");
  });

  it("follows a body that broke off", async () => {
    answer(
      () => ({ ...respond(200), text: () => Promise.reject(new Error("cut")) }),
      () => respond(200),
    );
    expect((await ended(call())).metadata.attempts).toBe(2);
  });

  it.each<[ClientConfig, CallOptions, number]>([
    [{ maxAttempts: 1 }, {}, 1],
    [{ maxAttempts: 5 }, {}, 5],
    [{ maxAttempts: 5 }, { maxAttempts: 2 }, 2],
    [{ maxAttempts: 2 }, { maxAttempts: undefined }, 2],
    [{ maxAttempts: 0 }, {}, 1],
    [{}, { maxAttempts: -1 }, 1],
    [{}, { maxAttempts: "2" as never }, 2],
  ])("stops after %j, %j", async (config, options, attempts) => {
    answer(() => respond(500));
    expect((await errorOf(ended(call(config, options)))).attempts).toBe(attempts);
    expect(sent).toHaveLength(attempts);
  });

  it("is as the service says", async () => {
    answer(() => respond(500));
    const config = { region: "a", credentials, fetch, clock, random: () => 0.5 };
    const made = createClient({ ...service, retry: { delay: 25, attempts: 4 } }, config);
    const result = errorOf(made.call(doThing, { Id: "a" }));
    await clock.turn(12);
    expect(sent).toHaveLength(1);
    await clock.turn(0.5);
    expect(sent).toHaveLength(2);
    expect((await ended(result)).attempts).toBe(4);
  });

  it("costs tokens, until there are none", async () => {
    answer(() => respond(500));
    const made = client({ maxAttempts: 1000 });
    const attempts = async (options?: CallOptions) =>
      (await errorOf(ended(made.call(doThing, { Id: "a" }, options)))).attempts;
    expect(await attempts({ timeoutMs: 1e9 })).toBe(1 + 35);
    expect(await attempts()).toBe(1);
    // 10 are left, and a success gives one.
    answer(() => respond(200));
    for (let i = 0; i < 4; i++) await made.call(doThing, { Id: "a" });
    answer(() => respond(500));
    expect(await attempts()).toBe(2);
  });

  it("gets its tokens back when it succeeds", async () => {
    const made = client({ maxAttempts: 2 });
    for (let i = 0; i < 40; i++) {
      answer(
        () => respond(500),
        () => respond(200),
      );
      expect((await ended(made.call(doThing, { Id: "a" }))).metadata.attempts).toBe(2);
    }
  });

  it("row 9: whose wait cannot fit is not begun", async () => {
    answer(() => respond(503, { message: "busy" }, { "retry-after": "10" }));
    // The wait is of 25 ms and 5 s more at most.
    expect(await errorOf(call({}, { timeoutMs: 5025 }))).toMatchObject({
      message: "busy",
      statusCode: 503,
      attempts: 1,
    });
    expect((await errorOf(ended(call({}, { timeoutMs: 5026 })))).name).toBe(
      "UnmodeledServiceError",
    );
    expect(sent).toHaveLength(3);
  });

  it("does not wait any longer than it may", async () => {
    answer(
      () => respond(503, {}, { "retry-after": "900" }),
      () => respond(503, {}, { "x-amz-retry-after": "7" }),
      () => respond(200),
    );
    const result = call();
    await clock.turn(5024);
    expect(sent).toHaveLength(1);
    await clock.turn(1);
    expect(sent).toHaveLength(2);
    await clock.turn(49);
    expect(sent).toHaveLength(2);
    await clock.turn(1);
    expect((await ended(result)).ok).toBe(true);
  });
});

describe("a long poll", () => {
  const poll: typeof doThing = { ...doThing, longPoll: true };

  it("waits when the bucket is empty, and then fails with the service's error", async () => {
    answer(() => respond(503, { message: "busy" }));
    const made = client({ maxAttempts: 1000 });
    await errorOf(ended(made.call(doThing, { Id: "a" }, { timeoutMs: 1e9 })));
    sent.length = 0;
    let over = false;
    const result = errorOf(made.call(poll, { Id: "a" })).finally(() => (over = true));
    await clock.turn(25);
    expect(over).toBe(false);
    await clock.turn(1);
    expect(over).toBe(true);
    expect(await result).toMatchObject({ message: "busy", attempts: 1, statusCode: 503 });
    expect(sent).toHaveLength(1);
    // Others do not wait.
    expect((await errorOf(made.call(doThing, { Id: "a" }))).attempts).toBe(1);
  });

  it("waits for nobody when it may not be sent again, or when the wait cannot fit", async () => {
    answer(() => respond(503, { message: "busy" }));
    const retryStrategy = () => -500;
    for (const options of [{ maxAttempts: 1 }, { timeoutMs: 500 }]) {
      const result = client({ retryStrategy }).call(poll, { Id: "a" }, options);
      expect((await errorOf(result)).message).toBe("busy");
    }
  });

  it("ends its last wait when the caller aborts", async () => {
    answer(() => respond(503, { message: "busy" }));
    const controller = new AbortController();
    const made = client({ retryStrategy: () => -500 });
    const result = errorOf(made.call(poll, { Id: "a" }, { signal: controller.signal }));
    await clock.turn(100);
    controller.abort();
    expect((await result).name).toBe("AbortError");
  });

  it("tells the service's error, though credentials fail while it waits", async () => {
    answer(() => respond(503, { message: "busy" }));
    const provider = vi
      .fn()
      .mockResolvedValueOnce({ ...credentials, expiration: new Date(clock.time) })
      .mockRejectedValue(new Error("gone"));
    const made = client({ retryStrategy: () => -500, credentials: provider });
    expect(await errorOf(ended(made.call(poll, { Id: "a" })))).toMatchObject({ message: "busy" });
  });
});

describe("a strategy of one's own", () => {
  it("decides", async () => {
    answer(
      () => respond(500),
      () => respond(429),
      () => respond(200),
    );
    const retryStrategy = vi.fn().mockReturnValueOnce(0).mockReturnValueOnce(7);
    const result = call({ retryStrategy });
    await clock.turn(6);
    expect(sent).toHaveLength(2);
    await clock.turn(1);
    expect(await result).toMatchObject({ ok: true, metadata: { attempts: 3 } });
    expect(retryStrategy.mock.calls).toEqual([
      [1, "transient", expect.objectContaining({ status: 500 })],
      [2, "throttling", expect.objectContaining({ status: 429 })],
      [3, undefined, expect.objectContaining({ status: 200 }), "throttling"],
    ]);
  });

  it("that throws is a ConfigError", async () => {
    const cause = new Error("mine");
    answer(() => respond(500));
    const retryStrategy = () => {
      throw cause;
    };
    expect(await errorOf(call({ retryStrategy }))).toMatchObject({
      name: "ConfigError",
      message: "mine",
      cause,
      attempts: 1,
    });
    expect(sent).toHaveLength(1);
  });

  it("row 3: that throws when told of a success leaves it a success", async () => {
    const retryStrategy = vi.fn(() => {
      throw new Error("mine");
    });
    expect(await call({ retryStrategy })).toMatchObject({ ok: true, metadata: { attempts: 1 } });
    expect(retryStrategy).toHaveBeenCalledTimes(1);
    expect(sent).toHaveLength(1);
  });

  it.each<unknown>([undefined, NaN, Infinity, -1, -Infinity, "soon", {}, 60_000])(
    "that returns %s gives up with the service's error",
    async (wait) => {
      answer(() => respond(500, { message: "said" }));
      const result = await errorOf(call({ retryStrategy: () => wait as number }));
      expect(result).toMatchObject({ message: "said", attempts: 1 });
    },
  );

  it("cannot wait for long after the call's end", async () => {
    answer(() => respond(500, { message: "said" }));
    const retryStrategy = () => 1e12;
    const options = { timeoutMs: Infinity };
    const controller = new AbortController();
    const result = errorOf(call({ retryStrategy }, { ...options, signal: controller.signal }));
    await clock.turn(1000);
    controller.abort();
    expect((await result).name).toBe("AbortError");
  });

  it.each<unknown>([Symbol("s"), 5n])("that returns %s is a ConfigError", async (wait) => {
    answer(() => respond(500));
    const result = await errorOf(call({ retryStrategy: () => wait as number }));
    expect(result).toMatchObject({ name: "ConfigError", attempts: 1 });
  });
});

describe("row 6: credentials that the service takes for expired", () => {
  const expired = () => respond(400, { __type: "ExpiredTokenException", message: "old" });

  it.each(["ExpiredToken", "ExpiredTokenException"])(
    "by %s are asked for anew, and what differs is sent at once",
    async (code) => {
      answer(
        () => respond(400, { __type: code }),
        () => respond(200),
      );
      const provider = vi
        .fn()
        .mockResolvedValueOnce(credentials)
        .mockResolvedValueOnce({ ...credentials, accessKeyId: "NEW" });
      expect(await call({ credentials: provider })).toMatchObject({
        ok: true,
        metadata: { attempts: 2 },
      });
      expect(provider).toHaveBeenCalledTimes(2);
      expect(headersOf(1)["authorization"]).toContain("Credential=NEW/");
    },
  );

  it("are not sent again where there are no others", async () => {
    answer(expired);
    for (const given of [credentials, () => Promise.resolve(credentials)]) {
      const error = await errorOf(call({ credentials: given }));
      expect(error).toMatchObject({ code: "ExpiredTokenException", message: "old", attempts: 1 });
    }
    expect(sent).toHaveLength(2);
  });

  it("are sent as often as attempts may be, and no more", async () => {
    answer(expired);
    const provider = () => Promise.resolve({ ...credentials });
    expect((await errorOf(call({ credentials: provider }))).attempts).toBe(3);
    expect((await errorOf(call({ credentials: provider }, { maxAttempts: 1 }))).attempts).toBe(1);
  });

  it("are told to whoever finds the next, and no strategy is asked", async () => {
    answer(
      expired,
      () => respond(500),
      expired,
      () => respond(200),
    );
    const rejected: unknown[] = [];
    let asked = 0;
    const identityOf: IdentityOf<typeof credentials> = async (_operation, _ending, old) => {
      rejected.push(old?.accessKeyId);
      return { ...credentials, accessKeyId: `KEY${asked++}` };
    };
    const backoff = vi.fn((_attempt: number, kind?: RetryKind) => (kind ? 0 : undefined));
    const state = {
      service,
      config: { region: "a", fetch, clock },
      identityOf,
      backoff,
      clockOffset: 0,
    };
    await callState(state, doThing, { Id: "a" }, { maxAttempts: 4 }, { attempts: 0 });
    expect(rejected).toEqual([undefined, "KEY0", undefined, "KEY2"]);
    expect(backoff.mock.calls.map(([attempt, kind]) => [attempt, kind])).toEqual([
      [2, "transient"],
      [4, undefined],
    ]);
  });
});

describe("a strategy that is told of more", () => {
  const told = (more: Pick<RetryStrategy, "admit" | "failed">) =>
    Object.assign<RetryStrategy, object>(() => 0, more);

  it("says how long calls wait before they are sent, and may take time of theirs", async () => {
    const asked: number[] = [];
    const retryStrategy = told({ admit: (left) => (asked.push(left), 700) });
    const result = call({ retryStrategy, timeoutMs: 5000, attemptTimeoutMs: 1000 });
    await clock.turn(699);
    expect(sent).toHaveLength(0);
    await clock.turn(1);
    expect(await result).toMatchObject({ ok: true });
    expect(asked).toEqual([5000]);
  });

  it("is told of each attempt that failed, whether or not another follows", async () => {
    const failures: unknown[] = [];
    const retryStrategy = told({
      failed: (kind, response) => failures.push([kind, response?.status]),
    });
    answer(
      () => respond(500),
      () => Promise.reject(new Error("reset")),
      () => respond(400, { __type: "BusyException" }),
    );
    await errorOf(ended(call({ retryStrategy })));
    answer(() => respond(400, { __type: "PlainException" }));
    await errorOf(call({ retryStrategy }));
    answer(() => respond(200));
    await call({ retryStrategy });
    expect(failures).toEqual([
      ["transient", 500],
      ["transient", undefined],
      ["throttling", 400],
      [undefined, 400],
    ]);
  });

  it.each(["admit", "failed"] as const)("ends the call where its `%s` throws", async (name) => {
    answer(() => respond(500));
    const retryStrategy = told({ [name]: () => expect.fail("mine") });
    const error = await errorOf(call({ retryStrategy }));
    expect(error).toMatchObject({ name: "ConfigError", message: "mine" });
    expect(sent).toHaveLength(name === "admit" ? 0 : 1);
  });
});
