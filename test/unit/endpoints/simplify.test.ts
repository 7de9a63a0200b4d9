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

/** What random rules are made from. */
interface Draw {
  readonly integer: (min: number, max: number) => number;
  readonly boolean: () => boolean;
  readonly pick: (names: readonly string[]) => string;
}

/** A list of rules over what may be used: names of strings and booleans that are set. */
function rulesFrom(draw: Draw, set: readonly string[], depth: number): Json[] {
  const count = draw.integer(1, 3);
  return Array.from({ length: count }, () => {
    const known = [...set];
    const { pick } = draw;
    const conditions = Array.from({ length: draw.integer(0, 3) }, (): Json => {
      const flag = pick(known.filter((name) => /^[FGHf]/.test(name)));
      const text = known.filter((name) => /^[ABv]/.test(name));
      const optional = pick(["A", "B", "H"]);
      switch (draw.integer(0, text.length > 0 ? 8 : 5)) {
        case 0:
          known.push(optional);
          return call("isSet", ref(optional));
        case 1:
          return call("not", call("isSet", ref(optional)));
        case 2:
          return call("booleanEquals", ref(flag), draw.boolean());
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
    if (depth > 0 && draw.boolean()) {
      return { type: "tree", conditions, rules: rulesFrom(draw, known, depth - 1) };
    }
    const shown = known.filter((name) => /^[ABv]/.test(name)).map((name) => `{${name}}`);
    // Few different results, so that some rules are alike.
    const result = pick(["https://a", "https://b", ...shown.map((name) => `https://${name}`)]);
    return draw.boolean()
      ? { type: "error", conditions, error: result }
      : { type: "endpoint", conditions, endpoint: { url: result } };
  });
}

const ruleSets = fc.gen().map((gen): Json => {
  const draw: Draw = {
    integer: (min, max) => Number(gen(fc.integer, { min, max })),
    boolean: () => Boolean(gen(fc.boolean)),
    pick: (names) => String(gen(fc.constantFrom, ...names)),
  };
  return { version: "1.1", parameters, rules: rulesFrom(draw, ["F", "G"], 2) };
});

describe("simplify and layOut", () => {
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
    await fc.assert(property, { numRuns: 100, seed: 7 });
    expect(typeErrors(sources)).toEqual([]);
  });
});
