import { describe, expect, it } from "vitest";
import { getTrait, hasTrait, traits, traitTable } from "../../../generator/smithy/traits.js";
import { lines, load, loadValid, shapeOf } from "./models.js";

describe("the trait table", () => {
  it("declares each trait once, and says why of what is not handled", () => {
    for (const [id, trait] of traitTable) {
      expect(trait.id).toBe(id);
      expect(id).toMatch(/^[a-z.]+#\w+$/);
      if (trait.support.status !== "handled") expect(trait.support.reason).toMatch(/^\w.*[^.]$/);
    }
    for (const trait of Object.values(traits)) {
      expect(traitTable.get(trait.id)).toBe(trait);
      expect(trait.support.status).toBe("handled");
    }
  });
});

describe("typed access", () => {
  it("gives values of the trait's type", () => {
    const model = loadValid({
      A: {
        type: "string",
        traits: { "smithy.api#length": { min: 1 }, "smithy.api#sensitive": {} },
      },
    });
    const shape = shapeOf(model, "A", "string");
    const length: { readonly min?: number | undefined } | undefined = getTrait(
      shape,
      traits.length,
    );
    expect(length).toEqual({ min: 1 });
    expect(getTrait(shape, traits.pattern)).toBeUndefined();
    expect([hasTrait(shape, traits.sensitive), hasTrait(shape, traits.range)]).toEqual([
      true,
      false,
    ]);
  });
});

describe("a malformed value", () => {
  const cases: [trait: string, value: unknown, pointer: string, message: string][] = [
    ["length", "x", "", "expected an object, found a string"],
    ["length", {}, "", 'expected "min" or "max"'],
    ["length", { min: -1 }, "/min", "expected a whole number of 0 or more, found a number"],
    ["length", { min: 3, max: 2 }, "", 'the "min" is greater than the "max"'],
    ["range", { min: "1" }, "/min", "expected a number, found a string"],
    ["required", [], "", "expected an object, found an array"],
    ["pattern", 1, "", "expected a string, found a number"],
    ["error", "x", "", 'expected one of "client", "server", found a string'],
    ["httpError", 1.5, "", "expected an integer, found a number"],
    [
      "timestampFormat",
      "iso",
      "",
      'expected one of "date-time", "epoch-seconds", "http-date", found a string',
    ],
    ["enumValue", true, "", "expected a string or an integer, found a boolean"],
    ["retryable", { throttling: "yes" }, "/throttling", "expected a boolean, found a string"],
    ["deprecated", { since: 1 }, "/since", "expected a string, found a number"],
    ["documentation", null, "", "expected a string, found null"],
    ["paginated", { inputToken: "" }, "/inputToken", "expected a string that is not empty"],
    ["enum", [{ value: "a" }, {}], "/1", 'expected a property "value"'],
    ["examples", [{ title: 1 }], "/0/title", "expected a string, found a number"],
    ["mixin", { localTraits: "a" }, "/localTraits", "expected an array, found a string"],
  ];
  it.each(cases)("of %s, %j, is reported", (trait, value, pointer, message) => {
    const id = `smithy.api#${trait}`;
    const { model, diagnostics } = load({ A: { type: "string", traits: { [id]: value } } });
    expect(model).toBeUndefined();
    const code = { length: "LengthTrait", range: "RangeTrait", enumValue: "EnumShape" }[trait];
    expect(lines(diagnostics)).toEqual([
      `${code ?? "TraitValue"} ns#A /shapes/ns#A/traits/${id}${pointer}`,
    ]);
    expect(diagnostics[0]?.message).toBe(`The value of trait \`${id}\` is wrong: ${message}.`);
  });

  it("of a service's trait is reported", () => {
    const { diagnostics } = load({
      A: { type: "service", traits: { "aws.auth#sigv4": { name: "" }, "aws.api#service": {} } },
    });
    expect(lines(diagnostics)).toEqual([
      "TraitValue ns#A /shapes/ns#A/traits/aws.api#service",
      "TraitValue ns#A /shapes/ns#A/traits/aws.auth#sigv4/name",
    ]);
  });

  it("of a member, or of apply, is reported where it stands", () => {
    const bad = { "smithy.api#length": 1 };
    const { diagnostics } = load({
      A: { type: "structure", members: { a: { target: "smithy.api#String", traits: bad } } },
      A$a: { type: "apply", traits: bad },
    });
    expect(lines(diagnostics)).toEqual([
      "LengthTrait ns#A$a /shapes/ns#A/members/a/traits/smithy.api#length",
      "LengthTrait ns#A$a /shapes/ns#A$a/traits/smithy.api#length",
    ]);
  });
});
