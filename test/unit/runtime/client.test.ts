import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { readAwsJson, writeAwsJson } from "../../../templates/runtime/protocols/awsJson.js";
import { readBlob, writeBlob } from "../../../templates/runtime/serde/base64.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { AuthConfig } from "../../../templates/runtime/auth/auth.js";
import type {
  CallOptions,
  ClientConfig as Settings,
  Interceptor,
} from "../../../templates/runtime/contract/config.js";
import type { Clock } from "../../../templates/runtime/contract/clock.js";
import {
  CallError,
  callError,
  type ClientError,
  type ServiceError,
  type UnmodeledServiceError,
} from "../../../templates/runtime/contract/errors.js";
import type { Fetch, FetchInit, HttpResponse } from "../../../templates/runtime/contract/http.js";
import { asString } from "../../../templates/runtime/serde/json.js";
import type { Operation, Service } from "../../../templates/runtime/contract/service.js";
import { unwrap, type Result } from "../../../templates/runtime/contract/result.js";
import { readProtoMembers } from "../../../templates/runtime/serde/protoMember.js";
import {
  fill,
  listOf,
  mapOf,
  readMembers,
  writeMembers,
} from "../../../templates/runtime/serde/structure.js";

interface ClientConfig extends Settings, AuthConfig {}

const start = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A clock that stands still until it is turned. */
class HandClock implements Clock {
  time = start;
  readonly timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  now = () => this.time;
  after = (ms: number, callback: () => void) => {
    const timer = { at: this.time + ms, callback };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };
  async turn(ms: number): Promise<void> {
    const end = this.time + ms;
    await quiet();
    for (;;) {
      const [next] = [...this.timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.timers.delete(next);
      this.time = Math.max(this.time, next.at);
      next.callback();
      await quiet();
    }
    this.time = end;
  }
}

/** When nothing is left to do without a timer. */
const quiet = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Item {
  Name: string;
}
interface Input {
  Id: string;
  Blob?: Uint8Array | undefined;
  Context?: Record<string, string> | undefined;
}
interface Output {
  Id?: string | undefined;
  Blob?: Uint8Array | undefined;
  Items?: Item[] | undefined;
  Tags?: Record<string, string> | undefined;
}
type DoThingError =
  | ServiceError<"PlainException">
  | ServiceError<"BrokenException", { Detail?: string | undefined }>
  | ServiceError<"SecretException">
  | ServiceError<"AgainException">
  | ServiceError<"BusyException">
  | UnmodeledServiceError
  | ClientError;

const doThing: Operation<Input, Output, DoThingError> = {
  name: "DoThing",
  write: (input) =>
    writeMembers(input, { Id: asString, Blob: writeBlob, Context: mapOf(asString) }),
  read: (body) =>
    readMembers(body, {
      Id: asString,
      Blob: readBlob,
      Items: listOf((item) => fill(readMembers(item, { Name: asString }), { Name: "" })),
      Tags: mapOf(asString),
    }),
  errors: {
    PlainException: { fault: "client" },
    BrokenException: {
      fault: "server",
      read: (body) => readMembers(body, { Detail: asString }),
    },
    SecretException: { fault: "client", sensitive: true },
    AgainException: { fault: "client", retry: "transient" },
    BusyException: { fault: "client", retry: "throttling" },
  },
};

const service: Service<"Thing"> = {
  id: "Thing",
  name: "ThingService",
  signingName: "thing",
  resolveEndpoint: (region, { endpoint, useFips, useDualStack }) => {
    if (endpoint !== undefined) {
      if (useFips) throw callError("ConfigError", "FIPS and custom endpoint are not supported");
      return { url: endpoint };
    }
    return {
      url: `https://thing${useFips ? "-fips" : ""}.${region}.${useDualStack ? "api.aws" : "amazonaws.com"}`,
    };
  },
  contentType: "application/x-amz-json-1.1",
  write: writeAwsJson,
  read: readAwsJson,
};

const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET-KEY" };

/** What `fetch` gave: a status, a body that is sent as it is or as JSON, and headers. */
function respond(
  status: number,
  body: unknown = {},
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: new Headers({ "x-amzn-requestid": `request-${status}`, ...headers }),
    text: () => Promise.resolve(typeof body === "string" ? body : JSON.stringify(body)),
  };
}

