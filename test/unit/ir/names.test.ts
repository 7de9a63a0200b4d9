import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settleNames, type Names } from "../../../generator/ir/names.js";
import { loadModel } from "../../../generator/smithy/load.js";
import { selectService } from "../../../generator/smithy/select.js";

type Shapes = Readonly<Record<string, object>>;

const structure = (...targets: string[]) => ({
  type: "structure",
  members: Object.fromEntries(targets.map((target, i) => [`m${i}`, { target: `a#${target}` }])),
});
const failure = { type: "structure", members: {}, traits: { "smithy.api#error": "client" } };

/** The names of a service `Test` whose operations take `Input`, which leads to all structures. */
function namesOf(
  operations: readonly string[],
  structures: readonly string[],
  errors: readonly string[] = [],
  more: Shapes = {},
  rename: Readonly<Record<string, string>> = {},
): Names {
  const shapes: Record<string, object> = {
    "a#Test": {
      type: "service",
      version: "1",
      operations: operations.map((name) => ({ target: `a#${name}` })),
      rename,
    },
    "a#ObstacleInput": structure(...structures),
    ...more,
  };
  for (const name of structures) shapes[`a#${name}`] = structure();
  for (const name of errors) shapes[`a#${name}`] = failure;
  for (const name of operations) {
    shapes[`a#${name}`] = {
      type: "operation",
      input: { target: "a#ObstacleInput" },
      errors: errors.map((error) => ({ target: `a#${error}` })),
    };
  }
  const { model, diagnostics } = loadModel([
    { file: "m", text: JSON.stringify({ smithy: "2.0", shapes }) },
  ]);
  const service = model && selectService(model).service;
  if (!service) throw new Error(JSON.stringify(diagnostics));
  return settleNames(model, service);
}

describe("names", () => {
  it("are the model's where nothing is in the way", () => {
    const names = namesOf(["ReEncrypt", "listMFADevices"], ["Tag", "Date"], ["NotFound"]);
    expect([...names.types.values()]).toEqual(
      expect.arrayContaining(["Tag", "Date", "NotFound", "ObstacleInput"]),
    );
    expect([...names.functions.values()]).toEqual(["listMFADevices", "reEncrypt"]);
    expect(names.errorTypes.get("a#ReEncrypt")).toBe("ReEncryptError");
    expect(names.constants.get("a#ReEncrypt")).toBe("reEncryptOperation");
    expect([names.readers.get("a#Tag"), names.writers.get("a#Tag")]).toEqual([
      "readTag",
      "writeTag",
    ]);
  });

  it.each([
    ["a word of the language", "Delete", "delete_"],
    ["what every object has", "ToString", "toString_"],
    ["what would make a module a promise", "Then", "then_"],
    ["an export of every package", "Unwrap", "unwrap_"],
    ["an export of this package", "CreateTestClient", "createTestClient_"],
    ["a device of Windows", "Aux", "aux_"],
  ])("of functions give way to %s", (_, operation, name) => {
    expect(namesOf([operation], []).functions.get(`a#${operation}`)).toBe(name);
  });

  it.each(["Result", "TimeoutError", "TestClient", "CON", "string", "keyof", "class", "undefined"])(
    "of shapes give way: %s",
    (name) => {
      expect(namesOf(["Run"], [name]).types.get(`a#${name}`)).toBe(`${name}_`);
    },
  );

  it("of shapes go before those that are made of names", () => {
    const names = namesOf(["GetFoo", "ReadBar"], ["GetFooError", "Bar"]);
    expect(names.types.get("a#GetFooError")).toBe("GetFooError");
    expect(names.errorTypes.get("a#GetFoo")).toBe("GetFooError_");
    expect(names.functions.get("a#ReadBar")).toBe("readBar");
    expect(names.readers.get("a#Bar")).toBe("readBar_");
  });

  it("never take one that the model gives to another", () => {
    const names = namesOf(["Delete", "Delete_"], ["Result", "Result_", "Result__"]);
    expect(names.functions.get("a#Delete_")).toBe("delete_");
    expect(names.functions.get("a#Delete")).toBe("delete__");
    expect(names.types.get("a#Result_")).toBe("Result_");
    expect(names.types.get("a#Result")).toBe("Result___");
  });

  it("follow the service's `rename`", () => {
    const more = { "a#Outer": structure(), "b#Outer": structure() };
    const input = {
      type: "structure",
      members: { a: { target: "a#Outer" }, b: { target: "b#Outer" } },
    };
    const names = namesOf(
      ["Run"],
      [],
      [],
      { ...more, "a#ObstacleInput": input },
      { "b#Outer": "Inner" },
    );
    expect([names.types.get("a#Outer"), names.types.get("b#Outer")]).toEqual(["Outer", "Inner"]);
    expect(names.readers.get("b#Outer")).toBe("readInner");
  });

  // Smithy's own rule: a name has a letter after its underscores.
  const nasty = fc
    .tuple(
      fc.constantFrom("", "_", "__"),
      fc.constantFrom(
        "R",
        "r",
        "g",
        "G",
        "read",
        "Read",
        "write",
        "get",
        "Get",
        "run",
        "Run",
        "then",
      ),
      fc.constantFrom("", "R", "r", "Foo", "foo", "Data", "Run", "1"),
      fc.constantFrom("", "_", "__", "Error", "Operation", "Error_", "Data", "Command"),
    )
    .map((parts) => parts.join(""));
  const unalike = fc.uniqueArray(nasty, {
    selector: (name) => name.toLowerCase(),
    minLength: 3,
    maxLength: 40,
  });

  it("are all different, whatever the model's are and in whatever order", () => {
    fc.assert(
      fc.property(unalike, fc.infiniteStream(fc.constantFrom(0, 1, 2)), (all, kindOf) => {
        const kinds: string[][] = [[], [], []];
        for (const name of all) kinds[kindOf.next().value as number]?.push(name);
        const [operations = [], structures = [], errors = []] = kinds;
        if (operations.length === 0) return;
        const names = namesOf(operations, structures, errors);

        const { types, functions, errorTypes, constants, readers, writers } = names;
        const given = [types, functions, errorTypes, constants, readers, writers];
        const exported = given.flatMap((each) => [...each.values()]);
        expect(new Set(exported).size).toBe(exported.length);
        for (const files of [types, functions]) {
          const lower = [...files.values()].map((name) => name.toLowerCase());
          expect(new Set(lower).size).toBe(lower.length);
        }
        const reversed = namesOf(
          [...operations].reverse(),
          [...structures].reverse(),
          [...errors].reverse(),
        );
        expect(reversed).toEqual(names);
      }),
      { numRuns: 150 },
    );
  });
});
