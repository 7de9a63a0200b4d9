import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import {
  generateSources,
  type KeyedService,
  type SourcesHow,
} from "../../generator/generateServices.js";
import { loadModel } from "../../generator/smithy/load.js";
import { optionsOf, readTemplates } from "./generate.js";

/** A service of sources: the text of its model, and what of it is generated. */
export type ModelOf = Omit<KeyedService, "key" | "model"> & { readonly text: string };

const golden = join(packageRoot, "test/golden");

/** The service of a golden feature. */
export function featureOf(feature: string): ModelOf {
  const folder = join(golden, feature);
  return { text: readFileSync(join(folder, "model.json"), "utf8"), ...optionsOf(folder) };
}

/** The services of all golden features, by folder: all that Tinsmith can write. */
export const allFeatures = (): Readonly<Record<string, ModelOf>> =>
  Object.fromEntries(
    readdirSync(golden)
      .filter((feature) => existsSync(join(golden, feature, "model.json")))
      .map((feature) => [feature, featureOf(feature)]),
  );

/** Sources for a user's own tree, without the lock file: path in their folder to text. */
export async function sourcesOf(
  models: Readonly<Record<string, ModelOf>>,
  how: Partial<SourcesHow> = {},
): Promise<ReadonlyMap<string, string>> {
  const services = Object.entries(models).map(([key, { text, ...choice }]) => {
    const { model } = loadModel([{ file: `${key}.json`, text }]);
    if (!model) throw new Error(`${key} does not load.`);
    return { key, model, ...choice };
  });
  const { files, diagnostics } = await generateSources({
    services,
    generatorVersion: "0.0.0",
    templates: readTemplates(),
    format: (_, text) => Promise.resolve(text),
    extension: ".js",
    platform: "both",
    with: ["testing"],
    ...how,
  });
  if (!files) throw new Error(JSON.stringify(diagnostics));
  return new Map([...files].filter(([path]) => path.endsWith(".ts")));
}
