import { describe, expect, it } from "vitest";
import type { Json } from "../../../generator/smithy/model.js";
import { validateWhole } from "../../../generator/smithy/validate.js";
import { lines, load, serviceAround, validate, type Definitions } from "./models.js";

const ref = (name: string, traits: object = {}) => ({ target: `ns#${name}`, traits });
const s = { target: "smithy.api#String" };
const unit = { target: "smithy.api#Unit" };
const required = { "smithy.api#required": {} };

function structure(members: object, traits: object = {}) {
  return { type: "structure", members, traits };
}

/** What is wrong with the closure of an input whose members target the shapes. */
function wrongWith(shapes: Definitions): string[] {
  const members = Object.keys(shapes).map((name, index) => [`m${index}`, ref(name)]);
  return lines(
    validate(serviceAround({ Input: structure(Object.fromEntries(members) as object), ...shapes })),
  );
}

it("a right model has no diagnostics", () => {
  expect(
    wrongWith({
      E: { type: "enum", members: { A: unit, B: unit } },
      U: { type: "union", members: { nothing: unit, some: s } },
      Tree: structure({ left: ref("Tree"), right: ref("Tree") }),
      M: { type: "map", key: ref("E"), value: ref("Tree") },
      L: { type: "list", member: ref("U"), traits: { "smithy.api#length": { max: 3 } } },
    }),
  ).toEqual([]);
});

describe("targets", () => {
  it("of members are not services, operations, resources, mixins or Unit", () => {
    const found = wrongWith({
      A: structure({ service: ref("S"), op: ref("Op"), mixin: ref("Mix"), unit }),
      L: { type: "list", member: ref("R") },
      R: { type: "resource" },
      Mix: structure({}, { "smithy.api#mixin": {} }),
    });
    expect(found).toEqual([
      "Target ns#A$service /shapes/ns#A/members/service/target",
      "Target ns#A$op /shapes/ns#A/members/op/target",
      "Target ns#A$mixin /shapes/ns#A/members/mixin/target",
      "UnitType ns#A$unit /shapes/ns#A/members/unit/target",
      "Target ns#Input$m2 /shapes/ns#Input/members/m2/target",
      "Target ns#Input$m3 /shapes/ns#Input/members/m3/target",
      "Target ns#L$member /shapes/ns#L/member/target",
    ]);
  });

  it("of map keys are strings, and of enum members Unit", () => {
    const found = wrongWith({
      E: { type: "enum", members: { A: s } },
      M: { type: "map", key: { target: "smithy.api#Integer" }, value: s },
    });
    expect(found).toEqual([
      "Target ns#E$A /shapes/ns#E/members/A/target",
      "Target ns#M /shapes/ns#M/key/target",
    ]);
  });

  it("of operations are structures, and errors are errors", () => {
    const diagnostics = validate({
      S: {
        type: "service",
        operations: [ref("Op"), ref("Str")],
        resources: [ref("Op")],
        errors: [ref("Plain")],
      },
      Op: {
        type: "operation",
        input: ref("Str"),
        output: ref("Err"),
        errors: [ref("Plain"), ref("Err")],
      },
      Str: { type: "string" },
      Plain: { type: "structure" },
      Err: structure({}, { "smithy.api#error": "client" }),
    });
    expect(lines(diagnostics)).toEqual([
      "Target ns#Op /shapes/ns#Op/input",
      "Target ns#Op /shapes/ns#Op/output",
      "Target ns#Op /shapes/ns#Op/errors",
      "Target ns#S /shapes/ns#S/operations",
      "Target ns#S /shapes/ns#S/resources",
      "Target ns#S /shapes/ns#S/errors",
    ]);
  });

  it("of resources are what they are bound as", () => {
    const diagnostics = validate({
      S: { type: "service", resources: [ref("R")] },
      R: {
        type: "resource",
        identifiers: { id: { target: "smithy.api#Integer" } },
        read: ref("Str"),
        operations: [ref("Str")],
        collectionOperations: [ref("Str")],
        resources: [ref("Str")],
      },
      Str: { type: "string" },
    });
    expect(lines(diagnostics).map((line) => line.split("/").at(-1))).toEqual([
      "identifiers",
      "read",
      "operations",
      "collectionOperations",
      "resources",
    ]);
  });
});

