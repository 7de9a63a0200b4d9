import { customizePlan, customizeService } from "./customizations/customizations.js";
import { surfaceIn } from "./describe.js";
import { emitSources } from "./emit/emit.js";
import { summarize } from "./emit/documentation/docs.js";
import type { PackageExports } from "./emit/exports.js";
import { authSchemesIn } from "./endpoints/authSchemes.js";
import { compileEndpoints, type ServiceEndpoints } from "./endpoints/service.js";
import { hashModel, textHash } from "./hash.js";
import type { LongType, ServiceIr } from "./ir/ir.js";
import { lowerService } from "./ir/lower.js";
import { settleNames, type Names } from "./ir/names.js";
import type { Remembered } from "./ir/remembered.js";
import { packageFiles } from "./package/package.js";
import { optionalSubpaths } from "./protocols/subpaths.js";
import type { WirePlan } from "./protocols/plan.js";
import { chooseProtocol, formsOf, planService, supportedProtocols } from "./protocols/protocols.js";
import type { Diagnostic } from "./smithy/diagnostic.js";
import type { Model, ServiceShape } from "./smithy/model.js";
import { supportOf, unsupportedProtocol } from "./smithy/support.js";
import { at, error } from "./smithy/report.js";
import { selectOperations, selectService } from "./smithy/select.js";
import { sliceModel } from "./smithy/slice.js";
import { validateModel } from "./smithy/validate.js";
import { jsonText } from "./text/visible.js";
import { untimed, type Timed } from "./timing.js";
import { FIRST_VERSION } from "./versioning/version.js";

/** What of a model is generated, and the tools for it. */
export interface SourcesInput {
  readonly model: Model;
  /** Shape ID or name; where absent, the model has to have one service only. */
  readonly service?: string | undefined;
  /** Names, or patterns with `*`; where absent, all. */
  readonly operations?: readonly string[] | undefined;
  /** What callers have longs as; numbers, where absent. */
  readonly long?: LongType | undefined;
  /** What the package has exported so far, which keeps its names. */
  readonly remembered?: Remembered | undefined;
  /** The npm package's name; absent where there is none around the sources. */
  readonly packageName?: string | undefined;
  /** The texts of `templates/`, by path under it. */
  readonly templates: ReadonlyMap<string, string>;
  readonly format: (path: string, text: string) => Promise<string>;
  /** Told of each stage's work; see `createTimer`. */
  readonly timed?: Timed | undefined;
}

/** What a package is generated from. */
export interface GenerateInput extends SourcesInput {
  readonly packageName: string;
  readonly version?: string | undefined;
  /** The shape ID or name of the protocol to speak; where absent, the service's that is best. */
  readonly protocol?: string | undefined;
  /** Of Tinsmith itself. */
  readonly generatorVersion: string;
  /** The URL of the repository that the package is published from. */
  readonly repository?: string | undefined;
}

