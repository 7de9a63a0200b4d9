// Everything heavy, in one module that is imported only where something has to be generated.
import { join } from "node:path";
import { generate } from "../generate.js";
import { format } from "../output/format.js";
import { createFormatter } from "../output/formatter.js";
import { inTurn } from "../output/inTurn.js";
import { loadModel } from "../smithy/load.js";
import { untimed, type Timed } from "../timing.js";
import { rememberedIn } from "../versioning/exported.js";
import type { OutputSettings } from "./config.js";
import type { GeneratedOutput, OutputInputs } from "./inputs.js";
import { packageRoot, packageVersion } from "./root.js";
import { readFolder } from "./templates.js";
import { UserError } from "./userError.js";

/**
 * Generates what settings ask for, from the texts of its model files, on this thread alone: other
 * processors have other packages.
 */
export async function generateOutput(
  settings: OutputSettings,
  inputs: OutputInputs,
  timed: Timed = untimed,
): Promise<GeneratedOutput> {
  return generateWith(inTurn(format), settings, inputs, timed);
}

/** As {@link generateOutput}, but formats on a thread of its own, where its script is built. */
export async function generateOneOutput(
  settings: OutputSettings,
  inputs: OutputInputs,
  timed: Timed = untimed,
): Promise<GeneratedOutput> {
  if (!import.meta.filename.endsWith(".js")) return generateOutput(settings, inputs, timed);
  const formatter = createFormatter(join(packageRoot, "dist/formatWorker.js"), format);
  try {
    return await generateWith(formatter.format, settings, inputs, timed);
  } finally {
    await formatter.close();
  }
}

async function generateWith(
  formatFile: typeof format,
  settings: OutputSettings,
  inputs: OutputInputs,
  timed: Timed,
): Promise<GeneratedOutput> {
  const [only] = settings.services;
  if (settings.kind !== "package" || !only || only.key !== undefined) {
    throw new UserError(`${settings.name}: several services are not generated yet.`);
  }
  const { name, version, repository } = settings;
  const { service, operations, long, protocol } = only;
  const loaded = loadModel(inputs.models[0] ?? [], timed);
  if (!loaded.model) return { diagnostics: [loaded.diagnostics] };
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
  return {
    files: generated.files,
    diagnostics: [[...loaded.diagnostics, ...generated.diagnostics]],
  };
}
