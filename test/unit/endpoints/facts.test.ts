import { describe, expect, it } from "vitest";
import {
  assume,
  excludeAll,
  noFacts,
  outcomeOf,
  type Facts,
} from "../../../generator/endpoints/facts.js";

const literal = (text: string) =>
  text.startsWith("!") ? { key: text.slice(1), outcome: false } : { key: text, outcome: true };

/** The facts after some combinations of tests are known not to hold. */
function without(...combinations: readonly string[][]): Facts {
  return combinations.reduce<Facts>((facts, tests) => {
    const next = excludeAll(facts, tests.map(literal));
    if (!next) throw new Error("The combinations exclude everything.");
    return next;
  }, noFacts);
}

describe("facts", () => {
  it("knows nothing at first", () => {
    expect(outcomeOf(noFacts, "a")).toBeUndefined();
  });

  it("knows the contrary of what is excluded", () => {
    expect(outcomeOf(without(["a"]), "a")).toBe(false);
    expect(outcomeOf(without(["!a"]), "a")).toBe(true);
  });

  it("follows one exclusion after the other", () => {
    const facts = assume(without(["a", "b"], ["!b", "c"]), [literal("a")]);
    expect(facts && [...facts.known]).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
    ]);
  });

  it("combines exclusions", () => {
    const facts = without(["a", "b"], ["a", "!b"]);
    expect(outcomeOf(facts, "a")).toBe(false);
    expect(outcomeOf(facts, "b")).toBeUndefined();
  });

  it("notices contradictions", () => {
    expect(assume(without(["a"]), [literal("a")])).toBeUndefined();
    expect(assume(without(["a", "b"]), [literal("a"), literal("b")])).toBeUndefined();
    expect(excludeAll(without(["a"]), [literal("!a")])).toBeUndefined();
  });

  it("agrees with a truth table", () => {
    // Every pair of exclusions over three tests, against brute force.
    const names = ["a", "b", "c"];
    const sides = (count: number): string[][] =>
      count === 0
        ? [[]]
        : sides(count - 1).flatMap((rest) => {
            const name = names[count - 1] ?? "";
            return [rest, [...rest, name], [...rest, `!${name}`]];
          });
    const worlds = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => (text: string) => {
      const holds = ((bits >> names.indexOf(literal(text).key)) & 1) === 1;
      return holds === literal(text).outcome;
    });
    const all = sides(3).filter((tests) => tests.length > 0);
    for (const one of all) {
      for (const other of all) {
        const possible = worlds.filter((holds) => !one.every(holds) && !other.every(holds));
        if (possible.length === 0) continue;
        const facts = without(one, other);
        for (const name of names) {
          const outcome = outcomeOf(facts, name);
          const outcomes = new Set(possible.map((holds) => holds(name)));
          const expected = outcomes.size === 1 ? [...outcomes][0] : undefined;
          expect(outcome, `${one.join()} ${other.join()} ${name}`).toBe(expected);
        }
      }
    }
  });
});