export interface Generated {
  /** Path in the package to text; absent where a diagnostic is an error. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly summary?: { readonly service: string; readonly operations: number } | undefined;
}

/** Generates a package: from a model to the texts of files. Pure; what it says is in the diagnostics. */
export async function generate(input: GenerateInput): Promise<Generated> {
  const { model, service, names, diagnostics } = slice(input);
  if (!model || !service) return { diagnostics };

  const { timed = untimed } = input;
  const protocol = chooseProtocol([...service.traits.keys()], input.protocol);
  const support = timed("validate", () => supportOf(model, service, formsOf(protocol)));
  const ir = timed("lower", () =>
    customizeService(
      lowerService(model, service, {
        isTypesOnly: (id) => support.typesOnly.has(id),
        names,
        long: input.long,
        remembered: input.remembered,
      }),
    ),
  );
  const callable = { ...ir, operations: ir.operations.filter(({ typesOnly }) => !typesOnly) };
  const ids = callable.operations.map(({ shape }) => shape);
  const { endpoints, diagnostics: found } = timed("endpoints", () =>
    compileEndpoints(model, service, ids, { hasRegion: ir.signingName !== undefined }),
  );
  const plan = timed("plan", () => {
    const ofProtocol = protocol && planService(ir, protocol);
    const asked = endpoints && authSchemesIn(endpoints.program);
    return ofProtocol && customizePlan(ofProtocol, ir, asked);
  });
  if (!plan) {
    const { protocols } = ir;
    const problem = unsupportedProtocol(service, protocols, supportedProtocols, input.protocol);
    return { diagnostics: [...diagnostics, problem] };
  }
  for (const some of [support.problems, support.typesOnly.values(), found]) {
    for (const diagnostic of some) diagnostics.push(diagnostic);
  }
  if (hasError(diagnostics)) return { diagnostics };

  const { packageName: name, version = FIRST_VERSION, repository } = input;
  const identity = { name, version, repository };
  const { files, exports } = await sourceFiles(input, ir, plan, endpoints, () =>
    packageFiles(
      callable,
      identity,
      optionalSubpaths(plan, callable),
      under(input.templates, "package/"),
      summarize,
    ),
  );
  const lock = {
    generator: `tinsmith ${input.generatorVersion}`,
    package: { name, version },
    model: { service: service.id, version: service.version, sha256: hashModel(model) },
    protocol,
    operations: callable.operations.map(({ name }) => name),
    surface: surfaceIn(model, service, ir, endpoints, exports),
    files: Object.fromEntries([...files].map(([path, text]) => [path, textHash(text)])),
  };
  files.set("tinsmith.lock.json", `${jsonText(lock, 2)}\n`);
  return {
    files,
    diagnostics,
    summary: { service: ir.clientName, operations: callable.operations.length },
  };
}

/**
 * Generates the sources of a service's types, without a client or a package around them. That is
 * possible for any service, whatever its protocol.
 */
export async function generateTypes(input: SourcesInput): Promise<Generated> {
  const { model, service, names, diagnostics } = slice(input);
  if (!model || !service) return { diagnostics };
  const { timed = untimed } = input;
  const ir = timed("lower", () =>
    customizeService(
      lowerService(model, service, {
        isTypesOnly: () => true,
        names,
        long: input.long,
        remembered: input.remembered,
      }),
    ),
  );
  const { files } = await sourceFiles(input, ir);
  return {
    files,
    diagnostics,
    summary: { service: ir.clientName, operations: ir.operations.length },
  };
}

/** The operations asked for and their closure, checked; absent where there is an error. */
function slice(input: SourcesInput): {
  readonly model?: Model;
  readonly service?: ServiceShape;
  readonly names?: Names;
  readonly diagnostics: Diagnostic[];
} {
  const { timed = untimed } = input;
  const chosen = timed("select", () => selectService(input.model, input.service));
  const { service: whole } = chosen;
  if (!whole) return { diagnostics: chosen.diagnostics };
  const selected = timed("select", () => selectOperations(input.model, whole, input.operations));
  const model = timed("slice", () => sliceModel(input.model, whole, selected.operations));
  const service = model.shapes.get(whole.id);
  if (service?.type !== "service") throw new Error("A slice keeps its service.");
  const diagnostics = [
    ...chosen.diagnostics,
    ...selected.diagnostics,
    ...timed("validate", () => validateModel(model, service)),
  ];
  if (selected.operations.length === 0 && !hasError(diagnostics)) {
    const message = `${service.id} has no operations to generate.`;
    diagnostics.push(error("Service.NoOperations", message, at(service)));
  }
  if (hasError(diagnostics)) return { diagnostics };
  return {
    model,
    service,
    names: timed("lower", () => settleNames(input.model, whole, input.remembered)),
    diagnostics,
  };
}

/** The printed and formatted files, by path, and what they export beside the service's own. */
async function sourceFiles(
  { packageName, templates, format, timed = untimed }: SourcesInput,
  ir: ServiceIr,
  plan?: WirePlan,
  endpoints?: ServiceEndpoints,
  others: () => Iterable<readonly [path: string, text: string]> = () => [],
): Promise<{ readonly files: Map<string, string>; readonly exports: PackageExports }> {
  // Each is handed to the formatter as soon as it is printed, and is formatted meanwhile.
  const formatting: Promise<[string, string]>[] = [];
  const sources = timed("emit", () => {
    const take = (path: string, text: string): void => {
      formatting.push(format(path, text).then((formatted) => [path, formatted]));
    };
    // The README first: it takes longest, and another part of the formatter.
    for (const [path, text] of others()) take(path, text);
    return emitSources(ir, packageName, plan, endpoints, templates, take);
  });
  const texts = [...sources.copied, ...(await timed("format", () => Promise.all(formatting)))];
  const files = new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
  return { files, exports: sources.exports };
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
