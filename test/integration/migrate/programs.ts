import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { migrate, type Migrated } from "../../../generator/migrate/migrate.js";
import { missingIn } from "../../../generator/migrate/missing.js";
import { readProgram } from "../../../generator/migrate/program.js";
import type { MigrationClient } from "../../../generator/migrate/services.js";
import { readSurface } from "../../../generator/versioning/readSurface.js";
import type { ConformanceData } from "../../support/conformance.js";
import { generateText } from "../../support/generate.js";

/** Where the programs lie, and, in memory, their clients. */
export const folder = join(import.meta.dirname, "programs");

/** Programs for AWS SDK v3, and what became of them. */
export interface Moved {
  readonly after: Migrated["files"];
  readonly remarks: Migrated["remarks"];
  /** The sources of the clients that they now use, by path. */
  readonly clients: ReadonlyMap<string, string>;
}

/** One of them. */
export interface MovedProgram extends Omit<Moved, "after"> {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Services' keys, with the operations of their waiters. */
export type Models = Readonly<Record<string, readonly string[]>>;

/**
 * Migrates programs, with clients generated of the official models that have just the operations
 * which `tinsmith migrate` asks for, and those of waiters.
 */
export async function moveFiles(
  files: ReadonlyMap<string, string>,
  models: Models,
  data: ConformanceData,
): Promise<Moved> {
  const unknown = new Map(Object.keys(models).map((key) => [key, undefined]));
  const missing = missingIn(readProgram(files, new Map(), unknown), unknown);
  const sources = new Map<string, string>();
  const clients: MigrationClient[] = [];
  for (const [key, waited] of Object.entries(models)) {
    const { files: generated, diagnostics } = await generateText(data.read(`models/${key}.json`), {
      operations: [...(missing.get(key) ?? []), ...waited],
      format: (_path, text) => Promise.resolve(text),
    });
    if (!generated) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
    for (const [name, text] of generated) {
      if (name.startsWith("src/")) sources.set(join(folder, key, name), text);
    }
    const surface = readSurface(generated.get("tinsmith.lock.json") ?? "");
    const module = (subpath: string) => (subpath === "." ? "index" : subpath.slice(2));
    clients.push({ surface, specifier: (subpath) => `./${key}/src/${module(subpath)}.js` });
  }
  const { files: after, remarks, missing: still } = migrate({ files, clients });
  if (still.size > 0) throw new Error(`Still missing: ${[...still.keys()].join(", ")}`);
  return { after, remarks, clients: sources };
}

/** The same of a program in the folder. */
export async function moveProgram(
  file: string,
  models: Models,
  data: ConformanceData,
): Promise<MovedProgram> {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const moved = await moveFiles(new Map([[path, before]]), models, data);
  return { ...moved, path, before, after: moved.after.get(path) ?? before };
}

/** What a program exports, bundled for Node from texts in memory and imported. */
export async function importProgram<T>(
  path: string,
  text: string,
  clients: ReadonlyMap<string, string>,
): Promise<T> {
  const inMemory: Plugin = {
    name: "clients",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(\.|#)/ }, ({ path: specifier, importer, resolveDir }) => {
        const owner = [...clients.keys()].find((one) => one === importer);
        const root = owner && /^.*?\/src\//.exec(owner.slice(folder.length))?.[0];
        const own: Readonly<Record<string, string>> = {
          "#chain": "runtime/auth/chain.node.ts",
          "#credentials": "credentials.ts",
          "#platform": "runtime/http/platform.node.ts",
          "#runtime": "runtime/index.ts",
        };
        const found = own[specifier]
          ? `${folder}${root ?? ""}${own[specifier]}`
          : join(owner ? join(importer, "..") : resolveDir, specifier).replace(/\.js$/, ".ts");
        return clients.has(found) ? { path: found, namespace: "client" } : undefined;
      });
      onLoad({ filter: /.*/, namespace: "client" }, ({ path: name }) => ({
        contents: clients.get(name) ?? "",
        loader: "ts",
        resolveDir: folder,
      }));
    },
  };
  const { outputFiles } = await build({
    stdin: { contents: text, sourcefile: path, resolveDir: folder, loader: "ts" },
    plugins: [inMemory],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire("/");',
    },
  });
  const code = outputFiles[0]?.text ?? "";
  return (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as T;
}
