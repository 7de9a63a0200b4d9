import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { browse, servePages } from "./browser.js";
import { environment, output, tools } from "./processes.js";

const root = resolve(import.meta.dirname, "../..");

export type Target = "node" | "browser";
/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

const bunPackage = join(tools, "@oven/bun-linux-x64-baseline");

/** What makes few files of many; as a command, without a file of settings. */
export interface Bundler {
  readonly name: string;
  /** The package to ask for the version. */
  readonly package: string;
  /** Where it leaves packages as they are, beside the bundle. */
  readonly external?: Target;
  /** The command that bundles `cli.mjs` or `page.mjs` of the working folder into a folder. */
  readonly command: Readonly<Partial<Record<Target, (folder: string) => readonly string[]>>>;
  /** Flags without which it does not read TypeScript. */
  readonly typescript?: readonly string[];
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

const rollup = (target: Target, resolver: string) => (folder: string) => {
  // What is loaded later is a file of its own.
  const names = `[name].${target === "node" ? "mjs" : "js"}`;
  return [
    join(tools, ".bin/rollup"),
    program[target],
    ...["--plugin", `node-resolve={extensions:['.mjs','.js','.ts'],${resolver}}`],
    ...["--format", "es", "--silent", "--dir", folder],
    ...["--entryFileNames", names, "--chunkFileNames", names],
  ];
};
const rollupTypeScript = ["--plugin", "./typescript.mjs"];

const webpack = (target: Target) => (folder: string) => [
  join(tools, ".bin/webpack-cli"),
  ...["--mode", "production", "--target", target === "node" ? "node" : "web"],
  ...["--entry", `./${program[target]}`, "--output-path", folder],
  // What it makes for Node is CommonJS.
  ...(target === "node"
    ? ["--output-filename", "cli.cjs", "--output-chunk-filename", "[id].cjs"]
    : ["--output-filename", "page.js"]),
];

const bunBuild = (target: Target) => (folder: string) => [
  join(bunPackage, "bin/bun"),
  ...["build", program[target], "--target", target, "--outdir", folder],
  ...["--entry-naming", target === "node" ? "[name].mjs" : "[name].js"],
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
    typescript: rollupTypeScript,
    // Its resolver has no condition `node` by itself, so its bundles for Node use fetch.
    command: {
      node: rollup("node", ""),
      browser: rollup("browser", "browser:true"),
    },
  },
  {
    name: "Rollup, exportConditions node",
    package: join(tools, "rollup"),
    typescript: rollupTypeScript,
    command: {
      node: rollup("node", "exportConditions:['node']"),
    },
  },
  {
    name: "webpack",
    package: join(tools, "webpack"),
    command: { node: webpack("node"), browser: webpack("browser") },
    typescript: [
      ...["--module-rules-test", "/\\.ts$/", "--module-rules-loader", "./typescript.cjs"],
      ...["--resolve-extensions", ".ts", "--resolve-extensions", ".js"],
    ],
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

export const bun: Bundler = {
  name: "Bun",
  package: bunPackage,
  command: { node: bunBuild("node"), browser: bunBuild("browser") },
};

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
  more: readonly string[] = [],
): Promise<string> {
  const folder = join(project, "out", `${name} ${target}`);
  // Where Vite starts from.
  writeFileSync(
    join(project, "index.html"),
    '<!doctype html><title>KMS</title><script type="module" src="/page.mjs"></script>',
  );
  const [file = "", ...args] = command[target]?.(folder) ?? [];
  await output(file, [...args, ...more], project);
  return folder;
}

/** The files below folders, by path from `/` in theirs. */
export function filesIn(...folders: readonly string[]): Files {
  return Object.fromEntries(
    folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]),
    ),
  );
}

/** A bundle, and the project that it was made in. */
interface Bundle {
  readonly folder: string;
  readonly files: Files;
  readonly target: Target;
  readonly project: string;
}

/** Runs `cli.js` or a page of a bundle. @returns the outcomes, as lines of JSON */
export async function runBundle(
  { folder, files, target, project }: Bundle,
  server: string,
): Promise<string> {
  if (target === "node") {
    const cli = Object.keys(files).find((path) => /\/cli\.[cm]?js$/.test(path)) ?? "no cli.js";
    return output(process.execPath, [join(folder, cli), server], project, environment);
  }
  const index = files["/index.html"];
  const pages = await servePages(index === undefined ? files : { ...files, "/": index });
  try {
    return await browse(pages.url, server);
  } finally {
    await pages.close();
  }
}
