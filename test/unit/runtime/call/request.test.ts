import { describe, expect, it, vi } from "vitest";
import type { Interceptor } from "../../../../templates/runtime/contract/config.js";
import {
  answer,
  call,
  client,
  credentials,
  doThing,
  ended,
  errorOf,
  headersOf,
  never,
  respond,
  sent,
  start,
  type ClientConfig,
  type Input,
} from "./harness.js";

describe("a request", () => {
  it("is signed, and goes to the endpoint", async () => {
    await call({ userAgent: "app/1" });
    expect(sent).toHaveLength(1);
    expect(sent[0]!.url).toBe("https://thing.eu-west-1.amazonaws.com/");
    expect(sent[0]!.init).toMatchObject({
      method: "POST",
      redirect: "manual",
      duplex: "half",
      body: '{"Id":"a"}',
    });
    expect(headersOf()).toEqual({
      host: "thing.eu-west-1.amazonaws.com",
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "ThingService.DoThing",
      "x-amz-date": "20260102T030405Z",
      "user-agent": "tinsmith/Thing app/1",
      "amz-sdk-request": "attempt=1; max=3",
      "amz-sdk-invocation-id": expect.any(String) as string,
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKID\/20260102\/eu-west-1\/thing\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[\da-f]{64}$/,
      ) as string,
    });
  });

  it("has the members of the model and no others", async () => {
    const input = { Id: "a", Other: 1, Blob: new Uint8Array([1, 2]), constructor: "x" };
    await call({}, {}, input);
    expect(sent[0]?.init.body).toBe('{"Id":"a","Blob":"AQI="}');
  });

  it("is written once for all attempts, with the session token of each", async () => {
    answer(
      () => respond(500),
      () => respond(200),
    );
    const write = vi.fn(doThing.write);
    const provider = vi
      .fn()
      .mockResolvedValueOnce({ ...credentials, sessionToken: "one", expiration: new Date(start) })
      .mockResolvedValueOnce({ accessKeyId: "OTHER", secretAccessKey: "S" });
    const result = client({ credentials: provider }).call({ ...doThing, write }, { Id: "a" });
    expect((await ended(result)).ok).toBe(true);
    expect(write).toHaveBeenCalledTimes(1);
    expect(headersOf(0)["x-amz-security-token"]).toBe("one");
    expect(headersOf(1)).not.toHaveProperty("x-amz-security-token");
    expect(headersOf(1)["authorization"]).toContain("Credential=OTHER/");
  });

  it("is signed with the secret it is sent with, whichever was used before", async () => {
    const other = { ...credentials, secretAccessKey: "another" };
    for (const each of [credentials, other, credentials]) await call({ credentials: each });
    const [first, second, third] = sent.map(({ init }) => init.headers["authorization"]);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });
});

describe("the headers by which the service knows attempts", () => {
  const invocation = "amz-sdk-invocation-id";

  it("number them, and are the same identifier for all of a call", async () => {
    answer(
      () => respond(500),
      () => respond(500),
      () => respond(200),
    );
    const made = client();
    await ended(made.call(doThing, { Id: "a" }));
    await made.call(doThing, { Id: "a" }, { maxAttempts: 7 });
    expect(sent.map(({ init }) => init.headers["amz-sdk-request"])).toEqual([
      "attempt=1; max=3",
      "attempt=2; max=3",
      "attempt=3; max=3",
      "attempt=1; max=7",
    ]);
    const ids = sent.map(({ init }) => init.headers[invocation]);
    expect(ids[0]).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(ids.slice(0, 3)).toEqual([ids[0], ids[0], ids[0]]);
    expect(ids[3]).not.toBe(ids[0]);
  });

  it("are no identifier on a page that has none to give", async () => {
    const { randomUUID } = crypto;
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    try {
      expect((await call()).ok).toBe(true);
    } finally {
      Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true });
    }
    expect(headersOf()).not.toHaveProperty(invocation);
    expect(headersOf()).toHaveProperty("amz-sdk-request");
  });
});

describe("Lambda's trace", () => {
  const trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

  it("is told by a function in Lambda, unsigned", async () => {
    vi.stubEnv("_X_AMZN_TRACE_ID", trace);
    await call();
    expect(headersOf()).not.toHaveProperty("x-amzn-trace-id");
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "f");
    await call();
    expect(headersOf(1)["x-amzn-trace-id"]).toBe(trace);
    expect(headersOf(1)["authorization"]).not.toContain("trace");
    vi.stubEnv("_X_AMZN_TRACE_ID", undefined);
    await call();
    expect(headersOf(2)).not.toHaveProperty("x-amzn-trace-id");
  });

  it("gives way to the caller's", async () => {
    vi.stubEnv("_X_AMZN_TRACE_ID", trace);
    vi.stubEnv("AWS_LAMBDA_FUNCTION_NAME", "f");
    await call({}, { headers: { "X-Amzn-Trace-Id": "Root=mine" } });
    expect(headersOf()["x-amzn-trace-id"]).toBe("Root=mine");
  });
});

