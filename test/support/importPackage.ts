import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Generated } from "../../generator/generate.js";
import { sourcePackage } from "./sourcePackage.js";

const root = resolve(import.meta.dirname, "../..");

type Module = Readonly<Record<string, unknown>>;

/** A generated package's modules, from sources that lie in a folder of their own. */
export interface ImportedPackage {
  readonly index: Module;
  readonly testing: Module;
  readonly smithy: Module;
  remove(): void;
}

/** @throws where there are no sources to import */
export async function importPackage({ files, diagnostics }: Generated): Promise<ImportedPackage> {
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const folder = join(root, ".cache", `package.${process.pid}.${count++}`);
  for (const [path, text] of files) {
    if (!path.startsWith("src/")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "package.json"), sourcePackage);
  const from = async (name: string) =>
    (await import(/* @vite-ignore */ join(folder, "src", `${name}.ts`))) as Module;
  return {
    index: await from("index"),
    testing: await from("testing"),
    smithy: await from("smithy"),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let count = 0;
