// Everything heavy, in one module that is imported only where something has to be generated.
import { join } from "node:path";
import { generate, type Generated } from "../generate.js";
import { format } from "../output/format.js";
import { createFormatter } from "../output/formatter.js";
import { inTurn } from "../output/inTurn.js";
import { loadModel } from "../smithy/load.js";
import { untimed, type Timed } from "../timing.js";
import { rememberedIn } from "../versioning/exported.js";
import type { PackageSettings } from "./config.js";
import type { PackageInputs } from "./inputs.js";
import { packageRoot, packageVersion } from "./root.js";
import { readFolder } from "./templates.js";

/**
 * Generates the package that settings ask for, from the texts of its model files, on this thread
 * alone: other processors have other packages.
 */
export async function generatePackage(
  settings: PackageSettings,
  inputs: PackageInputs,
  timed: Timed = untimed,
): Promise<Generated> {
  return generateWith(inTurn(format), settings, inputs, timed);
}

/** As {@link generatePackage}, but formats on a thread of its own, where its script is built. */
export async function generateOnePackage(
  settings: PackageSettings,
  inputs: PackageInputs,
  timed: Timed = untimed,
): Promise<Generated> {
  if (!import.meta.filename.endsWith(".js")) return generatePackage(settings, inputs, timed);
  const formatter = createFormatter(join(packageRoot, "dist/formatWorker.js"), format);
  try {
    return await generateWith(formatter.format, settings, inputs, timed);
  } finally {
    await formatter.close();
  }
}

async function generateWith(
  formatFile: typeof format,
  { service, operations, long, protocol, name, version, repository }: PackageSettings,
  inputs: PackageInputs,
  timed: Timed,
): Promise<Generated> {
  const loaded = loadModel(inputs.models, timed);
  if (!loaded.model) return { diagnostics: loaded.diagnostics };
  const templates = timed("read", () => readFolder(join(packageRoot, "templates")));
  const generated = await generate({
    model: loaded.model,
    service,
    operations,
    long,
    protocol,
    remembered: inputs.lock === undefined ? undefined : rememberedIn(inputs.lock),
    packageName: name,
    version,
    generatorVersion: packageVersion(),
    repository,
    templates,
    format: formatFile,
    timed,
  });
  return { ...generated, diagnostics: [...loaded.diagnostics, ...generated.diagnostics] };
}
