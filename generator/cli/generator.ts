// Everything heavy, in one module that is imported only where something has to be generated.
import { join } from "node:path";
import { generate, type Tools } from "../generate.js";
import {
  generateServices,
  generateSources,
  type GeneratedServices,
  type KeyedService,
} from "../generateServices.js";
import { format } from "../output/format.js";
import { createFormatter } from "../output/formatter.js";
import { inTurn } from "../output/inTurn.js";
import { loadModel } from "../smithy/load.js";
import { untimed, type Timed } from "../timing.js";
import { rememberedBy } from "../versioning/exported.js";
import type { OutputSettings, ServiceSettings } from "./config.js";
import type { GeneratedOutput, OutputInputs } from "./inputs.js";
import { packageRoot, packageVersion } from "./root.js";
import { readFolder } from "./templates.js";

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

/** Read once, however many packages a process generates. */
let templates: ReadonlyMap<string, string> | undefined;

async function generateWith(
  formatFile: typeof format,
  settings: OutputSettings,
  inputs: OutputInputs,
  timed: Timed,
): Promise<GeneratedOutput> {
  templates ??= timed("read", () => readFolder(join(packageRoot, "templates")));
  const tools: Tools = { templates, format: formatFile, timed };
  const remembered = inputs.lock === undefined ? undefined : rememberedBy(inputs.lock);
  const loaded = settings.services.map((service, index) => {
    const { model, diagnostics } = loadModel(inputs.models[index] ?? [], timed);
    return { service, model, diagnostics };
  });
  const services = loaded.flatMap(({ service, model }) =>
    model ? [{ ...choiceOf(service), model, remembered: remembered?.get(service.key ?? "") }] : [],
  );
  const [only] = services;
  if (!only || services.length < loaded.length) {
    return { diagnostics: loaded.map(({ diagnostics }) => diagnostics) };
  }
  const generated = await generateAll(settings, services, tools);
  return {
    files: generated.files,
    diagnostics: loaded.map(({ diagnostics }, index) => [
      ...diagnostics,
      ...(generated.diagnostics[index] ?? []),
    ]),
  };
}

async function generateAll(
  settings: OutputSettings,
  services: readonly KeyedService[],
  tools: Tools,
): Promise<GeneratedServices> {
  const generatorVersion = packageVersion();
  if (settings.kind === "sources") {
    const { extension, platform, with: beside } = settings;
    const how = { extension, platform, with: beside };
    return generateSources({ ...tools, ...how, services, generatorVersion });
  }
  const { name: packageName, version, repository } = settings;
  const identity = { packageName, version, repository, generatorVersion };
  const [only] = services;
  if (!only || settings.services[0]?.key !== undefined) {
    return generateServices({ ...tools, ...identity, services });
  }
  const { files, diagnostics } = await generate({ ...tools, ...only, ...identity });
  return { files, diagnostics: [diagnostics] };
}

function choiceOf({ key = "", service, operations, long, protocol }: ServiceSettings) {
  return { key, service, operations, long, protocol };
}
