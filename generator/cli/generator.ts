// Everything heavy, in one module that is imported only where something has to be generated.
import { join } from "node:path";
import { generate, type Generated } from "../generate.js";
import { format } from "../output/format.js";
import { createFormatter, type Formatter } from "../output/formatter.js";
import { loadModel } from "../smithy/load.js";
import type { PackageSettings } from "./config.js";
import type { InputFile } from "./inputs.js";
import { packageRoot } from "./root.js";
import { readFolder } from "./templates.js";

/** Generates the package that settings ask for, from the texts of its model files. */
export async function generatePackage(
  settings: PackageSettings,
  models: readonly InputFile[],
  stage: (name: string) => void,
): Promise<Generated> {
  const formatter = startFormatter();
  try {
    return await generateWith(formatter, settings, models, stage);
  } finally {
    await formatter.close();
  }
}

/** On a thread of its own where its script is built; in this one where the sources run as they are. */
function startFormatter(): Formatter {
  return import.meta.filename.endsWith(".js")
    ? createFormatter(join(packageRoot, "dist/formatWorker.js"))
    : { format, close: () => Promise.resolve() };
}

async function generateWith(
  { format }: Formatter,
  settings: PackageSettings,
  models: readonly InputFile[],
  stage: (name: string) => void,
): Promise<Generated> {
  stage("loading the model");
  const loaded = loadModel(models);
  if (!loaded.model) return { diagnostics: loaded.diagnostics };
  const { service, operations, name } = settings;
  stage("generating");
  const input = {
    model: loaded.model,
    service,
    operations,
    packageName: name,
    templates: readFolder(join(packageRoot, "templates")),
    format,
  };
  const generated = await generate(input);
  return { ...generated, diagnostics: [...loaded.diagnostics, ...generated.diagnostics] };
}
