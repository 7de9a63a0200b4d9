import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRuleSet, parseRuleSet } from "../../../generator/endpoints/compile.js";
import type { Json } from "../../../generator/smithy/model.js";
import { endpointResolver, endpointSource } from "../../support/endpointModule.js";
import { typeErrors } from "../../support/typeErrors.js";

const parameters: Json = {
  A: { type: "string" },
  B: { type: "string" },
  F: { type: "boolean", required: true, default: false },
  G: { type: "boolean", required: true, default: true },
  H: { type: "boolean" },
};

const texts = [undefined, "x", "https://h/y"];
const booleans = [undefined, true, false];
const allParameters = texts.flatMap((A) =>
  texts.flatMap((B) =>
    booleans.flatMap((F) => booleans.flatMap((G) => booleans.map((H) => ({ A, B, F, G, H })))),
  ),
);

const ref = (name: string): Json => ({ ref: name });
const call = (fn: string, ...argv: Json[]): Json => ({ fn, argv });

/** A list of rules over what may be used: names of strings and booleans that are set. */
function rulesFrom(gen: fc.GeneratorValue, set: readonly string[], depth: number): Json[] {
  const count = gen(fc.integer, { min: 1, max: 3 });
  return Array.from({ length: count }, () => {
    const known = [...set];
    const pick = (names: readonly string[]) => gen(fc.constantFrom, ...names);
    const conditions = Array.from({ length: gen(fc.integer, { min: 0, max: 3 }) }, (): Json => {
      const flag = pick(known.filter((name) => /^[FGHf]/.test(name)));
      const text = known.filter((name) => /^[ABv]/.test(name));
      const optional = pick(["A", "B", "H"]);
      switch (gen(fc.integer, { min: 0, max: text.length > 0 ? 8 : 5 })) {
        case 0:
          known.push(optional);
          return call("isSet", ref(optional));
        case 1:
          return call("not", call("isSet", ref(optional)));
        case 2:
          return call("booleanEquals", ref(flag), gen(fc.boolean));
        case 3:
          return call("not", ref(flag));
        case 4:
          return call("booleanEquals", ref(flag), call("isSet", ref(optional)));
        case 5: {
          const name = `v${known.length}`;
          known.push(name);
          return { fn: "coalesce", argv: [ref("A"), ref("B")], assign: name };
        }
        case 6:
          return call("stringEquals", ref(pick(text)), pick(["x", "", "https://h/y"]));
        case 7: {
          const name = `f${known.length}`;
          known.push(name);
          return { fn: "isValidHostLabel", argv: [ref(pick(text)), true], assign: name };
        }
        default: {
          const name = `v${known.length}`;
          const value = pick(text);
          known.push(name);
          return { fn: "ite", argv: [ref(flag), ref(value), "{" + value + "}!"], assign: name };
        }
      }
    });
    if (depth > 0 && gen(fc.boolean)) {
      return { type: "tree", conditions, rules: rulesFrom(gen, known, depth - 1) };
    }
    const shown = known.filter((name) => /^[ABv]/.test(name)).map((name) => `{${name}}`);
    // Few different results, so that some rules are alike.
    const result = pick(["a", "b", ...shown]);
    return gen(fc.boolean)
      ? { type: "error", conditions, error: result }
      : { type: "endpoint", conditions, endpoint: { url: result } };
  });
}

const ruleSets = fc
  .gen()
  .map((gen): Json => ({ version: "1.1", parameters, rules: rulesFrom(gen, ["F", "G"], 2) }));

describe("simplify and layOut", { timeout: 120_000 }, () => {
  it("change no outcome of any rule set", async () => {
    const sources = new Map<string, string>();
    const property = fc.asyncProperty(ruleSets, async (ruleSet) => {
      const { program: plain, diagnostics } = parseRuleSet(ruleSet);
      const { program: simple } = compileRuleSet(ruleSet);
      expect(diagnostics).toEqual([]);
      if (!plain || !simple) throw new Error("A rule set without diagnostics has a program.");
      const runPlain = await endpointResolver(plain);
      const runSimple = await endpointResolver(simple);
      for (const given of allParameters) expect(runSimple(given)).toEqual(runPlain(given));
      sources.set(`${sources.size}.ts`, endpointSource(simple));
    });
    await fc.assert(property, { numRuns: 4000, seed: 7 });
    expect(typeErrors(sources)).toEqual([]);
  });
});
