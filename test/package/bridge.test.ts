import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import * as sdk from "@aws-sdk/client-kms";
import { Command, ServiceException } from "@smithy/smithy-client";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { RetryStrategyV2 } from "@smithy/types";
import { mockClient, type AwsClientStub } from "aws-sdk-client-mock";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as bridge from "../../generated/kms/dist/smithy.js";
import { createFakeKMS, fakeError } from "../../generated/kms/dist/testing.js";
import { CallError } from "../../generated/kms/dist/index.js";
import {
  serve,
  type Answer,
  type ReceivedRequest,
  type TestServer,
} from "../support/httpServer.js";
import { refusalOf } from "../support/verifySigV4.js";
import * as sdkProgram from "./fixtures/sdkProgram.js";

const root = resolve(import.meta.dirname, "../..");
const programFile = join(import.meta.dirname, "fixtures/sdkProgram.ts");
/** The program with the bridge imported in the SDK's place. */
const swapped = readFileSync(programFile, "utf8").replace(
  '"@aws-sdk/client-kms"',
  '"@tinsmith/kms/smithy"',
);
const folder = join(root, ".cache", `bridge.${process.pid}`);

type Program = typeof sdkProgram;
let bridgeProgram: Program;

const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI",
  sessionToken: "token",
};

let server: TestServer;
let requests: ReceivedRequest[];
let refusals: unknown[];
/** Told of a request that is never answered. */
let onSlow: () => void;

const ok = (body: object, requestId = "request-1"): Answer => ({
  status: 200,
  headers: { "x-amzn-requestid": requestId, "content-type": "application/x-amz-json-1.1" },
  body: JSON.stringify(body),
});
const failed = (status: number, body: object): Answer => ({ ...ok(body, "request-2"), status });

const outputs: Readonly<Record<string, object>> = {
  ReEncrypt: { CiphertextBlob: "AAH+/w==", KeyId: "new", SourceKeyId: "old", Newer: [1] },
  CreateKey: {
    KeyMetadata: {
      KeyId: "key",
      Enabled: true,
      CreationDate: 1732312345.678,
      EncryptionAlgorithms: ["SYMMETRIC_DEFAULT", "NEWER"],
      MultiRegionConfiguration: { PrimaryKey: { Arn: "arn" }, ReplicaKeys: [{ Region: "x" }, {}] },
    },
  },
  CreateAlias: {},
  ListKeys: { Keys: [{ KeyId: "a", KeyArn: "arn:a" }, { KeyId: "b" }], Truncated: false },
  ListAliases: { Aliases: [{ AliasName: "alias/x", CreationDate: 1e9 }] },
};

const keys: Readonly<Record<string, (count: number) => Answer | Promise<Answer>>> = {
  key: () => ok({ KeyMetadata: { KeyId: "key", Enabled: true } }),
  missing: () => failed(400, { __type: "NotFoundException", message: "No such key" }),
  qualified: () => failed(400, { __type: "com.amazonaws.kms#NotFoundException", Message: "Upper" }),
  elsewhere: () => failed(400, { __type: "DisabledException", message: "Of other operations" }),
  newer: () => failed(400, { __type: "NewerException", message: "Not modeled" }),
  internal: () => failed(500, { __type: "KMSInternalException", message: "Ours" }),
  throttled: () => failed(400, { __type: "ThrottlingException", message: "Slow down" }),
  flaky: (count) =>
    count === 1
      ? failed(500, { __type: "DependencyTimeoutException", message: "Again" })
      : ok({ KeyMetadata: { KeyId: "flaky", Enabled: false } }),
  slow: () => {
    onSlow();
    return new Promise(() => {});
  },
};

async function answer(request: ReceivedRequest): Promise<Answer> {
  requests.push(request);
  const now = () => Date.now();
  const refusal = await refusalOf(request, { credentials, region: "eu-west-1", now });
  if (refusal) {
    refusals.push(refusal);
    return refusal;
  }
  const operation = String(request.headers["x-amz-target"]).replace("TrentService.", "");
  if (operation !== "DescribeKey") return ok(outputs[operation] ?? {});
  const { KeyId } = JSON.parse(request.body.toString()) as { KeyId: string };
  const again = requests.filter(({ body }) => body.equals(request.body));
  return keys[KeyId]?.(again.length) ?? failed(400, {});
}

/** What of a request has to be the same. */
function wire({ method, url, headers, body }: ReceivedRequest): object {
  return {
    method,
    url,
    body: JSON.parse(body.toString()) as unknown,
    target: headers["x-amz-target"],
    contentType: headers["content-type"],
    program: headers["x-program"],
    agent: headers["user-agent"]?.includes("program/1.0"),
  };
}

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "program.ts");
  const built = pathToFileURL(join(root, "generated/kms/dist/smithy.js")).href;
  writeFileSync(file, swapped.replace("@tinsmith/kms/smithy", built));
  bridgeProgram = (await import(/* @vite-ignore */ file)) as Program;
  server = await serve((request) => answer(request));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});
