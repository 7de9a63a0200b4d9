import { join } from "node:path";
import type { BuildFailure, Plugin } from "esbuild";
import { packageImports, type ClientSources, type Platform } from "./program.js";

/** esbuild does not take the sources; they are not as they were generated. */
export class BundleError extends Error {
  override readonly name = "BundleError";
}

/** What of an application is in its bundle: what it starts with, or also what it loads when needed. */
export type Extent = "start" | "whole";

/** esbuild holds all bundles of a run, with what it knows of each: more would take gigabytes. */
const MOST_AT_ONCE = 100;

/**
 * Bundles applications, each into one minified ES module. Many are bundled in one run of esbuild, which
 * reads each source once and works on as many bundles at once as there are processors.
 *
 * @param sources - the client that their imports start from
 * @param programs - the applications' texts, by name
 * @returns the bundles, by name
 * @throws {BundleError} with what is wrong, and where
 */
export async function bundle(
  sources: Pick<ClientSources, "folder" | "root">,
  programs: ReadonlyMap<string, string>,
  platform: Platform,
  extent: Extent,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const bundles = new Map<string, Uint8Array>();
  const all = [...programs];
  for (let first = 0; first < all.length; first += MOST_AT_ONCE) {
    const some = new Map(all.slice(first, first + MOST_AT_ONCE));
    const plugin = applications(sources, some, platform, extent);
    const bundled = await bundleEach(sources.folder, [...some.keys()], platform, plugin);
    for (const [name, contents] of bundled) bundles.set(name, contents);
  }
  return bundles;
}

async function bundleEach(
  folder: string,
  names: readonly string[],
  platform: Platform,
  plugin: Plugin,
): Promise<readonly (readonly [name: string, contents: Uint8Array])[]> {
  // Loaded when it is needed: it starts a process.
  const { build } = await import("esbuild");
  try {
    const { outputFiles } = await build({
      entryPoints: names.map((name, index) => ({ in: `program:${name}`, out: String(index) })),
      bundle: true,
      minify: true,
      format: "esm",
      platform,
      absWorkingDir: folder,
      outdir: folder,
      write: false,
      logLevel: "silent",
      // No settings of whatever project the sources lie in.
      tsconfigRaw: {},
      plugins: [plugin],
    });
    const contents = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
    return names.map((name, index) => {
      const bundled = contents.get(join(folder, `${index}.js`));
      if (!bundled) throw new Error(`esbuild made no bundle of ${name}.`);
      return [name, bundled] as const;
    });
  } catch (error) {
    if (error instanceof Error && "errors" in error) throw bundleError(error as BuildFailure);
    throw error;
  }
}

function applications(
  sources: Pick<ClientSources, "folder" | "root">,
  programs: ReadonlyMap<string, string>,
  platform: Platform,
  extent: Extent,
): Plugin {
  const { folder, root } = sources;
  const imports = packageImports(sources, platform);
  return {
    name: "applications",
    setup(build) {
      build.onResolve({ filter: /^program:/ }, ({ path }) => ({
        path: path.slice("program:".length),
        namespace: "program",
      }));
      build.onLoad({ filter: /./, namespace: "program" }, ({ path }) => ({
        contents: programs.get(path) ?? "",
        resolveDir: folder,
      }));
      build.onResolve({ filter: /^[#.]/ }, ({ path, kind }) => {
        if (kind === "dynamic-import" && extent === "start") return { path, external: true };
        const own = imports[path];
        return own === undefined ? undefined : { path: join(root, own) };
      });
    },
  };
}

function bundleError({ errors }: BuildFailure): BundleError {
  const [first] = errors;
  const place = first?.location
    ? `${first.location.file}:${first.location.line}:${first.location.column + 1}: `
    : "";
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return new BundleError(`${place}${first?.text ?? "esbuild failed"}${more}`);
}

/** The version of esbuild, by which sizes may differ a little. */
export async function bundlerVersion(): Promise<string> {
  const { version } = await import("esbuild");
  return version;
}
