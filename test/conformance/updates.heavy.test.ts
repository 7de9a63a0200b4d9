import { expect, it } from "vitest";
import { describe } from "../../generator/describe.js";
import type { Model } from "../../generator/smithy/model.js";
import { loadModel } from "../../generator/smithy/load.js";
import { isLarger } from "../../generator/versioning/change.js";
import { compareSurfaces } from "../../generator/versioning/compare/compare.js";
import { compilerVerdict, versionOf } from "../support/compilerVerdict.js";
import { describeWith, type ConformanceData } from "../support/conformance.js";

interface Pair {
  readonly dir: string;
  /** One of the bumps; what stands in parentheses after it is the reason. */
  readonly expectedBump: string;
  readonly what: string;
}

const manifest = "updates/MANIFEST.json";

describeWith(manifest, "updates of official models", ({ read }) => {
  const pairs = JSON.parse(read(manifest)) as readonly Pair[];

  it.each(pairs)("$dir: $expectedBump", async ({ dir, expectedBump }) => {
    const [older, newer] = [readModel(read, `${dir}/old`), readModel(read, `${dir}/new`)];
    const { bump } = compareSurfaces(surface(older), surface(newer));
    expect(bump).toBe(expectedBump.replace(/\(.*/, ""));
    const errors = compilerVerdict(await versionOf(older), await versionOf(newer));
    // What does not compile any more is major; and here nothing is major for any other reason.
    expect(errors.length > 0 ? "major" : "compiles").toBe(bump === "major" ? "major" : "compiles");
    expect(isLarger(errors.length > 0 ? "major" : "none", bump)).toBe(false);
  });
});

function readModel(read: ConformanceData["read"], path: string): Model {
  const file = `updates/${path}.json`;
  const { model } = loadModel([{ file, text: read(file) }]);
  if (!model) throw new Error(`${file} does not load.`);
  return model;
}

function surface(model: Model) {
  const found = describe({ model }).surface;
  if (!found) throw new Error("The model has errors.");
  return found;
}
