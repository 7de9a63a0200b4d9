import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import commonjs from "@rollup/plugin-commonjs";
import json from "@rollup/plugin-json";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { build } from "esbuild";
import { rollup } from "rollup";
import { libraries } from "../clients.js";
import type { BundleSize, Sizes } from "../results.js";

type Platform = BundleSize["platform"];

/** Rollup's plugins, which Node finds a level higher than their types say. */
const plugin = <T>(module: { readonly default: T }): T => module as unknown as T;

const bundlers = { esbuild: byEsbuild, rollup: byRollup } as const;

/** The applications of `programs/apps/`. */
const all: readonly string[] = [...libraries.map(({ id }) => id), "raw"];

/** The sizes of applications in one file, by bundler and platform. */
export async function bundleSizes(
  project: string,
  apps: readonly string[] = all,
): Promise<readonly BundleSize[]> {
  const sizes: BundleSize[] = [];
  for (const id of apps) {
    const app = join(project, "programs/apps", `${id}.mjs`);
    for (const bundler of ["esbuild", "rollup"] as const) {
      for (const platform of ["browser", "node"] as const) {
        sizes.push({
          client: id,
          bundler,
          platform,
          ...(await bundleSize(app, bundler, platform)),
        });
      }
    }
  }
  return sizes;
}

/** An application in one file: bytes as they are, and as web servers compress them at their best. */
export async function bundleSize(
  app: string,
  bundler: BundleSize["bundler"],
  platform: Platform,
): Promise<Sizes> {
  const code = await bundlers[bundler](app, platform);
  return {
    minified: code.length,
    gzip: gzipSync(code, { level: 9 }).length,
    brotli: brotliCompressSync(code).length,
  };
}

/**
 * An application in one file, minified by esbuild. For Node it is told to prefer ES modules where a
 * package has both, which is not its default and makes the SDK a third smaller.
 */
async function byEsbuild(entry: string, platform: Platform): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    // The paths of modules that are loaded later are in the bundle.
    absWorkingDir: dirname(entry),
    ...(platform === "node" && { mainFields: ["module", "main"] }),
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

async function byRollup(entry: string, platform: Platform): Promise<Uint8Array> {
  const bundle = await rollup({
    input: entry,
    external: platform === "node" ? [/^node:/, ...builtinModules] : [],
    plugins: [
      nodeResolve({
        browser: platform === "browser",
        exportConditions: [platform],
        preferBuiltins: platform === "node",
      }),
      plugin(commonjs)(),
      plugin(json)(),
      plugin(terser)({ module: true }),
    ],
    onLog: () => {},
  });
  const { output } = await bundle.generate({ format: "es", inlineDynamicImports: true });
  await bundle.close();
  return new TextEncoder().encode(output[0].code);
}
