import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../generator/cli/root.js";
import { buildGenerated } from "./buildGenerated.js";

/** A package under `generated/`, packed as npm would publish it, and installed where nothing else is. */
export interface Packed {
  readonly tarball: string;
  /** A project that depends on the package alone. */
  readonly project: string;
  remove(): void;
}

/** Packs a package, built where it is not yet, and installs it into an empty project. */
export function packAndInstall(name: string): Packed {
  buildGenerated(name);
  return installPacked(join(packageRoot, "generated", name));
}

/** Builds and packs a package of generated texts, by path, and installs it into an empty project. */
export function installGenerated(files: ReadonlyMap<string, string>): Packed {
  // Here, so that its build finds the compiler.
  const build = join(packageRoot, ".cache/build");
  mkdirSync(build, { recursive: true });
  const source = mkdtempSync(join(build, "package-"));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), text);
    }
    npm(source, ["run", "--silent", "build"]);
    return installPacked(source);
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
}

/** Packs the package in a folder, which is built, and installs it into an empty project. */
export function installPacked(source: string): Packed {
  const folder = mkdtempSync(join(tmpdir(), "tinsmith-packed-"));
  npm(source, ["pack", "--ignore-scripts", "--silent", "--pack-destination", folder]);
  const file = readdirSync(folder).find((entry) => entry.endsWith(".tgz"));
  if (file === undefined) throw new Error(`npm pack of ${source} left no tarball.`);
  const tarball = join(folder, file);
  const project = join(folder, "project");
  mkdirSync(project);
  npm(project, ["init", "--yes", "--silent"]);
  npm(project, ["install", "--offline", "--no-audit", "--no-fund", "--silent", tarball]);
  return {
    tarball,
    project,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lets a project find a library of this repository, as if it had installed it too. */
export function linkLibrary(project: string, name: string): void {
  const target = join(project, "node_modules", name);
  mkdirSync(join(target, ".."), { recursive: true });
  symlinkSync(join(packageRoot, "node_modules", name), target);
}

function npm(cwd: string, args: readonly string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