describe("the caller's headers", () => {
  it("are sent in any case, in place of the client's own", async () => {
    await call({}, { headers: { "X-Mine": " 1\t2", "Content-Type": "text/plain" } });
    expect(headersOf()).toMatchObject({ "x-mine": " 1\t2", "content-type": "text/plain" });
    expect(Object.keys(headersOf())).not.toContain("Content-Type");
    expect(headersOf()["authorization"]).toContain(
      "SignedHeaders=content-type;host;x-amz-date;x-amz-target,",
    );
  });

  it.each([
    "authorization",
    "Connection",
    "content-length",
    "expect",
    "Host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "amz-sdk-request",
    "amz-sdk-invocation-id",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
    "X-Amz-Target",
  ])("row 63: that are named %s are an InputError", async (name) => {
    const error = await errorOf(call({}, { headers: { [name]: "1" } }));
    expect(error).toMatchObject({ name: "InputError", attempts: 0 });
    expect(error.message).toContain(name.toLowerCase());
    expect(sent).toEqual([]);
  });

  it.each(["x-te", "tex", "x-host", "host-x", "x-amz-dates", "x-amz-sdk-request"])(
    "row 63: that are named %s, and so only look like others, are sent",
    async (name) => {
      expect(await call({}, { headers: { [name]: "1" } })).toMatchObject({ ok: true });
      expect(headersOf()).toMatchObject({ [name]: "1" });
    },
  );

  it.each<[string, unknown]>([
    ["x-a", undefined],
    ["x-a", null],
    ["x-a", 1],
    ["x-a", ["b"]],
    ["x-a", {}],
    ["x-amz-a", undefined],
    ["x-a", "secret\nb"],
    ["x-a", "secret\r"],
    ["x-a", "secret\u0000"],
    ["x-a", "secret\u007f"],
    ["x-a", "日本"],
    ["x-a", "é"],
    ["x a", "b"],
    ["", "b"],
    ["x-a:", "b"],
    ["x-ä", "b"],
    ["ho\u017ft", "b"],
    ["x-a\nx-b", "b"],
  ])("row 2: that are %j: %j are an InputError that names them", async (name, value) => {
    const error = await errorOf(call({}, { headers: { [name]: value as string } }));
    expect(error).toMatchObject({ name: "InputError", attempts: 0 });
    // Without the value, which may be a secret.
    expect(error.message).toBe(`No header: ${JSON.stringify(name)}`);
    expect(sent).toEqual([]);
  });
});

describe("what cannot be sent", () => {
  it.each<[string, ClientConfig, string]>([
    ["a user agent", { userAgent: "日本" }, "user-agent"],
    ["a user agent of two lines", { userAgent: "a\nb" }, "user-agent"],
    ["a port", { endpoint: "http://example.com:65536" }, ""],
  ])("row 2: %s is a ConfigError that names it", async (_what, config, named) => {
    const error = await errorOf(call(config));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(error.message).toContain(named);
    expect(sent).toEqual([]);
  });

  it.each<unknown>([undefined, 1, "a\nb"])(
    "row 2: a header %j of an interceptor is a ConfigError that names it",
    async (value) => {
      const interceptor: Interceptor = (request, next) =>
        next({ ...request, headers: { ...request.headers, "x-amz-mine": value as string } });
      const error = await errorOf(call({ interceptors: [interceptor] }));
      expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
      expect(error.message).toContain("x-amz-mine");
      expect(error.cause).toBeUndefined();
      expect(sent).toEqual([]);
    },
  );

  it.each<[unknown, string | undefined]>([
    [{ Id: "a", Blob: "secret" }, "Blob"],
    [{ Id: 5n }, "Id"],
    [null, undefined],
    ["secret", undefined],
    [
      {
        get Id() {
          throw new Error("a getter");
        },
      },
      undefined,
    ],
  ])("in an input is an InputError", async (input, path) => {
    const error = await errorOf(call({ credentials: never }, {}, input as Input));
    expect(error).toMatchObject({ name: "InputError", attempts: 0 });
    expect((error as { path?: string }).path).toBe(path);
    expect(error.message).not.toContain("secret");
    expect(sent).toEqual([]);
  });
});
