import { besideOthers, aliasesOn, type Placement } from "./emit/placement.js";
import { emitShared } from "./emit/emit.js";
import { formatted, lockOf, type Tools } from "./generate.js";
import { textHash } from "./hash.js";
import { planOf, type PlannedService, type ServiceChoice } from "./plannedService.js";
import type { Diagnostic } from "./smithy/diagnostic.js";
import { jsonText } from "./text/visible.js";

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
  const lock = {
    generator: `tinsmith ${input.generatorVersion}`,
    services: Object.fromEntries(
      planned.map((each, index) => [each.key, lockOf(each, result.exports[index] ?? NO_EXPORTS)]),
    ),
    files: Object.fromEntries([...files].map(([path, text]) => [path, textHash(text)])),
  };
  files.set("tinsmith.lock.json", `${jsonText(lock, 2)}\n`);
  return { files, diagnostics };
}

/** For linters, which have nothing to say to code that is not to be edited. */
const NOTES = "/* eslint-disable */\n// biome-ignore-all lint: generated\n";

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
