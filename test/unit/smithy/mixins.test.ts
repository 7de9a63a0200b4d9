import { describe, expect, it } from "vitest";
import { loadModel } from "../../../generator/smithy/load.js";
import { lines, load, loadValid, modelText, shapeOf, traitsOf } from "./models.js";

const s = { target: "smithy.api#String" };
const mixin = { "smithy.api#mixin": {} };
const ref = (name: string) => ({ target: `ns#${name}` });
const mixins = (...names: string[]) => names.map(ref);

describe("mixins", () => {
  it("give their members, in order, before the shape's own", () => {
    const model = loadValid({
      A: { type: "structure", members: { own: s }, mixins: mixins("M2", "M1") },
      M1: { type: "structure", members: { one: s }, traits: mixin },
      M2: { type: "structure", members: { two: s }, traits: mixin, mixins: mixins("M3") },
      M3: { type: "structure", members: { three: s }, traits: mixin },
    });
    const { members } = shapeOf(model, "A", "structure");
    expect([...members.keys()]).toEqual(["three", "two", "one", "own"]);
    expect(members.get("three")?.id).toBe("ns#A$three");
    expect(members.get("three")?.source?.pointer).toBe("/shapes/ns#M3/members/three");
  });

  it("give their traits under the shape's own, but for local ones", () => {
    const traits = (since: string, ...local: string[]) => ({
      "smithy.api#mixin": { localTraits: local },
      "smithy.api#since": since,
      "smithy.api#documentation": since,
      "smithy.api#internal": {},
    });
    const model = loadValid({
      A: { type: "string", mixins: mixins("M", "N"), traits: { "smithy.api#since": "own" } },
      M: { type: "string", traits: traits("m") },
      N: { type: "string", traits: traits("n", "smithy.api#documentation") },
    });
    expect(traitsOf(shapeOf(model, "A", "string"))).toEqual({
      "smithy.api#since": "own",
      "smithy.api#documentation": "m",
      "smithy.api#internal": {},
    });
  });

  it("let a shape redefine a member with the same target, where it stands", () => {
    const model = loadValid({
      A: {
        type: "structure",
        members: { last: s, a: { ...s, traits: { "smithy.api#required": {} } } },
        mixins: mixins("M"),
      },
      M: {
        type: "structure",
        members: { a: { ...s, traits: { "smithy.api#since": "1" } } },
        traits: mixin,
      },
    });
    const { members } = shapeOf(model, "A", "structure");
    expect([...members.keys()]).toEqual(["a", "last"]);
    expect(traitsOf(members.get("a"))).toEqual({
      "smithy.api#required": {},
      "smithy.api#since": "1",
    });
    expect(traitsOf(shapeOf(model, "M", "structure").members.get("a"))).toEqual({
      "smithy.api#since": "1",
    });
  });

  it("give members that apply can add traits to, in the shape alone", () => {
    const model = loadValid({
      A$member: { type: "apply", traits: { "smithy.api#pattern": "x" } },
      A: { type: "list", mixins: mixins("M") },
      M: { type: "list", member: { ...s, traits: { "smithy.api#pattern": "y" } }, traits: mixin },
    });
    expect(traitsOf(shapeOf(model, "A", "list").member)).toEqual({ "smithy.api#pattern": "x" });
    expect(traitsOf(shapeOf(model, "M", "list").member)).toEqual({ "smithy.api#pattern": "y" });
  });

  it("join what operations and services have", () => {
    const error = { type: "structure", traits: { "smithy.api#error": "client" } };
    const model = loadValid({
      E1: error,
      E2: error,
      M: { type: "operation", errors: [ref("E1")], traits: mixin },
      Op: { type: "operation", errors: [ref("E2"), ref("E1")], mixins: mixins("M") },
      MS: {
        type: "service",
        version: "m",
        errors: [ref("E1")],
        rename: { "ns#E1": "X", "ns#E2": "Y" },
        traits: mixin,
      },
      S: {
        type: "service",
        mixins: mixins("MS"),
        operations: [ref("Op")],
        rename: { "ns#E2": "Z" },
      },
      T: { type: "service", version: "own", mixins: mixins("MS") },
    });
    expect(shapeOf(model, "Op", "operation").errors).toEqual(["ns#E1", "ns#E2"]);
    const service = shapeOf(model, "S", "service");
    expect(service.version).toBe("m");
    expect(service.errors).toEqual(["ns#E1"]);
    expect(Object.fromEntries(service.rename)).toEqual({ "ns#E1": "X", "ns#E2": "Z" });
    expect(shapeOf(model, "T", "service").version).toBe("own");
  });

  it("that are wrong are reported", () => {
    const { diagnostics } = load({
      A: { type: "structure", mixins: mixins("None") },
      B: { type: "structure", mixins: mixins("Plain", "List") },
      C1: { type: "structure", mixins: mixins("C2"), traits: mixin },
      C2: { type: "structure", mixins: mixins("C1"), traits: mixin },
      D: { type: "structure", mixins: mixins("M"), members: { a: { target: "smithy.api#Blob" } } },
      E: { type: "structure", mixins: mixins("E"), traits: mixin },
      List: { type: "list", member: s, traits: mixin },
      M: { type: "structure", members: { a: s }, traits: mixin },
      Plain: { type: "structure" },
    });
    expect(lines(diagnostics)).toEqual([
      "Model.Mixin ns#A /shapes/ns#A/mixins/0",
      "Target ns#B /shapes/ns#B/mixins/0",
      "Target ns#B /shapes/ns#B/mixins/1",
      "Model.Mixin ns#C2 /shapes/ns#C2/mixins",
      "Model.Mixin ns#D$a /shapes/ns#D/members/a",
      "Model.Mixin ns#E /shapes/ns#E/mixins",
    ]);
  });

  it("bring members to which files may not apply different values", () => {
    const apply = (text: string) => ({
      A$a: { type: "apply", traits: { "smithy.api#title": text, "smithy.api#tags": [text] } },
    });
    const files = (...shapes: object[]) =>
      loadModel(
        shapes.map((each, index) => ({ file: `${index}.json`, text: modelText({ ...each }) })),
      );
    const M = { type: "structure", members: { a: s }, traits: mixin };
    const A = { type: "structure", mixins: mixins("M") };
    const { model } = files({ M, A }, apply("x"), apply("x"));
    const shape = model?.shapes.get("ns#A");
    expect(traitsOf(shape?.type === "structure" ? shape.members.get("a") : undefined)).toEqual({
      "smithy.api#tags": ["x"],
      "smithy.api#title": "x",
    });
    expect(lines(files({ M, A }, apply("x"), apply("y")).diagnostics)).toEqual([
      "Model.Conflict ns#A$a /shapes/ns#A$a/traits/smithy.api#title",
    ]);
  });

  it("may form long chains", () => {
    const shapes = Array.from({ length: 20_000 }, (_, index): [string, object] => [
      `M${index}`,
      { type: "string", traits: mixin, mixins: mixins(`M${Math.min(index + 1, 19_999)}`) },
    ]);
    shapes.push(["M19999", { type: "string", traits: mixin }]);
    expect(load(Object.fromEntries(shapes)).diagnostics).toEqual([]);
  });
});

