import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBudget, TooCostly } from "../../../../generator/smithy/budget.js";
import { loadModel } from "../../../../generator/smithy/load.js";
import { graphOf } from "../../../../generator/smithy/selector/graph.js";
import { compileSelector } from "../../../../generator/smithy/selector/select.js";
import { validateWhole } from "../../../../generator/smithy/validate.js";
import { loadValid } from "../models.js";

const ref = (name: string) => ({ target: `ns#${name}` });

/** Structures, each with members that target others, by index. */
const structures = (targets: readonly (readonly number[])[]) =>
  Object.fromEntries(
    targets.map((to, index) => [
      `S${index}`,
      {
        type: "structure",
        members: Object.fromEntries(to.map((target, member) => [`m${member}`, ref(`S${target}`)])),
      },
    ]),
  );
const ring = (size: number) =>
  Array.from({ length: size }, (_, index) => [(index + 1) % size, (index + 7) % size]);

function workOf(selector: string, size: number): number {
  let work = 0;
  const graph = graphOf(loadValid(structures(ring(size))).shapes.values());
  compileSelector(selector).select(graph, { spend: (units) => void (work += units) });
  return work;
}

describe("row 70: a selector's work", () => {
  it.each([
    "* ~> structure",
    "* ~> * ~> * ~> structure",
    "* > * < * ~> * > *",
    ":is(* ~> *, * ~> * ~> *) ~> *",
    "structure :in(:root(* ~> * ~> structure))",
  ])("%s grows with the model", (selector) => {
    expect(workOf(selector, 300) / workOf(selector, 100)).toBeLessThan(3.5);
  });

  it("asks each shape once what it leads to, however deep the question", () => {
    const asked = ":test(~> :test(~> :test(~> structure)))";
    expect(
      workOf(`structure ${asked}`, 100) / workOf("structure :test(~> structure)", 100),
    ).toBeLessThan(9);
  });

  it("selects what all ways lead to, whichever was walked first", () => {
    const edges = fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(edges, fc.integer({ min: 1, max: 3 }), (targets, steps) => {
        const graph = graphOf(loadValid(structures(targets)).shapes.values());
        const below = (start: number): Set<number> => {
          const found = new Set(targets[start]);
          for (const each of found) for (const next of targets[each] ?? []) found.add(next);
          found.delete(start);
          return found;
        };
        let expected = new Set([0, 1, 2, 3, 4, 5]);
        for (let step = 0; step < steps; step++) {
          expected = new Set([...expected].flatMap((index) => [...below(index)]));
        }
        const selector = `structure${" ~> structure".repeat(steps)}`;
        const selected = [...compileSelector(selector).select(graph)].map(({ id }) => id);
        expect(selected.filter((id) => /S\d$/.test(id)).sort()).toEqual(
          [...expected].map((index) => `ns#S${index}`).sort(),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("is refused beyond what is left, where variables keep it from being less", () => {
    const graph = graphOf(loadValid(structures(ring(50))).shapes.values());
    const selector = compileSelector("* $all(*) ~> * ~> * ~> *");
    expect(() => selector.select(graph, createBudget(100_000))).toThrow(TooCostly);
  });

  it("is told of where what a trait selects is left unchecked", () => {
    const shapes = {
      ...structures(ring(300)),
      t: {
        type: "structure",
        members: {},
        traits: { "smithy.api#trait": { selector: "string $all(*) ~> * ~> * ~> *" } },
      },
      u: {
        type: "structure",
        members: {},
        traits: { "smithy.api#trait": { selector: "* $all(*) ~> * ~> * ~> string" } },
      },
      Word: { type: "string", traits: { "ns#u": {} } },
    };
    const text = JSON.stringify({
      smithy: "2.0",
      shapes: Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => [`ns#${name}`, shape]),
      ),
    });
    const { model } = loadModel([{ file: "m.json", text }]);
    if (!model) throw new Error("no model");
    const found = validateWhole(model).filter(({ code }) => code === "Limit.Work");
    expect(found.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(found[0]?.message).toContain("* $all(*) ~> * ~> * ~> string");
  });
});
