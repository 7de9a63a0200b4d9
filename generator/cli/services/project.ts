import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { getTsconfig, parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";
import type { SourcesOptions } from "../configEntries.js";
import { display } from "../inputs.js";
import { UserError } from "../userError.js";

/** What a project says of how sources in it have to be written. */
export interface Project {
  readonly extension: SourcesOptions["extension"];
  readonly platform: SourcesOptions["platform"];
  /** Where sources go, unless asked otherwise: `src/aws`, or `aws` where there is no `src`. */
  readonly out: string;
  /** What has to be done before they compile. */
  readonly missing: readonly string[];
}

/** The parts of a package.json that tell something. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly workspaces?: unknown;
}

type CompilerOptions = NonNullable<TsConfigJsonResolved["compilerOptions"]>;

const BUNDLERS = [
  "@angular/build",
  "@sveltejs/kit",
  "astro",
  "esbuild",
  "next",
  "nuxt",
  "parcel",
  "rolldown",
  "rollup",
  "vite",
  "webpack",
];
const WORKERS = ["@cloudflare/workers-types", "wrangler"];

/**
 * Looks at the tsconfig.json and the package.json files around a folder.
 *
 * @throws {UserError} where one of them cannot be read.
 */
export function detectProject(folder: string): Project {
  const options = compilerOptions(folder);
  const installed = dependenciesAround(folder);
  const platform = platformOf(options, installed);
  return {
    extension: extensionOf(options),
    platform,
    out: isFolder(join(folder, "src")) ? "src/aws" : "aws",
    missing: options ? missingFor(options, platform, folder) : [],
  };
}

function missingFor(
  options: CompilerOptions,
  platform: Project["platform"],
  folder: string,
): readonly string[] {
  const missing: string[] = [];
  if (platform !== "web" && !existsAround(folder, "node_modules/@types/node")) {
    missing.push(`${installCommand(folder)} @types/node`);
  }
  const { target } = options;
  if (target !== undefined && /^es[35]$/i.test(target)) {
    missing.push(
      `set "target" in tsconfig.json to "es2015" or later; it is ${JSON.stringify(target)}`,
    );
  }
  return missing;
}

/**
 * What relative imports end with. Compilers take `.js` for a `.ts` file wherever modules are resolved,
 * but bundlers do not all, and no more do tools that run CommonJS.
 */
function extensionOf(options: CompilerOptions | undefined): Project["extension"] {
  // Without a compiler, sources are for what runs TypeScript as it is: Node, Deno, Bun.
  if (!options) return ".ts";
  if (options.allowImportingTsExtensions || options.rewriteRelativeImportExtensions) return ".ts";
  const [module, resolution] = [options.module, options.moduleResolution].map((name) =>
    name?.toLowerCase(),
  );
  const isNode = /^node(?:16|18|20|next)$/;
  if (resolution !== undefined) return isNode.test(resolution) ? ".js" : "";
  return module !== undefined && isNode.test(module) ? ".js" : "";
}

function platformOf(
  options: CompilerOptions | undefined,
  installed: ReadonlySet<string>,
): Project["platform"] {
  const types = options?.types ?? [];
  const isOneOf = (names: readonly string[]): boolean =>
    names.some((name) => installed.has(name) || types.includes(name));
  if (isOneOf(WORKERS)) return "web";
  const hasNode = isOneOf(["@types/node", "node"]);
  // Where `lib` is left out, the DOM is in it: nobody's choice.
  const hasDom = options?.lib?.some((lib) => lib.toLowerCase() === "dom");
  if (hasDom && !hasNode) return "web";
  return hasNode && !hasDom && !isOneOf(BUNDLERS) ? "node" : "both";
}

/** The compiler's options for the sources in a folder, what they extend included. */
function compilerOptions(folder: string): CompilerOptions | undefined {
  try {
    const found = getTsconfig(folder);
    if (!found) return undefined;
    const { files, include, references, compilerOptions = {} } = found.config;
    const [first] = references ?? [];
    // It holds nothing but projects together: the first is the application's own.
    if (!first || files?.length !== 0 || include) return compilerOptions;
    const path = resolve(dirname(found.path), first.path);
    const file = isFolder(path) ? join(path, "tsconfig.json") : path;
    return parseTsconfig(file).compilerOptions ?? {};
  } catch (error) {
    throw new UserError(`The tsconfig.json of this project cannot be read: ${reason(error)}`);
  }
}

/** What the nearest package.json asks for, and that of the workspace around it, if there is one. */
function dependenciesAround(folder: string): ReadonlySet<string> {
  const [own, ...outer] = foldersAround(folder).flatMap((at): Manifest[] => {
    const file = join(at, "package.json");
    if (!existsSync(file)) return [];
    try {
      const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
      const isWorkspace = manifest.workspaces || existsSync(join(at, "pnpm-workspace.yaml"));
      return [{ ...manifest, workspaces: isWorkspace }];
    } catch (error) {
      throw new UserError(`${display(file, folder)} cannot be read: ${reason(error)}`);
    }
  });
  const workspace = outer.find(({ workspaces }) => workspaces);
  const names = [own, workspace].flatMap((manifest) =>
    Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }),
  );
  return new Set(names);
}

const INSTALL = {
  "pnpm-lock.yaml": "pnpm add -D",
  "yarn.lock": "yarn add -D",
  "bun.lock": "bun add -d",
};

function installCommand(folder: string): string {
  const used = Object.entries(INSTALL).find(([lock]) => existsAround(folder, lock));
  return used?.[1] ?? "npm install -D";
}

function existsAround(folder: string, path: string): boolean {
  return foldersAround(folder).some((at) => existsSync(join(at, path)));
}

/** A folder, and those around it. */
function foldersAround(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAround(above)];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function reason(error: unknown): string {
  return `${error instanceof Error ? error.message : String(error)}.`.replace(/\.\.$/, ".");
}
