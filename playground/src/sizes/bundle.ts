import type { BuildOptions, BuildResult, Plugin } from "esbuild";
import { packageImports } from "../../../generator/size/program.js";

/** esbuild's `build`, wherever it runs. */
export type Build = (
  options: BuildOptions & { readonly write: false },
) => Promise<BuildResult<{ write: false }>>;

/**
 * Bundles applications for browsers, each into one minified ES module, without what they load only when
 * it is needed: as `tinsmith size` does, but of sources that are nowhere on disk.
 *
 * @param sources - the files of the package, by path
 * @param programs - the applications' texts, by name, which import from the package's `src`
 * @returns the bundles, by name
 */
export async function bundle(
  build: Build,
  sources: ReadonlyMap<string, string>,
  programs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = [...programs.keys()];
  const { outputFiles } = await build({
    entryPoints: names.map((name, index) => ({ in: `program:${name}`, out: String(index) })),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    absWorkingDir: "/",
    outdir: "/out",
    write: false,
    logLevel: "silent",
    tsconfigRaw: {},
    plugins: [inMemory(sources, programs)],
  });
  const bundles = new Map(outputFiles.map(({ path, contents }) => [path, contents]));
  return new Map(
    names.map((name, index) => {
      const contents = bundles.get(`/out/${index}.js`);
      if (!contents) throw new Error(`esbuild made no bundle of ${name}.`);
      return [name, contents];
    }),
  );
}

function inMemory(
  sources: ReadonlyMap<string, string>,
  programs: ReadonlyMap<string, string>,
): Plugin {
  const imports = packageImports({ folder: "src", root: "src" }, "browser");
  return {
    name: "in-memory",
    setup(build) {
      build.onResolve({ filter: /^program:/ }, ({ path }) => ({
        path: path.slice("program:".length),
        namespace: "program",
      }));
      build.onLoad({ filter: /./, namespace: "program" }, ({ path }) => ({
        contents: programs.get(path) ?? "",
      }));
      build.onResolve({ filter: /^[#.]/ }, ({ path, importer, namespace, kind }) => {
        if (kind === "dynamic-import") return { path, external: true };
        const from = namespace === "program" ? "src/program" : importer;
        // As the package's own package.json says.
        return { path: resolved(path, from, imports), namespace: "source", sideEffects: false };
      });
      build.onLoad({ filter: /./, namespace: "source" }, ({ path }) => {
        const contents = sources.get(path);
        return contents === undefined
          ? { errors: [{ text: `The package has no ${path}.` }] }
          : { contents, loader: "ts" };
      });
    },
  };
}

/** The path of the module that another imports by a specifier. */
function resolved(
  specifier: string,
  from: string,
  imports: Readonly<Record<string, string>>,
): string {
  const own = imports[specifier];
  if (own !== undefined) return `src/${own}`;
  const { pathname } = new URL(specifier, `file:///${from}`);
  return decodeURIComponent(pathname.slice(1)).replace(/\.js$/, ".ts");
}
