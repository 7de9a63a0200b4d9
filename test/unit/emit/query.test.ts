import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { FakeError } from "../../../templates/testing/fake.js";
import { importSources } from "../../support/bundleSources.js";
import { generateFrom } from "../../support/generate.js";
import { xmlText } from "../../support/xmlArbitrary.js";

type Result = { ok: true; value: object } | { ok: false; error: Record<string, unknown> };
type Call = (client: unknown, input: object) => Promise<Result>;

interface Sources {
  readonly createExampleClient: (config: object) => unknown;
  readonly describeThings: Call;
  readonly ping: Call;
}
interface Testing {
  readonly createFakeExample: (handlers: object) => {
    readonly config: object;
    readonly calls: readonly { readonly input: object }[];
  };
  readonly fakeError: (name: string, options: object) => FakeError;
}

// Neither what URIs cannot hold.
const text = fc.string({ unit: "grapheme", maxLength: 8 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const date = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
const listOf = <T>(item: fc.Arbitrary<T>, minLength = 0) =>
  fc.array(item, { minLength, maxLength: 3 });
const mapOf = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>, minKeys = 0) =>
  fc.dictionary(key, value, { minKeys, maxKeys: 3 });
const tag = (text: fc.Arbitrary<string>) => fc.record({ Key: text, Value: optional(text) });

/** Where a form has nothing to tell of a value, it is at least so long. */
const inputOf = (leastList: number, maps: object) =>
  fc.record({
    ThingIds: listOf(text, leastList),
    Filters: optional(
      listOf(fc.record({ Name: text, Values: optional(listOf(text, leastList)) }), leastList),
    ),
    Tags: optional(listOf(tag(text), leastList)),
    DryRun: optional(fc.boolean()),
    Content: optional(fc.uint8Array({ maxLength: 8 })),
    Since: optional(date),
    ClientToken: text,
    ...maps,
  });

const { thing } = fc.letrec<{ thing: unknown }>((tie) => ({
  thing: fc.record({
    ThingId: xmlText,
    CreatedAt: optional(date),
    Size: optional(fc.maxSafeInteger()),
    Rate: optional(fc.double().map((value) => (value === 0 ? 0 : value))),
    Tags: optional(listOf(tag(xmlText))),
    Parts: fc.option(listOf(tie("thing")), { nil: undefined, depthSize: "small" }),
  }),
}));

const outputOf = (others: object) =>
  fc.record({ Things: listOf(thing), NextToken: optional(xmlText), ...others });

const protocols = [
  {
    feature: "aws-query",
    input: inputOf(0, {
      Attributes: optional(mapOf(text, listOf(text), 1)),
      Labels: optional(mapOf(text, text, 1)),
    }),
    output: outputOf({
      Attributes: optional(mapOf(xmlText, listOf(xmlText))),
      Labels: optional(mapOf(xmlText, xmlText, 1)),
      Owner: optional(
        fc.oneof(
          tag(xmlText).map((Group) => ({ Group })),
          xmlText.map((User) => ({ User })),
        ),
      ),
    }),
    code: "TooManyThings",
    status: 429,
  },
  {
    feature: "ec2-query",
    input: inputOf(1, { maxResults: optional(fc.integer()) }),
    output: outputOf({}),
    code: "TooMany",
    status: 400,
  },
];

describe.each(protocols)("a package of $feature", ({ feature, input, output, code, status }) => {
  let sources: Sources;
  let testing: Testing;
  beforeAll(async () => {
    const model = join(import.meta.dirname, `../../golden/${feature}/model.json`);
    const { files = new Map<string, string>() } = await generateFrom(model);
    sources = await importSources(files);
    testing = await importSources(files, "./src/testing.js");
  });

  const callWith = async (answer: unknown, input: object = { ThingIds: ["x"] }) => {
    const fake = testing.createFakeExample({ describeThings: () => answer, ping: () => {} });
    const client = sources.createExampleClient({ ...fake.config, maxAttempts: 1 });
    return { result: await sources.describeThings(client, input), fake, client };
  };

  it("has its fake read what clients send", async () => {
    await fc.assert(
      fc.asyncProperty(input, async (input) => {
        const { fake } = await callWith({ Things: [] }, input);
        expect(fake.calls.map(({ input }) => input)).toEqual([input]);
      }),
      { numRuns: 200 },
    );
  });

  it("reads what its fake answers", async () => {
    await fc.assert(
      fc.asyncProperty(output, async (output) => {
        const { result } = await callWith(output);
        expect(result).toMatchObject({ ok: true });
        expect(result.ok && result.value).toEqual(output);
      }),
      { numRuns: 200 },
    );
  });

  it("fails as its fake says", async () => {
    const error = async (name: string, options: object) => {
      const { result } = await callWith(testing.fakeError(name, options));
      return result.ok ? undefined : result.error;
    };
    expect(await error("TooMany", { message: "Hi <>", data: { Limit: 3 } })).toMatchObject({
      name: "TooMany",
      code,
      message: "Hi <>",
      data: { Limit: 3 },
      $fault: "client",
      statusCode: status,
      requestId: "fake-1",
    });
    expect(await error("ThingGone", {})).toMatchObject({
      name: "ThingGone",
      code: "ThingGone",
      message: "ThingGone",
      $fault: "server",
    });
    expect(await error("UnmodeledServiceError", { code: "Other" })).toMatchObject({
      name: "UnmodeledServiceError",
      code: "Other",
    });
  });

  it("has operations without input and output", async () => {
    const { client } = await callWith({ Things: [] });
    expect(await sources.ping(client, {})).toMatchObject({ ok: true, value: {} });
  });

  it("has its fake refuse what the model does not allow", async () => {
    const { result } = await callWith({ Things: [] }, {});
    expect(result).toMatchObject({ error: { code: "SerializationException" } });
  });

  it("tells where in a response a wrong value lies", async () => {
    const { fake } = await callWith({ Things: [] });
    const fetch = () => Promise.resolve(new Response(answer));
    const client = sources.createExampleClient({ ...fake.config, fetch });
    const thing = "<Size>x</Size><size>x</size>";
    const things = ["member", "item"].map((name) => `<${name}>${thing}</${name}>`).join("");
    const content = `<Things>${things}</Things><thingSet>${things}</thingSet>`;
    const answer = `<DescribeThingsResponse>${content}<DescribeThingsResult>${content}</DescribeThingsResult></DescribeThingsResponse>`;
    expect(await sources.describeThings(client, { ThingIds: ["x"] })).toMatchObject({
      error: { name: "ResponseError", path: "Things[0].Size" },
    });
  });
});
