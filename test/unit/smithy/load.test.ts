import { describe, expect, it } from "vitest";
import { loadModel } from "../../../generator/smithy/load.js";
import { lines, load, loadValid, modelText, shapeOf, traitsOf } from "./models.js";

function loadText(...texts: string[]) {
  return loadModel(texts.map((text, index) => ({ file: `${index}.json`, text })));
}

describe("a file", () => {
  it.each(["1", "1.0", "2", "2.0"])("of version %s loads", (version) => {
    expect(loadText(JSON.stringify({ smithy: version })).diagnostics).toEqual([]);
  });

  const cases: [name: string, text: string, expected: string[]][] = [
    ["of another version", '{"smithy": "999"}', ["Model.Version - /smithy"]],
    ["with a number for its version", '{"smithy": 2}', ["Model.Version - /smithy"]],
    ["that is no object", "[1]", ["Model.NotSmithy - "]],
    ["that is not Smithy", '{"openapi": "3"}', ["Model.NotSmithy - "]],
    ["that is not JSON", "{", ["Model.Json - "]],
    ["with wrong metadata", '{"smithy": "2", "metadata": "x"}', ["Model.Expected - /metadata"]],
    ["with wrong shapes", '{"smithy": "2", "shapes": []}', ["Model.Expected - /shapes"]],
    ["with more properties", '{"smithy": "2", "a/b": 1}', ["Model.UnknownProperty - /a~1b"]],
  ];
  it.each(cases)("%s is reported", (_, text, expected) => {
    const { model, diagnostics } = loadText(text);
    expect(lines(diagnostics)).toEqual(expected);
    expect(model === undefined).toBe(diagnostics[0]?.severity === "error");
    expect(diagnostics[0]?.source?.file).toBe("0.json");
  });

  it.each([
    [{ version: "2.0", metadata: { apiVersion: "2014-11-01" } }, "older AWS SDKs"],
    [{ openapi: "3.1.0" }, "an OpenAPI document"],
    [{ swagger: "2.0" }, "an OpenAPI document"],
  ])("that is another kind of description is told by name: %j", (value, kind) => {
    const [diagnostic] = loadText(JSON.stringify(value)).diagnostics;
    expect(diagnostic?.code).toBe("Model.NotSmithy");
    expect(diagnostic?.message).toContain(kind);
  });

  it.each(['$version: "2.0"\nnamespace a', "// A comment\n\nnamespace a.b\n", '$version: "2"'])(
    "in Smithy's own language is told to be turned into JSON: %j",
    (text) => {
      expect(loadText(text).diagnostics[0]?.message).toContain("`smithy ast`");
    },
  );

  it("that is not Smithy is left aside where another is", () => {
    const { model, diagnostics } = loadText('{"smithy": "2"}', '{"name": "package"}');
    expect(model).toBeDefined();
    expect(diagnostics.map(({ severity }) => severity)).toEqual(["warning"]);
  });
});