let clock: HandClock;
/** What was sent. */
let sent: { readonly url: string; readonly init: FetchInit }[];
/** What is still to be answered; the last one is so for good. */
let answers: ((init: FetchInit) => HttpResponse | Promise<HttpResponse>)[];
const unhandled = vi.fn();

beforeEach(() => {
  clock = new HandClock();
  sent = [];
  answers = [() => respond(200)];
  process.on("unhandledRejection", unhandled);
});

afterEach(async () => {
  await quiet();
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  vi.unstubAllEnvs();
});

const fetch: Fetch = async (url, init) => {
  sent.push({ url, init });
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  return answer!(init);
};

const never = () => new Promise<never>(() => {});

const client = (config: ClientConfig = {}) =>
  createClient(service, {
    region: "eu-west-1",
    credentials,
    fetch,
    clock,
    random: () => 0.5,
    ...config,
  });

const call = (config?: ClientConfig, options?: CallOptions, input: Input = { Id: "a" }) =>
  client(config).call(doThing, input, options);

/** The error of a call, which lets go of timers and listeners however it ended. */
async function errorOf<T>(result: Promise<Result<T, DoThingError>>): Promise<DoThingError> {
  const settled = await result;
  if (settled.ok) throw new Error("The call succeeded.");
  expect(settled.error).toBeInstanceOf(CallError);
  expect(settled.error).toMatchObject(settled.metadata);
  expect(clock.timers.size).toBe(0);
  return settled.error;
}

/** Turns the clock until a call has ended. */
async function ended<T>(promise: Promise<T>): Promise<T> {
  let over = false;
  const settled = promise.finally(() => (over = true));
  for (let i = 0; i < 2000 && !over; i++) await clock.turn(1000);
  expect(over).toBe(true);
  return settled;
}

describe("createClient", () => {
  const lookedAt = () => {
    throw new Error("looked at");
  };
  it.each<[string, () => unknown]>([
    ["undefined", () => undefined],
    ["null", () => null],
    ["5", () => 5],
    ["a string", () => "nonsense"],
    ["an array", () => []],
    ["empty", () => ({})],
    ["one that cannot be looked at", () => new Proxy({}, { get: lookedAt, ownKeys: lookedAt })],
  ])(
    "of a config that is %s does not throw; the first call has a ConfigError",
    async (_what, make) => {
      const config = make();
      vi.stubEnv("AWS_REGION", undefined);
      vi.stubEnv("AWS_DEFAULT_REGION", undefined);
      const made = createClient(service, config as ClientConfig);
      const result = made.call(doThing, { Id: "a" });
      expect(await result).toMatchObject({
        ok: false,
        error: { name: "ConfigError", attempts: 0 },
        metadata: { attempts: 0 },
      });
    },
  );

  it("shows neither credentials nor config", () => {
    const made = client();
    expect(Object.keys(made).sort()).toEqual(["call", "service"]);
    expect(JSON.stringify(made)).not.toContain("SECRET");
  });
});

