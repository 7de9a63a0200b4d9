import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generate, generateTypes, type Generated } from "../../generator/generate.js";
import { renderDiagnostic } from "../../generator/cli/report.js";
import { readFolder } from "../../generator/cli/templates.js";
import { format } from "../../generator/output/format.js";
import type { Diagnostic } from "../../generator/smithy/diagnostic.js";
import { loadModel } from "../../generator/smithy/load.js";
import type { Model, ServiceShape } from "../../generator/smithy/model.js";
import { operationsOf } from "../../generator/smithy/select.js";
import { runEndpointTests } from "./endpointTests.js";
import type { ServiceReport } from "./report.js";
import { createTypeCheck } from "./typeCheck.js";

/** Tries out a model of the corpus: a report for each of its services. */
export type RunModel = (file: string) => Promise<readonly ServiceReport[]>;

/**
 * @param root - the project's folder
 * @param folder - of the corpus
 */
export function createRunModel(root: string, folder: string): RunModel {
  const templates = readFolder(join(root, "templates"));
  const typeErrors = createTypeCheck(root);

  return async (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const [loaded, loadMs] = await timed(() => loadModel([{ file, text }]));
    const { model } = loaded;
    if (!model) return [notLoaded(file, loaded.diagnostics)];
    const services = [...model.shapes.values()].filter((shape) => shape.type === "service");
    if (services.length === 0) return [nothing(file, "a model without a service")];
    const reports: ServiceReport[] = [];
    for (const service of services) {
      const report = await runService(file, model, service, loadMs, loaded.diagnostics).catch(
        (error: unknown) => crashed(file, service.id, error),
      );
      reports.push(report);
    }
    return reports;
  };

  async function runService(
    file: string,
    model: Model,
    service: ServiceShape,
    loadMs: number,
    loading: readonly Diagnostic[],
  ): Promise<ServiceReport> {
    const input = {
      model,
      service: service.id,
      packageName: "@corpus/client",
      generatorVersion: "0.0.0",
      templates,
      format,
    };
    const [generated, generateMs] = await timed(() => client(input));
    const { files = new Map<string, string>(), diagnostics } = generated;
    const endpoints = await timed(() => runEndpointTests(service));
    const sources = [...files].filter(([path]) => path.endsWith(".ts"));
    const [wrong, checkMs] = await timed(() => typeErrors(new Map(sources)));
    const failures = [...texts(diagnostics, "error"), ...wrong, ...(endpoints[0]?.failures ?? [])];
    return {
      ...empty(file),
      service: service.id,
      protocols: protocolsOf(service),
      outcome: failures.length > 0 ? "failed" : generated.typesOnly ? "types" : "passed",
      failures,
      warnings: texts([...loading, ...diagnostics], "warning"),
      endpointTests: endpoints[0],
      measures: {
        shapes: model.shapes.size,
        operations: operationsOf(model, service).length,
        files: files.size,
        bytes: [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
        loadMs,
        generateMs,
        checkMs,
        endpointsMs: endpoints[1],
      },
    };
  }
}

type Input = Parameters<typeof generate>[0];

/** A client where its protocol is supported, else types. */
async function client(input: Input): Promise<Generated & { readonly typesOnly: boolean }> {
  const generated = await generate(input);
  const typesOnly = generated.diagnostics.some(
    ({ code }) => code === "Service.UnsupportedProtocol",
  );
  return typesOnly ? { ...(await generateTypes(input)), typesOnly } : { ...generated, typesOnly };
}

async function timed<T>(run: () => T | Promise<T>): Promise<[result: T, milliseconds: number]> {
  const start = performance.now();
  const result = await run();
  return [result, Math.round(performance.now() - start)];
}

function empty(file: string) {
  return { file, protocols: [], failures: [], warnings: [] };
}

function nothing(file: string, reason: string): ServiceReport {
  return { ...empty(file), outcome: "none", reason };
}

/** A file that is no model at all, such as a list of the models, is nothing to generate from. */
function notLoaded(file: string, diagnostics: readonly Diagnostic[]): ServiceReport {
  if (diagnostics.every(({ code }) => code === "Model.NotSmithy")) {
    return nothing(file, "not a Smithy model");
  }
  return { ...empty(file), outcome: "failed", failures: texts(diagnostics, "error") };
}

/** A service on which the generator threw: a bug of the generator's. */
export function crashed(file: string, service: string | undefined, error: unknown): ServiceReport {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...empty(file), service, outcome: "failed", failures: [reason] };
}

function texts(diagnostics: readonly Diagnostic[], severity: string): readonly string[] {
  return diagnostics.filter((each) => each.severity === severity).map(renderDiagnostic);
}

function protocolsOf({ traits }: ServiceShape): readonly string[] {
  return [...traits.keys()].filter(
    (id) => /\.protocols#|^smithy\.mqtt#mqttJson$/.test(id) && !/Compatible$/.test(id),
  );
}
