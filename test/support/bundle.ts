import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { sourceImports } from "./sourcePackage.js";

const root = resolve(import.meta.dirname, "../..");

/** Modules of a generated package, by path in `src`. */
export type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Bundles some modules of a generated package, as its users' bundlers do, and imports them.
 *
 * @param files - the package's, by path
 * @param entries - paths in `src`, without extension
 */
export async function importModules(
  files: ReadonlyMap<string, string>,
  entries: readonly string[],
): Promise<Modules> {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-bundle-"));
  try {
    await bundleModules(files, entries, folder);
    const modules: [string, Record<string, unknown>][] = [];
    for (const entry of entries) {
      const url = pathToFileURL(join(folder, `${entry}.mjs`)).href;
      modules.push([entry, (await import(url)) as Record<string, unknown>]);
    }
    return Object.fromEntries(modules);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bundles some modules of a generated package into a folder, as `.mjs`. */
export async function bundleModules(
  files: ReadonlyMap<string, string>,
  entries: readonly string[],
  folder: string,
): Promise<void> {
  await build({
    entryPoints: entries.map((entry) => ({ in: `src/${entry}.ts`, out: entry })),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    logLevel: "silent",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    plugins: [sourcesIn(files)],
  });
}

/** Lets esbuild find the modules of a package that is nowhere on disk. */
function sourcesIn(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: "sources",
    setup({ onLoad, onResolve }) {
      const found = (path: string) => ({ path, namespace: "package" });
      onResolve({ filter: /^src\// }, ({ path }) => found(path));
      onResolve({ filter: /^#/ }, ({ path }) => found(sourceImports[path] ?? path));
      onResolve({ filter: /^\./, namespace: "package" }, ({ path, importer }) =>
        found(posix.join(posix.dirname(importer), path).replace(/\.js$/, ".ts")),
      );
      onLoad({ filter: /./, namespace: "package" }, ({ path }) => {
        const contents = files.get(path);
        return contents === undefined
          ? { errors: [{ text: `The package has no ${path}` }] }
          : { contents, loader: "ts", resolveDir: root };
      });
    },
  };
}