describe("row 70: mixins by the thousand", () => {
  const mixin = { "smithy.api#mixin": {} };
  const string = { target: "smithy.api#String" };
  /** A chain of mixins, each with a member of its own if `members` is set. */
  const chain = (length: number, members: boolean) =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `M${index}`,
        {
          type: "structure",
          members: members || index === 0 ? { [`m${index}`]: string } : {},
          traits: mixin,
          ...(index > 0 && { mixins: [{ target: `ns#M${index - 1}` }] }),
        },
      ]),
    );

  it.each([2000, 20_000])("in a chain of %d are refused where each adds a member", (length) => {
    const { diagnostics } = load(chain(length, true));
    expect(diagnostics.map(({ code }) => code)).toEqual(["Model.Mixin"]);
    expect(diagnostics[0]?.message).toContain("more than 200000 members and traits");
  });

  it("in a chain of 20,000 are taken where they come to little", () => {
    const { model } = load(chain(20_000, false));
    const last = model?.shapes.get("ns#M19999");
    expect(last?.type === "structure" && [...last.members.keys()]).toEqual(["m0"]);
  });

  it("are refused in 100 structures of 100 mixins of 50 members", () => {
    const of = <T>(count: number, make: (index: number) => readonly [string, T]) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => make(index)));
    const { diagnostics } = load({
      ...of(100, (index) => [
        `M${index}`,
        {
          type: "structure",
          members: of(50, (member) => [`m${index}_${member}`, string]),
          traits: mixin,
        },
      ]),
      ...of(100, (index) => [
        `S${index}`,
        {
          type: "structure",
          members: {},
          mixins: Array.from({ length: 100 }, (_, one) => ({ target: `ns#M${one}` })),
        },
      ]),
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(["Model.Mixin"]);
  });
});
