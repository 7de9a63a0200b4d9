import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot as root } from "../../generator/cli/root.js";

/**
 * Vitest's global setup: builds the packages under `generated/` whose `dist` is not that of their
 * sources, so that tests use what a package's users get. Where nothing changed it only hashes.
 */
export function setup(): void {
  for (const name of readdirSync(join(root, "generated"))) {
    if (existsSync(join(root, "generated", name, "tsconfig.json"))) buildGenerated(name);
  }
}

/** Builds the package of that name. */
export function buildGenerated(name: string): void {
  const folder = join(root, "generated", name);
  const dist = join(folder, "dist");
  // Not in `dist`, since that is packed.
  const stamp = join(root, "node_modules/.cache/tinsmith", `${name}.built`);
  const sources = hashOf(folder, [
    "package.json",
    "tsconfig.json",
    "build.mjs",
    ...filesUnder(folder, "src"),
  ]);
  const stampFor = () =>
    existsSync(dist) ? `${sources} ${hashOf(folder, filesUnder(folder, "dist"))}` : "";
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === stampFor()) return;

  // Other runs may be building or reading the same: each builds a copy and then replaces file by
  // file, so that none is ever missing or half written, and all write the same. The compiler finds
  // a package's own imports by its own `dist`, and leaves alone what lies in `node_modules`.
  const copy = join(root, ".cache/build", `${name}.${process.pid}`);
  try {
    for (const part of ["package.json", "tsconfig.json", "build.mjs", "src"]) {
      cpSync(join(folder, part), join(copy, part), { recursive: true });
    }
    const options = { cwd: copy, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "build"], options);
    if (status !== 0) throw new Error(`generated/${name} does not build:\n${stdout}${stderr}`);
    const fresh = join(copy, "dist");
    const built = filesUnder(fresh, ".");
    for (const file of built) {
      mkdirSync(dirname(join(dist, file)), { recursive: true });
      renameSync(join(fresh, file), join(dist, file));
    }
    for (const file of filesUnder(dist, ".")) {
      if (!built.includes(file)) rmSync(join(dist, file), { force: true });
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, stampFor());
}

/** The files below a folder of `base`, relative to `base`, in a fixed order. */
function filesUnder(base: string, folder: string): string[] {
  return readdirSync(join(base, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(base.length + 1))
    .sort();
}

function hashOf(base: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(base, file)));
  return hash.digest("hex");
}