describe("traits", () => {
  const t = (name: string, value: unknown = {}) => ({ [`smithy.api#${name}`]: value });

  it("are only on what they are for", () => {
    const found = wrongWith({
      A: structure(
        { a: { ...s, traits: { ...t("range", { min: 1 }), ...t("sensitive") } } },
        t("required"),
      ),
      B: { type: "boolean", traits: t("length", { min: 1 }) },
      L: { type: "list", member: { ...s, traits: { ...t("required"), ...t("idempotencyToken") } } },
      T: { type: "string", traits: t("timestampFormat", "date-time") },
      U: { type: "union", members: { a: { ...s, traits: t("default", "") } } },
    });
    expect(found.map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "TraitTarget ns#A",
      "TraitTarget ns#A$a",
      "TraitTarget ns#A$a",
      "TraitTarget ns#B",
      "TraitTarget ns#L$member",
      "TraitTarget ns#L$member",
      "TraitTarget ns#T",
      "TraitTarget ns#U$a",
    ]);
  });

  it("may be on members that target what they are for", () => {
    const integer = { type: "integer" };
    const found = wrongWith({
      A: structure({
        a: {
          ...s,
          traits: { ...t("length", { min: 1 }), ...t("pattern", "a"), ...t("idempotencyToken") },
        },
        b: ref("I", t("range", { max: 1 })),
        c: { target: "smithy.api#Timestamp", traits: t("timestampFormat", "http-date") },
      }),
      I: integer,
    });
    expect(found).toEqual([]);
  });
});

describe("references", () => {
  const trait = { "smithy.api#trait": {} };
  const mixin = { "smithy.api#mixin": {} };

  it("are to no definitions of traits, and to no mixins", () => {
    const Op = { type: "operation", input: ref("Input"), output: ref("T"), errors: [ref("E")] };
    const found = lines(
      validate(
        serviceAround({
          S: { type: "service", operations: [{ target: "ns#Op" }, { target: "ns#M" }] },
          Op: { ...Op, output: { target: "ns#T" }, errors: [{ target: "ns#E" }], input: undefined },
          M: { type: "operation", traits: mixin },
          T: structure({}, trait),
          E: structure({}, { ...mixin, "smithy.api#error": "client" }),
        }),
      ),
    );
    expect(found).toEqual([
      "Target ns#Op /shapes/ns#Op/output",
      "Target ns#Op /shapes/ns#Op/errors",
      "Target ns#S /shapes/ns#S/operations",
    ]);
  });
});

describe("patterns", () => {
  it.each([
    ["(a", 1],
    ["[a-z", 1],
    ["a)", 1],
    ["a\\", 1],
    ["\\Q(\\E", 0],
    ["(?i)a++", 0],
    ["^\\p{L}+$", 0],
  ])("%s has %i errors", (pattern, count) => {
    const found = wrongWith({ P: { type: "string", traits: { "smithy.api#pattern": pattern } } });
    expect(found).toEqual(
      Array(count).fill("TraitValue ns#P /shapes/ns#P/traits/smithy.api#pattern"),
    );
  });
});

describe("enums and unions", () => {
  const value = (own: unknown) => ({ ...unit, traits: { "smithy.api#enumValue": own } });

  it("have members, with values of their own", () => {
    const found = wrongWith({
      E: { type: "enum", members: {} },
      F: { type: "enum", members: { A: value("x"), B: value("x"), C: value(1), D: value("") } },
      G: { type: "intEnum", members: { A: value(1), B: unit, C: value("1") } },
      U: { type: "union", members: {} },
    });
    expect(found).toEqual([
      "EnumShape ns#E /shapes/ns#E",
      "EnumShape ns#F$B /shapes/ns#F/members/B",
      "EnumShape ns#F$C /shapes/ns#F/members/C",
      "EnumShape ns#F$D /shapes/ns#F/members/D",
      "EnumShape ns#G$B /shapes/ns#G/members/B",
      "EnumShape ns#G$C /shapes/ns#G/members/C",
      "Union ns#U /shapes/ns#U",
    ]);
  });
});

