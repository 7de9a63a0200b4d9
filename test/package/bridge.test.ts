import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import * as sdk from "@aws-sdk/client-kms";
import { ServiceException } from "@smithy/smithy-client";
import { mockClient } from "aws-sdk-client-mock";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as bridge from "../../generated/kms/dist/smithy.js";
import { CallError } from "../../generated/kms/dist/errors.js";
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
  secretAccessKey: "secret",
  sessionToken: "token",
};

let server: TestServer;
let requests: ReceivedRequest[];
let refusals: unknown[];

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
  slow: () => new Promise(() => {}),
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
    body: body.toString(),
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
});

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
    const { getSourceFile } = host;
    host.getSourceFile = (file, ...rest) =>
      file === name ? ts.createSourceFile(file, swapped, rest[0]) : getSourceFile(file, ...rest);
    const program = ts.createProgram([name], options, host);
    const messages = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
    expect(messages).toEqual([]);
  }, 60_000);

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
    const [expected, actual] = await both((program) => program.endings(server.endpoint));
    expect(expected?.log).toEqual(["AbortError", "AbortError", "TimeoutError"]);
    expect(actual).toEqual(expected);
  });

  it("has its middleware run in the same order, and see the same", async () => {
    const [expected, actual] = await both((program) => program.middleware(server.endpoint));
    expect(expected?.log.length).toBeGreaterThan(100);
    expect(actual).toEqual(expected);
  });
});
