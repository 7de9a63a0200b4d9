import { describe, expect, it } from "vitest";
import { cutModel } from "../../../generator/smithy/cut.js";
import type { Json, Model } from "../../../generator/smithy/model.js";
import { printAst } from "../../../generator/smithy/printAst.js";
import { selectOperations, selectService } from "../../../generator/smithy/select.js";
import { hash, load, print } from "../../support/printedModel.js";

const modelOf = (shapes: Json, smithy = "2.0"): Model => load(JSON.stringify({ smithy, shapes }));

const target = (id: string, traits?: Json): Json =>
  traits === undefined ? { target: id } : { target: id, traits };

/** Something of everything, in the order that it is printed in. */
const EVERYTHING: Json = {
  "a#Big": { type: "bigDecimal" },
  "a#Blob": {
    type: "blob",
    traits: { "smithy.api#documentation": "Bytes.", "smithy.api#sensitive": {} },
  },
  "a#Colour": {
    type: "enum",
    members: {
      __proto__red: target("smithy.api#Unit", { "smithy.api#enumValue": "red" }),
      BLUE: target("smithy.api#Unit", { "smithy.api#enumValue": "blue" }),
    },
  },
  "a#Do": {
    type: "operation",
    input: target("a#In"),
    output: target("a#Out"),
    errors: [target("a#Z"), target("a#Err")],
  },
  "a#Err": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
  "a#In": { type: "structure", members: { id: target("a#Name", { "smithy.api#required": {} }) } },
  "a#List": { type: "list", member: target("a#Out", { "smithy.api#xmlName": "o" }) },
  "a#Map": { type: "map", key: target("a#Name"), value: target("a#List") },
  "a#Name": { type: "string", traits: { "smithy.api#length": { min: 1, max: 9 } } },
  "a#Nothing": { type: "operation" },
  "a#Number": {
    type: "intEnum",
    members: { ONE: target("smithy.api#Unit", { "smithy.api#enumValue": 1 }) },
  },
  "a#Out": { type: "structure", members: { more: target("a#Map"), some: target("a#Union") } },
  "a#Res": {
    type: "resource",
    identifiers: { id: target("a#Name") },
    properties: { colour: target("a#Colour") },
    read: target("a#Nothing"),
    operations: [target("a#Do")],
    resources: [],
  },
  "a#Service": {
    type: "service",
    version: "1",
    resources: [target("a#Res")],
    errors: [target("a#Err")],
    rename: { "a#In": "Input" },
  },
  "a#Union": {
    type: "union",
    members: { number: target("smithy.api#Integer"), self: target("a#Union") },
  },
  "a#Z": { type: "structure", members: {}, traits: { "smithy.api#error": "server" } },
};

describe("printAst", () => {
  it("prints every kind of shape as it was read", () => {
    const printed = printAst(modelOf(EVERYTHING)) as { shapes: Record<string, Json> };
    const expected = structuredClone(EVERYTHING) as Record<string, Record<string, unknown>>;
    delete expected["a#Res"]?.resources;
    expect(printed).toEqual({ smithy: "2.0", shapes: expected });
    expect(Object.keys(printed.shapes)).toEqual(Object.keys(EVERYTHING as object));
    expect(load(print(modelOf(EVERYTHING))).shapes.size).toBe(modelOf(EVERYTHING).shapes.size);
  });

  it("prints the same bytes whatever the order of shapes, members and traits", () => {
    const reversed = (value: unknown): unknown =>
      typeof value !== "object" || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([k, v]) => [k, reversed(v)]),
          );
    expect(print(modelOf(reversed(EVERYTHING) as Json))).toBe(print(modelOf(EVERYTHING)));
  });

  it("prints version 1 as version 2", () => {
    const old = modelOf(
      {
        "a#Set": { type: "set", member: target("smithy.api#String") },
        "a#Colour": {
          type: "string",
          traits: { "smithy.api#enum": [{ name: "RED", value: "red" }] },
        },
        "a#S": {
          type: "structure",
          members: {
            plain: target("smithy.api#PrimitiveInteger"),
            boxed: target("smithy.api#PrimitiveInteger", { "smithy.api#box": {} }),
          },
        },
      },
      "1.0",
    );
    expect(printAst(old)).toMatchObject({
      smithy: "2.0",
      shapes: {
        "a#Set": { type: "list", traits: { "smithy.api#uniqueItems": {} } },
        "a#Colour": {
          type: "enum",
          members: { RED: { traits: { "smithy.api#enumValue": "red" } } },
        },
        "a#S": { members: { plain: { traits: { "smithy.api#default": 0 } } } },
      },
    });
    expect(hash(load(print(old)))).toBe(hash(old));
  });

  it("flattens mixins and keeps metadata", () => {
    const mixed = load(
      JSON.stringify({
        smithy: "2.0",
        metadata: { a: [1] },
        shapes: {
          "a#Mixin": {
            type: "structure",
            members: { id: target("smithy.api#String") },
            traits: { "smithy.api#mixin": {} },
          },
          "a#S": { type: "structure", mixins: [target("a#Mixin")], members: {} },
        },
      }),
    );
    expect(printAst(mixed)).toMatchObject({
      metadata: { a: [1] },
      shapes: { "a#S": { type: "structure", members: { id: { target: "smithy.api#String" } } } },
    });
    expect(hash(load(print(mixed)))).toBe(hash(mixed));
  });
});

describe("cutModel", () => {
  const chosen = (model: Model, ...operations: string[]): Model => {
    const { service } = selectService(model);
    if (!service) throw new Error("There is no service.");
    return cutModel(model, service, selectOperations(model, service, operations).operations);
  };

  it("keeps the definitions of custom traits, and what they need", () => {
    const model = modelOf({
      "a#Service": {
        type: "service",
        version: "1",
        operations: [target("a#Do"), target("a#Other")],
      },
      "a#Do": { type: "operation", input: target("a#In") },
      "a#Other": { type: "operation", traits: { "a#unused": {} } },
      "a#In": {
        type: "structure",
        members: { x: target("smithy.api#String", { "a#mark": { by: "me" } }) },
      },
      "a#mark": {
        type: "structure",
        members: { by: target("a#Who") },
        traits: { "smithy.api#trait": {}, "a#markOfMarks": {} },
      },
      "a#markOfMarks": { type: "structure", members: {}, traits: { "smithy.api#trait": {} } },
      "a#unused": { type: "structure", members: {}, traits: { "smithy.api#trait": {} } },
      "a#Who": { type: "string" },
    });
    const own = [...chosen(model, "Do").shapes.keys()].filter((id) => id.startsWith("a#"));
    expect(own).toEqual(["a#Do", "a#In", "a#Service", "a#Who", "a#mark", "a#markOfMarks"]);
  });

  it("drops endpoint discovery where no operation needs it", () => {
    const discovery = { operation: "a#Find", error: "a#Err" };
    const model = modelOf({
      "a#Service": {
        type: "service",
        version: "1",
        operations: [target("a#Do"), target("a#Find")],
        traits: { "aws.api#clientEndpointDiscovery": discovery },
      },
      "a#Do": { type: "operation" },
      "a#Find": { type: "operation", errors: [target("a#Err")] },
      "a#Err": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
    });
    const traitsOf = (cut: Model) => [...(cut.shapes.get("a#Service")?.traits.keys() ?? [])];
    expect(traitsOf(chosen(model, "Do"))).toEqual([]);
    expect(traitsOf(chosen(model, "Find"))).toEqual([]);
  });
});
