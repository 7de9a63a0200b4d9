import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readFolder } from "../../generator/cli/templates.js";
import { generate, type GenerateInput, type Generated } from "../../generator/generate.js";
import { format } from "../../generator/output/format.js";
import { loadModel } from "../../generator/smithy/load.js";

const root = resolve(import.meta.dirname, "../..");

/** The texts of `templates/`, as `generate` takes them. */
export function readTemplates(): ReadonlyMap<string, string> {
  return readFolder(join(root, "templates"));
}

/** Generates a package from a model's text, with what options are given. */
export async function generateText(
  text: string,
  options: Partial<GenerateInput> = {},
  file = "model.json",
): Promise<Generated> {
  const { model, diagnostics } = loadModel([{ file, text }]);
  if (!model) return { diagnostics };
  return generate({
    model,
    packageName: "@example/client",
    generatorVersion: "0.0.0",
    templates: readTemplates(),
    format,
    ...options,
  });
}

/** What a feature's package is generated with, beside its model. */
export function optionsOf(feature: string): Pick<GenerateInput, "long" | "protocol"> {
  const file = join(feature, "options.json");
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Pick<GenerateInput, "long" | "protocol">)
    : {};
}

/** Generates a package from a model file. */
export function generateFrom(file: string, options?: Partial<GenerateInput>): Promise<Generated> {
  return generateText(readFileSync(file, "utf8"), options, file);
}
