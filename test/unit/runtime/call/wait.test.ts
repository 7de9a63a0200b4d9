import { beforeEach, describe, expect, it } from "vitest";
import { wait, type WaitError, type WaitOptions } from "../../../../templates/runtime/call/wait.js";
import { delayBefore, type Waiter } from "../../../../templates/runtime/call/waiters.js";
import type { CallOptions } from "../../../../templates/runtime/contract/config.js";
import type { Result } from "../../../../templates/runtime/contract/result.js";
import type { Client } from "../../../../templates/runtime/contract/service.js";
import { HandClock, quiet } from "./harness.js";

interface Output {
  readonly state: string;
}

type Failure = Error & { readonly code?: string; readonly $fault?: string };

const waiter: Waiter<{ readonly id: string }, Output> = {
  name: "ThingReady",
  operation: "DescribeThing",
  minDelay: 2,
  maxDelay: 10,
  acceptors: [
    { state: "success", output: ({ state }, { id }) => state === `ready ${id}` },
    { state: "failure", output: ({ state }) => state === "broken" },
    {
      state: "success",
      output: () => {
        throw TypeError("A function is given what it does not take");
      },
    },
    { state: "retry", error: "NotFound" },
    { state: "success", error: "Gone" },
  ],
};

const metadata = { attempts: 1, statusCode: 200, requestId: "r" };
const waiting: Output = { state: "waiting" };

function serviceError(name: string, code = name): Failure {
  return Object.assign(Error(`it is ${name}`), { name, code, $fault: "client" });
}

let clock: HandClock;
let asked: { readonly at: number; readonly options: CallOptions | undefined }[];
beforeEach(() => {
  clock = new HandClock();
  asked = [];
});

type Answer = Output | Failure | Promise<never>;

function start(
  answers: readonly Answer[],
  options: Partial<WaitOptions> = {},
  { random = 0, of = waiter, settings = true } = {},
): Promise<Result<Output | Failure, WaitError<Output, Failure>>> {
  const client = {
    service: { id: "Example" },
    ...(settings && { settings: () => ({ clock, random: () => random }) }),
  } as unknown as Client;
  const begun = clock.now();
  const call = async (
    _: Client,
    input: { readonly id: string },
    given?: CallOptions,
  ): Promise<Result<Output, Failure>> => {
    expect(input).toEqual({ id: "a" });
    asked.push({ at: clock.now() - begun, options: given });
    const answer = await answers[Math.min(asked.length, answers.length) - 1]!;
    return answer instanceof Error
      ? { ok: false, error: answer, metadata }
      : { ok: true, value: answer, metadata };
  };
  return wait(call, client, of, { id: "a" }, { maxWaitMs: 60_000, ...options });
}

const times = () => asked.map(({ at }) => at);

