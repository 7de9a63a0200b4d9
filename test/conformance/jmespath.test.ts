import { expect, it } from "vitest";
import { JmespathError } from "../../generator/jmespath/expression.js";
import { parseJmespath } from "../../generator/jmespath/parse.js";
import { describeWith } from "../support/conformance.js";
import { compileJmespath } from "../support/jmespath.js";

interface Case {
  readonly expression: string;
  readonly result?: unknown;
  readonly error?: string;
  readonly bench?: string;
}

interface Group {
  readonly given: unknown;
  readonly cases: readonly Case[];
}

/** Found while a client is generated. */
const early = new Set(["syntax", "unknown-function", "invalid-arity", "invalid-value"]);

describeWith("jmespath", "the compliance tests of JMESPath", ({ jsonIn, read }) => {
  it.each(jsonIn("jmespath"))("%s", async (name) => {
    const groups = JSON.parse(read(`jmespath/${name}`)) as readonly Group[];
    const cases = groups.flatMap(({ given, cases }) => cases.map((one) => ({ given, ...one })));
    // Some types are wrong whatever the value is.
    const compiled = cases.filter(
      ({ error, expression }) =>
        !early.has(error ?? "") && !(error === "invalid-type" && isRefused(expression)),
    );
    const functions = await compileJmespath(compiled.map(({ expression }) => expression));
    const failures = [
      ...cases
        .filter(({ error = "" }) => early.has(error))
        .filter(({ expression }) => !isRefused(expression)),
      ...compiled.filter(({ given, result, error, bench }, index) => {
        try {
          const made = functions[index]!(given);
          // A benchmark tells no result.
          return bench === undefined && (error !== undefined || !isSame(made, result));
        } catch (thrown) {
          return !(error === "invalid-type" && thrown instanceof TypeError);
        }
      }),
    ];
    expect(failures).toEqual([]);
    expect(cases.length).toBeGreaterThan(0);
  });
});

function isRefused(expression: string): boolean {
  try {
    parseJmespath(expression);
    return false;
  } catch (thrown) {
    if (thrown instanceof JmespathError) return true;
    throw thrown;
  }
}

function isSame(made: unknown, result: unknown): boolean {
  try {
    expect(made).toEqual(result);
    return true;
  } catch {
    return false;
  }
}
