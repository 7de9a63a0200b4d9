// Bundles the command line into dist/. What only some commands need stays in chunks of its own,
// which are loaded when they are needed; libraries are left to node_modules.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const outdir = join(root, "dist");

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: [{ in: "generator/cli/main.ts", out: "tinsmith" }],
  outdir,
  bundle: true,
  packages: "external",
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  banner: { js: "#!/usr/bin/env node" },
  logLevel: "warning",
  write: false,
});

// Only what changed is written: another run may be using the rest.
mkdirSync(outdir, { recursive: true });
const names = new Set(outputFiles.map(({ path }) => basename(path)));
const present = new Set(readdirSync(outdir));
for (const { path, text } of outputFiles) {
  const same = present.has(basename(path)) && readFileSync(path, "utf8") === text;
  if (!same) writeFileSync(path, text, { mode: 0o755 });
}
for (const name of present) if (!names.has(name)) rmSync(join(outdir, name), { recursive: true });
