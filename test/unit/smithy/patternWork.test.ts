import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern } from "../../../generator/smithy/automaton.js";
import { createBudget, TooCostly } from "../../../generator/smithy/budget.js";
import { loadModel } from "../../../generator/smithy/load.js";
import { patternMatcher } from "../../../generator/smithy/pattern.js";
import { validateWhole } from "../../../generator/smithy/validate.js";

/** The work that a match takes, and whether it is one. */
function workOf(pattern: string, text: string): readonly [work: number, matches: boolean] {
  let work = 0;
  const budget = { spend: (units: number) => void (work += units) };
  const matches = compilePattern(pattern, budget)(text, budget);
  return [work, matches];
}

describe("row 69: a pattern's work", () => {
  it.each([
    ["^(a+)+$", "a"],
    ["^(a|aa)+$", "a"],
    ["^(a|a?)+$", "a"],
    ["^(.*)*x$", "a"],
    ["^(\\w+\\s?)*$", "a"],
    ["^a*a*a*a*a*a*$", "a"],
    ["(a*)*(a*)*(a*)*b", "a"],
    ["^(?:(?:a{1,9}){1,9}){1,9}$", "a"],
  ])("%s grows with the text, not with its ways to match", (pattern, character) => {
    const [less] = workOf(pattern, `${character.repeat(50)}!`);
    const [more, matches] = workOf(pattern, `${character.repeat(500)}!`);
    expect(matches).toBe(false);
    expect(more / less).toBeLessThan(15);
  });

  const character = fc.constantFrom(..."ab1-\n é😀".split(/(?:)/u));
  const { pattern } = fc.letrec<{ pattern: string; part: string; atom: string }>((tie) => ({
    atom: fc.oneof(
      fc.constantFrom("a", "b", "1", "é", "😀", "\\n", " ", ".", "\\d", "\\W", "\\s", "\\p{L}"),
      fc.constantFrom("[ab]", "[^a]", "[\\w-]", "[😀-😂é]", "^", "$", "\\b", "\\B", ""),
      fc
        .tuple(fc.constantFrom("(", "(?:"), tie("pattern"))
        .map(([open, body]) => `${open}${body})`),
    ),
    part: fc.oneof(
      { depthSize: "small" },
      tie("atom"),
      fc
        .tuple(tie("pattern"), fc.constantFrom("*", "+?", "?", "{2}", "{1,3}", "{2,}", "{0,2}?"))
        .map(([body, count]) => `(?:${body})${count}`),
      fc
        .tuple(fc.constantFrom("(?=", "(?!", "(?<=", "(?<!"), tie("pattern"))
        .map(([open, body]) => `${open}${body})`),
    ),
    pattern: fc
      .array(fc.array(tie("part"), { maxLength: 3 }), { minLength: 1, maxLength: 2, size: "small" })
      .map((choices) => choices.map((parts) => parts.join("")).join("|")),
  }));

  it("is spent on the answer that the engine has", () => {
    const texts = fc.array(character, { maxLength: 8 }).map((all) => all.join(""));
    fc.assert(
      fc.property(pattern, texts, (pattern, text) => {
        expect(workOf(pattern, text)[1]).toBe(new RegExp(pattern, "u").test(text));
      }),
      { numRuns: 3000 },
    );
  });

  it("is refused beyond what is left, whatever repeats", () => {
    const budget = createBudget(1000);
    for (const huge of ["a{1001}", "(?:a{40}){40}", "a{1000000000,}", "(?:){999999999}"]) {
      expect(() => compilePattern(huge, budget)).toThrow(TooCostly);
    }
  });

  it("is that of all texts together, and told once", () => {
    const told: string[] = [];
    const matches = patternMatcher((pattern) => told.push(pattern));
    const pattern = "^(a{1,9}){1,99}$";
    const answers = Array.from({ length: 100 }, () => matches(pattern, `${"a".repeat(100)}!`));
    expect(answers[0]).toBe(false);
    expect(answers.at(-1)).toBeUndefined();
    expect(told).toEqual([pattern]);
    // Others have their own part.
    expect(matches("^b$", "b")).toBe(true);
  });

  const withDefaults = (pattern: string, count: number, text: string): string =>
    JSON.stringify({
      smithy: "2.0",
      shapes: {
        "a#Word": { type: "string", traits: { "smithy.api#pattern": pattern } },
        "a#In": {
          type: "structure",
          members: Object.fromEntries(
            Array.from({ length: count }, (_, index) => [
              `m${index}`,
              { target: "a#Word", traits: { "smithy.api#default": text } },
            ]),
          ),
        },
      },
    });
  const diagnose = (text: string) => {
    const { model, diagnostics } = loadModel([{ file: "m.json", text }]);
    return model ? validateWhole(model) : diagnostics;
  };

  it("does not keep 1,000 values from being checked", () => {
    const found = diagnose(withDefaults("^(a+)+$", 1000, `${"a".repeat(100)}!`));
    expect(found).toHaveLength(1000);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(["DefaultTrait"]));
  });

  it("is told of where values are left unchecked", () => {
    const found = diagnose(withDefaults("^(a{1,500}){1,500}$", 3, "a"));
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ["Limit.Work", "warning"],
    ]);
    expect(found[0]?.message).toContain("^(a{1,500}){1,500}$");
  });
});
