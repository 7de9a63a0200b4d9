import { emitSources } from "./emit/emit.js";
import { summarize } from "./emit/docs.js";
import { compileRuleSet } from "./endpoints/compile.js";
import { hashModel, sha256 } from "./hash.js";
import { lowerService } from "./ir/lower.js";
import { packageFiles } from "./package/package.js";
import { surfaceOf } from "./package/surface.js";
import { planService, supportedProtocols } from "./protocols/protocols.js";
import type { Diagnostic } from "./smithy/diagnostic.js";
import type { Model } from "./smithy/model.js";
import { selectOperations, selectService } from "./smithy/select.js";
import { sliceModel } from "./smithy/slice.js";
import { validateModel } from "./smithy/validate.js";

/** What a package is generated from. */
export interface GenerateInput {
  readonly model: Model;
  /** Shape ID or name; where absent, the model has to have one service only. */
  readonly service?: string | undefined;
  /** Names, or patterns with `*`; where absent, all. */
  readonly operations?: readonly string[] | undefined;
  readonly packageName: string;
  readonly version?: string | undefined;
  /** The texts of `templates/`, by path under it. */
  readonly templates: ReadonlyMap<string, string>;
  readonly format: (path: string, text: string) => Promise<string>;
}

export interface Generated {
  /** Path in the package to text; absent where a diagnostic is an error. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly summary?: { readonly service: string; readonly operations: number } | undefined;
}

/** Generates a package: from a model to the texts of files. Pure; what it says is in the diagnostics. */
export async function generate(input: GenerateInput): Promise<Generated> {
  const chosen = selectService(input.model, input.service);
  if (!chosen.service) return { diagnostics: chosen.diagnostics };
  const selected = selectOperations(input.model, chosen.service, input.operations);
  const model = sliceModel(input.model, chosen.service, selected.operations);
  const service = model.shapes.get(chosen.service.id);
  if (service?.type !== "service") throw new Error("A slice keeps its service.");
  const diagnostics = [
    ...chosen.diagnostics,
    ...selected.diagnostics,
    ...validateModel(model, service),
  ];
  if (hasError(diagnostics)) return { diagnostics };
  const fail = (code: string, message: string): Generated => ({
    diagnostics: [
      ...diagnostics,
      { code, severity: "error", message, shape: service.id, source: service.source },
    ],
  });

  if (selected.operations.length === 0) {
    return fail("Service.NoOperations", `${service.id} has no operations to generate.`);
  }

  const ir = lowerService(model, service);
  const plan = planService(ir);
  if (!plan) {
    return fail(
      "Service.UnsupportedProtocol",
      `${service.id} has none of the protocols that Tinsmith can generate ` +
        `(${supportedProtocols.join(", ")}); it has ${ir.protocols.join(", ") || "none"}.`,
    );
  }
  const endpoints =
    ir.endpointRuleSet && compileRuleSet(ir.endpointRuleSet.value, ir.endpointRuleSet.source);
  diagnostics.push(...(endpoints?.diagnostics ?? []));
  if (hasError(diagnostics)) return { diagnostics };

  const identity = { name: input.packageName, version: input.version ?? "0.1.0" };
  const sources = emitSources(ir, plan, endpoints?.program, under(input.templates, "runtime/"));
  const skeletons = under(input.templates, "package/");
  // Each is handed to the formatter as soon as it is printed.
  const formatting: Promise<[string, string]>[] = [];
  const format = async (path: string, text: string): Promise<[string, string]> => [
    path,
    await input.format(path, text),
  ];
  for (const [path, text] of sources.emitted()) formatting.push(format(path, text));
  for (const [path, text] of packageFiles(ir, identity, skeletons, summarize)) {
    formatting.push(format(path, text));
  }
  const texts = [...sources.copied, ...(await Promise.all(formatting))];
  const files = new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));

  const lock = {
    generator: "tinsmith 0.1.0",
    package: identity,
    model: { service: service.id, version: service.version, sha256: hashModel(model) },
    operations: ir.operations.map(({ name }) => name),
    surface: surfaceOf(ir),
    files: Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])),
  };
  files.set("tinsmith.lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  return {
    files,
    diagnostics,
    summary: { service: ir.clientName, operations: ir.operations.length },
  };
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

function under(
  templates: ReadonlyMap<string, string>,
  folder: string,
): ReadonlyMap<string, string> {
  return new Map(
    [...templates]
      .filter(([path]) => path.startsWith(folder))
      .map(([path, text]) => [path.slice(folder.length), text]),
  );
}
