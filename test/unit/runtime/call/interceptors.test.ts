import { describe, expect, it, vi } from "vitest";
import type { Interceptor, Send } from "../../../../templates/runtime/contract/config.js";
import type { HttpResponse } from "../../../../templates/runtime/contract/http.js";
import { unwrap } from "../../../../templates/runtime/contract/result.js";
import {
  answer,
  call,
  clock,
  ended,
  errorOf,
  headersOf,
  never,
  quiet,
  respond,
  sent,
} from "./harness.js";

describe("interceptors", () => {
  it("wrap each attempt, the first outermost, before it is signed", async () => {
    answer(
      () => respond(500),
      () => respond(200),
    );
    const seen: string[] = [];
    const named =
      (name: string): Interceptor =>
      async (request, next, { service, operation, attempt }) => {
        seen.push(`${name} ${service.id} ${operation.name} ${attempt}`);
        expect(request.headers).not.toHaveProperty("authorization");
        const response = await next({
          ...request,
          headers: { ...request.headers, [`x-amz-${name}`]: "1" },
        });
        seen.push(`${name} ${response.status}`);
        return response;
      };
    await ended(call({ interceptors: [named("a"), named("b")] }));
    expect(seen).toEqual([
      "a Thing DoThing 1",
      "b Thing DoThing 1",
      "b 500",
      "a 500",
      "a Thing DoThing 2",
      "b Thing DoThing 2",
      "b 200",
      "a 200",
    ]);
    expect(headersOf(1)["authorization"]).toContain(";x-amz-a;x-amz-b;x-amz-date;");
  });

  it("may answer by themselves", async () => {
    const result = await call({
      interceptors: [() => Promise.resolve(respond(200, { Id: "mine" }))],
    });
    expect(result).toMatchObject({ ok: true, value: { Id: "mine" }, metadata: { attempts: 0 } });
    expect(sent).toEqual([]);
  });

  it("may answer at once, or for what failed", async () => {
    answer(() => Promise.reject(new Error("reset")));
    const atOnce = (() => respond(200, { Id: "mine" })) as unknown as Interceptor;
    const instead: Interceptor = (request, next) =>
      next(request).catch(() => respond(200, { Id: "old" }));
    expect(await unwrap(call({ interceptors: [atOnce] }))).toEqual({ Id: "mine" });
    expect(await unwrap(call({ interceptors: [instead] }))).toEqual({ Id: "old" });
  });

  it("may read the response, and replace it", async () => {
    answer(() => new Response('{"Id":"a"}'));
    const interceptor: Interceptor = async (request, next) => {
      const response = await next(request);
      const text = (await response.text()).replace("a", "b");
      return { ...response, text: () => Promise.resolve(text) };
    };
    expect(await unwrap(call({ interceptors: [interceptor] }))).toEqual({ Id: "b" });
  });

  it.each<[string, Interceptor]>([
    ["reject", () => Promise.reject(new Error("mine"))],
    [
      "throw at once",
      () => {
        throw new Error("mine");
      },
    ],
    [
      "throw after the response",
      async (request, next) => {
        await next(request);
        throw new Error("mine");
      },
    ],
    [
      "throw for what failed",
      (request, next) =>
        next(request).then((response) => {
          throw Object.assign(new Error("mine"), {
            name: "TransportError",
            status: response.status,
          });
        }),
    ],
  ])("row 1: that %s are a ConfigError, and nothing is sent again", async (_what, interceptor) => {
    const retryStrategy = vi.fn(() => 0);
    const error = await errorOf(call({ interceptors: [interceptor], retryStrategy }));
    expect(error).toMatchObject({
      name: "ConfigError",
      message: "mine",
      cause: expect.objectContaining({ message: "mine" }) as Error,
    });
    expect(sent.length).toBeLessThan(2);
    expect(error.attempts).toBe(sent.length);
    expect(retryStrategy).not.toHaveBeenCalled();
  });

  it("row 1: that throw the error of another call are told apart from the network's failures", async () => {
    answer(() => Promise.reject(new Error("reset")));
    const other = await errorOf(call({ maxAttempts: 1 }));
    expect(other.name).toBe("TransportError");
    sent.length = 0;
    const interceptor: Interceptor = () => Promise.reject(other);
    const error = await errorOf(call({ interceptors: [interceptor] }));
    expect(error).toMatchObject({ name: "ConfigError", message: "reset", attempts: 0 });
    expect(error.cause).toBe(other);
  });

  it("row 1: that let a failure through, or end early by it, have the request sent again", async () => {
    const through: Interceptor = async (request, next) => {
      try {
        return await next(request);
      } catch (thrown) {
        expect(thrown).toMatchObject({ name: "TransportError", message: "reset" });
        throw thrown;
      }
    };
    const hedged: Interceptor = (request, next) =>
      Promise.any([next(request), next(request)]).catch((all: AggregateError) => {
        throw all.errors[0];
      });
    for (const interceptor of [through, hedged]) {
      answer(() => Promise.reject(new Error("reset")));
      expect(await errorOf(ended(call({ interceptors: [interceptor] })))).toMatchObject({
        name: "TransportError",
        attempts: 3,
      });
    }
    expect(sent).toHaveLength(3 + 6);
  });

  it("may send twice", async () => {
    answer(
      () => respond(500),
      () => respond(200, { Id: "second" }),
    );
    const interceptor: Interceptor = async (request, next) => {
      const first = await next(request);
      return first.status === 500 ? next(request) : first;
    };
    expect(await call({ interceptors: [interceptor] })).toMatchObject({
      value: { Id: "second" },
      metadata: { attempts: 1 },
    });
  });

  it("that send twice at the same time have both ended when time runs out", async () => {
    answer(never);
    const hedged: Interceptor = (request, next) => Promise.race([next(request), next(request)]);
    const result = errorOf(call({ interceptors: [hedged], timeoutMs: 1000 }));
    await clock.turn(1000);
    expect((await result).name).toBe("TimeoutError");
    expect(sent.map(({ init }) => init.signal.aborted)).toEqual([true, true]);
  });

  it("that come late cannot send", async () => {
    let send: () => Promise<unknown> = never;
    const interceptor: Interceptor = (request, next) => {
      send = () => next(request);
      return never();
    };
    const result = call({ interceptors: [interceptor], timeoutMs: 1000 });
    await clock.turn(1000);
    const { metadata } = await result;
    await expect(send()).rejects.toThrow();
    expect(sent).toEqual([]);
    expect(metadata).toEqual({ attempts: 0 });
  });

  it.each<[string, (next: Send) => unknown]>([
    ["undefined", () => undefined],
    ["null", () => null],
    ["a number", () => 5],
    ["nothing that can be read", () => ({ status: 200 })],
    [
      "headers that throw",
      () => ({ ...respond(200), headers: { get: () => JSON.parse("{") as null } }),
    ],
    ["what cannot be looked at", () => Proxy.revocable({}, {})],
    ["no request", (next) => next(undefined as never)],
    ["half a request", (next) => next({} as never)],
  ])("that give %s are a ConfigError, and nothing is sent again", async (_what, give) => {
    const interceptor = ((_request: unknown, next: Send) => give(next)) as Interceptor;
    const error = await errorOf(ended(call({ interceptors: [interceptor] })));
    expect(error.name).toBe("ConfigError");
    expect(error.message).not.toBe("");
    expect(sent).toEqual([]);
  });

  it.each<unknown>(["text", null, {}, [null], ["text"]])(
    "that are %j are a ConfigError",
    async (interceptors) => {
      expect(await errorOf(call({ interceptors: interceptors as [] }))).toMatchObject({
        name: "ConfigError",
        attempts: 0,
      });
    },
  );

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a number", () => 5],
    ["text that is none", () => Promise.resolve({})],
    [
      "an error",
      () => {
        throw new Error("mine");
      },
    ],
    ["a failure", () => Promise.reject(new Error("mine"))],
  ])("that give a response whose text is %s make it a ResponseError, once", async (_what, text) => {
    const interceptor: Interceptor = async (request, next) =>
      ({ ...(await next(request)), text }) as HttpResponse;
    const error = await errorOf(ended(call({ interceptors: [interceptor] })));
    expect(error).toMatchObject({ name: "ResponseError", attempts: 1, statusCode: 200 });
    await quiet();
    expect(sent).toHaveLength(1);
  });
});
