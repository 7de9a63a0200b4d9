import { describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  onRetry,
  withLogger,
  type Logger,
  type Retry,
} from "../../../../templates/runtime/call/observing.js";
import {
  answer,
  call,
  client,
  clock,
  credentials,
  doThing,
  ended,
  errorOf,
  quiet,
  respond,
  sent,
} from "./harness.js";

const broken = () => respond(500, { __type: "BrokenException", Detail: "a detail" });
const throttled = () => respond(400, { __type: "BusyException", message: "Too fast" });

describe("onRetry", () => {
  it("tells of each retry: what failed, why it is tried again, and the wait", async () => {
    answer(broken, throttled, () => respond(200));
    const retries: Retry[] = [];
    const result = await ended(call({ interceptors: [onRetry((retry) => retries.push(retry))] }));
    expect(result.ok).toBe(true);
    expect(
      retries.map(({ service, operation, attempt, error, kind, delayMs }) => [
        `${service.id}.${operation.name}`,
        attempt,
        error.name,
        kind,
        delayMs,
      ]),
    ).toEqual([
      ["Thing.DoThing", 1, "BrokenException", "transient", 25],
      ["Thing.DoThing", 2, "BusyException", "throttling", 1000],
    ]);
  });

  it("tells nothing where nothing is tried again", async () => {
    const tell = vi.fn();
    const interceptors = [onRetry(tell)];
    await call({ interceptors });
    answer(() => respond(400, { __type: "PlainException" }));
    await errorOf(call({ interceptors }));
    answer(broken);
    await errorOf(call({ interceptors, maxAttempts: 1 }));
    expect(tell).not.toHaveBeenCalled();
  });

  it("has no kind where credentials had expired", async () => {
    answer(
      () => respond(400, { __type: "ExpiredTokenException" }),
      () => respond(200),
    );
    const tell = vi.fn();
    const provider = () => Promise.resolve({ ...credentials });
    await call({ credentials: provider, interceptors: [onRetry(tell)] });
    expect(tell.mock.calls).toMatchObject([[{ attempt: 1, kind: undefined, delayMs: 0 }]]);
  });

  it.each([
    ["throws", () => expect.fail("mine")],
    ["rejects", () => Promise.reject(new Error("mine"))],
  ])("ends the call where it %s, which is not tried again", async (_, tell) => {
    answer(broken);
    const error = await errorOf(ended(call({ interceptors: [onRetry(tell)] })));
    expect(error).toMatchObject({ name: "ConfigError", message: "mine", attempts: 1 });
    expect(sent).toHaveLength(1);
  });
});

describe("a call's own interceptors", () => {
  it("are within the client's, and of no other call", async () => {
    const order: string[] = [];
    const thing = client({
      interceptors: [(request, next) => (order.push("client"), next(request))],
    });
    await thing.call(
      doThing,
      { Id: "a" },
      { interceptors: [(request, next) => (order.push("call"), next(request))] },
    );
    await thing.call(doThing, { Id: "a" });
    expect(order).toEqual(["client", "call", "client"]);
  });
});