beforeEach(() => {
  requests = [];
  refusals = [];
  onSlow = () => {};
});
afterEach(() => {
  vi.useRealTimers();
});

/** Aborts once the service has a request that it does not answer. */
function abortedOnSlow(): AbortSignal {
  const controller = new AbortController();
  onSlow = () => controller.abort();
  return controller.signal;
}

/** What the program sees and sends with the SDK, and with the bridge. */
async function both(
  run: (program: Program) => Promise<sdkProgram.Log>,
): Promise<{ log: sdkProgram.Log; sent: object[] }[]> {
  const runs = [];
  for (const program of [sdkProgram, bridgeProgram]) {
    requests = [];
    runs.push({ log: await run(program), sent: requests.map(wire) });
  }
  expect(refusals).toEqual([]);
  return runs;
}

describe("a program for AWS SDK v3", () => {
  it("compiles", () => {
    const name = join(root, "virtual.ts");
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node"],
      paths: { "@tinsmith/kms/smithy": [join(root, "generated/kms/dist/smithy.d.ts")] },
    };
    const host = ts.createCompilerHost(options);
    const readFile = host.readFile.bind(host);
    host.readFile = (file) => (file === name ? swapped : readFile(file));
    const program = ts.createProgram([name], options, host);
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    expect(messages).toEqual([]);
  });

  it("gets the same outputs for the same requests", async () => {
    const [expected, actual] = await both((program) => program.outputs(server.endpoint));
    expect(expected?.log).toHaveLength(16);
    expect(actual).toEqual(expected);
  });

  it("gets the same errors", async () => {
    const names = Object.keys(keys).filter((name) => name !== "slow");
    const [expected, actual] = await both((program) => program.failures(server.endpoint, names));
    expect(expected?.log).toHaveLength(names.length);
    expect(actual).toEqual(expected);
  });

  it("ends calls alike", async () => {
    const [expected, actual] = await both((program) =>
      program.endings(server.endpoint, abortedOnSlow()),
    );
    expect(expected?.log).toEqual(["AbortError", "AbortError"]);
    expect(actual).toEqual(expected);
  });

  it("has its middleware run in the same order, and see the same", async () => {
    const [expected, actual] = await both((program) => program.middleware(server.endpoint));
    expect(expected?.log.length).toBeGreaterThan(100);
    expect(actual).toEqual(expected);
  });
});

const { KMSClient, KMSServiceException, DescribeKeyCommand, NotFoundException } = bridge;

function createClient(config: bridge.KMSClientConfig = {}): bridge.KMSClient {
  return new KMSClient({ region: "eu-west-1", credentials, endpoint: server.endpoint, ...config });
}

const describeKey = (KeyId: string) => new DescribeKeyCommand({ KeyId });

/** What a promise rejects with. */
const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** The SDK's own parts, which its users have in hand. */
function sdkParts(): sdk.KMSClientResolvedConfig {
  return new sdk.KMSClient({ region: "eu-west-1", credentials, maxAttempts: 2 }).config;
}

