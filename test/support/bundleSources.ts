import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { build, type Plugin } from "esbuild";
import { sourceImports } from "./sourcePackage.js";

/** Finds the modules of a package among its files, where the package's exports would have them. */
function among(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: "generated",
    setup(build) {
      build.onResolve({ filter: /^(#|\.{1,2}\/)/ }, ({ path, importer }) => ({
        namespace: "generated",
        path:
          sourceImports[path] ?? posix.join(posix.dirname(importer), path).replace(/\.js$/, ".ts"),
      }));
      build.onLoad({ filter: /.*/, namespace: "generated" }, ({ path }) => ({
        contents: files.get(path) ?? "",
        loader: "ts",
      }));
    },
  };
}

/** The main module of a generated package, bundled in memory for Node and imported. */
export async function importSources<T>(
  files: ReadonlyMap<string, string>,
  entry = "./src/index.js",
): Promise<T> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(entry)};`, sourcefile: "entry.ts" },
    plugins: [among(files)],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const text = outputFiles.map((file) => file.text).join("");
  // From a file: every frame of an error's stack has the module's URL in it.
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-sources-"));
  try {
    const file = join(folder, "index.mjs");
    writeFileSync(file, text);
    return (await import(/* @vite-ignore */ file)) as T;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