describe("a request", () => {
  it("is signed, and goes to the endpoint", async () => {
    await call({ userAgent: "app/1" });
    const [{ url, init }] = sent as [(typeof sent)[0]];
    expect(url).toBe("https://thing.eu-west-1.amazonaws.com/");
    expect(init).toMatchObject({ method: "POST", redirect: "manual", body: '{"Id":"a"}' });
    expect(init.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "ThingService.DoThing",
      "x-amz-date": "20260102T030405Z",
      "user-agent": "tinsmith/Thing app/1",
    });
    expect(init.headers["authorization"]).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/20260102\/eu-west-1\/thing\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[\da-f]{64}$/,
    );
  });

  it("carries the caller's headers in any case, in place of its own", async () => {
    await call({}, { headers: { "X-Mine": "1", "Content-Type": "text/plain" } });
    const { headers } = sent[0]!.init;
    expect(headers).toMatchObject({ "x-mine": "1", "content-type": "text/plain" });
    expect(Object.keys(headers)).not.toContain("Content-Type");
    expect(headers["authorization"]).toContain(
      "SignedHeaders=content-type;host;x-amz-date;x-amz-target,",
    );
  });

  it("has the members of the model and no others", async () => {
    const input = { Id: "a", Other: 1, Blob: new Uint8Array([1, 2]), constructor: "x" };
    await call({}, {}, input);
    expect(sent[0]?.init.body).toBe('{"Id":"a","Blob":"AQI="}');
  });

  it("is written once for all attempts, with the session token of each", async () => {
    answers = [() => respond(500), () => respond(200)];
    const write = vi.fn(doThing.write);
    const provider = vi
      .fn()
      .mockResolvedValueOnce({ ...credentials, sessionToken: "one", expiration: new Date(start) })
      .mockResolvedValueOnce({ accessKeyId: "OTHER", secretAccessKey: "S" });
    const result = client({ credentials: provider }).call({ ...doThing, write }, { Id: "a" });
    expect((await ended(result)).ok).toBe(true);
    expect(write).toHaveBeenCalledTimes(1);
    expect(sent.map(({ init }) => init.headers["x-amz-security-token"])).toEqual([
      "one",
      undefined,
    ]);
    expect(sent[1]?.init.headers["authorization"]).toContain("Credential=OTHER/");
  });

  it("is signed with the secret it is sent with, whichever was used before", async () => {
    const other = { ...credentials, secretAccessKey: "another" };
    for (const each of [credentials, other, credentials]) await call({ credentials: each });
    const [first, second, third] = sent.map(({ init }) => init.headers["authorization"]);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });
});

describe("the config", () => {
  it("takes the region from the environment", async () => {
    vi.stubEnv("AWS_DEFAULT_REGION", "us-west-2");
    vi.stubEnv("AWS_REGION", undefined);
    await call({ region: undefined });
    vi.stubEnv("AWS_REGION", "us-east-1");
    await call({ region: undefined });
    expect(sent.map(({ url }) => url)).toEqual([
      "https://thing.us-west-2.amazonaws.com/",
      "https://thing.us-east-1.amazonaws.com/",
    ]);
  });

  it("chooses the endpoint", async () => {
    await call({ useFips: true, useDualStack: true });
    await call({ endpoint: "http://localhost:8080" });
    await call({ endpoint: "http://[::1]:8080/a/~b/" });
    expect(sent.map(({ url }) => url)).toEqual([
      "https://thing-fips.eu-west-1.api.aws/",
      "http://localhost:8080/",
      "http://[::1]:8080/a/~b/",
    ]);
  });

  it.each<ClientConfig>([
    { region: "evil.com/x" },
    { region: "a b" },
    { region: "" },
    { region: "@evil" },
    { region: "eu-west-1\n" },
    { region: "", endpoint: "http://localhost" },
    { endpoint: "" },
    { endpoint: "localhost:8080" },
    { endpoint: "ftp://localhost" },
    { endpoint: "https://user:password@localhost" },
    { endpoint: "https://localhost?a=b" },
    { endpoint: "https://localhost/#a" },
    { endpoint: "https://local host" },
    { endpoint: "https://localhost/../a" },
    { endpoint: "https://localhost\n" },
    { endpoint: "https://localhost", useFips: true },
  ])("%j is a ConfigError", async (config) => {
    const error = await errorOf(call(config));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect(error.message).toMatch(/region|endpoint/i);
    expect(error.message).not.toContain("password");
    expect(sent).toEqual([]);
  });
});