describe("an exception", () => {
  it("is known by each of its classes, and by the SDK's", async () => {
    const error = await errorOf(createClient().send(describeKey("missing")));
    const is = (of: { [Symbol.hasInstance](value: unknown): boolean }) => error instanceof of;
    expect([Error, ServiceException, KMSServiceException, NotFoundException].map(is)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([sdk.KMSServiceException, sdk.NotFoundException].map(is)).toEqual([true, true]);
    expect([bridge.DisabledException, sdk.DisabledException].map(is)).toEqual([false, false]);
    expect(error).not.toBeInstanceOf(CallError);
  });

  it("can be made as the SDK's", () => {
    const error = new NotFoundException({ message: "No", $metadata: { httpStatusCode: 400 } });
    const { name, message, $fault, $metadata } = error;
    expect({ name, message, $fault, $metadata }).toEqual({
      name: "NotFoundException",
      message: "No",
      $fault: "client",
      $metadata: { httpStatusCode: 400 },
    });
    expect(error).toBeInstanceOf(ServiceException);
  });
});

describe("a failure on this side of the wire", () => {
  const provider = () => Promise.reject(new Error("no vault"));
  const failures: [string, bridge.KMSClientConfig, number][] = [
    ["ConfigError", { region: "not a region" }, 0],
    ["ConfigError", { region: provider }, 0],
    ["ConfigError", { endpoint: "nowhere" }, 0],
    ["ConfigError", { useFipsEndpoint: true }, 0],
    ["CredentialsError", { credentials: provider }, 0],
    ["TransportError", { endpoint: "http://127.0.0.1:1", maxAttempts: 2 }, 2],
    ["TransportError", { requestHandler: { handle: provider }, maxAttempts: 1 }, 1],
  ];
  it.each(failures)("throws a %s for %o", async (name, config, attempts) => {
    const error = await errorOf(createClient(config).send(describeKey("key")));
    expect(error).toBeInstanceOf(CallError);
    expect(error).not.toBeInstanceOf(ServiceException);
    expect(error).toMatchObject({ name, attempts });
  });

  it("throws an InputError for what cannot be written", async () => {
    const Plaintext = "text" as unknown as Uint8Array;
    const command = new bridge.EncryptCommand({ KeyId: "key", Plaintext });
    const error = await errorOf(createClient().send(command));
    expect(error).toMatchObject({ name: "InputError", path: "Plaintext", attempts: 0 });
    expect(requests).toEqual([]);
  });

  it("throws a ResponseError for a response that is not the model's", async () => {
    const body = JSON.stringify({ KeyMetadata: { KeyId: 1 } });
    const response = { statusCode: 200, headers: { "x-amzn-requestid": "x" }, body };
    const handle = () => Promise.resolve({ response });
    const client = createClient({ requestHandler: { handle } });
    const error = await errorOf(client.send(describeKey("key")));
    expect(error).toBeInstanceOf(CallError);
    expect(error).toMatchObject({
      name: "ResponseError",
      path: "KeyMetadata.KeyId",
      attempts: 1,
      requestId: "x",
      statusCode: 200,
      $response: response,
    });
  });

  it("throws a TimeoutError where an attempt takes too long", async () => {
    const requestTimeout = 2_000_000;
    const { setTimeout } = globalThis;
    const after = (callback: () => void, ms?: number) => {
      // Runs out as soon as the service has the request.
      if (ms === requestTimeout) onSlow = callback;
      return setTimeout(callback, ms);
    };
    vi.spyOn(globalThis, "setTimeout").mockImplementation(after);
    vi.spyOn(Math, "random").mockReturnValue(0); // So that no time passes before the next attempt.
    const client = createClient({ maxAttempts: 2 });
    const error = await errorOf(client.send(describeKey("slow"), { requestTimeout }));
    expect(error).toBeInstanceOf(CallError);
    const message = "requestTimeout ran out";
    expect(error).toMatchObject({ name: "TimeoutError", message, attempts: 2 });
    expect(requests).toHaveLength(2);
  });

  it("throws a ConfigError for a command of another package", async () => {
    class OtherCommand extends Command<object, bridge.DescribeKeyCommandOutput, unknown> {
      override readonly input = {};
      override resolveMiddleware(stack: bridge.KMSClient["middlewareStack"]) {
        return stack.resolve(() => Promise.reject(new Error("Sent")), {}) as never;
      }
    }
    const error = await errorOf(createClient().send(new OtherCommand()));
    expect(error).toMatchObject({
      name: "ConfigError",
      message: "The command is another package's",
    });
  });

  it("lets the errors of a caller's own middleware through, once", async () => {
    const own = new Error("own");
    const client = createClient();
    let calls = 0;
    client.middlewareStack.add(
      () => () => {
        calls++;
        return Promise.reject(own);
      },
      { step: "finalizeRequest" },
    );
    expect(await errorOf(client.send(describeKey("key")))).toBe(own);
    expect(calls).toBe(1);
  });

  it.each(["build", "finalizeRequest", "deserialize"] as const)(
    "row 1: sends nothing again where middleware throws after the response, in the step %s",
    async (step) => {
      const own = Object.assign(new Error("own"), { name: "TimeoutError" });
      const client = createClient();
      client.middlewareStack.add(
        (next) => async (args) => {
          await next(args);
          throw own;
        },
        { step: step as "finalizeRequest" },
      );
      expect(await errorOf(client.send(describeKey("key")))).toBe(own);
      expect(requests).toHaveLength(1);
    },
  );

  it("row 15: gives each call an error of its own", async () => {
    const client = createClient({ credentials: provider });
    const [one, other] = await Promise.all([
      errorOf(client.send(describeKey("key"))),
      errorOf(client.send(new bridge.EncryptCommand({ KeyId: "a", Plaintext: new Uint8Array() }))),
    ]);
    expect(one).toMatchObject({ service: "KMS", operation: "DescribeKey" });
    expect(other).toMatchObject({ service: "KMS", operation: "Encrypt" });
  });
});

/** Answers from an array, and what it was asked. */
function answering(answers: readonly { status?: number; date?: string; body?: object }[]): {
  readonly handle: bridge.RequestHandler["handle"];
  readonly asked: bridge.SdkRequest[];
} {
  const asked: bridge.SdkRequest[] = [];
  return {
    asked,
    handle: (request) => {
      const { status = 200, date, body = {} } = answers[asked.length] ?? {};
      asked.push(request);
      const headers: Record<string, string> = date === undefined ? {} : { date };
      return Promise.resolve({
        response: { statusCode: status, headers, body: JSON.stringify(body) },
      });
    },
  };
}

/** The time that a request was signed at. */
function signedAt({ headers }: bridge.SdkRequest): number {
  const [, day, hour, rest] = /^(\d{8})T(\d{2})(\d{4})Z$/.exec(headers["x-amz-date"] ?? "") ?? [];
  const date = day?.replace(/(....)(..)(..)/, "$1-$2-$3");
  return Date.parse(`${date}T${hour}:${rest?.replace(/(..)(..)/, "$1:$2")}Z`);
}

/** A clock that stands still but for waits, which take no time. */
function handClock(now: number): bridge.KMSClientConfig["clock"] & { now: () => number } {
  return {
    now: () => now,
    after(ms, callback) {
      if (ms >= 10_000) return () => {};
      const timer = setImmediate(() => {
        now += ms;
        callback();
      });
      return () => clearImmediate(timer);
    },
  };
}

const start = Date.UTC(2026, 0, 2);
const hour = 3_600_000;

describe("credentials", () => {
  const other = { ...credentials, accessKeyId: "AKIDOTHER" };
  const keyOf = ({ headers }: bridge.SdkRequest) =>
    /Credential=(\w+)/.exec(headers["authorization"] ?? "")?.[1];

  it("row 4: are asked for anew after a provider that did not answer in time", async () => {
    let asked = 0;
    const { handle, asked: requests } = answering([]);
    const client = createClient({
      requestHandler: { handle },
      clock: handClock(start),
      credentials: () => (++asked === 1 ? new Promise(() => {}) : Promise.resolve(credentials)),
      maxAttempts: 1,
    });
    const error = await errorOf(client.send(describeKey("key"), { requestTimeout: 20 }));
    expect(error).toMatchObject({ name: "TimeoutError", attempts: 0 });
    await client.send(describeKey("key"));
    expect([asked, requests.length]).toEqual([2, 1]);
  });

  it("row 4: end with the call that waits for them", async () => {
    const controller = new AbortController();
    const client = createClient({
      credentials: () => {
        setImmediate(() => controller.abort());
        return new Promise(() => {});
      },
    });
    const abortSignal = controller.signal;
    const error = await errorOf(client.send(describeKey("key"), { abortSignal }));
    expect(error).toMatchObject({ name: "AbortError", attempts: 0 });
  });

  it("row 5: are used until they expire, where the provider fails before", async () => {
    let asked = 0;
    const { handle, asked: requests } = answering([]);
    const expiration = new Date(start + 290_000);
    const client = createClient({
      requestHandler: { handle },
      clock: handClock(start),
      credentials: () =>
        ++asked === 1
          ? Promise.resolve({ ...credentials, expiration })
          : Promise.reject(new Error()),
    });
    for (let call = 0; call < 3; call++) await client.send(describeKey("key"));
    expect(requests).toHaveLength(3);
  });

  const expired = { status: 400, body: { __type: "ExpiredTokenException", message: "Expired" } };

  it.each([
    ["the standard one", undefined],
    ["the SDK's", "sdk"],
  ])(
    "row 6: are asked for anew where they are said to have expired, by %s strategy",
    async (_, of) => {
      let asked = 0;
      const { handle, asked: requests } = answering([expired]);
      const retryStrategy = of && ((await sdkParts().retryStrategy()) as RetryStrategyV2);
      const client = createClient({
        requestHandler: { handle },
        ...(retryStrategy && { retryStrategy }),
        credentials: () => Promise.resolve(++asked === 1 ? credentials : other),
      });
      expect(await client.send(describeKey("key"))).toMatchObject({ $metadata: { attempts: 2 } });
      expect(requests.map(keyOf)).toEqual(["AKIDEXAMPLE", "AKIDOTHER"]);
    },
  );

  it("row 6: which are the only ones are not tried again", async () => {
    const { handle, asked } = answering([expired, expired]);
    const error = await errorOf(
      createClient({ requestHandler: { handle } }).send(describeKey("key")),
    );
    expect(error).toMatchObject({ name: "ExpiredTokenException", $metadata: { attempts: 1 } });
    expect(asked).toHaveLength(1);
  });

  it("row 7: may say when they expire as text", async () => {
    let asked = 0;
    const { handle } = answering([]);
    const client = createClient({
      requestHandler: { handle },
      clock: handClock(start),
      credentials: () => {
        asked++;
        const expiration = new Date(start + hour).toISOString() as unknown as Date;
        return Promise.resolve({ ...credentials, expiration });
      },
    });
    for (let call = 0; call < 3; call++) await client.send(describeKey("key"));
    expect(asked).toBe(1);
  });
});

describe("row 62: a response's date", () => {
  const refused = (date: string) => ({
    status: 403,
    date,
    body: { __type: "InvalidSignatureException" },
  });

  it.each([
    "Sat, 13 Sep 275760 00:00:00 GMT",
    "Mon, 01 Jan 12000 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Wed, 31 Dec 1969 23:59:59 GMT",
    "soon",
  ])("that cannot be, %s, is not taken for the time", async (date) => {
    const { handle, asked } = answering([refused(date)]);
    const client = createClient({ requestHandler: { handle }, clock: handClock(start) });
    expect(await errorOf(client.send(describeKey("key")))).toMatchObject({
      name: "InvalidSignatureException",
    });
    await client.send(describeKey("key"));
    expect(asked.map(signedAt)).toEqual([start, start]);
  });

  it("is unlearned by another", async () => {
    const far = new Date(start + 1000 * hour).toUTCString();
    const { handle, asked } = answering([
      refused(far),
      {},
      refused(new Date(start).toUTCString()),
      {},
    ]);
    const client = createClient({
      requestHandler: { handle },
      clock: handClock(start),
      random: () => 0,
    });
    await client.send(describeKey("key"));
    await client.send(describeKey("key"));
    expect(asked.map((request) => (signedAt(request) - start) / hour)).toEqual([0, 1000, 1000, 0]);
  });
});

describe("row 32: the settings of the package's own client", () => {
  it("take it to a fake", async () => {
    const fake = createFakeKMS({
      listKeys: () => ({ Keys: [{ KeyId: "faked" }], Truncated: false }),
      describeKey: () => fakeError("NotFoundException", { message: "No" }),
    });
    const client = new KMSClient(fake.config);
    expect((await client.send(new bridge.ListKeysCommand())).Keys).toEqual([{ KeyId: "faked" }]);
    expect(await errorOf(client.send(describeKey("x")))).toBeInstanceOf(NotFoundException);
    expect(fake.calls.map(({ operation }) => operation)).toEqual(["listKeys", "describeKey"]);
  });

  it("row 31: tell the error of a fake's handler", async () => {
    const bug = new Error("a bug");
    const fake = createFakeKMS({
      listKeys: () => {
        throw bug;
      },
    });
    const error = await errorOf(new KMSClient(fake.config).send(new bridge.ListKeysCommand()));
    expect(error).toMatchObject({ code: "FakeHandlerFailed", $metadata: { attempts: 1 } });
    expect((error as Error).cause).toBe(bug);
    expect(fake.calls).toHaveLength(1);
  });

  it.each<[string, object]>([
    ["attemptTimeoutMs", { attemptTimeoutMs: 1 }],
    ["interceptors", { interceptors: [] }],
    ["timeoutMs", { timeoutMs: 1 }],
    ["useDualStack", { useDualStack: true }],
    ["useFips", { useFips: true }],
    ["userAgent", { userAgent: "mine" }],
    ["retryStrategy", { retryStrategy: () => 0 }],
    ["fetch", { fetch, requestHandler: answering([]) }],
    ["maxResponseBytes", { maxResponseBytes: 1, requestHandler: answering([]) }],
    ["requestHandler.httpsAgent", { requestHandler: { httpsAgent: {} } }],
  ])("do not get ignored: %s", async (name, config) => {
    const error = await errorOf(createClient(config).send(describeKey("key")));
    expect(error).toMatchObject({ name: "ConfigError", attempts: 0 });
    expect((error as Error).message).toContain(name);
    expect(requests).toEqual([]);
  });
});

describe("row 33: a request handler", () => {
  it("is any of the SDK's", async () => {
    const client = createClient({ requestHandler: new NodeHttpHandler() });
    expect(await client.send(describeKey("key"))).toMatchObject({ KeyMetadata: { KeyId: "key" } });
    client.destroy();
  });

  it("may be the options of the client's own", async () => {
    const client = createClient({
      requestHandler: { requestTimeout: 30 },
      clock: handClock(Date.now()),
      maxAttempts: 1,
    });
    const error = await errorOf(client.send(describeKey("slow")));
    expect(error).toMatchObject({ name: "TimeoutError", message: "requestTimeout ran out" });
    expect(await client.send(describeKey("key"), { requestTimeout: 0 })).toMatchObject({
      KeyMetadata: { KeyId: "key" },
    });
  });
});

it("has the bound of connecting that SDK v3's handler has", async () => {
  // It takes connections, and never answers a client's hello.
  const silent = createTcpServer((socket) => socket.on("error", () => {}));
  await once(silent.listen(0, "127.0.0.1"), "listening");
  const client = createClient({
    endpoint: `https://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    requestHandler: { connectionTimeout: 700 },
    clock: handClock(Date.now()),
    maxAttempts: 1,
  });
  const error = await errorOf(client.send(describeKey("key")));
  expect(error).toMatchObject({ name: "TransportError", message: "No connection within 700 ms." });
  silent.close();
});

describe("the retry mode", () => {
  /** From a full second on, by which rates are measured. */
  const wholeSecond = () => Math.floor(Date.now() / 1000) * 1000;

  it.each([
    ["adaptive", 2000],
    [() => Promise.resolve("adaptive"), 2000],
    ["standard", 0],
    [undefined, 0],
  ])("%s has calls wait after one that was throttled: %d ms", async (retryMode, ms) => {
    const clock = handClock(wholeSecond());
    const client = createClient({ clock, retryMode, maxAttempts: 1, random: () => 0 });
    const throttled = await errorOf(client.send(describeKey("throttled")));
    expect(throttled).toMatchObject({ name: "ThrottlingException", $metadata: { attempts: 1 } });
    const before = clock.now();
    await client.send(describeKey("key"));
    expect(clock.now() - before).toBe(ms);
  });

  it("adaptive retries as the standard one, when it is their turn", async () => {
    const clock = handClock(wholeSecond());
    const client = createClient({ clock, retryMode: "adaptive", random: () => 0 });
    expect(await errorOf(client.send(describeKey("throttled")))).toMatchObject({
      name: "ThrottlingException",
      $metadata: { attempts: 3, totalRetryDelay: 2000 + 2000 },
    });
    expect(await client.send(describeKey("flaky"))).toMatchObject({ $metadata: { attempts: 2 } });
  });

  it("has the caller abort its wait", async () => {
    const controller = new AbortController();
    const clock = handClock(wholeSecond());
    const client = createClient({ clock, retryMode: "adaptive", maxAttempts: 1, random: () => 0 });
    await errorOf(client.send(describeKey("throttled")));
    controller.abort();
    const sending = client.send(describeKey("key"), { abortSignal: controller.signal });
    expect(await errorOf(sending)).toMatchObject({ name: "AbortError", attempts: 0 });
    expect(requests).toHaveLength(1);
  });

  it("is told where it is none", async () => {
    const error = await errorOf(createClient({ retryMode: "legacy" }).send(describeKey("key")));
    expect(error).toMatchObject({
      name: "ConfigError",
      message: 'retryMode is standard or adaptive, not "legacy"',
    });
    expect(requests).toEqual([]);
  });
});

it("takes the SDK's defaults modes", async () => {
  const client = createClient({ defaultsMode: "in-region" });
  expect(await client.send(describeKey("key"))).toMatchObject({ $metadata: { attempts: 1 } });
});

it("closes its idle connections when it is destroyed, and may go on", async () => {
  let connections = 0;
  const own = createServer((_, response) => response.end("{}"));
  own.on("connection", () => connections++).listen(0, "127.0.0.1");
  await once(own, "listening");
  const { port } = own.address() as AddressInfo;
  const client = createClient({ endpoint: `http://127.0.0.1:${port}` });
  await client.send(describeKey("key"));
  await client.send(describeKey("key"));
  expect(connections).toBe(1);
  client.destroy();
  await client.send(describeKey("key"));
  expect(connections).toBe(2);
  own.close();
  own.closeAllConnections();
});

it("row 11: calls that share a signal warn of nothing", async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => void warnings.push(warning);
  process.on("warning", note);
  const abortSignal = new AbortController().signal;
  const client = createClient();
  await Promise.all(
    Array.from({ length: 20 }, () => client.send(describeKey("key"), { abortSignal })),
  );
  // They are told of in the next turn.
  await new Promise(setImmediate);
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

describe("the configuration", () => {
  it("takes endpoints in each of the SDK's forms", async () => {
    const url = new URL(server.endpoint);
    const parts = {
      protocol: url.protocol,
      hostname: url.hostname,
      port: +url.port,
      path: "/base",
    };
    const endpoints = [server.endpoint, { url }, parts, () => Promise.resolve(parts)];
    for (const endpoint of endpoints) await createClient({ endpoint }).send(describeKey("key"));
    expect(refusals).toEqual([]);
    expect(requests.map(({ url }) => url)).toEqual(["/", "/", "/base/", "/base/"]);
  });

  it("asks a credentials provider once, and holds nothing that prints them", async () => {
    let asked = 0;
    const client = createClient({
      credentials: () => {
        asked++;
        return Promise.resolve(credentials);
      },
    });
    await client.send(describeKey("key"));
    await client.send(describeKey("flaky"));
    expect(asked).toBe(1);
    expect(refusals).toEqual([]);
    expect(inspect(createClient(), { depth: 9 })).not.toContain(credentials.secretAccessKey);
  });

  it("takes the SDK's request handler and what else has streams", async () => {
    const { requestHandler } = sdkParts();
    const client = createClient({ requestHandler });
    const { KeyMetadata, $metadata } = await client.send(describeKey("key"));
    expect([KeyMetadata?.KeyId, $metadata.requestId]).toEqual(["key", "request-1"]);
    expect(await errorOf(client.send(describeKey("missing")))).toBeInstanceOf(NotFoundException);
    const aborted = errorOf(client.send(describeKey("slow"), { abortSignal: abortedOnSlow() }));
    expect(await aborted).toMatchObject({ name: "AbortError" });
    client.destroy();
  });

  it("gives middleware a request that the SDK's HttpRequest knows", async () => {
    let HttpRequest: { isInstance(request: unknown): boolean } | undefined;
    const theirs = new sdk.KMSClient({
      region: "eu-west-1",
      credentials,
      requestHandler: {
        handle: (request: object) => {
          HttpRequest = request.constructor as unknown as typeof HttpRequest;
          return Promise.reject(new Error());
        },
      },
    });
    await errorOf(theirs.send(new sdk.DescribeKeyCommand({ KeyId: "key" })));
    let known;
    const handle = (request: object) => {
      known = HttpRequest?.isInstance(request);
      return Promise.reject(new Error());
    };
    await errorOf(
      createClient({ requestHandler: { handle }, maxAttempts: 1 }).send(describeKey("x")),
    );
    expect(known).toBe(true);
  });

  it("signs what middleware makes of a request", async () => {
    const client = createClient();
    client.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { headers: Record<string, string>; query: object };
        request.headers["X-Amz-Spaced"] = "  two   words ";
        const query = { "b c": "ü*(!)", b: "2", "a~": null, A: "" };
        return next({ ...args, request: { ...request, path: "/a%20b//%C3%A9'!/../x/", query } });
      },
      { step: "build" },
    );
    await client.send(describeKey("key"));
    expect(refusals).toEqual([]);
    expect(requests).toHaveLength(1);
    const [{ url = "", headers = {} } = {}] = requests;
    expect(url).toBe("/a%20b//%C3%A9'!/../x/?b%20c=%C3%BC%2A%28%21%29&b=2&a~&A=");
    expect(headers.authorization).toMatch(/;x-amz-spaced;/);
    expect(headers.authorization).not.toContain("user-agent");
    expect(headers["user-agent"]).toBe("tinsmith/KMS");
  });

  it("learns the service's time from its refusals", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const ahead = 3_600_000;
    const dates: number[] = [];
    const handle = ({ headers }: { headers: Record<string, string> }) => {
      const [, ...parts] = /^(....)(..)(..T..)(..)(..Z)$/.exec(headers["x-amz-date"] ?? "") ?? [];
      dates.push(Date.parse(`${parts.slice(0, 3).join("-")}:${parts.slice(3).join(":")}`));
      const refused = dates.length === 1;
      return Promise.resolve({
        response: {
          statusCode: refused ? 400 : 200,
          headers: { date: new Date(Date.now() + ahead).toUTCString() },
          body: refused ? JSON.stringify({ __type: "RequestExpired" }) : "{}",
        },
      });
    };
    const client = createClient({ requestHandler: { handle } });
    expect(await client.send(describeKey("key"))).toMatchObject({ $metadata: { attempts: 2 } });
    await client.send(describeKey("key"));
    const offsets = dates.map((date) => Math.round((date - Date.now()) / 60_000) || 0);
    expect(offsets).toEqual([0, 60, 60]);
  });

  it("takes the SDK's retry strategy", async () => {
    const retryStrategy = (await sdkParts().retryStrategy()) as RetryStrategyV2;
    const client = createClient({ retryStrategy });
    expect(await client.send(describeKey("flaky"))).toMatchObject({ $metadata: { attempts: 2 } });
    expect(await errorOf(client.send(describeKey("throttled")))).toMatchObject({
      name: "ThrottlingException",
      $metadata: { attempts: 2 },
    });
  });

  it("row 3: lets a success stand, whatever the retry strategy makes of it", async () => {
    const bug = new Error("a bug");
    const token = { getRetryDelay: () => 0 };
    const retryStrategy = {
      acquireInitialRetryToken: () => Promise.resolve(token),
      refreshRetryTokenForRetry: () => Promise.resolve(token),
      recordSuccess: () => {
        throw bug;
      },
    };
    const error: unknown[] = [];
    const ignore = () => {};
    const logger = {
      debug: ignore,
      info: ignore,
      warn: ignore,
      error: (e: unknown) => error.push(e),
    };
    const client = createClient({ retryStrategy, logger });
    expect(await client.send(describeKey("key"))).toMatchObject({ $metadata: { attempts: 1 } });
    expect(requests).toHaveLength(1);
    expect(error).toEqual([bug]);
  });

  it("ends the wait before a retry when the caller aborts", async () => {
    const controller = new AbortController();
    const getRetryDelay = () => {
      setImmediate(() => controller.abort());
      return 2 ** 31 - 1;
    };
    const token = { getRetryDelay };
    const retryStrategy = {
      acquireInitialRetryToken: () => Promise.resolve(token),
      refreshRetryTokenForRetry: () => Promise.resolve(token),
      recordSuccess: () => {},
    };
    const abortSignal = controller.signal;
    const sending = createClient({ retryStrategy }).send(describeKey("flaky"), { abortSignal });
    expect(await errorOf(sending)).toMatchObject({ name: "AbortError", attempts: 1 });
  });

  it("tells a logger of calls, but not what is sensitive", async () => {
    const log: Record<string, unknown>[] = [];
    const note = (entry: unknown) => void log.push(entry as Record<string, unknown>);
    const logger = { debug: note, info: note, warn: note, error: note };
    const client = createClient({ logger });
    const Plaintext = new TextEncoder().encode("a secret");
    await client.send(new bridge.EncryptCommand({ KeyId: "key", Plaintext }));
    await errorOf(client.send(describeKey("missing")));
    expect(log).toMatchObject([
      {
        clientName: "KMSClient",
        commandName: "EncryptCommand",
        input: { KeyId: "key", Plaintext: "***SensitiveInformation***" },
        output: {},
        metadata: { httpStatusCode: 200 },
      },
      { commandName: "DescribeKeyCommand", input: { KeyId: "missing" } },
    ]);
    expect(log[1]?.["error"]).toBeInstanceOf(NotFoundException);
  });
});

describe("aws-sdk-client-mock", () => {
  let mock: AwsClientStub<bridge.KMSClient>;
  beforeEach(() => {
    mock = mockClient(KMSClient);
  });
  afterEach(() => mock.restore());

  it("mocks outputs", async () => {
    mock.on(bridge.ReEncryptCommand, { DestinationKeyId: "a" }).resolves({ KeyId: "mocked" });
    const client = createClient();
    const { KeyId } = await client.send(new bridge.ReEncryptCommand({ DestinationKeyId: "a" }));
    expect(KeyId).toBe("mocked");
    expect(
      await client.send(new bridge.ReEncryptCommand({ DestinationKeyId: "b" })),
    ).toBeUndefined();
    expect(mock.commandCalls(bridge.ReEncryptCommand)).toHaveLength(2);
    expect(requests).toEqual([]);
  });

  it("mocks errors, and is told the configuration", async () => {
    const error = new NotFoundException({ message: "No", $metadata: {} });
    mock.on(DescribeKeyCommand).rejects(error);
    mock.on(bridge.ListKeysCommand).callsFake(async (_, getClient) => ({
      NextMarker: await (getClient() as unknown as bridge.KMSClient).config.region(),
    }));
    const client = createClient();
    expect(await errorOf(client.send(describeKey("x")))).toBe(error);
    expect(await client.send(new bridge.ListKeysCommand())).toEqual({ NextMarker: "eu-west-1" });
  });

  it("mocks the client with methods, and pages", async () => {
    mock
      .on(bridge.ListKeysCommand)
      .resolves({ Keys: [{ KeyId: "b" }], Truncated: false })
      .on(bridge.ListKeysCommand, { Marker: undefined })
      .resolves({ Keys: [{ KeyId: "a" }], NextMarker: "m", Truncated: true });
    const kms = new bridge.KMS({ region: "eu-west-1", credentials });
    const ids: (string | undefined)[] = [];
    for await (const { Keys = [] } of bridge.paginateListKeys({ client: kms, pageSize: 1 }, {})) {
      ids.push(...Keys.map(({ KeyId }) => KeyId));
    }
    expect(ids).toEqual(["a", "b"]);
    expect(mock.commandCalls(bridge.ListKeysCommand)[1]?.args[0].input).toEqual({
      Limit: 1,
      Marker: "m",
    });
    mock.on(bridge.ReEncryptCommand).resolves({ KeyId: "mocked" });
    const { KeyId } = await kms.reEncrypt({ DestinationKeyId: "a" });
    expect(KeyId).toBe("mocked");
  });
});
