import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { linkLibrary } from "./packed.js";

const root = resolve(import.meta.dirname, "../..");

/** Tinsmith as `npm publish` would upload it. */
export interface Tarball {
  readonly file: string;
  readonly version: string;
  readonly integrity: string;
  /** Paths of what is in it. */
  readonly paths: readonly string[];
}

/** Packs this repository, which builds it. */
export function packTinsmith(): Tarball {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-tarball-"));
  const args = ["pack", "--json", "--silent", "--pack-destination", folder];
  const printed = execFileSync("npm", args, { cwd: root, encoding: "utf8" });
  const [packed] = Object.values(JSON.parse(printed) as Record<string, Listed>);
  if (!packed) throw new Error("npm pack made no tarball.");
  const { filename, version, integrity, files } = packed;
  return { file: join(folder, filename), version, integrity, paths: files.map(({ path }) => path) };
}

interface Listed {
  readonly filename: string;
  readonly version: string;
  readonly integrity: string;
  readonly files: readonly { readonly path: string }[];
}

/**
 * Installs a tarball into a project as npm would, but without a network: the libraries that it
 * declares, and no others, are this repository's.
 */
export function installTinsmith(project: string, { file }: Tarball): void {
  const folder = join(project, "node_modules/tinsmith");
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", file, "-C", folder, "--strip-components=1"]);
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) linkLibrary(project, name);
  // Makes the links of `node_modules/.bin`.
  execFileSync("npm", ["rebuild", "--offline", "--ignore-scripts", "--silent", "tinsmith"], {
    cwd: project,
  });
}
