import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { importModules, type Modules } from "../../support/bundle.js";
import { generateFrom, optionsOf } from "../../support/generate.js";

const golden = resolve(import.meta.dirname, "../../golden");

type Call = (client: unknown, input: object) => Promise<Outcome>;
interface Outcome {
  readonly ok: boolean;
  readonly value?: object;
  readonly error?: { readonly name: string; readonly path?: string; readonly data?: object };
}

/** The package of a golden feature, and a way to call it that tells what it sent. */
async function packageOf(feature: string) {
  const folder = join(golden, feature);
  const { files } = await generateFrom(join(folder, "model.json"), {
    ...optionsOf(folder),
    format: (_, text) => Promise.resolve(text),
  });
  if (!files) throw new Error("Nothing was generated.");
  const modules = await importModules(files, ["index", "testing"]);
  return { files, modules };
}

async function call(modules: Modules, input: object, response: string, status = 200) {
  const { createExampleClient, putCounts } = modules["index"] as {
    createExampleClient: (config: object) => unknown;
    putCounts: Call;
  };
  let sent = "";
  const client = createExampleClient({
    region: "eu-west-1",
    endpoint: "http://localhost",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
    fetch: (_: string, init: { readonly body: string }) => {
      sent = init.body;
      return Promise.resolve(new Response(response, { status }));
    },
  });
  return { outcome: await putCounts(client, input), sent };
}

describe("a package with longs as bigints", () => {
  let modules: Modules;
  const input = {
    count: 9223372036854775807n,
    at: new Date(1500),
    byName: { a: -9223372036854775808n, b: 5n },
    document: { n: 1.5, s: "9007199254740993" },
    either: { count: 9007199254740993n },
    history: [1n, null, 9007199254740993n],
    limit: 0n,
    rate: 1e300,
  };
  const text =
    '{"count":9223372036854775807,"at":1.5,"byName":{"a":-9223372036854775808,"b":5},' +
    '"document":{"n":1.5,"s":"9007199254740993"},"either":{"count":9007199254740993},' +
    '"history":[1,null,9007199254740993],"limit":0,"rate":1e+300}';
  beforeAll(async () => {
    ({ modules } = await packageOf("long-as-bigint"));
  });

  it("sends and gets all digits of all of them", async () => {
    const { outcome, sent } = await call(modules, input, text);
    expect(sent).toBe(text);
    expect(outcome).toMatchObject({ ok: true, value: input });
  });

  it("fills in bigints", async () => {
    const { outcome } = await call(modules, input, "{}");
    expect(outcome.value).toEqual({ count: 0n, limit: 10n });
  });

  it("has them in errors", async () => {
    const error = '{"__type":"CountExceeded","message":"m","most":9007199254740993}';
    const { outcome } = await call(modules, input, error, 400);
    expect(outcome.error).toMatchObject({
      name: "CountExceeded",
      data: { most: 9007199254740993n },
    });
  });

  it("tells where one is none", async () => {
    const long = '{"byName":{"a":9223372036854775808}}';
    const { outcome } = await call(modules, input, long);
    expect(outcome.error).toMatchObject({ name: "ResponseError", path: 'byName["a"]' });
    const wrong = await call(modules, { ...input, history: [2n ** 63n] }, "{}");
    expect(wrong.outcome.error).toMatchObject({ name: "InputError", path: "history[0]" });
  });

  it("row 45: gives all digits of a long", async () => {
    const { outcome } = await call(modules, input, '{"count":1234567890123456789}');
    expect(outcome).toMatchObject({ ok: true, value: { count: 1234567890123456789n } });
  });

  it("row 65: tells texts that are numbers, and reads a long however it is written", async () => {
    const error = '{"__type":"Err","message":12345678901234567890}';
    const told = await call(modules, input, error, 400);
    expect(told.outcome.error).toMatchObject({ code: "Err", message: "12345678901234567890" });
    for (const one of ["1.0", "1.00000000000000000", "100e-2"]) {
      const { outcome } = await call(modules, input, `{"count":${one}}`);
      expect(outcome).toMatchObject({ ok: true, value: { count: 1n } });
    }
  });

  it("has a fake that speaks so too", async () => {
    const { createFakeExample, fakeError } = modules["testing"] as {
      createFakeExample: (handlers: object) => { config: object; calls: object[] };
      fakeError: (name: string, options: object) => unknown;
    };
    const { createExampleClient, putCounts } = modules["index"] as {
      createExampleClient: (config: object) => unknown;
      putCounts: Call;
    };
    const fake = createFakeExample({ putCounts: (given: object) => given });
    const { value } = await putCounts(createExampleClient(fake.config), input);
    expect(value).toEqual(input);
    expect(fake.calls).toEqual([{ operation: "putCounts", input }]);
    const data = { most: 9007199254740993n };
    const failing = createFakeExample({ putCounts: () => fakeError("CountExceeded", { data }) });
    const { error } = await putCounts(createExampleClient(failing.config), input);
    expect(error).toMatchObject({ name: "CountExceeded", data });
  });
});

describe("a package with big integers and decimals", () => {
  let modules: Modules;
  beforeAll(async () => {
    ({ modules } = await packageOf("big-numbers"));
  });

  it("sends and gets all digits of all of them", async () => {
    const input = {
      exact: 10n ** 40n,
      price: "1234567890.12345678901234567890",
      rates: { a: "0.1", b: "-1E-400" },
      ratio: 0.5,
      start: -1n,
      tax: "1.50",
    };
    const text =
      `{"exact":1${"0".repeat(40)},"price":1234567890.12345678901234567890,` +
      '"rates":{"a":0.1,"b":-1E-400},"ratio":0.5,"start":-1,"tax":1.50}';
    const { outcome, sent } = await call(modules, input, text);
    expect(sent).toBe(text);
    // Digits that make no difference may go.
    expect(outcome.value).toEqual({ ...input, tax: "1.5" });
  });

  it("row 45: refuses a long that its number would not be", async () => {
    const input = { exact: 1n, price: "1" };
    const { outcome } = await call(modules, input, '{"count":9007199254740993}');
    expect(outcome.error).toMatchObject({ name: "ResponseError", path: "count" });
    const { outcome: fits } = await call(modules, input, '{"count":9007199254740991}');
    expect(fits.value).toMatchObject({ count: 9007199254740991 });
  });
});

it("costs packages without such numbers nothing", async () => {
  const { files } = await packageOf("simple-types");
  expect([...files.keys()].filter((path) => /exactJson|digits|bigNumbers/.test(path))).toEqual([]);
});
