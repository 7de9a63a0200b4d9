import { besideOthers, aliasesOn, type Placement } from "./emit/placement.js";
import { emitShared } from "./emit/emit.js";
import { summarize } from "./emit/documentation/docs.js";
import type { PackageExports } from "./emit/exports.js";
import { isTemplate } from "./emit/runtime.js";
import { formatted, lockOf, under, type Tools } from "./generate.js";
import { textHash } from "./hash.js";
import { planOf, type PlannedService, type ServiceChoice } from "./plannedService.js";
import { servicesPackageFiles } from "./package/servicesPackage.js";
import { optionalSubpaths } from "./protocols/subpaths.js";
import type { Diagnostic } from "./smithy/diagnostic.js";
import { jsonText } from "./text/visible.js";
import { FIRST_VERSION } from "./versioning/version.js";

/** A service of several that have one runtime. */
export interface KeyedService extends ServiceChoice {
  /** The folder of its modules. */
  readonly key: string;
}

/** How sources in a user's own tree are written. */
export interface SourcesHow {
  /** What relative imports end with. */
  readonly extension: ".js" | ".ts" | "";
  readonly platform: "node" | "web" | "both";
  /** What is written beside each service. */
  readonly with: readonly ("testing" | "smithy" | "otel")[];
}

/** What sources in a user's own tree are generated from. */
export interface GenerateSourcesInput extends Tools, SourcesHow {
  /** At least one. */
  readonly services: readonly KeyedService[];
  /** Of Tinsmith itself. */
  readonly generatorVersion: string;
}

export interface GeneratedServices {
  /** Path in the folder to text; absent where a diagnostic is an error. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** Of each service, in their order. */
  readonly diagnostics: readonly (readonly Diagnostic[])[];
}

/**
 * Generates sources for a user's own tree: a folder for each service, one runtime beside them, and no
 * package around them. Pure; what it says is in the diagnostics.
 */
export async function generateSources(input: GenerateSourcesInput): Promise<GeneratedServices> {
  const { planned, diagnostics } = planAll(input.services, input);
  if (!planned) return { diagnostics };
  const { extension, platform } = input;
  const how = { extension, hasIndex: false, aliases: aliasesOn(platform), notes: NOTES };
  const sources = planned.map((each) => sourceOf(each, besideOthers(each.key, how)));
  const { files, result } = await formatted(input, (take) =>
    emitShared(sources, (path) => isWanted(path, input), input.templates, take),
  );
  return {
    files: withLock(files, input.generatorVersion, {}, planned, result.exports),
    diagnostics,
  };
}

/** What a package of several services is generated from. */
export interface GenerateServicesInput extends Tools {
  /** At least one. */
  readonly services: readonly KeyedService[];
  readonly packageName: string;
  readonly version?: string | undefined;
  /** The URL of the repository that the package is published from. */
  readonly repository?: string | undefined;
  /** Of Tinsmith itself. */
  readonly generatorVersion: string;
}

/**
 * Generates a package of several services, each under a subpath, with one runtime. Pure; what it says
 * is in the diagnostics.
 */
export async function generateServices(input: GenerateServicesInput): Promise<GeneratedServices> {
  const { planned, diagnostics } = planAll(input.services, input);
  if (!planned) return { diagnostics };
  const { packageName: name, version = FIRST_VERSION, repository, templates } = input;
  const how = { extension: ".js", hasIndex: true, notes: "" } as const;
  const sources = planned.map((each) => ({
    ...sourceOf(each, besideOthers(each.key, how)),
    packageName: `${name}/${each.key}`,
  }));
  const { files, result } = await formatted(input, (take) => {
    const inSources = (path: string, text: string): void => take(`src/${path}`, text);
    const { copied, exports } = emitShared(sources, () => true, templates, inSources);
    const services = planned.map(({ key, plan, callable: service }) => {
      return { key, service, subpaths: optionalSubpaths(plan, service) };
    });
    const own = servicesPackageFiles(
      services,
      { name, version, repository },
      sharedParts(copied.keys()),
      under(templates, "package-services/"),
      summarize,
    );
    for (const [path, text] of own) take(path, text);
    for (const [path, text] of under(templates, "package/")) {
      const name = path.replace(/\.hbs$/, "");
      if (!own.has(name)) take(name, text);
    }
    return {
      copied: new Map([...copied].map(([path, text]) => [`src/${path}`, text])),
      exports,
    };
  });
  const identity = { package: { name, version } };
  const { generatorVersion } = input;
  return {
    files: withLock(files, generatorVersion, identity, planned, result.exports),
    diagnostics,
  };
}

/** The parts of which something is copied, by their files in `dist`. */
function sharedParts(copied: Iterable<string>): readonly string[] {
  const folders = [...copied].flatMap((path) => {
    const module = path.replace(/^runtime\//, "");
    return isTemplate(module) ? (module.split("/")[0] ?? []) : [];
  });
  const parts = folders.map((folder) => (folder === "dynamodb" ? "documents" : folder));
  return [...new Set(parts)].sort();
}

function withLock(
  files: ReadonlyMap<string, string>,
  generatorVersion: string,
  identity: object,
  planned: readonly (PlannedService & { readonly key: string })[],
  exports: readonly PackageExports[],
): ReadonlyMap<string, string> {
  const lock = {
    generator: `tinsmith ${generatorVersion}`,
    ...identity,
    services: Object.fromEntries(
      planned.map((each, index) => [each.key, lockOf(each, exports[index] ?? NO_EXPORTS)]),
    ),
    files: Object.fromEntries([...files].map(([path, text]) => [path, textHash(text)])),
  };
  return new Map([...files, ["tinsmith.lock.json", `${jsonText(lock, 2)}\n`]]);
}

/**
 * For linters and formatters, which have nothing to say to code that is not to be edited. ESLint would
 * say of files without a mistake that they disable it for nothing: the first line is one for each.
 */
const NOTES = `\
/* eslint max-lines: [1, 3] */
/* eslint-disable */
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
// biome-ignore-all assist: generated
`;

const NO_EXPORTS = { package: {}, subpaths: {} };

/** Whether sources have a module that the service has. */
function isWanted(path: string, { platform, with: beside }: SourcesHow): boolean {
  // What finds credentials on Node.
  if (path === "credentials") return platform !== "web";
  const optional = ["testing", "smithy", "otel"] as const;
  return !optional.some((each) => each === path) || beside.some((each) => each === path);
}

function sourceOf({ ir, plan, endpoints }: PlannedService, placement: Placement) {
  return { service: ir, plan, endpoints, placement };
}

/** The plans of services; absent where a diagnostic of any of them is an error. */
function planAll(
  services: readonly KeyedService[],
  { timed }: Tools,
): {
  readonly planned?: readonly (PlannedService & { readonly key: string })[] | undefined;
  readonly diagnostics: readonly (readonly Diagnostic[])[];
} {
  const all = services.map((service) => ({ key: service.key, ...planOf(service, timed) }));
  const planned = all.flatMap(({ key, planned }) => (planned ? [{ ...planned, key }] : []));
  return {
    planned: planned.length === all.length ? planned : undefined,
    diagnostics: all.map(({ diagnostics }) => diagnostics),
  };
}