describe("a wait", () => {
  it("calls until the output is there", async () => {
    const result = start([waiting, serviceError("NotFound"), { state: "ready a" }], {
      maxAttempts: 5,
    });
    await clock.turn(4000);
    expect(await result).toEqual({ ok: true, value: { state: "ready a" }, metadata });
    expect(times()).toEqual([0, 2000, 4000]);
    expect(asked[0]?.options).toMatchObject({ maxAttempts: 5 });
    expect(clock.timers.size).toBe(0);
  });

  it("gives the error that it waited for, by name or code", async () => {
    for (const gone of [serviceError("Gone"), serviceError("UnmodeledServiceError", "Gone")]) {
      expect(await start([gone])).toMatchObject({ ok: true, value: gone });
    }
  });

  it("fails where an output says so", async () => {
    const { error } = await start([{ state: "broken" }]);
    expect(error).toMatchObject({
      name: "WaiterFailedError",
      message: "ThingReady: its last output says that it will not be",
      service: "Example",
      operation: "DescribeThing",
      requestId: "r",
      attempts: 1,
    });
    expect(error?.last).toEqual({ ok: true, value: { state: "broken" }, metadata });
    expect(Object.keys(error!)).not.toContain("last");
    expect("cause" in error!).toBe(false);
  });

  it("fails with an error that nothing is said of, and with what is not the service's", async () => {
    const denied = serviceError("AccessDenied");
    const local = Object.assign(Error("no"), { name: "Gone", operation: "DescribeThing" });
    const any = { ...waiter, acceptors: [{ state: "success" as const, error: true as const }] };
    for (const [answer, of] of [
      [denied, waiter],
      [local, waiter],
      [local, any],
    ] as const) {
      const { error } = await start([answer], {}, { of });
      expect(error).toMatchObject({ name: "WaiterFailedError", cause: answer });
      expect(error?.last?.error).toBe(answer);
    }
    expect(await start([denied], {}, { of: any })).toMatchObject({ ok: true, value: denied });
  });

  it("ends when its time does, with a last call before", async () => {
    const result = start([waiting], { maxWaitMs: 9000 }, { random: 0.999_999 });
    await clock.turn(9000);
    const { error } = await result;
    expect(error).toMatchObject({
      name: "TimeoutError",
      message: "ThingReady: not in maxWaitMs, after 4 calls",
    });
    expect(error?.last?.value).toEqual(waiting);
    expect(times().at(-1)).toBe(7000);
    expect(clock.timers.size).toBe(0);
  });

  it("ends within a call, which it aborts", async () => {
    const never = new Promise<never>(() => {});
    const result = start([waiting, never], { maxWaitMs: 5000 });
    await clock.turn(5000);
    const { error } = await result;
    expect(error).toMatchObject({ name: "TimeoutError", last: { value: waiting } });
    expect(asked[1]?.options?.signal?.aborted).toBe(true);
    expect(clock.timers.size).toBe(0);
  });

  it.each(["while it waits", "within a call"])("is aborted %s", async (when) => {
    const never = new Promise<never>(() => {});
    const controller = new AbortController();
    const answers = when === "within a call" ? [waiting, never] : [waiting];
    const result = start(answers, { signal: controller.signal });
    await clock.turn(when === "within a call" ? 2000 : 1000);
    controller.abort("enough");
    const { error } = await result;
    expect(error).toMatchObject({ name: "AbortError", cause: "enough", last: { value: waiting } });
    expect(clock.timers.size).toBe(0);
    await quiet();
    expect(asked).toHaveLength(answers.length);
  });

  it("does not begin where it is aborted already", async () => {
    const { error } = await start([waiting], { signal: AbortSignal.abort() });
    expect(error).toMatchObject({ name: "AbortError", attempts: 0, last: undefined });
    expect(asked).toEqual([]);
  });

  it.each([
    { maxWaitMs: NaN },
    { maxWaitMs: 0 },
    { maxWaitMs: undefined as never },
    { minDelayMs: 0 },
    { minDelayMs: 5, maxDelayMs: 4 },
    { maxDelayMs: NaN },
  ])("with %j is misconfigured", async (options) => {
    const { error } = await start([waiting], options);
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(asked).toEqual([]);
  });

  it.each([undefined, null])("does not begin without options: %s", async (options) => {
    const client = { service: { id: "Example" } } as unknown as Client;
    const result = await wait(() => expect.fail("asked"), client, waiter, { id: "a" }, options!);
    expect(result.error).toMatchObject({ name: "ConfigError", service: "Example" });
  });

  it("takes the caller's delays", async () => {
    const result = start([waiting, waiting, { state: "ready a" }], {
      minDelayMs: 10,
      maxDelayMs: 10,
    });
    await clock.turn(20);
    expect((await result).ok).toBe(true);
    expect(times()).toEqual([0, 10, 20]);
  });

  it("ends at once without a clock of the client's, where the first call says so", async () => {
    expect((await start([{ state: "ready a" }], {}, { settings: false })).ok).toBe(true);
  });

  it("lets through what an acceptor throws that is no expression's", async () => {
    const of = {
      ...waiter,
      acceptors: [
        {
          state: "success" as const,
          output: () => {
            throw RangeError("deep");
          },
        },
      ],
    };
    expect((await start([waiting], {}, { of })).error).toMatchObject({
      name: "ConfigError",
      message: "ThingReady: deep",
    });
  });
});

describe("the wait before the next call", () => {
  const delays = (random: number) =>
    [1, 2, 3, 4, 5, 2000].map((calls) => delayBefore(calls, 1e6, 2, 10, () => random)?.delay);

  it("doubles from the shortest to the longest, and is random below", () => {
    expect(delays(0)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(delays(1)).toEqual([2, 4, 8, 10, 10, 10]);
    expect(delays(0.5)).toEqual([2, 3, 5, 6, 6, 6]);
  });

  it("leaves time for a call", () => {
    expect(delayBefore(1, 10, 2, 10, () => 0)).toEqual({ delay: 2, isLast: false });
    expect(delayBefore(3, 9, 2, 10, () => 1)).toEqual({ delay: 7, isLast: true });
    expect(delayBefore(1, 3, 2, 10, () => 0)).toEqual({ delay: 1, isLast: true });
    expect(delayBefore(1, 2, 2, 10, () => 0)).toBeUndefined();
  });
});