describe("names", () => {
  it("of members differ by more than case", () => {
    expect(wrongWith({ A: structure({ foo: s, Foo: s }) })).toEqual([
      "ShapeIdConflict ns#A$foo /shapes/ns#A/members/foo",
      "ShapeIdConflict ns#A$Foo /shapes/ns#A/members/Foo",
    ]);
  });

  it("of shapes with their namespace do too", () => {
    expect(wrongWith({ Thing: { type: "string" }, thing: { type: "string" } })).toEqual([
      "ShapeIdConflict ns#Thing /shapes/ns#Thing",
      "ShapeIdConflict ns#thing /shapes/ns#thing",
    ]);
  });

  it("of a service's shapes do in all namespaces, but for simple shapes and lists that are alike", () => {
    const other = (name: string) => ({ target: `other#${name}` });
    const shapes = {
      Thing: structure({}),
      "other#thing": structure({}),
      String: { type: "string" },
      "other#STRING": { type: "string" },
      Names: { type: "list", member: s },
      "other#names": { type: "list", member: ref("String") },
      L: { type: "list", member: ref("Thing") },
      "other#l": { type: "list", member: other("thing") },
    };
    const members = Object.keys(shapes).map((id, index) => [
      `m${index}`,
      id.includes("#") ? { target: id } : ref(id),
    ]);
    const Input = structure(Object.fromEntries(members) as object);
    expect(lines(validate(serviceAround({ ...shapes, Input })))).toEqual([
      "Service ns#L /shapes/ns#L",
      "Service other#l /shapes/other#l",
      "Service ns#Thing /shapes/ns#Thing",
      "Service other#thing /shapes/other#thing",
    ]);
  });

  it("may be changed by the service", () => {
    const shapes = serviceAround({
      Input: structure({ a: ref("Thing"), b: { target: "other#thing" } }),
      Thing: structure({}),
      "other#thing": structure({}),
    });
    const service = { type: "service", operations: [ref("Op")] };
    const renaming = { ...service, rename: { "other#thing": "Other" } };
    expect(validate({ ...shapes, S: renaming })).toEqual([]);
    const clash = { ...service, rename: { "other#thing": "Input" } };
    expect(lines(validate({ ...shapes, S: clash }))).toEqual([
      "Service ns#Input /shapes/ns#Input",
      "Service other#thing /shapes/other#thing",
    ]);
  });

  it("can be that of a file", () => {
    const long = "A".repeat(151);
    expect(wrongWith({ [long]: structure({}) })).toEqual([
      `Limit.Name ns#${long} /shapes/ns#${long}`,
    ]);
    expect(wrongWith({ [long.slice(1)]: structure({}) })).toEqual([]);
    expect(wrongWith({ [long]: { type: "string" } })).toEqual([]);
  });

  it("can be that of the prelude's unit, which makes no type", () => {
    const members = { A: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": "a" } } };
    const shapes = { Unit: { type: "enum", members }, Input: structure({ a: ref("Unit") }) };
    expect(lines(validate(serviceAround(shapes)))).toEqual([]);
  });
});

describe("nesting of lists and maps", () => {
  const nested = (depth: number) =>
    Object.fromEntries(
      Array.from({ length: depth }, (_, index) => {
        const member = index + 1 < depth ? ref(`N${index + 1}`) : s;
        const list = { type: "list", member };
        return [`N${index}`, index % 2 === 0 ? list : { type: "map", key: s, value: member }];
      }),
    );

  it("is possible as far as types can follow", () => {
    const found = (depth: number) =>
      lines(validate(serviceAround({ ...nested(depth), Input: structure({ a: ref("N0") }) })));
    expect(found(100)).toEqual([]);
    expect(found(101)).toEqual(["Limit.Nesting ns#N0 /shapes/ns#N0"]);
    expect(found(5000)).toEqual([expect.stringContaining("Limit.Nesting") as unknown]);
  });
});

describe("recursion", () => {
  const must = (name: string) => ref(name, required);

  it("ends at members that are not required, lists, maps and other members of a union", () => {
    const found = wrongWith({
      A: structure({ a: ref("A") }),
      B: structure({ list: must("BList"), map: must("BMap"), union: must("BUnion") }),
      BList: { type: "list", member: ref("B") },
      BMap: { type: "map", key: s, value: ref("B") },
      BUnion: { type: "union", members: { again: ref("B"), end: s } },
    });
    expect(found).toEqual([]);
  });

  it("without an end is reported at each shape of it", () => {
    const found = validate(
      serviceAround({
        Input: structure({ a: must("A"), c: ref("C"), l: ref("L"), u: ref("U") }),
        A: structure({ b: must("B") }),
        B: structure({ a: must("A") }),
        C: structure({ name: { ...s, traits: required }, c: must("C") }),
        L: { type: "list", member: ref("M") },
        M: { type: "map", key: s, value: ref("L") },
        U: { type: "union", members: { u: ref("U"), v: ref("V") } },
        V: structure({ u: must("U") }),
      }),
    );
    expect(lines(found)).toEqual([
      "ShapeRecursion ns#A /shapes/ns#A",
      "ShapeRecursion ns#B /shapes/ns#B",
      "ShapeRecursion ns#C /shapes/ns#C",
      "ShapeRecursion ns#L /shapes/ns#L",
      "ShapeRecursion ns#M /shapes/ns#M",
      "ShapeRecursion ns#U /shapes/ns#U",
    ]);
    expect(found[0]?.message).toBe("The recursion has no end: `ns#A` → `ns#B` → `ns#A`.");
  });
});

describe("defaults", () => {
  const wrongDefault = (type: string, value: unknown) =>
    validate(
      serviceAround({
        Input: structure({ a: ref("A", { "smithy.api#default": value }) }),
        A: { type, traits: { "smithy.api#default": value } },
      }),
    ).length > 0;

  it.each([
    ["boolean", false],
    ["string", ""],
    ["blob", "aGk="],
    ["byte", -128],
    ["integer", 2147483647],
    ["long", 2 ** 63],
    ["double", 1.5],
    ["timestamp", 0],
    ["document", {}],
  ])("of a %s may be %j", (type, value) => {
    expect(wrongDefault(type, value)).toBe(false);
  });

  it.each([
    ["boolean", "false"],
    ["string", 1],
    ["blob", "a b"],
    ["byte", 128],
    ["integer", 1.5],
    ["double", "1"],
    ["timestamp", true],
    ["string", null],
  ])("of a %s may not be %j", (type, value) => {
    expect(wrongDefault(type, value)).toBe(true);
  });

  it("of members are of their targets, and the same or null where those have one", () => {
    const value = (own: unknown) => ({ "smithy.api#default": own });
    const found = wrongWith({
      A: structure({
        list: ref("L", value([])),
        full: ref("L", value(["a"])),
        e: ref("E", value("x")),
      }),
      E: { type: "enum", members: { A: unit } },
      L: { type: "list", member: s },
    });
    expect(found).toEqual([
      "DefaultTrait ns#A$full /shapes/ns#A/members/full/traits/smithy.api#default",
      "DefaultTrait ns#A$e /shapes/ns#A/members/e/traits/smithy.api#default",
    ]);
    const withInteger = validate(
      serviceAround({
        Input: structure({
          same: ref("I", value(1)),
          none: ref("I", value(null)),
          other: ref("I", value(2)),
          missing: ref("I"),
        }),
        I: { type: "integer", traits: value(1) },
      }),
    );
    expect(lines(withInteger)).toEqual([
      "DefaultTrait ns#Input$other /shapes/ns#Input/members/other",
      "DefaultTrait ns#Input$missing /shapes/ns#Input/members/missing",
    ]);
  });
});

describe("pagination", () => {
  const paginate = (own: object, common?: object) =>
    validate({
      S: {
        type: "service",
        operations: [{ target: "ns#Op" }],
        traits: common === undefined ? {} : { "smithy.api#paginated": common },
      },
      Op: {
        type: "operation",
        input: { target: "ns#Input" },
        output: { target: "ns#Output" },
        traits: { "smithy.api#paginated": own },
      },
      Input: structure({ token: s, max: { target: "smithy.api#Integer" } }),
      Output: structure({ page: ref("Page"), token: s }),
      Page: structure({ next: s, items: ref("Items") }),
      Items: { type: "list", member: s },
    }).map(({ code, message }) => [code, message]);

  it("names members, and paths of output", () => {
    const own = {
      inputToken: "token",
      outputToken: "page.next",
      items: "page.items",
      pageSize: "max",
    };
    expect(paginate(own)).toEqual([]);
    expect(
      paginate({ items: "page.items" }, { inputToken: "token", outputToken: "token" }),
    ).toEqual([]);
  });

  it("that names what is not there is reported", () => {
    const own = {
      inputToken: "a",
      outputToken: "page.none",
      items: "token",
      pageSize: "token.max",
    };
    const found = paginate(own);
    expect(found.map(([code]) => code)).toEqual(Array(4).fill("PaginatedTrait"));
    expect(paginate({}).length).toBe(2);
  });
});

describe("row 51: a timestamp's value beside a member's own format", () => {
  const http = "Tue, 29 Apr 2014 18:30:38 GMT";
  const trait = (format?: string) =>
    format === undefined ? {} : { "smithy.api#timestampFormat": format };
  const wrong = (own: string | undefined, target: string | undefined, value: Json): boolean => {
    const { model, diagnostics } = load({
      Time: { type: "timestamp", traits: trait(target) },
      In: {
        type: "structure",
        members: {
          time: {
            target: "ns#Time",
            traits: { ...trait(own), "smithy.api#default": value },
          },
        },
      },
      Svc: { type: "service", version: "1", operations: [{ target: "ns#Op" }] },
      Op: {
        type: "operation",
        input: { target: "ns#In" },
        output: { target: "smithy.api#Unit" },
        traits: { "smithy.api#examples": [{ title: "A", input: { time: value } }] },
      },
    });
    const found = model ? validateWhole(model) : diagnostics;
    const codes = found.filter(({ severity }) => severity === "error").map(({ code }) => code);
    expect([[], ["DefaultTrait", "ExamplesTrait"]]).toContainEqual(codes);
    return codes.length > 0;
  };

  it.each<[string | undefined, string | undefined, Json, boolean]>([
    ["http-date", "date-time", http, false],
    ["http-date", "date-time", "2014-04-29T18:30:38Z", true],
    ["http-date", undefined, http, false],
    ["epoch-seconds", "date-time", 1, false],
    ["epoch-seconds", "http-date", http, true],
    ["date-time", "epoch-seconds", 1, true],
    ["date-time", "http-date", "2014-04-29T18:30:38Z", false],
    [undefined, "http-date", http, false],
    [undefined, "http-date", 1, true],
    [undefined, undefined, http, true],
  ])("%s, with a target of %s: %j", (own, target, value, isWrong) => {
    expect(wrong(own, target, value)).toBe(isWrong);
  });
});

describe("row 71: what thousands of shapes do to each other", () => {
  const many = <T>(count: number, make: (index: number) => readonly [string, T]) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)));
  const said = (shapes: Definitions): readonly string[] => {
    const { model, diagnostics } = load(shapes);
    return (model ? validateWhole(model) : diagnostics).map(({ message }) => message);
  };

  it.each<[string, Definitions]>([
    [
      "operations of one URI",
      {
        Svc: {
          type: "service",
          version: "1",
          operations: Array.from({ length: 500 }, (_, index) => ref(`Op${index}`)),
        },
        ...many(500, (index) => [
          `Op${index}`,
          {
            type: "operation",
            input: unit,
            output: unit,
            traits: { "smithy.api#http": { method: "POST", uri: "/" } },
          },
        ]),
      },
    ],
    [
      "structures that need each other",
      many(500, (index) => [
        `S${index}`,
        structure({ next: ref(`S${(index + 1) % 500}`, required) }),
      ]),
    ],
  ])("%s: messages stay short", (_, shapes) => {
    const messages = said(shapes);
    expect(messages).toHaveLength(500);
    expect(messages.join("").length / 500).toBeLessThan(1000);
  });

  it("unions have a limit, which is told", () => {
    const union = (count: number) => ({
      Svc: { type: "service", version: "1", operations: [ref("Op")] },
      Op: { type: "operation", input: ref("In"), output: unit },
      In: structure({ u: ref("U") }),
      U: { type: "union", members: many(count, (index) => [`m${index}`, s]) },
    });
    expect(said(union(300))).toEqual([]);
    expect(said(union(301))).toEqual([
      "The union has 301 members; unions of 300 and less can be generated.",
    ]);
  });
});
