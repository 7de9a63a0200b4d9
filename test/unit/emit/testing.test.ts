import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, errorsOf } from "../../support/compile.js";
import { generateText } from "../../support/generate.js";
import { sourcePackage } from "../../support/sourcePackage.js";

const root = resolve(import.meta.dirname, "../../..");
const folder = join(root, ".cache", `testing.${process.pid}`);

const target = (name: string) => ({ target: name.includes("#") ? name : `example#${name}` });
const members = (of: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(of).map(([name, type]) => {
      const required = type.endsWith("!");
      const traits = required ? { "smithy.api#required": {} } : {};
      return [name, { ...target(type.replace("!", "")), traits }];
    }),
  );
const structure = (of: Record<string, string>, traits = {}) => ({
  type: "structure",
  members: members(of),
  traits,
});

const everything = {
  Text: "smithy.api#String",
  Bytes: "smithy.api#Blob",
  When: "smithy.api#Timestamp",
  Number: "smithy.api#Double",
  Flag: "smithy.api#Boolean",
  Any: "smithy.api#Document",
  Sparse: "SparseList",
  Byname: "ChoiceMap",
  Shared: "Shared",
};

const shapes: Record<string, object> = {
  Depot: {
    type: "service",
    version: "1",
    operations: [target("Store"), target("Ping")],
    traits: { "aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": { name: "depot" } },
  },
  Store: {
    type: "operation",
    input: target("StoreInput"),
    output: target("StoreOutput"),
    errors: [target("Full"), target("Plain"), target("Vague")],
  },
  Ping: { type: "operation" },
  StoreInput: structure({ ...everything, Needed: "smithy.api#String!", Nested: "InputOnly" }),
  StoreOutput: structure({ ...everything, Nested: "OutputOnly" }),
  InputOnly: structure({ Deep: "InputOnly", Must: "smithy.api#Integer!", Choice: "InputChoice" }),
  OutputOnly: structure({ Deep: "OutputOnly", When: "smithy.api#Timestamp", Choice: "OutChoice" }),
  Shared: structure({ Bytes: "smithy.api#Blob", Choice: "Choice" }),
  Choice: {
    type: "union",
    members: members({ Bytes: "smithy.api#Blob", Text: "smithy.api#String" }),
  },
  InputChoice: { type: "union", members: members({ When: "smithy.api#Timestamp" }) },
  OutChoice: { type: "union", members: members({ When: "smithy.api#Timestamp" }) },
  SparseList: {
    type: "list",
    member: target("smithy.api#Timestamp"),
    traits: { "smithy.api#sparse": {} },
  },
  ChoiceMap: { type: "map", key: target("smithy.api#String"), value: target("Choice") },
  Full: structure(
    { message: "smithy.api#String", Since: "smithy.api#Timestamp!", Where: "ErrorOnly" },
    { "smithy.api#error": "server" },
  ),
  ErrorOnly: structure({ Bytes: "smithy.api#Blob" }),
  Plain: structure({}, { "smithy.api#error": "client" }),
  Vague: structure({ Hint: "smithy.api#String" }, { "smithy.api#error": "client" }),
};

const model = JSON.stringify({
  smithy: "2.0",
  shapes: Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [`example#${name}`, shape]),
  ),
});

type Outcome = { ok: boolean; value?: unknown; error?: Record<string, unknown> };
type Operation = (client: unknown, input?: unknown) => Promise<Outcome>;

let depot: {
  createDepotClient(config: object): unknown;
  store: Operation;
  ping: Operation;
};
let testing: {
  createFakeDepot(handlers: object): { config: object; calls: unknown[] };
  fakeError(name: string, options?: object): Error;
};

let sources: ReadonlyMap<string, string>;

