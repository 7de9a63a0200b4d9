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

/** A program for AWS SDK v3, and what became of it. */
export interface MovedProgram {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly remarks: Migrated["remarks"];
  /** The sources of the clients that it now uses, by path. */
  readonly clients: ReadonlyMap<string, string>;
}

/**
 * Migrates a program, with clients generated of the official models that have just the operations
 * which `tinsmith migrate` asks for, and those of waiters.
 *
 * @param models the services' keys, with the operations of their waiters
 */
export async function moveProgram(
  file: string,
  models: Readonly<Record<string, readonly string[]>>,
  data: ConformanceData,
): Promise<MovedProgram> {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const files = new Map([[path, before]]);
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
  const result = migrate({ files, clients });
  return {
    path,
    before,
    after: result.files.get(path) ?? before,
    remarks: result.remarks,
    clients: sources,
  };
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
