import { DefaultRateLimiter } from "@smithy/core/retry";
import { describe, expect, it, vi } from "vitest";
import { adaptiveRetry } from "../../../../templates/runtime/call/adaptiveRetry.js";
import { standardRetry } from "../../../../templates/runtime/call/retry.js";
import type { RetryKind } from "../../../../templates/runtime/contract/retry.js";
import { seeded } from "../../../support/seeded.js";
import { answer, call, client, clock, doThing, ended, errorOf, respond, sent } from "./harness.js";

/** Time in seconds, which stands where it is put. */
function timeAt(at: number) {
  const time = { at, now: () => time.at * 1000, after: () => () => {} };
  return time;
}

const response = respond(200);

describe("the adaptive mode", () => {
  // The test vectors of the SDKs' specification, as botocore and AWS SDK v3 have them.
  const vectors: readonly (readonly [isThrottled: boolean, at: number, rate: number])[] = [
    [false, 0.2, 0.5],
    [false, 0.4, 0.5],
    [false, 0.6, 0.5],
    [false, 0.8, 0.5],
    [false, 1, 0.5],
    [false, 1.2, 0.6912],
    [false, 1.4, 1.0976],
    [false, 1.6, 1.6384],
    [false, 1.8, 2.3328],
    [true, 2, 3.02848],
    [false, 2.2, 3.486639],
    [false, 2.4, 3.821874],
    [false, 2.6, 4.053386],
    [false, 2.8, 4.200373],
    [false, 3.0, 4.282037],
    [true, 3.2, 2.997426],
    [false, 3.4, 3.452226],
  ];

  // Before something is throttled, nothing shows the rate.
  it.each(vectors.map((vector, index) => [...vector, index] as const).slice(9))(
    "%s at %d s: %d attempts a second, as the test vectors say",
    (_isThrottled, _at, rate, index) => {
      const time = timeAt(0);
      const strategy = adaptiveRetry({ clock: time });
      for (const [isThrottled, at] of vectors.slice(0, index + 1)) {
        time.at = at;
        if (isThrottled) strategy.failed!("throttling", response);
        else strategy(1, undefined, response);
      }
      // How far apart calls are, once what was saved up is gone.
      const waits = Array.from({ length: 10 }, () => strategy.admit!(Infinity));
      expect(1000 / (waits[9]! - waits[8]!)).toBeCloseTo(rate, 6);
    },
  );

  it("waits as AWS SDK v3 does, step by step", async () => {
    const random = seeded(14);
    let waits = 0;
    for (let run = 0; run < 50; run++) {
      const time = timeAt(100 + random());
      vi.spyOn(Date, "now").mockImplementation(() => time.at * 1000);
      const limiter = new DefaultRateLimiter();
      const strategy = adaptiveRetry({ clock: time, random: () => 0 });
      for (let step = 0; step < 40; step++) {
        time.at += random() * (run % 2 ? 0.2 : 2);
        let waited = 0;
        vi.stubGlobal("setTimeout", (resolve: () => void, ms: number) => {
          waited += ms;
          // So that it goes on, however little is missing.
          time.at += ms / 1000 + 1e-9;
          resolve();
        });
        const before = time.at;
        await limiter.getSendToken();
        const after = time.at;
        if (waited) waits++;
        time.at = before;
        expect(strategy.admit!(Infinity)).toBeCloseTo(waited, 2);
        // As the call does, which is sent then.
        time.at = after + random() * 0.3;
        const kind: RetryKind | undefined =
          random() < 0.2 ? "throttling" : random() < 0.2 ? "transient" : undefined;
        limiter.updateClientSendingRate(
          kind === "throttling" ? { errorType: "THROTTLING" } : ({} as never),
        );
        if (kind) strategy.failed!(kind, response);
        else strategy(1, undefined, response);
      }
    }
    vi.unstubAllGlobals();
    expect(waits).toBeGreaterThan(100);
  });

  it("does not wait until something is throttled", () => {
    const strategy = adaptiveRetry({ clock: timeAt(5) });
    strategy.failed!("transient", response);
    strategy.failed!(undefined, response);
    strategy(1, undefined, response);
    for (let i = 0; i < 1000; i++) expect(strategy.admit!(1)).toBe(0);
  });

  it("is the standard mode else", () => {
    const config = { clock: timeAt(5), random: () => 0.5 };
    const [adaptive, standard] = [adaptiveRetry(config), standardRetry(config)];
    const kinds: readonly RetryKind[] = ["transient", "throttling"];
    for (let attempt = 1; attempt < 60; attempt++) {
      const kind = kinds[attempt % 2];
      expect(adaptive(attempt, kind, response)).toBe(standard(attempt, kind, response));
    }
    // The bucket of both is empty by now.
    expect(standard(1, "transient", response)).toBeLessThan(0);
    adaptive(2, undefined, response, "transient");
    standard(2, undefined, response, "transient");
    expect(adaptive(1, "transient", response)).toBe(standard(1, "transient", response));
    expect(adaptiveRetry(config, { delay: 25 })(1, "transient")).toBe(12.5);
  });

  it("adds to the wait for a retry that for its turn", () => {
    const time = timeAt(10);
    const strategy = adaptiveRetry({ clock: time, random: () => 0 });
    strategy.failed!("throttling", response);
    // Half an attempt a second.
    expect(strategy(1, "throttling", response)).toBe(2000);
    expect(strategy(1, "throttling", response)).toBe(4000);
    expect(strategy.admit!(6001)).toBe(6000);
  });

  it("has calls wait for their first attempt, and no others sent meanwhile", async () => {
    answer(() => respond(400, { __type: "ThrottlingException" }));
    const retryStrategy = adaptiveRetry({ clock, random: () => 0 });
    const config = { retryStrategy, maxAttempts: 1 };
    // Also of what is tried once, it learns that the service throttles.
    await errorOf(call(config));
    const began = clock.time;
    answer(() => respond(200));
    const thing = client(config);
    const calls = [1, 2, 3].map(async () => {
      const result = await thing.call(doThing, { Id: "a" });
      expect(result.ok).toBe(true);
      return clock.time - began;
    });
    await clock.turn(1999);
    expect(sent).toHaveLength(1);
    expect(await ended(Promise.all(calls))).toEqual([2000, 4000, 6000]);
  });

  it("ends calls at once whose turn does not come in their time", async () => {
    const retryStrategy = adaptiveRetry({ clock, random: () => 0 });
    retryStrategy.failed!("throttling", response);
    const began = clock.time;
    expect(await errorOf(call({ retryStrategy }, { timeoutMs: 2000 }))).toMatchObject({
      name: "TimeoutError",
      attempts: 0,
    });
    expect([clock.time, sent]).toEqual([began, []]);
    // It took nobody's turn.
    expect(retryStrategy.admit!(2001)).toBe(2000);
  });

  it("lets the caller abort the wait", async () => {
    const retryStrategy = adaptiveRetry({ clock, random: () => 0 });
    retryStrategy.failed!("throttling", response);
    const controller = new AbortController();
    const result = call({ retryStrategy }, { signal: controller.signal });
    await clock.turn(1000);
    controller.abort();
    expect(await errorOf(result)).toMatchObject({ name: "AbortError", attempts: 0 });
  });
});