describe("withLogger", () => {
  const lines: unknown[][] = [];
  const logTo = (level: string) => (message: string, facts: object) =>
    void lines.push([level, message, facts]);
  const logger: Logger = {
    debug: logTo("debug"),
    info: logTo("info"),
    warn: logTo("warn"),
    error: logTo("error"),
  };
  const logged = (...given: Parameters<typeof client>) => {
    lines.length = 0;
    return withLogger(client(...given), logger, clock);
  };
  const which = { service: "Thing", operation: "DoThing" };

  it("takes `console`", () => {
    expectTypeOf(console).toExtend<Logger>();
  });

  it("takes null for no options, as untyped callers pass it", async () => {
    answer(() => respond(200));
    expect((await logged().call(doThing, { Id: "a" }, null as never)).ok).toBe(true);
  });

  it("tells of a call that succeeds after a retry", async () => {
    answer(throttled, () => respond(200));
    const thing = logged();
    const result = await ended(thing.call(doThing, { Id: "a" }));
    expect(result.ok).toBe(true);
    expect(lines).toEqual([
      ["debug", "Thing.DoThing begins", which],
      [
        "warn",
        "Thing.DoThing is tried again",
        {
          ...which,
          attempt: 1,
          kind: "throttling",
          delayMs: 500,
          error: "BusyException",
          code: "BusyException",
          reason: "Too fast",
        },
      ],
      [
        "info",
        "Thing.DoThing succeeded",
        { ...which, attempts: 2, statusCode: 200, requestId: "request-200", durationMs: 500 },
      ],
    ]);
  });

  it("tells of a call that fails, also before it is sent", async () => {
    answer(() => respond(400, { __type: "Unheard", message: "Of it" }));
    await errorOf(logged().call(doThing, { Id: "a" }));
    expect(lines.slice(1)).toEqual([
      [
        "error",
        "Thing.DoThing failed",
        {
          ...which,
          attempts: 1,
          statusCode: 400,
          requestId: "request-400",
          durationMs: 0,
          error: "UnmodeledServiceError",
          code: "Unheard",
          reason: "Of it",
        },
      ],
    ]);
    await errorOf(logged({ region: "" }).call(doThing, { Id: "a" }));
    expect(lines[1]).toMatchObject([
      "error",
      expect.any(String),
      { attempts: 0, error: "ConfigError" },
    ]);
  });

  it("tells nothing of inputs, outputs, headers and credentials", async () => {
    const secret = "S3CR3T";
    const headers = { "x-secret": secret };
    answer(() => respond(200, { Id: secret }, headers));
    await logged({ credentials: { accessKeyId: secret, secretAccessKey: secret } }).call(
      doThing,
      { Id: secret },
      { headers },
    );
    expect(lines).toHaveLength(2);
    const all = [...lines];
    // What is wrong with an output or an input is quoted by the error, not by the log.
    answer(() => respond(200, secret));
    const { error: response } = await logged().call(doThing, { Id: "a" });
    expect(response).toMatchObject({ name: "ResponseError" });
    expect(response!.message).toContain(secret);
    all.push(...lines);
    const { error: input } = await logged().call(doThing, { Id: [secret] as never });
    expect(input).toMatchObject({ name: "InputError", path: "Id" });
    all.push(...lines);
    expect(JSON.stringify(all)).not.toContain(secret);
    expect(lines.at(-1)).toMatchObject([
      "error",
      expect.any(String),
      { error: "InputError", reason: "Id" },
    ]);
  });

  it("leaves calls as they are where the logger throws", async () => {
    answer(broken, () => respond(200));
    const fail = () => expect.fail("mine");
    const thing = withLogger(client(), { debug: fail, info: fail, warn: fail, error: fail }, clock);
    expect(await ended(thing.call(doThing, { Id: "a" }))).toMatchObject({ ok: true });
    answer(() => respond(400, { __type: "PlainException" }));
    expect(await errorOf(thing.call(doThing, { Id: "a" }))).toMatchObject({
      name: "PlainException",
    });
  });

  it("leaves them so where an async logger rejects, too", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    answer(broken, () => respond(200));
    const fail = (): unknown => Promise.reject(Error("mine"));
    const thing = withLogger(client(), { debug: fail, info: fail, warn: fail, error: fail }, clock);
    expect(await ended(thing.call(doThing, { Id: "a" }))).toMatchObject({ ok: true });
    await quiet();
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("measures by the system's clock, and leaves the call's own interceptors", async () => {
    vi.spyOn(Date, "now").mockReturnValueOnce(1000).mockReturnValueOnce(1234);
    const info = vi.fn();
    const mine = vi.fn();
    const none = () => {};
    const thing = withLogger(client(), { debug: none, info, warn: none, error: none });
    await thing.call(
      doThing,
      { Id: "a" },
      { interceptors: [(request, next) => (mine(), next(request))] },
    );
    expect(info.mock.calls).toMatchObject([[expect.any(String), { durationMs: 234 }]]);
    expect(mine).toHaveBeenCalledOnce();
  });
});