beforeAll(async () => {
  const { files, diagnostics } = await generateText(model);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  sources = files ?? new Map();
  for (const [path, text] of files ?? []) {
    if (!path.startsWith("src/")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "package.json"), sourcePackage);
  depot = (await import(/* @vite-ignore */ join(folder, "src/index.ts"))) as typeof depot;
  testing = (await import(/* @vite-ignore */ join(folder, "src/testing.ts"))) as typeof testing;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const values = {
  Text: "text",
  Bytes: new Uint8Array([0, 255]),
  When: new Date("2026-01-02T03:04:05.678Z"),
  Number: Infinity,
  Flag: false,
  Any: { a: [null, { b: 1 }] },
  Sparse: [new Date(0), null],
  Byname: { a: { Text: "a" }, b: { Bytes: new Uint8Array([1]) } },
  Shared: { Bytes: new Uint8Array([2]), Choice: { Bytes: new Uint8Array([3]) } },
};
const nested = { Choice: { When: new Date(1000) } };
const input = { ...values, Needed: "x", Nested: { Must: 1, Deep: { Must: 2, ...nested } } };
const output = { ...values, Nested: { When: new Date(2000), Deep: { ...nested } } };

describe("a generated fake", () => {
  it("reads inputs and writes outputs of every kind", async () => {
    const given: unknown[] = [];
    const fake = testing.createFakeDepot({
      store: (input: unknown) => {
        given.push(input);
        return output;
      },
    });
    const outcome = await depot.store(depot.createDepotClient(fake.config), input);
    expect(given).toEqual([input]);
    expect(fake.calls).toEqual([{ operation: "store", input }]);
    expect(outcome).toMatchObject({ ok: true, value: output });
    expect(outcome.value).toEqual(output);
  });

  it("answers without output where the model has none", async () => {
    const fake = testing.createFakeDepot({ ping: () => undefined });
    const outcome = await depot.ping(depot.createDepotClient(fake.config));
    expect(outcome).toMatchObject({ ok: true, value: {} });
    expect(fake.calls).toEqual([{ operation: "ping", input: {} }]);
  });

  it("writes the members of errors", async () => {
    const data = { Since: new Date(3000), Where: { Bytes: new Uint8Array([4]) } };
    const fake = testing.createFakeDepot({
      store: () => testing.fakeError("Full", { message: "No room", data }),
    });
    const { error } = await depot.store(depot.createDepotClient(fake.config), input);
    expect(error).toMatchObject({ name: "Full", message: "No room", data, statusCode: 500 });
  });

  it("refuses inputs that lack what the model requires, and says where", async () => {
    const fake = testing.createFakeDepot({ store: () => output });
    const client = depot.createDepotClient(fake.config);
    const lacking = [
      { ...input, Needed: undefined },
      { ...input, Nested: { Deep: { Must: 1 } } },
    ];
    const messages = [];
    for (const one of lacking) messages.push((await depot.store(client, one)).error);
    expect(messages).toMatchObject([
      { code: "SerializationException", message: "Expected the member Needed at store's input" },
      {
        code: "SerializationException",
        message: "Expected the member Must at store's input.Nested",
      },
    ]);
    expect(fake.calls).toEqual([]);
  });
});

it("writes nothing of the errors of operations that have no functions", async () => {
  const faked = async (traits: object) => {
    const service = shapes["Depot"] as { traits: object };
    const found = { operation: "example#Find", error: "example#Plain" };
    const all = {
      ...shapes,
      Depot: {
        ...service,
        operations: [target("Find"), target("Fetch")],
        traits: { ...service.traits, "aws.api#clientEndpointDiscovery": found },
      },
      Find: { type: "operation", output: target("Found") },
      Found: structure({ Endpoints: "Endpoints" }),
      Endpoints: { type: "list", member: target("Endpoint") },
      Endpoint: structure({
        Address: "smithy.api#String",
        CachePeriodInMinutes: "smithy.api#Long",
      }),
      Fetch: { type: "operation", errors: [target("Late"), target("Plain")], traits },
      Late: structure({ Where: "ErrorOnly" }, { "smithy.api#error": "client" }),
    };
    const entries = Object.entries(all).map(([name, shape]) => [`example#${name}`, shape] as const);
    const text = JSON.stringify({ smithy: "2.0", shapes: Object.fromEntries(entries) });
    const { files, diagnostics } = await generateText(text);
    return files?.get("src/testing.ts") ?? diagnostics.map(({ message }) => message).join("\n");
  };
  expect(await faked({})).toContain("function writeErrorOnly(");
  const without = await faked({ "aws.api#clientDiscoveredEndpoint": { required: true } });
  expect(without).toContain("find: {");
  expect(without).not.toContain("writeErrorOnly");
});

describe("a fake's response", () => {
  it.each([204, 205, 304])("has no body where its status is %i", async (statusCode) => {
    const fake = testing.createFakeDepot({
      ping: () => testing.fakeError("UnmodeledServiceError", { code: "NotModified", statusCode }),
    });
    const config = fake.config as {
      readonly fetch: (url: string, init: object) => Promise<Response>;
    };
    const headers = { "x-amz-target": "Depot.Ping" };
    const response = await config.fetch("https://fake.invalid/", {
      method: "POST",
      headers,
      body: "{}",
    });
    expect(response).toMatchObject({ status: statusCode, body: null });
  });
});

describe("the errors of a fake", () => {
  const fits = [
    `createFakeDepot({ store: () => fakeError("Plain") });`,
    `createFakeDepot({ store: () => fakeError("UnmodeledServiceError", { code: "Gone" }) });`,
    `createFakeDepot({ store: async () => fakeError("Full", { data: { Since: new Date(0) } }) });`,
    `createFakeDepot({ store: () => fakeError("Vague") });`,
    `createFakeDepot({ store: () => fakeError("Vague", { message: "", data: { Hint: "?" } }) });`,
    `createFakeDepot({ store(input) { if (input.Flag) return fakeError("Plain"); return fakeError("Vague", { data: {} }); } });`,
    `createFakeDepot({ store: inOrder({}, fakeError("Full", { data: { Since: new Date(0) } }), { Text: "t" }) });`,
  ];
  const doesNotFit = [
    `createFakeDepot({ store: () => fakeError("Full") });`,
    `createFakeDepot({ store: () => fakeError("Full", { data: {} }) });`,
    `createFakeDepot({ store: () => fakeError("Vague", { data: { Hint: 1 } }) });`,
    `createFakeDepot({ store: () => fakeError("Plain", { data: { Hint: "?" } }) });`,
    `createFakeDepot({ ping: () => fakeError("Plain") });`,
    `createFakeDepot({ store: inOrder({}, fakeError("Full")) });`,
    `createFakeDepot({ store: inOrder({ Text: 1 }) });`,
  ];

  it("have the types that their operation's errors have", () => {
    const own = [...sources].filter(([path]) => /^src\/.*\.ts$/.test(path));
    const files = new Map(own.map(([path, text]) => [join(folder, path), text]));
    const path = join(folder, "src/caller.ts");
    const lines = [`import { createFakeDepot, fakeError, inOrder } from "./testing.js";`, ...fits];
    files.set(path, [...lines, ...doesNotFit].join("\n"));
    const program = compile(files, { types: ["node"] });
    const wrong = errorsOf(program, program.getSourceFile(path)).map((text) =>
      Number(/:(\d+) /.exec(text)?.[1]),
    );
    expect(wrong).toEqual(doesNotFit.map((_, index) => lines.length + index + 1));
  });
});
