import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { output, tools } from "./processes.js";

const root = resolve(import.meta.dirname, "../..");

export type Target = "node" | "browser";

/** What makes few files of many; as a command, without a file of settings. */
export interface Bundler {
  readonly name: string;
  /** The package to ask for the version. */
  readonly package: string;
  /** Where it leaves packages as they are, beside the bundle. */
  readonly external?: Target;
  /** The command that bundles `cli.mjs` or `page.mjs` of the working folder into a folder. */
  readonly command: Readonly<Partial<Record<Target, (folder: string) => readonly string[]>>>;
}

const program = { node: "cli.mjs", browser: "page.mjs" };

const esbuild = (target: Target) => (folder: string) => [
  join(root, "node_modules/.bin/esbuild"),
  program[target],
  "--bundle",
  "--format=esm",
  `--platform=${target}`,
  `--outfile=${folder}/${target === "node" ? "cli.mjs" : "page.js"}`,
];

const rollup = (target: Target, resolver: string) => (folder: string) => [
  join(tools, ".bin/rollup"),
  program[target],
  ...["--plugin", resolver, "--format", "es", "--silent"],
  // What is loaded later is a file of its own for Node; there is nothing of that for browsers.
  ...(target === "node"
    ? ["--dir", folder, "--entryFileNames", "[name].mjs", "--chunkFileNames", "[name].mjs"]
    : ["--file", `${folder}/page.js`]),
];

const webpack = (target: Target) => (folder: string) => [
  join(tools, ".bin/webpack-cli"),
  ...["--mode", "production", "--target", target === "node" ? "node" : "web"],
  ...["--entry", `./${program[target]}`, "--output-path", folder],
  ...["--output-filename", target === "node" ? "cli.js" : "page.js"],
];

const vite = (...args: string[]) => [join(tools, ".bin/vite"), "build", ...args];

export const bundlers: readonly Bundler[] = [
  {
    name: "esbuild",
    package: join(root, "node_modules/esbuild"),
    command: { node: esbuild("node"), browser: esbuild("browser") },
  },
  {
    name: "Rollup",
    package: join(tools, "rollup"),
    // Its resolver has no condition `node` by itself, so its bundles for Node use fetch.
    command: {
      node: rollup("node", "node-resolve"),
      browser: rollup("browser", "node-resolve={browser:true}"),
    },
  },
  {
    name: "Rollup, exportConditions node",
    package: join(tools, "rollup"),
    command: {
      node: rollup("node", "node-resolve={exportConditions:['node']}"),
    },
  },
  {
    name: "webpack",
    package: join(tools, "webpack"),
    command: { node: webpack("node"), browser: webpack("browser") },
  },
  {
    name: "Vite",
    package: join(tools, "vite"),
    external: "node",
    command: {
      node: (folder) => vite("--ssr", "cli.mjs", "--outDir", folder),
      browser: (folder) => vite("--outDir", folder),
    },
  },
];

/** The version of a package that lies in a folder. */
export function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

/** Bundles a program of the project. @returns the folder that has the bundle */
export async function bundleWith(
  { name, command }: Bundler,
  project: string,
  target: Target,
): Promise<string> {
  const folder = join(project, "out", `${name} ${target}`);
  // Where Vite starts from.
  writeFileSync(
    join(project, "index.html"),
    '<!doctype html><title>KMS</title><script type="module" src="/page.mjs"></script>',
  );
  const [file = "", ...args] = command[target]?.(folder) ?? [];
  await output(file, args, project);
  return folder;
}

/** The files below folders, by path from `/` in theirs. */
export function filesIn(...folders: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]),
    ),
  );
}
