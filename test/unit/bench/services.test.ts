import { describe, expect, it } from "vitest";
import type { C2jShape } from "../../../bench/services/c2j.js";
import { convert } from "../../../bench/services/convert.js";
import { fitLine } from "../../../bench/services/fit.js";
import { loadModel } from "../../../generator/smithy/load.js";
import { service, type Parts } from "./service.js";

const JSON_1_1 = "aws.protocols#awsJson1_1";

/** The shapes that a service is converted to, without their namespace. */
function shapesOf(parts: Parts): Record<string, Record<string, unknown>> {
  const { ast } = convert(service(parts), {}, [JSON_1_1]);
  const text = JSON.stringify(ast).replaceAll("com.amazonaws.theshop#", "");
  return (JSON.parse(text) as { shapes: Record<string, Record<string, unknown>> }).shapes;
}

const api = (traits: object): object =>
  Object.fromEntries(Object.entries(traits).map(([name, value]) => [`smithy.api#${name}`, value]));

describe("the conversion of shapes", () => {
  it.each<[name: string, from: C2jShape, to: object]>([
    [
      "strings",
      { type: "string", min: 1, max: 5, pattern: "^a", sensitive: true, documentation: "It." },
      {
        type: "string",
        traits: api({
          documentation: "It.",
          sensitive: {},
          length: { min: 1, max: 5 },
          pattern: "^a",
        }),
      },
    ],
    [
      "numbers",
      { type: "integer", max: 5 },
      { type: "integer", traits: api({ range: { max: 5 } }) },
    ],
    [
      "timestamps",
      { type: "timestamp", timestampFormat: "iso8601" },
      { type: "timestamp", traits: api({ timestampFormat: "date-time" }) },
    ],
    [
      "enums, whose members' names are free",
      { type: "string", enum: ["a-b", "A_B", "2", ""] },
      {
        type: "enum",
        members: {
          a_b: { target: "smithy.api#Unit", traits: api({ enumValue: "a-b" }) },
          A_B_: { target: "smithy.api#Unit", traits: api({ enumValue: "A_B" }) },
          V2: { target: "smithy.api#Unit", traits: api({ enumValue: "2" }) },
          V: { target: "smithy.api#Unit", traits: api({ enumValue: "" }) },
        },
      },
    ],
    [
      "lists",
      { type: "list", member: { shape: "Thing" }, max: 2 },
      { type: "list", member: { target: "Thing" }, traits: api({ length: { max: 2 } }) },
    ],
    [
      "maps",
      { type: "map", key: { shape: "Other" }, value: { shape: "Thing" }, sparse: true },
      {
        type: "map",
        key: { target: "Other" },
        value: { target: "Thing" },
        traits: api({ sparse: {} }),
      },
    ],
    [
      "structures: what is required, defaults and tokens",
      {
        type: "structure",
        required: ["a"],
        members: {
          a: { shape: "Count" },
          b: { shape: "Count", deprecated: true, deprecatedMessage: "No." },
          c: { shape: "Count", box: true },
          d: { shape: "Other", idempotencyToken: true },
        },
      },
      {
        type: "structure",
        members: {
          a: { target: "Count", traits: api({ required: {} }) },
          b: { target: "Count", traits: api({ deprecated: { message: "No." }, default: 0 }) },
          c: { target: "Count" },
          d: { target: "Other", traits: api({ idempotencyToken: {} }) },
        },
      },
    ],
    [
      "unions",
      { type: "structure", union: true, members: { a: { shape: "Count" } } },
      { type: "union", members: { a: { target: "Count" } } },
    ],
    [
      "errors",
      { type: "structure", members: {}, exception: true, error: { httpStatusCode: 503 } },
      { type: "structure", members: {}, traits: api({ error: "server", httpError: 503 }) },
    ],
    ["documents", { type: "structure", members: {}, document: true }, { type: "document" }],
  ])("has %s", (_, from, to) => {
    const shapes = {
      Thing: from,
      Count: { type: "integer" },
      Other: { type: "string" },
    };
    expect(shapesOf({ shapes })["Thing"]).toEqual(to);
  });

  it("keeps names apart from those of operations and of each other", () => {
    const shapes = { BUY: { type: "string" }, a: { type: "string" }, A: { type: "string" } };
    expect(Object.keys(shapesOf({ shapes }))).toEqual(["TheShop", "Buy", "BUY_", "a", "A_"]);
  });
});

describe("the conversion of operations", () => {
  const shapes: Record<string, C2jShape> = {
    Text: { type: "string" },
    Texts: { type: "list", member: { shape: "Text" } },
    Pages: { type: "integer", box: true },
    In: {
      type: "structure",
      members: {
        Id: { shape: "Text", location: "uri", locationName: "id" },
        After: { shape: "Text", location: "querystring", locationName: "after" },
        Max: { shape: "Pages", location: "header", locationName: "x-max" },
        Note: { shape: "Text", locationName: "note" },
      },
    },
    Out: { type: "structure", members: { Next: { shape: "Text" }, Goods: { shape: "Texts" } } },
  };
  const operation = {
    http: { method: "POST", requestUri: "/buy/{id}", responseCode: 202 },
    input: { shape: "In" },
    output: { shape: "Out" },
  };
  const pagination = {
    Buy: { input_token: "After", output_token: "Next", limit_key: "Max", result_key: ["Goods"] },
  };

  it("has bindings where the protocol has them, and pagination", () => {
    const converted = convert(
      service({ protocol: "rest-json", shapes, operation }),
      { pagination, endpointRuleSet: { version: "1.0" } },
      [JSON_1_1],
    );
    expect(converted.hasStandIn).toBe(true);
    const { model, diagnostics } = loadModel([
      { file: "shop.json", text: JSON.stringify(converted.ast) },
    ]);
    expect(diagnostics).toEqual([]);
    const shape = (name: string) => model?.shapes.get(`com.amazonaws.theshop#${name}`);
    expect([...(shape("TheShop")?.traits.keys() ?? [])]).toEqual(
      expect.arrayContaining([
        "aws.protocols#restJson1",
        JSON_1_1,
        "smithy.rules#endpointRuleSet",
      ]) as unknown,
    );
    expect(Object.fromEntries(shape("Buy")?.traits ?? [])).toEqual(
      api({
        http: { method: "POST", uri: "/buy/{Id}", code: 202 },
        paginated: { inputToken: "After", outputToken: "Next", items: "Goods", pageSize: "Max" },
      }),
    );
    const input = shape("In");
    const members = input?.type === "structure" ? [...input.members.values()] : [];
    expect(members.map(({ traits }) => Object.fromEntries(traits))).toEqual([
      api({ required: {}, httpLabel: {} }),
      api({ httpQuery: "after" }),
      api({ httpHeader: "x-max" }),
      api({ jsonName: "note" }),
    ]);
  });

  it("has none where it has not", () => {
    const { hasStandIn, ast } = convert(service({ shapes, operation }), {}, [JSON_1_1]);
    expect(hasStandIn).toBe(false);
    expect(JSON.stringify(ast)).not.toMatch(/http[A-Z]|jsonName|restJson/);
  });
});

describe("growth", () => {
  it("is a line", () => {
    expect(
      fitLine([
        [1, 3],
        [2, 5],
        [4, 9],
      ]),
    ).toEqual({ slope: 2, intercept: 1, r2: 1 });
    const { r2 } = fitLine([
      [0, 0],
      [1, 1],
      [2, 0],
    ]);
    expect(r2).toBe(0);
    expect(() => fitLine([[1, 2]])).toThrow("two points");
  });
});
