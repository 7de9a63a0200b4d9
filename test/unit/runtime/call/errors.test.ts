import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { CallError } from "../../../../templates/runtime/contract/errors.js";
import { unwrap } from "../../../../templates/runtime/contract/result.js";
import {
  answer,
  call,
  client,
  doThing,
  ended,
  errorOf,
  quiet,
  respond,
  sent,
  type ClientConfig,
  type DoThingError,
} from "./harness.js";

describe("a service error", () => {
  it("that is modeled has name, data, fault and metadata", async () => {
    answer(() =>
      respond(400, { __type: "a.b#BrokenException:http://x", message: "no", Detail: "d" }),
    );
    const error = await errorOf(call());
    expect(error).toMatchObject({
      name: "BrokenException",
      code: "BrokenException",
      message: "no",
      data: { Detail: "d" },
      $fault: "server",
      $metadata: { httpStatusCode: 400, requestId: "request-400", attempts: 1 },
      attempts: 1,
      requestId: "request-400",
      statusCode: 400,
    });
    expect(String(error)).toBe("BrokenException: no");
  });

  it.each<[unknown, Record<string, string>]>([
    [{ code: "PlainException", Message: "m" }, {}],
    [{ __type: "other", message: "m" }, { "x-amzn-errortype": "PlainException:x" }],
  ])("has its code in %j, %j", async (body, headers) => {
    answer(() => respond(403, body, headers));
    expect(await errorOf(call())).toMatchObject({
      name: "PlainException",
      message: "m",
      data: undefined,
    });
  });

  it("that is not modeled keeps its code", async () => {
    answer(() => respond(418, { __type: "x#Teapot", message: "m" }));
    expect(await errorOf(call())).toMatchObject({
      name: "UnmodeledServiceError",
      code: "Teapot",
      message: "m",
      $fault: "client",
    });
    answer(() => respond(501, ""));
    expect(await errorOf(call())).toMatchObject({ code: "501", message: "501", $fault: "server" });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is not modeled",
    async (code) => {
      answer(() => respond(400, { __type: code }));
      expect(await errorOf(call())).toMatchObject({ name: "UnmodeledServiceError", code });
    },
  );

  it("that is sensitive does not tell its message", async () => {
    answer(() => respond(400, { __type: "SecretException", message: "secret" }));
    expect((await errorOf(call())).message).toBe("SecretException");
  });

  it.each([
    '{"__type":{},"message":[1]}',
    '{"__type":{"toString":1,"valueOf":1}}',
    "[]",
    "null",
    "5",
    "<html>",
  ])("of the body %s is an error that is not modeled", async (body) => {
    answer(() => respond(400, body));
    expect(await errorOf(call())).toMatchObject({ name: "UnmodeledServiceError", code: "400" });
  });

  it.each([5, {}, "x"])(
    "row 12: whose data is %j and not what it should be is told",
    async (sent) => {
      answer(() => respond(400, { __type: "BrokenException", message: "m", Detail: [sent] }));
      expect(await errorOf(call())).toMatchObject({
        name: "BrokenException",
        message: "m",
        data: {},
      });
    },
  );

  it("row 12: whose body is no JSON is told by its header, and sent again as such", async () => {
    answer(
      () => respond(400, "<html>", { "x-amzn-errortype": "BusyException" }),
      () => respond(200),
    );
    expect((await ended(call())).metadata.attempts).toBe(2);
    answer(() => respond(400, "<html>", { "x-amzn-errortype": "ThrottlingException" }));
    expect(await errorOf(call({ maxAttempts: 1 }))).toMatchObject({
      name: "UnmodeledServiceError",
      code: "ThrottlingException",
      message: '400 null "<html>"',
    });
  });
});

describe("row 28: an error", () => {
  /** The error of a call that a function of the caller made. */
  async function theCallersOwn(config?: ClientConfig): Promise<DoThingError> {
    return await errorOf(call(config));
  }
  const fails: [string, () => Promise<DoThingError>][] = [
    [
      "of the service",
      () => {
        answer(() => respond(400, { __type: "BrokenException", message: "said", Detail: "d" }));
        return theCallersOwn();
      },
    ],
    [
      "without a response",
      () => {
        answer(() => Promise.reject(new Error("said")));
        return theCallersOwn({ maxAttempts: 1 });
      },
    ],
    [
      "of credentials",
      () => theCallersOwn({ credentials: () => Promise.reject(new Error("said")) }),
    ],
    [
      "of an interceptor",
      () => theCallersOwn({ interceptors: [() => Promise.reject(new Error("said"))] }),
    ],
  ];

  it.each(fails)("%s has the caller's frames", async (_what, fail) => {
    expect((await fail()).stack).toContain("theCallersOwn");
  });

  it.each(fails)("%s is printed with each fact once", async (_what, fail) => {
    const error = await fail();
    // Without its cause, which is printed as what it is, and without its frames.
    const text = inspect(error)
      .replace(/\[cause\]: Error: said/, "")
      .replace(/\n\s+at .*/g, "");
    expect(text.split("said")).toHaveLength(2);
    // Once more as its code.
    expect(text.split(error.name)).toHaveLength("code" in error ? 3 : 2);
    for (const name of ["service", "operation", "attempts"]) {
      expect(text.match(new RegExp(`\\b${name}: `, "g"))).toHaveLength(1);
    }
    expect(text).not.toContain("$metadata");
    expect(text).not.toContain("undefined");
  });

  it.each(fails)("%s is JSON with its message", async (_what, fail) => {
    const error = await fail();
    const json = JSON.parse(JSON.stringify(error)) as Record<string, unknown>;
    expect(json).toMatchObject({
      name: error.name,
      message: "said",
      service: "Thing",
      operation: "DoThing",
      attempts: error.attempts,
    });
    expect(json).not.toHaveProperty("$metadata");
    expect(json).not.toHaveProperty("stack");
  });

  it("has no cause where there is none", async () => {
    answer(() => respond(400));
    for (const error of [
      await errorOf(call()),
      await errorOf(call({ region: "" })),
      await errorOf(call({}, { timeoutMs: 0 })),
    ]) {
      expect("cause" in error).toBe(false);
    }
  });

  it("has the caller's frames through unwrap and Promise.all", async () => {
    async function theCallersUnwrap() {
      return await unwrap(call({ region: "" }));
    }
    const thrown = await theCallersUnwrap().catch((error: unknown) => error as Error);
    expect(thrown).toBeInstanceOf(CallError);
    expect((thrown as Error).stack).toContain("theCallersUnwrap");
    async function theCallersAll() {
      return await Promise.all([call({ region: "" })]);
    }
    const [result] = await theCallersAll();
    expect(result.ok).toBe(false);
    expect(!result.ok && result.error.stack).toContain("theCallersAll");
  });

  it("has the caller's frames after attempts and waits", async () => {
    answer(() => respond(500, { message: "said" }));
    async function theCallersPatience() {
      return await errorOf(call());
    }
    const error = await ended(theCallersPatience());
    expect(error).toMatchObject({ message: "said", attempts: 3 });
    expect(error.stack).toContain("theCallersPatience");
    expect(error.stack).toContain("UnmodeledServiceError: said");
  });

  it("is its own call's: what is set on it shows nowhere else", async () => {
    const made = client({ region: "" });
    const first = await errorOf(made.call(doThing, { Id: "a" }));
    Object.assign(first, { message: "changed" });
    const second = await errorOf(made.call(doThing, { Id: "a" }));
    expect(second.message).not.toBe("changed");
    await quiet();
    expect(sent).toEqual([]);
  });
});

describe("CallError", () => {
  it.each<unknown>([
    null,
    undefined,
    5,
    "text",
    {},
    new Error("other"),
    { operation: 1, attempts: 1 },
  ])("is not %s", (value) => {
    expect(value instanceof CallError).toBe(false);
  });
});
