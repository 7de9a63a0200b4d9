import { expect, it } from "vitest";
import { definitions } from "../../generator/smithy/definitions/definitions.js";
import { isObject, property } from "../../generator/smithy/json.js";
import { loadModel } from "../../generator/smithy/load.js";
import { membersOf } from "../../generator/smithy/members.js";
import type { Json, Member, Shape, Traits } from "../../generator/smithy/model.js";
import { describeWith } from "../support/conformance.js";

/** Traits that constrain a value, on a shape or member. */
const constraints = ["enumValue", "idRef", "length", "pattern", "range", "required", "uniqueItems"];

function constraintsOf(...all: readonly Traits[]): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const traits of all) {
    for (const name of constraints) {
      const value = traits.get(`smithy.api#${name}`);
      if (value !== undefined) found[name] = name === "idRef" ? reference(value) : value;
    }
  }
  return found;
}

function reference(value: Json): Json {
  const of = (key: string) => (isObject(value) ? property(value, key) : undefined);
  return { selector: of("selector") ?? "*", failWhenMissing: of("failWhenMissing") ?? false };
}

interface Tree {
  readonly [key: string]: unknown;
}

/** What a shape is like all the way down, without the names of its targets. */
function treeOf(shapes: ReadonlyMap<string, Shape>, shape: Shape, member?: Member): Tree {
  const own = constraintsOf(shape.traits, ...(member === undefined ? [] : [member.traits]));
  if (shape.type === "enum") {
    // The names of an enum's members are not in its values.
    const values = Array.from(membersOf(shape), ({ traits }) => traits.get("smithy.api#enumValue"));
    return { type: shape.type, ...own, values };
  }
  const members = Array.from(membersOf(shape), (each): [string, Tree] => {
    const target = shapes.get(each.target);
    if (target === undefined) throw new Error(`${each.target} is not there.`);
    return [each.name, target.id === "smithy.api#Unit" ? unitTree : treeOf(shapes, target, each)];
  });
  return { type: shape.type, ...own, members: Object.fromEntries(members) };
}

const unitTree: Tree = { type: "structure", members: {} };

function traitOf(shape: Shape | undefined): unknown {
  const value = shape?.traits.get("smithy.api#trait");
  if (!isObject(value)) return undefined;
  const selector = property(value, "selector");
  const spaceless = typeof selector === "string" ? selector.replaceAll(/\s+/g, " ") : undefined;
  const conflicts = property(value, "conflicts") as readonly string[] | undefined;
  return {
    selector: spaceless,
    conflicts: [...(conflicts ?? [])].sort(),
    exclusive: property(value, "structurallyExclusive"),
    auth: shape?.traits.has("smithy.api#authDefinition"),
    protocol: shape?.traits.has("smithy.api#protocolDefinition"),
  };
}

const file = "spec/prelude-and-traits.json";

describeWith(file, "the definitions of traits", ({ read }) => {
  const { model } = loadModel([{ file, text: read(file) }]);
  const official = [...(model?.shapes.values() ?? [])].filter(({ traits }) =>
    traits.has("smithy.api#trait"),
  );

  it("are there", () => {
    expect(official.length).toBeGreaterThan(100);
  });

  it.each(official.map((shape) => shape.id))("%s is the official one", (id) => {
    const [ours, theirs] = [definitions.get(id), model?.shapes.get(id)];
    if (ours === undefined || theirs === undefined) throw new Error(`${id} is not there.`);
    expect(traitOf(ours)).toEqual(traitOf(theirs));
    const all = new Map([...(model?.shapes ?? [])]);
    expect(treeOf(definitions, ours)).toEqual(treeOf(all, theirs));
  });
});
