import { describe, expect, it } from "vitest";
import { load, loadValid, shapeOf, traitsOf } from "./models.js";

describe("version 1", () => {
  it("sets become lists of unique items", () => {
    const model = loadValid({ A: { type: "set", member: { target: "smithy.api#String" } } }, "1.0");
    expect(traitsOf(shapeOf(model, "A", "list"))).toEqual({ "smithy.api#uniqueItems": {} });
  });

  it("numbers and booleans that are not boxed have a zero value", () => {
    const box = { "smithy.api#box": {} };
    const to = (target: string, traits: object = {}) => ({ target, traits });
    const model = loadValid(
      {
        Plain: { type: "integer" },
        Boxed: { type: "integer", traits: box },
        A: {
          type: "structure",
          members: {
            plain: to("ns#Plain"),
            plainBoxed: to("ns#Plain", box),
            required: to("ns#Plain", { "smithy.api#required": {} }),
            boxed: to("ns#Boxed"),
            primitive: to("smithy.api#PrimitiveBoolean"),
            primitiveBoxed: to("smithy.api#PrimitiveBoolean", box),
            integer: to("smithy.api#Integer"),
            string: to("smithy.api#String"),
          },
        },
        L: { type: "list", member: to("ns#Plain", box) },
      },
      "1.0",
    );
    expect(traitsOf(shapeOf(model, "Plain", "integer"))).toEqual({ "smithy.api#default": 0 });
    expect(traitsOf(shapeOf(model, "Boxed", "integer"))).toEqual({});
    const { members } = shapeOf(model, "A", "structure");
    const traits = Object.fromEntries([...members].map(([name, each]) => [name, traitsOf(each)]));
    expect(traits).toEqual({
      plain: { "smithy.api#default": 0 },
      plainBoxed: { "smithy.api#default": null },
      required: { "smithy.api#default": 0, "smithy.api#required": {} },
      boxed: {},
      primitive: { "smithy.api#default": false },
      primitiveBoxed: { "smithy.api#default": null },
      integer: {},
      string: {},
    });
    expect(traitsOf(shapeOf(model, "L", "list").member)).toEqual({});
  });

  it("null stands for the empty value of a trait", () => {
    const traits = { "smithy.api#deprecated": null, "smithy.api#references": null };
    const model = loadValid({ A: { type: "string", traits } }, "1.0");
    expect(traitsOf(shapeOf(model, "A", "string"))).toEqual({
      "smithy.api#deprecated": {},
      "smithy.api#references": [],
    });
  });
});

describe("strings with an enum trait", () => {
  const withEnum = (definitions: object[]) => ({
    A: { type: "string", traits: { "smithy.api#enum": definitions, "smithy.api#since": "1" } },
  });

  it.each(["1.0", "2.0"])("become enums, in version %s", (version) => {
    const shapes = withEnum([
      { value: "a", name: "FIRST", documentation: "d", deprecated: true, tags: ["t"] },
      { value: "b.c-d e:f/g" },
      { value: "plain" },
    ]);
    const shape = shapeOf(loadValid(shapes, version), "A", "enum");
    expect(traitsOf(shape)).toEqual({ "smithy.api#since": "1" });
    expect(
      [...shape.members.values()].map((each) => [each.id, each.target, traitsOf(each)]),
    ).toEqual([
      [
        "ns#A$FIRST",
        "smithy.api#Unit",
        {
          "smithy.api#deprecated": {},
          "smithy.api#documentation": "d",
          "smithy.api#enumValue": "a",
          "smithy.api#tags": ["t"],
        },
      ],
      ["ns#A$b_c_d_e_f_g", "smithy.api#Unit", { "smithy.api#enumValue": "b.c-d e:f/g" }],
      ["ns#A$plain", "smithy.api#Unit", { "smithy.api#enumValue": "plain" }],
    ]);
  });

  const stay: [name: string, definitions: object[]][] = [
    ["no name can be made of", [{ value: "*" }]],
    ["starts with a digit", [{ value: "1a" }]],
    ["two names would be one", [{ value: "a-b" }, { value: "a.b" }]],
    [
      "two values are one",
      [
        { value: "a", name: "A" },
        { value: "a", name: "B" },
      ],
    ],
    ["there are none", []],
    ["would be code", [{ value: "a", name: 'A"; process.exit(); "' }]],
  ];
  it.each(stay)("stay strings where %s", (_, definitions) => {
    const { model, diagnostics } = load(withEnum(definitions));
    expect(model?.shapes.get("ns#A")?.type).toBe("string");
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["EnumTrait", "note"],
    ]);
  });
});

describe("enums", () => {
  it("have the name for a value where they say none", () => {
    const model = loadValid({
      A: {
        type: "enum",
        members: {
          X: { target: "smithy.api#Unit" },
          Y: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "why" } },
        },
      },
    });
    const { members } = shapeOf(model, "A", "enum");
    expect([...members.values()].map(traitsOf)).toEqual([
      { "smithy.api#enumValue": "X" },
      { "smithy.api#enumValue": "why" },
    ]);
  });
});
