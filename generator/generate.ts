import { surfaceIn } from "./describe.js";
import { emitSources, type ServiceInput } from "./emit/emit.js";
import { summarize } from "./emit/documentation/docs.js";
import type { PackageExports } from "./emit/exports.js";
import { hashModel, textHash } from "./hash.js";
import { packageFiles } from "./package/package.js";
import { lowerTypes, planOf, type PlannedService, type ServiceChoice } from "./plannedService.js";
import { optionalSubpaths } from "./protocols/subpaths.js";
import type { Diagnostic } from "./smithy/diagnostic.js";
import { jsonText } from "./text/visible.js";
import { untimed, type Timed } from "./timing.js";
import { FIRST_VERSION } from "./versioning/version.js";

/** The tools of generating. */
export interface Tools {
  /** The texts of `templates/`, by path under it. */
  readonly templates: ReadonlyMap<string, string>;
  readonly format: (path: string, text: string) => Promise<string>;
  /** Told of each stage's work; see `createTimer`. */
  readonly timed?: Timed | undefined;
}

/** What of a model is generated, and the tools for it. */
export interface SourcesInput extends ServiceChoice, Tools {
  /** The npm package's name; absent where there is none around the sources. */
  readonly packageName?: string | undefined;
}

/** What a package is generated from. */
export interface GenerateInput extends SourcesInput {
  readonly packageName: string;
  readonly version?: string | undefined;
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
  const { planned, diagnostics } = planOf(input, input.timed);
  if (!planned) return { diagnostics };
  const { packageName: name, version = FIRST_VERSION, repository } = input;
  const { ir, callable, plan, endpoints } = planned;
  const identity = { name, version, repository };
  const source = { service: ir, packageName: name, plan, endpoints };
  const { files, exports } = await sourceFiles(input, source, () =>
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
    ...lockOf(planned, exports),
    files: Object.fromEntries([...files].map(([path, text]) => [path, textHash(text)])),
  };
  files.set("tinsmith.lock.json", `${jsonText(lock, 2)}\n`);
  return {
    files,
    diagnostics,
    summary: { service: ir.clientName, operations: callable.operations.length },
  };
}

/** What a lock file tells of a service. */
export function lockOf(
  { model, shape, ir, callable, protocol, endpoints }: PlannedService,
  exports: PackageExports,
) {
  return {
    model: { service: shape.id, version: shape.version, sha256: hashModel(model) },
    protocol,
    operations: callable.operations.map(({ name }) => name),
    surface: surfaceIn(model, shape, ir, endpoints, exports),
  };
}

/**
 * Generates the sources of a service's types, without a client or a package around them. That is
 * possible for any service, whatever its protocol.
 */
export async function generateTypes(input: SourcesInput): Promise<Generated> {
  const { ir, diagnostics } = lowerTypes(input, input.timed);
  if (!ir) return { diagnostics };
  const { files } = await sourceFiles(input, { service: ir, packageName: input.packageName });
  return {
    files,
    diagnostics,
    summary: { service: ir.clientName, operations: ir.operations.length },
  };
}

/** The printed and formatted files, by path, and what they export beside the service's own. */
async function sourceFiles(
  tools: Tools,
  source: ServiceInput,
  others: () => Iterable<readonly [path: string, text: string]> = () => [],
): Promise<{ readonly files: Map<string, string>; readonly exports: PackageExports }> {
  const { files, result } = await formatted(tools, (take) => {
    // The README first: it takes longest, and another part of the formatter.
    for (const [path, text] of others()) take(path, text);
    return emitSources(source, tools.templates, take);
  });
  return { files, exports: result.exports };
}

/**
 * What is emitted, formatted, with what is copied as it is; by path, in order.
 *
 * @param emit - gives each file to what it is called with, and returns the others
 */
export async function formatted<Result extends { readonly copied: ReadonlyMap<string, string> }>(
  { format, timed = untimed }: Tools,
  emit: (take: (path: string, text: string) => void) => Result,
): Promise<{ readonly files: Map<string, string>; readonly result: Result }> {
  // Each is handed to the formatter as soon as it is printed, and is formatted meanwhile.
  const formatting: Promise<[string, string]>[] = [];
  const result = timed("emit", () =>
    emit((path, text) => {
      formatting.push(format(path, text).then((formatted) => [path, formatted]));
    }),
  );
  const texts = [...result.copied, ...(await timed("format", () => Promise.all(formatting)))];
  return { files: new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1))), result };
}

/** The templates in a folder, by path under that. */
export function under(
  templates: ReadonlyMap<string, string>,
  folder: string,
): ReadonlyMap<string, string> {
  return new Map(
    [...templates]
      .filter(([path]) => path.startsWith(folder))
      .map(([path, text]) => [path.slice(folder.length), text]),
  );
}
