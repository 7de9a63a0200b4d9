import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateText } from "../../support/generate.js";
import { sourcePackage } from "../../support/sourcePackage.js";

const root = resolve(import.meta.dirname, "../../..");

/** Names that the runtime has for errors of its own, and one that it has not. */
const taken = ["UnmodeledServiceError", "ConfigError", "TimeoutError", "TransportError"];
const names = [...taken, "Plain"];

function model(traits: object): string {
  const target = (name: string) => ({ target: `example#${name}` });
  const error = (name: string) => ({
    type: "structure",
    members: { message: { target: "smithy.api#String" }, Where: { target: "smithy.api#String" } },
    traits: {
      "smithy.api#error": "client",
      "smithy.api#documentation": `Says ${name}.`,
      "aws.protocols#awsQueryError": { code: `Query.${name}`, httpResponseCode: 400 },
    },
  });
  const shapes = {
    Depot: { type: "service", version: "1", operations: [target("Store")], traits },
    Store: { type: "operation", errors: names.map(target) },
    ...Object.fromEntries(names.map((name) => [name, error(name)])),
  };
  const byId = Object.entries(shapes).map(([name, shape]) => [`example#${name}`, shape]);
  return JSON.stringify({ smithy: "2.0", shapes: Object.fromEntries(byId) as object });
}

const protocol = { "aws.protocols#awsJson1_0": {}, "aws.auth#sigv4": { name: "depot" } };

type Outcome = { ok: boolean; error?: Record<string, unknown>; metadata: object };

interface Depot {
  readonly files: ReadonlyMap<string, string>;
  /** What a call ends with, for an answer of the service. */
  readonly store: (answer: () => Response) => Promise<Outcome>;
  /** What one ends with whose fake says that. */
  readonly faked: (handler: () => unknown) => Promise<Outcome>;
  readonly fakeError: (name: string, options?: object) => Error;
}

const folder = join(root, ".cache", `errorNames.${process.pid}`);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function generateDepot(name: string, traits: object): Promise<Depot> {
  const { files = new Map<string, string>(), diagnostics } = await generateText(model(traits));
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  for (const [path, text] of files) {
    if (!path.startsWith("src/")) continue;
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  writeFileSync(join(folder, name, "package.json"), sourcePackage);
  const load = <T>(path: string) =>
    import(/* @vite-ignore */ join(folder, name, path)) as Promise<T>;
  const { createDepotClient, store } = await load<{
    createDepotClient: (config: object) => unknown;
    store: (client: unknown) => Promise<Outcome>;
  }>("src/index.ts");
  const { createFakeDepot, fakeError } = await load<{
    createFakeDepot: (handlers: object) => { config: object };
    fakeError: Depot["fakeError"];
  }>("src/testing.ts");
  const { config } = createFakeDepot({});
  return {
    files,
    fakeError,
    store: (answer) =>
      store(createDepotClient({ ...config, fetch: () => Promise.resolve(answer()) })),
    faked: (handler) => store(createDepotClient(createFakeDepot({ store: handler }).config)),
  };
}

const refused =
  (body: object, headers = {}) =>
  () =>
    new Response(JSON.stringify(body), { status: 400, headers });

describe("row 58: a model's errors whose names the runtime has", () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await generateDepot("json", protocol);
  });

  it.each(taken)("are told apart from them: %s", async (code) => {
    const { error } = await depot.store(refused({ __type: code, message: "Hi", Where: "here" }));
    const data = { Where: "here" };
    expect(error).toMatchObject({ name: `${code}_`, code, message: "Hi", data, $fault: "client" });
  });

  it("leave other errors their names", async () => {
    const plain = await depot.store(refused({ __type: "Plain" }));
    expect(plain.error).toMatchObject({ name: "Plain", code: "Plain" });
    const other = await depot.store(refused({ __type: "Newer" }));
    expect(other.error).toMatchObject({ name: "UnmodeledServiceError", code: "Newer" });
    expect(other.error?.["data"]).toBeUndefined();
    const broken = await depot.store(() => new Response("[", { status: 200 }));
    expect(broken.error).toMatchObject({ name: "ResponseError" });
  });

  it.each(["TimeoutError", "TransportError"])(
    "are not tried again as the client's own %s is",
    async (code) => {
      expect(await depot.store(refused({ __type: code }))).toMatchObject({
        metadata: { attempts: 1 },
      });
    },
  );

  it.each(names)("can be faked: %s", async (code) => {
    const name = code === "Plain" ? code : `${code}_`;
    const data = { Where: "here" };
    const { error } = await depot.faked(() => depot.fakeError(name, { data }));
    expect(error).toMatchObject({ name, code, data, statusCode: 400 });
  });

  it("can be told from a fake's other errors", async () => {
    const newer = () => depot.fakeError("UnmodeledServiceError", { code: "Newer" });
    const { error } = await depot.faked(newer);
    expect(error).toMatchObject({ name: "UnmodeledServiceError", code: "Newer" });
  });

  it("are documented by the names that the model has", () => {
    const errors = depot.files.get("src/errors.ts") ?? "";
    for (const name of taken) expect(errors).toContain(`Called \`${name}\` in the model.`);
  });
});

describe("row 58: in a service that spoke AWS query before", () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await generateDepot("query", { ...protocol, "aws.protocols#awsQueryCompatible": {} });
  });
  const query = (code: string) => ({ "x-amzn-query-error": `${code};Sender` });

  it.each(taken)("they are told apart by shape, and by the code alone: %s", async (shape) => {
    const code = `Query.${shape}`;
    for (const body of [{ __type: shape }, {}]) {
      const { error } = await depot.store(refused(body, query(code)));
      expect(error).toMatchObject({ name: `${shape}_`, code });
    }
  });

  it("others keep their names", async () => {
    const { error } = await depot.store(refused({ __type: "Newer" }, query("Query.Newer")));
    expect(error).toMatchObject({ name: "UnmodeledServiceError", code: "Query.Newer" });
  });

  it.each(names)("they can be faked: %s", async (shape) => {
    const name = shape === "Plain" ? shape : `${shape}_`;
    const { error } = await depot.faked(() => depot.fakeError(name));
    expect(error).toMatchObject({ name, code: `Query.${shape}` });
  });
});