describe("a shape", () => {
  const target = (id: unknown) => ({ target: id });
  const s = "smithy.api#String";
  const cases: [name: string, shapes: Record<string, unknown>, expected: string[]][] = [
    ["that is no object", { A: "x" }, ["Model.Expected ns#A /shapes/ns#A"]],
    ["without a type", { A: {} }, ["Model.Expected ns#A /shapes/ns#A"]],
    ["of no type", { A: { type: "strng" } }, ["Model.ShapeType ns#A /shapes/ns#A/type"]],
    [
      "named like nothing in Smithy",
      { "a-b": { type: "string" } },
      ["Model.ShapeId ns#a-b /shapes/ns#a-b"],
    ],
    ["named like a member", { A$b: { type: "string" } }, ["Model.ShapeId ns#A$b /shapes/ns#A$b"]],
    [
      "with a member named like nothing in Smithy",
      { A: { type: "structure", members: { "a-b": target(s) } } },
      ["Model.ShapeId ns#A$a-b /shapes/ns#A/members/a-b"],
    ],
    [
      "with a member that is no object",
      { A: { type: "structure", members: { a: s } } },
      ["Model.Expected ns#A$a /shapes/ns#A/members/a"],
    ],
    [
      "with a member without a target",
      { A: { type: "structure", members: { a: {} } } },
      ["Model.Expected ns#A$a /shapes/ns#A/members/a"],
    ],
    [
      "with a relative target",
      { A: { type: "list", member: target("String") } },
      ["Model.ShapeId ns#A$member /shapes/ns#A/member/target"],
    ],
    [
      "with wrong members",
      { A: { type: "structure", members: [] } },
      ["Model.Expected ns#A /shapes/ns#A/members"],
    ],
    [
      "with wrong traits",
      { A: { type: "string", traits: 1 } },
      ["Model.Expected ns#A /shapes/ns#A/traits"],
    ],
    [
      "with a relative trait",
      { A: { type: "string", traits: { required: {} } } },
      ["Model.ShapeId ns#A /shapes/ns#A/traits/required"],
    ],
    [
      "with another type's property",
      { A: { type: "string", members: {} } },
      ["Model.UnknownProperty ns#A /shapes/ns#A/members"],
    ],
    ["that lacks its member", { A: { type: "list" } }, ["Model.Expected ns#A /shapes/ns#A"]],
    [
      "that lacks its key and value",
      { A: { type: "map" } },
      ["Model.Expected ns#A /shapes/ns#A", "Model.Expected ns#A /shapes/ns#A"],
    ],
    [
      "with a reference that is no object",
      { A: { type: "operation", input: "ns#B", errors: ["ns#B"] } },
      ["Model.Expected ns#A /shapes/ns#A/input", "Model.Expected ns#A /shapes/ns#A/errors/0"],
    ],
    [
      "with errors that are no array",
      { A: { type: "operation", errors: {} } },
      ["Model.Expected ns#A /shapes/ns#A/errors"],
    ],
    [
      "with a wrong version and wrong names",
      { A: { type: "service", version: 1, rename: { "ns#B": "a b" } } },
      ["Model.Expected ns#A /shapes/ns#A/version", "Model.ShapeId ns#A /shapes/ns#A/rename/ns#B"],
    ],
    [
      "a set in 2.0",
      { A: { type: "set", member: target(s) } },
      ["Model.ShapeType ns#A /shapes/ns#A/type"],
    ],
    [
      "boxed in 2.0",
      { A: { type: "integer", traits: { "smithy.api#box": {} } } },
      ["Model.Version ns#A /shapes/ns#A/traits/smithy.api#box"],
    ],
  ];
  it.each(cases)("%s is reported", (_, shapes, expected) => {
    expect(lines(load(shapes).diagnostics)).toEqual(expected);
  });

  it("of 2.0 in version 1 is reported", () => {
    const shapes = {
      A: { type: "enum" },
      B: { type: "resource", properties: { a: target(s) } },
      C: {
        type: "structure",
        members: { a: { ...target(s), traits: { "smithy.api#default": "" } } },
      },
      D: { type: "structure", mixins: [target("ns#C")] },
    };
    expect(lines(load(shapes, "1.0").diagnostics)).toEqual([
      "Model.ShapeType ns#A /shapes/ns#A/type",
      "Model.Version ns#B /shapes/ns#B/properties",
      "Model.Version ns#C$a /shapes/ns#C/members/a/traits/smithy.api#default",
      "Model.Version ns#D /shapes/ns#D/mixins/0",
    ]);
  });

  it("may have the names that objects are born with", () => {
    const members =
      '{"__proto__": {"target": "smithy.api#String"}, "constructor": {"target": "smithy.api#String"}}';
    const text = `{"smithy": "2", "shapes": {"ns#__proto__": {"type": "structure", "members": ${members}},
      "ns#toString": {"type": "string", "traits": {"ns#trait": {"__proto__": {"b": 1}, "a": 2}}}}}`;
    const { model } = loadText(text);
    const shape = model?.shapes.get("ns#__proto__");
    expect(shape?.type === "structure" && [...shape.members.keys()]).toEqual([
      "__proto__",
      "constructor",
    ]);
    const value = model?.shapes.get("ns#toString")?.traits.get("ns#trait") as object;
    expect(Object.keys(value).sort()).toEqual(["__proto__", "a"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("references", () => {
  it("to what is not there are reported where they stand, with near names", () => {
    const { diagnostics } = load({
      Key: { type: "string" },
      A: {
        type: "structure",
        members: { k: { target: "ns#Kye" }, b: { target: "smithy.api#Sting" } },
      },
      L: { type: "list", member: { target: "ns#None" } },
      Op: { type: "operation", input: { target: "ns#In" }, errors: [{ target: "ns#Err" }] },
      R: { type: "resource", identifiers: { id: { target: "ns#Id" } } },
    });
    expect(lines(diagnostics)).toEqual([
      "Target.UnresolvedShape ns#A$k /shapes/ns#A/members/k/target",
      "Target.UnresolvedShape ns#A$b /shapes/ns#A/members/b/target",
      "Target.UnresolvedShape ns#L$member /shapes/ns#L/member/target",
      "Target.UnresolvedShape ns#Op /shapes/ns#Op/input/target",
      "Target.UnresolvedShape ns#Op /shapes/ns#Op/errors/0/target",
      "Target.UnresolvedShape ns#R /shapes/ns#R/identifiers/id/target",
    ]);
    expect(diagnostics[0]?.message).toBe(
      "The member targets `ns#Kye`, which is not defined. Did you mean `ns#Key`?",
    );
    expect(diagnostics[1]?.message).toContain("`smithy.api#String`");
  });
});

describe("several files", () => {
  const string = (traits: object) => ({ A: { type: "string", traits } });

  it("are one model", () => {
    const { model, diagnostics } = loadText(
      modelText({ L: { type: "list", member: { target: "ns#A" } } }),
      modelText({ A: { type: "string" } }, "1.0"),
    );
    expect(diagnostics).toEqual([]);
    expect(model?.shapes.has("ns#A") && model.shapes.has("ns#L")).toBe(true);
  });

  it("may define a shape twice if alike, with traits joined", () => {
    const { model, diagnostics } = loadText(
      modelText(string({ "smithy.api#tags": ["a"], "smithy.api#since": "1" })),
      modelText(string({ "smithy.api#tags": ["b"], "smithy.api#title": "T" })),
    );
    expect(diagnostics).toEqual([]);
    expect(traitsOf(model?.shapes.get("ns#A"))).toEqual({
      "smithy.api#tags": ["a", "b"],
      "smithy.api#since": "1",
      "smithy.api#title": "T",
    });
  });

  it("may not define it differently", () => {
    const { diagnostics } = loadText(
      modelText({ A: { type: "string" } }),
      modelText({ A: { type: "blob" } }),
    );
    expect(lines(diagnostics)).toEqual(["Model.Conflict ns#A /shapes/ns#A"]);
    expect(diagnostics[0]?.source?.file).toBe("1.json");
    expect(diagnostics[0]?.message).toContain("0.json");
  });

  it("may list what services and resources have in another order, but not members", () => {
    const files = (...shapes: object[]) =>
      loadText(...shapes.map((A) => modelText({ ...operations, A })));
    const operations = { O: { type: "operation" }, P: { type: "operation" } };
    const [o, p] = [{ target: "ns#O" }, { target: "ns#P" }];
    const service = { type: "service", operations: [o, p] };
    expect(files(service, { type: "service", operations: [p, o], rename: {} }).diagnostics).toEqual(
      [],
    );
    const b = { target: "smithy.api#String" };
    const [one, other] = [
      { x: b, y: b },
      { y: b, x: b },
    ];
    const resource = (identifiers: object) => ({ type: "resource", identifiers });
    expect(files(resource(one), resource(other)).diagnostics).toEqual([]);
    const structure = (members: object) => ({ type: "structure", members });
    expect(lines(files(structure(one), structure(other)).diagnostics)).toEqual([
      "Model.Conflict ns#A /shapes/ns#A",
    ]);
  });

  it("may not give a trait two values", () => {
    const { diagnostics } = loadText(
      modelText(string({ "smithy.api#since": "1" })),
      modelText(string({ "smithy.api#since": "2" })),
    );
    expect(lines(diagnostics)).toEqual([
      "Model.Conflict ns#A /shapes/ns#A/traits/smithy.api#since",
    ]);
  });

  it("join lists of metadata, and agree on the rest", () => {
    const file = (metadata: object) => JSON.stringify({ smithy: "2", metadata });
    const joined = loadText(
      file({ z: [1], a: { y: 1, x: 2 } }),
      file({ z: [2], a: { x: 2, y: 1 } }),
    );
    expect(JSON.stringify(joined.model?.metadata)).toBe('{"a":{"x":2,"y":1},"z":[1,2]}');
    const conflicting = loadText(file({ a: 1 }), file({ a: 2 }));
    expect(lines(conflicting.diagnostics)).toEqual(["Model.Metadata - /metadata/a"]);
  });
});

describe("apply", () => {
  it("adds traits to shapes and members", () => {
    const model = loadValid({
      A$a: { type: "apply", traits: { "smithy.api#required": {} } },
      A: { type: "structure", members: { a: { target: "smithy.api#String" } } },
      B: { type: "structure" },
    });
    expect(traitsOf(shapeOf(model, "A", "structure").members.get("a"))).toEqual({
      "smithy.api#required": {},
    });
  });

  it("adds nothing to the prelude", () => {
    const { diagnostics } = load({
      "smithy.api#String": { type: "apply", traits: { "smithy.api#title": "T" } },
    });
    expect(lines(diagnostics)).toEqual([
      "Model.UnknownApply smithy.api#String /shapes/smithy.api#String",
    ]);
    expect(diagnostics[0]?.message).toContain("prelude");
  });

  it("to what is not there is reported", () => {
    const traits = { "smithy.api#required": {} };
    const { diagnostics } = load({
      None: { type: "apply", traits },
      A$none: { type: "apply", traits },
      A: { type: "structure" },
      Empty: { type: "apply", traits: {} },
    });
    expect(lines(diagnostics)).toEqual([
      "Model.UnknownApply ns#None /shapes/ns#None",
      "Model.UnknownApply ns#A$none /shapes/ns#A$none",
    ]);
  });
});

describe("a trait", () => {
  const custom = (type: string, rest: object = {}) => ({
    type,
    ...rest,
    traits: { "smithy.api#trait": {} },
  });
  const s = { target: "smithy.api#String" };

  it("that is null is empty, as its definition has it", () => {
    const traits = { "ns#T": null, "ns#L": null, "ns#M": null, "smithy.api#sensitive": null };
    const model = loadValid({
      A: { type: "string", traits },
      T: custom("structure"),
      L: custom("list", { member: s }),
      M: custom("map", { key: s, value: s }),
    });
    expect(traitsOf(shapeOf(model, "A", "string"))).toEqual({
      "ns#T": {},
      "ns#L": [],
      "ns#M": {},
      "smithy.api#sensitive": {},
    });
  });

  it("is a shape that is marked as one, whether applied to a shape or to a member", () => {
    const traits = { "ns#B": {}, "smithy.api#String": {} };
    const { diagnostics } = load({
      A: { type: "structure", members: { a: { ...s, traits: { "ns#B": {} } } }, traits },
      B: { type: "structure" },
    });
    expect(lines(diagnostics)).toEqual([
      "Model.NotTrait ns#A /shapes/ns#A/traits/ns#B",
      "Model.NotTrait ns#A /shapes/ns#A/traits/smithy.api#String",
      "Model.NotTrait ns#A$a /shapes/ns#A/members/a/traits/ns#B",
    ]);
  });
});

describe("an assembled model", () => {
  it("holds the prelude", () => {
    const model = loadValid({});
    expect(model.shapes.get("smithy.api#String")).toEqual({
      id: "smithy.api#String",
      type: "string",
      traits: new Map(),
    });
    expect(traitsOf(model.shapes.get("smithy.api#PrimitiveLong"))).toEqual({
      "smithy.api#default": 0,
    });
    expect(model.shapes.get("smithy.api#Unit")?.type).toBe("structure");
    expect(lines(load({}).diagnostics)).toEqual([]);
  });

  it("may not have another shape of the prelude's names", () => {
    const text = '{"smithy": "2", "shapes": {"smithy.api#String": {"type": "blob"}}}';
    expect(lines(loadText(text).diagnostics)).toEqual([
      "Model.Conflict smithy.api#String /shapes/smithy.api#String",
    ]);
  });

  it("has Unit where an operation has no input or output", () => {
    const operation = shapeOf(loadValid({ A: { type: "operation" } }), "A", "operation");
    expect([operation.input, operation.output]).toEqual(["smithy.api#Unit", "smithy.api#Unit"]);
  });

  it("does not depend on the order of keys, but for members", () => {
    const one = `{"smithy": "2", "metadata": {"b": {"y": 1, "x": 2}, "a": 1}, "shapes": {
      "ns#B": {"type": "string", "traits": {"smithy.api#title": "t", "ns#x": {"b": 1, "a": [{"d": 1, "c": 2}]}}},
      "ns#A": {"members": {"b": {"target": "ns#B"}, "a": {"target": "ns#B"}}, "type": "structure"}}}`;
    const other = `{"shapes": {
      "ns#A": {"type": "structure", "members": {"b": {"target": "ns#B"}, "a": {"target": "ns#B"}}},
      "ns#B": {"traits": {"ns#x": {"a": [{"c": 2, "d": 1}], "b": 1}, "smithy.api#title": "t"}, "type": "string"}},
      "metadata": {"a": 1, "b": {"x": 2, "y": 1}}, "smithy": "2"}`;
    const print = (text: string) =>
      JSON.stringify(loadText(text).model, (_, value: unknown) =>
        value instanceof Map ? [...(value as Map<string, unknown>)] : value,
      ).replaceAll("1.json", "0.json");
    expect(print(one)).toBe(print(other));
    expect(print(one)).toContain('"members":[["b"');
  });

  it("notes a trait that it does not know, once", () => {
    const traits = { "ns#custom": {} };
    const { model, diagnostics } = load({
      B: { type: "string", traits },
      A: { type: "string", traits },
    });
    expect(diagnostics.map(({ code, severity, shape }) => [code, severity, shape])).toEqual([
      ["Model.UnresolvedTrait", "note", "ns#A"],
    ]);
    expect(model?.shapes.get("ns#B")?.traits.has("ns#custom")).toBe(true);
  });
});
