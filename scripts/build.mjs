// Bundles the command line into dist/. What only some commands need stays in chunks of its own,
// which are loaded when they are needed; libraries are left to node_modules.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const outdir = join(root, "dist");

/**
 * Loads ts-morph by `require`. Imported, it and the compiler in it, which are CommonJS of 10 MB,
 * would first be searched for the names that they export: a fifth of a second for nothing.
 */
const requireTsMorph = {
  name: "require-ts-morph",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^ts-morph$/ }, ({ path, kind }) =>
      kind === "import-statement" ? { path, namespace: "require" } : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: "require" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: [
    { in: "generator/cli/main.ts", out: "tinsmith" },
    { in: "generator/output/formatWorker.ts", out: "formatWorker" },
    { in: "generator/cli/generatorWorker.ts", out: "generatorWorker" },
    { in: "scripts/corpus/main.ts", out: "corpus" },
    { in: "scripts/scale.ts", out: "scale" },
    { in: "bench/generator.ts", out: "benchGenerator" },
    { in: "bench/large.ts", out: "benchLarge" },
    { in: "bench/services/main.ts", out: "benchServices" },
    { in: "scripts/corpus/worker.ts", out: "corpusWorker" },
    { in: "bench/main.ts", out: "bench" },
    { in: "bench/server.ts", out: "benchServer" },
    { in: "scripts/site/main.ts", out: "site" },
  ],
  plugins: [requireTsMorph],
  outdir,
  bundle: true,
  packages: "external",
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  banner: {
    js: [
      "#!/usr/bin/env node",
      'import { createRequire } from "node:module";',
      "const require = createRequire(import.meta.url);",
    ].join("\n"),
  },
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
