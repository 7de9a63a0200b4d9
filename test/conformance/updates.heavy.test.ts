import { expect, it } from "vitest";
import { describe } from "../../generator/describe.js";
import type { Model } from "../../generator/smithy/model.js";
import { loadModel } from "../../generator/smithy/load.js";
import { isLarger } from "../../generator/versioning/change.js";
import { compareSurfaces } from "../../generator/versioning/compare/compare.js";
import { rememberedOf } from "../../generator/versioning/exported.js";
import type { Surface } from "../../generator/versioning/surface.js";
import {
  compilerVerdict,
  namesFound,
  namesTold,
  versionOf,
  type Version,
} from "../support/compilerVerdict.js";
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
    const before = describe({ model: older }).surface as Surface;
    const after = describe({ model: newer, remembered: rememberedOf(before) }).surface as Surface;
    const { bump } = compareSurfaces(before, after);
    expect(bump).toBe(expectedBump.replace(/\(.*/, ""));
    const [from, to] = await update(older, newer);
    expect(compareSurfaces(from.surface, to.surface).bump).toBe(bump);
    expect(namesTold(to)).toEqual(namesFound(to));
    const errors = compilerVerdict(from, to);
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

async function update(older: Model, newer: Model): Promise<readonly [Version, Version]> {
  const before = await versionOf(older);
  return [before, await versionOf(newer, undefined, before)];
}