describe("credentials", () => {
  it("come from the environment", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "ENV");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "S");
    vi.stubEnv("AWS_SESSION_TOKEN", "T");
    await call({ credentials: undefined });
    expect(sent[0]?.init.headers).toMatchObject({ "x-amz-security-token": "T" });
    expect(sent[0]?.init.headers["authorization"]).toContain("Credential=ENV/");
  });

  it.each<[string, unknown]>([
    ["nothing", async () => undefined],
    ["null", async () => null],
    ["an empty object", {}],
    ["no secret", { accessKeyId: "a" }],
    ["a string", "AKID:SECRET"],
    ["a failure", () => Promise.reject(new Error("no metadata service"))],
    ["a failure without an error", () => Promise.reject(undefined)],
    [
      "a sudden failure",
      () => {
        throw new Error("sudden");
      },
    ],
  ])("that are %s are a CredentialsError", async (_what, given) => {
    const error = await errorOf(call({ credentials: given as never }));
    expect(error).toMatchObject({ name: "CredentialsError", attempts: 0 });
    expect(sent).toEqual([]);
  });

  it("that fail tell why, and are asked for again", async () => {
    const cause = new Error("no metadata service");
    const provider = vi.fn().mockRejectedValueOnce(cause).mockResolvedValue(credentials);
    const made = client({ credentials: provider });
    const error = await errorOf(made.call(doThing, { Id: "a" }));
    expect(error).toMatchObject({ message: "no metadata service", cause });
    expect((await made.call(doThing, { Id: "a" })).ok).toBe(true);
  });

  it("are asked for once by concurrent calls, and again 5 minutes before they expire", async () => {
    const provider = vi.fn(() =>
      Promise.resolve({ ...credentials, expiration: new Date(clock.time + 600_000) }),
    );
    const made = client({ credentials: provider });
    const calls = () => Promise.all([1, 2, 3].map(() => made.call(doThing, { Id: "a" })));
    await calls();
    await clock.turn(299_999);
    await calls();
    expect(provider).toHaveBeenCalledTimes(1);
    await clock.turn(1);
    expect((await calls()).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  it("without an expiration are kept", async () => {
    const provider = vi.fn().mockResolvedValue(credentials);
    const made = client({ credentials: provider });
    for (let i = 0; i < 3; i++) {
      await made.call(doThing, { Id: "a" });
      await clock.turn(1e9);
    }
    expect(provider).toHaveBeenCalledTimes(1);
  });
});

describe("a response", () => {
  it("becomes a value", async () => {
    answers = [
      () => respond(200, { Id: "x", Blob: "AQI=", Items: [{ Name: "a" }, null, {}], More: 1 }),
    ];
    const result = await call();
    expect(result).toEqual({
      ok: true,
      value: { Id: "x", Blob: new Uint8Array([1, 2]), Items: [{ Name: "a" }, { Name: "" }] },
      metadata: { attempts: 1, requestId: "request-200", statusCode: 200 },
    });
    expect(clock.timers.size).toBe(0);
    expectTypeOf(result).toEqualTypeOf<Result<Output, DoThingError>>();
  });

  it.each(["", "{}"])("of the body %j has no members", async (body) => {
    answers = [() => respond(200, body)];
    expect(await unwrap(call())).toEqual({});
  });

  it("never sets a prototype", async () => {
    const body = '{"__proto__":{"Id":"evil"},"Tags":{"__proto__":"a","constructor":"b","c":null}}';
    answers = [() => respond(200, body)];
    const { Id, Tags } = await unwrap(call());
    expect(Id).toBeUndefined();
    expect(Object.entries(Tags!)).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
    expect(Object.getPrototypeOf(Tags)).toBeNull();
  });

  it("has members of its own, whatever their names", () => {
    const body: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":"b"}');
    const members = readProtoMembers(body, {
      ["__proto__"]: (value) => value,
      constructor: asString,
    });
    expect(Object.entries(members)).toEqual([
      ["__proto__", { polluted: 1 }],
      ["constructor", "b"],
    ]);
    expect(Object.getPrototypeOf(members)).toBe(Object.prototype);
    expect(
      readProtoMembers({}, { ["__proto__"]: (value) => value, constructor: asString }),
    ).toEqual({});
  });

  it.each(["", "{}", "null"])("that is %j has no members", async (body) => {
    answers = [() => respond(200, body)];
    expect(await call()).toMatchObject({ ok: true, value: {} });
  });

  it.each<[unknown, string | undefined]>([
    ["<html>secret", undefined],
    ['"secret"', undefined],
    ["[]", undefined],
    ["{", undefined],
    [{ Id: 5 }, "Id"],
    [{ Id: { secret: 1 } }, "Id"],
    [{ Blob: "secret!" }, "Blob"],
    [{ Items: {} }, "Items"],
    [{ Items: [{ Name: "a" }, { Name: ["secret"] }] }, "Items[1].Name"],
    [{ Items: ["secret"] }, "Items[0]"],
    [{ Tags: { "a.b": 1 } }, 'Tags["a.b"]'],
  ])("that is %j is a ResponseError", async (body, path) => {
    answers = [() => respond(200, body)];
    const error = await errorOf(call());
    expect(error).toMatchObject({ name: "ResponseError", attempts: 1, statusCode: 200 });
    expect((error as { path?: string }).path).toBe(path);
    expect(error.message).not.toContain("secret");
    expect(sent).toHaveLength(1);
  });

  it.each([0, 100, 199, 300, 304, 400, 600, 999, -1, NaN])(
    "of status %d is an error",
    async (status) => {
      answers = [() => respond(200, "<html>")].map((make) => () => ({ ...make(), status }));
      const error = await errorOf(call());
      expect(error).toMatchObject({
        name: "UnmodeledServiceError",
        statusCode: status,
        attempts: 1,
      });
    },
  );
});

describe("a service error", () => {
  it("that is modeled has name, data, fault and metadata", async () => {
    answers = [
      () => respond(400, { __type: "a.b#BrokenException:http://x", message: "no", Detail: "d" }),
    ];
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
    answers = [() => respond(403, body, headers)];
    expect(await errorOf(call())).toMatchObject({
      name: "PlainException",
      message: "m",
      data: undefined,
    });
  });

  it("that is not modeled keeps its code", async () => {
    answers = [() => respond(418, { __type: "x#Teapot", message: "m" })];
    expect(await errorOf(call())).toMatchObject({
      name: "UnmodeledServiceError",
      code: "Teapot",
      message: "m",
      $fault: "client",
    });
    answers = [() => respond(501, "")];
    expect(await errorOf(call())).toMatchObject({ code: "501", message: "501", $fault: "server" });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is not modeled",
    async (code) => {
      answers = [() => respond(400, { __type: code })];
      expect(await errorOf(call())).toMatchObject({ name: "UnmodeledServiceError", code });
    },
  );

  it("that is sensitive does not tell its message", async () => {
    answers = [() => respond(400, { __type: "SecretException", message: "secret" })];
    expect((await errorOf(call())).message).toBe("SecretException");
  });

  it.each([
    '{"__type":{},"message":[1]}',
    '{"__type":{"toString":1,"valueOf":1}}',
    "[]",
    "null",
    "5",
  ])("of the body %s is an error", async (body) => {
    answers = [() => respond(400, body)];
    expect((await errorOf(call())).name).toMatch(/^(UnmodeledServiceError|ResponseError)$/);
  });

  it("whose data is wrong is a ResponseError", async () => {
    answers = [() => respond(400, { __type: "BrokenException", Detail: 5 })];
    expect(await errorOf(call())).toMatchObject({ name: "ResponseError", path: "Detail" });
  });
});

describe("an input", () => {
  it.each<[unknown, string | undefined]>([
    [{ Id: "a", Blob: "secret" }, "Blob"],
    [{ Id: 5n }, undefined],
    [null, undefined],
    ["secret", undefined],
  ])("that cannot be written is an InputError", async (input, path) => {
    const error = await errorOf(call({}, {}, input as Input));
    expect(error).toMatchObject({ name: "InputError", attempts: 0 });
    expect((error as { path?: string }).path).toBe(path);
    expect(error.message).not.toContain("secret");
    expect(sent).toEqual([]);
  });
});

describe("a retry", () => {
  const codes = [
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottled",
    "EC2ThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "SlowDown",
    "PriorRequestNotComplete",
    "TransactionInProgressException",
    "BusyException",
  ];
  it.each<[number, string, number]>([
    ...codes.map((code): [number, string, number] => [400, code, 250]),
    [429, "Whatever", 250],
    [500, "Whatever", 50],
    [502, "", 50],
    [503, "", 50],
    [504, "", 50],
    [400, "RequestTimeout", 50],
    [400, "RequestTimeoutException", 50],
    [400, "AgainException", 50],
  ])("follows status %d with code %j after half of the bound", async (status, code, wait) => {
    answers = [() => respond(status, { __type: code || undefined }), () => respond(200)];
    const result = call();
    await clock.turn(wait - 1);
    expect(sent).toHaveLength(1);
    await clock.turn(1);
    expect(await result).toMatchObject({ ok: true, metadata: { attempts: 2, statusCode: 200 } });
    expect(sent).toHaveLength(2);
  });

  it.each<[number, string]>([
    [400, "PlainException"],
    [400, "ValidationException"],
    [404, "NotFound"],
    [501, "NotImplemented"],
    [505, ""],
    [400, "ModelTimeoutException"],
    [400, "ExpiredTokenException"],
  ])("does not follow status %d with code %j", async (status, code) => {
    answers = [() => respond(status, { __type: code || undefined })];
    await errorOf(call());
    expect(sent).toHaveLength(1);
  });

  it("follows what broke on the way, three times at most, ever later", async () => {
    const cause = new Error("reset");
    answers = [() => Promise.reject(cause)];
    const result = errorOf(call());
    await clock.turn(100 / 2);
    expect(sent).toHaveLength(2);
    await clock.turn(200 / 2 - 1);
    expect(sent).toHaveLength(2);
    await clock.turn(1);
    const error = await result;
    expect(error).toMatchObject({ name: "TransportError", message: "reset", cause, attempts: 3 });
    expect(error).not.toHaveProperty("statusCode");
  });

  it("follows a body that broke off", async () => {
    answers = [
      () => ({ ...respond(200), text: () => Promise.reject(new Error("cut")) }),
      () => respond(200),
    ];
    expect((await ended(call())).metadata.attempts).toBe(2);
  });

  it.each<[ClientConfig, CallOptions, number]>([
    [{ maxAttempts: 1 }, {}, 1],
    [{ maxAttempts: 5 }, {}, 5],
    [{ maxAttempts: 5 }, { maxAttempts: 2 }, 2],
    [{ maxAttempts: 2 }, { maxAttempts: undefined }, 2],
  ])("stops after %j, %j", async (config, options, attempts) => {
    answers = [() => respond(500)];
    expect((await errorOf(ended(call(config, options)))).attempts).toBe(attempts);
    expect(sent).toHaveLength(attempts);
  });

  it("waits as the service asks, 20 seconds at most", async () => {
    answers = [
      () => respond(503, {}, { "retry-after": "7" }),
      () => respond(503, {}, { "retry-after": "900" }),
      () => respond(200),
    ];
    const result = call();
    await clock.turn(6999);
    expect(sent).toHaveLength(1);
    await clock.turn(1);
    expect(sent).toHaveLength(2);
    await clock.turn(19_999);
    expect(sent).toHaveLength(2);
    await clock.turn(1);
    expect((await result).ok).toBe(true);
  });

  it("takes nonsense in Retry-After for nothing", async () => {
    answers = [() => respond(503, {}, { "retry-after": "soon" }), () => respond(200)];
    const result = call();
    await clock.turn(50);
    expect((await result).metadata.attempts).toBe(2);
  });

  it("costs tokens, until there are none", async () => {
    answers = [() => respond(500)];
    const made = client({ maxAttempts: 1000 });
    // 500 tokens are 100 retries.
    expect(
      (await errorOf(ended(made.call(doThing, { Id: "a" }, { timeoutMs: 1e9 })))).attempts,
    ).toBe(1 + 100);
    expect((await errorOf(made.call(doThing, { Id: "a" }))).attempts).toBe(1);
    answers = [() => respond(200)];
    for (let i = 0; i < 5; i++) await made.call(doThing, { Id: "a" });
    answers = [() => respond(500)];
    expect((await errorOf(ended(made.call(doThing, { Id: "a" })))).attempts).toBe(2);
  }, 20_000);

  it("is up to a strategy of one's own", async () => {
    answers = [() => respond(500), () => respond(200)];
    const retryStrategy = vi.fn().mockReturnValueOnce(0).mockReturnValue(undefined);
    expect(await call({ retryStrategy })).toMatchObject({ ok: true, metadata: { attempts: 2 } });
    expect(retryStrategy.mock.calls).toEqual([
      [1, "transient", expect.objectContaining({ status: 500 })],
      [2],
    ]);
    const failing = vi.fn(() => {
      throw new Error("mine");
    });
    answers = [() => respond(500)];
    expect(await errorOf(call({ retryStrategy: failing }))).toMatchObject({ message: "mine" });
  });
});

describe("a clock that is off", () => {
  const skewed =
    (ms: number, code = "RequestTimeTooSkewed") =>
    () =>
      respond(403, { __type: code }, { date: new Date(clock.time + ms).toUTCString() });
  const hour = 3_600_000;

  it.each([
    "RequestTimeTooSkewed",
    "RequestExpired",
    "RequestInTheFuture",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "AuthFailure",
  ])("is corrected after %s", async (code) => {
    answers = [skewed(hour, code), () => respond(200)];
    const made = client();
    expect((await ended(made.call(doThing, { Id: "a" }))).metadata.attempts).toBe(2);
    expect(sent[1]?.init.headers["x-amz-date"]).toBe("20260102T040405Z");
    await made.call(doThing, { Id: "a" });
    expect(sent[2]?.init.headers["x-amz-date"]).toMatch(/^20260102T04/);
  });

  it("is corrected for calls at the same time", async () => {
    answers = [skewed(hour), skewed(hour), () => respond(200)];
    const made = client();
    const results = await ended(Promise.all([1, 2].map(() => made.call(doThing, { Id: "a" }))));
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it("is not, by less than 4 minutes, for another reason, or without a date", async () => {
    for (const answer of [
      skewed(200_000),
      skewed(hour, "PlainException"),
      () => respond(403, { __type: "RequestTimeTooSkewed" }),
      () => respond(403, { __type: "RequestTimeTooSkewed" }, { date: "nonsense" }),
    ]) {
      answers = [answer];
      expect((await errorOf(call())).attempts).toBe(1);
    }
  });
});

describe("time", () => {
  it("of an attempt runs out, and another follows", async () => {
    answers = [never, () => respond(200)];
    const result = call({ attemptTimeoutMs: 1000 });
    await clock.turn(1000);
    expect(sent[0]?.init.signal.aborted).toBe(true);
    await clock.turn(50);
    expect(await result).toMatchObject({ ok: true, metadata: { attempts: 2 } });
  });

  it("of the last attempt is told as attemptTimeoutMs", async () => {
    answers = [never];
    const error = await errorOf(ended(call({ attemptTimeoutMs: 1000, maxAttempts: 2 })));
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 2 });
    expect(error.message).toMatch(/\battemptTimeoutMs\b/);
  });

  it.each<[string, ClientConfig]>([
    ["fetch", { fetch: never }],
    ["a fetch that throws it away", { fetch: () => new Promise(() => {}) }],
    ["a provider", { credentials: never }],
    ["an interceptor", { interceptors: [never] }],
    ["a body", { fetch: () => Promise.resolve({ ...respond(200), text: never }) }],
  ])("of the call runs out, though %s never ends", async (_what, config) => {
    const result = errorOf(call({ ...config, timeoutMs: 5000 }));
    await clock.turn(5000);
    const error = await result;
    expect(error.name).toBe("TimeoutError");
    expect(error.message).toMatch(/\btimeoutMs\b/);
  });

  it("is 30 s for an attempt and 60 s for a call", async () => {
    answers = [never];
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

  it("of a call is the options' before the config's, and ends a wait", async () => {
    answers = [() => respond(503, {}, { "retry-after": "15" })];
    const result = errorOf(call({ timeoutMs: 50_000 }, { timeoutMs: 4000 }));
    await clock.turn(4000);
    const error = await result;
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 1, statusCode: 503 });
    await clock.turn(60_000);
    expect(sent).toHaveLength(1);
  });

  it("of the call that has run out is not for a retry strategy", async () => {
    answers = [never];
    const retryStrategy = vi.fn(() => 0);
    const result = errorOf(call({ retryStrategy, timeoutMs: 1000 }));
    await clock.turn(1000);
    expect((await result).name).toBe("TimeoutError");
    expect(retryStrategy).not.toHaveBeenCalled();
    expect(sent).toHaveLength(1);
  });

  it("that has run out keeps late work from sending and from being told", async () => {
    let give: (value: typeof credentials) => void = () => {};
    const provider = () => new Promise<typeof credentials>((resolve) => (give = resolve));
    const result = call({ credentials: provider, timeoutMs: 1000 });
    await clock.turn(1000);
    const settled = await result;
    give(credentials);
    await quiet();
    expect(sent).toEqual([]);
    expect(settled.metadata).toEqual({ attempts: 0 });
  });

  it("that has run out keeps a late response from being told", async () => {
    let give: (value: HttpResponse) => void = () => {};
    answers = [() => new Promise((resolve) => (give = resolve))];
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
    vi.restoreAllMocks();
  });
});

describe("the caller's signal", () => {
  it("that has aborted sends nothing", async () => {
    const signal = AbortSignal.abort("why");
    const error = await errorOf(call({}, { signal }));
    expect(error).toMatchObject({ name: "AbortError", cause: "why", attempts: 0 });
    expect(sent).toEqual([]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it.each<[string, () => void]>([
    ["an attempt", () => (answers = [never])],
    ["a wait", () => (answers = [() => respond(503, {}, { "retry-after": "9" })])],
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
    answers = [() => respond(500), () => respond(200), () => respond(400)];
    await ended(call({}, { signal }));
    await call({}, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(clock.timers.size).toBe(0);
  });
});

describe("interceptors", () => {
  it("wrap each attempt, the first outermost, before it is signed", async () => {
    answers = [() => respond(500), () => respond(200)];
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
    expect(sent[1]?.init.headers["authorization"]).toContain(";x-amz-a;x-amz-b;x-amz-date;");
  });

  it("may answer by themselves", async () => {
    const result = await call({
      interceptors: [() => Promise.resolve(respond(200, { Id: "mine" }))],
    });
    expect(result).toMatchObject({ ok: true, value: { Id: "mine" }, metadata: { attempts: 0 } });
    expect(sent).toEqual([]);
  });

  it.each<Interceptor>([
    () => Promise.reject(new Error("mine")),
    () => {
      throw new Error("mine");
    },
  ])("that fail are a TransportError", async (interceptor) => {
    expect(await errorOf(ended(call({ interceptors: [interceptor] })))).toMatchObject({
      name: "TransportError",
      message: "mine",
    });
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
});

it.each<unknown>([null, undefined, "text", 5, Symbol("s")])(
  "a fetch that throws %s is a TransportError",
  async (thrown) => {
    answers = [() => Promise.reject(thrown)];
    expect(await errorOf(ended(call()))).toMatchObject({ name: "TransportError", cause: thrown });
  },
);
