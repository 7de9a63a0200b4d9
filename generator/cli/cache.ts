import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../output/hash.js";
import { replaceFile } from "../output/replace.js";
import type { OutputSettings } from "./config.js";
import type { InputFile, OutputInputs } from "./inputs.js";
import { packageRoot } from "./root.js";
import { readFolder } from "./templates.js";

/** What the last run made of the same inputs, so that one that finds it on disk need not run. */
export interface Cache {
  /** What tells a package's inputs from any others. */
  readonly keyOf: (settings: OutputSettings, models: OutputInputs["models"]) => string;
  /** The SHA-256 of each file that these inputs make, if they were the last for this folder. */
  readonly get: (settings: OutputSettings, key: string) => Hashes | undefined;
  readonly set: (settings: OutputSettings, key: string, hashes: Hashes) => void;
  /** Whether this config, or text of flags, is the last found to be as the schema wants it. */
  readonly isValid: (config: InputFile) => boolean;
  readonly setValid: (config: InputFile) => void;
}

export type Hashes = ReadonlyMap<string, string>;

/** One file of the cache: what its `files` came of. */
interface Entry {
  readonly key: string;
  readonly files: Hashes;
}

/**
 * A cache in the nearest `node_modules` around a folder, or elsewhere where there is none; without a
 * `build` to tell this generator from another, nothing is remembered.
 *
 * @param elsewhere - the user's own folder for what can be made again
 */
export function openCache(
  from: string,
  build: string | undefined,
  elsewhere: string | undefined,
): Cache {
  const folder = cacheFolder(from) ?? (elsewhere && join(elsewhere, "tinsmith"));
  if (folder === undefined || build === undefined) {
    const forget = (): void => {};
    const never = { get: () => undefined, isValid: () => false };
    return { ...never, keyOf: () => "", set: forget, setValid: forget };
  }
  // One file for what is made, not one for what it is made of: the cache never has to be emptied.
  const fileOf = (name: string): string => join(folder, `${sha256(name)}.json`);
  const configFile = (config: InputFile): string => fileOf(join(from, config.file));
  const configKey = (config: InputFile): string => sha256(JSON.stringify([build, config.text]));
  return {
    keyOf: ({ services, source: _, out: __, ...asked }, models) => {
      const parts = services.map(({ key, service, operations, long, protocol }, index) => [
        [key, service, operations, long, protocol],
        (models[index] ?? []).map(({ file, text }) => [file, sha256(text)]),
      ]);
      return sha256(JSON.stringify([build, asked, parts]));
    },
    get: ({ out }, key) => {
      const entry = readEntry(fileOf(out));
      return entry?.key === key ? entry.files : undefined;
    },
    set: ({ out }, key, files) => writeEntry(fileOf(out), { key, files }),
    isValid: (config) => readEntry(configFile(config))?.key === configKey(config),
    setValid: (config) => {
      writeEntry(configFile(config), { key: configKey(config), files: new Map() });
    },
  };
}

/**
 * What tells this build of the generator from any other: its code, its templates, its libraries and
 * the version of Node. There is none where it runs from source.
 */
export function buildHash(): string | undefined {
  const dist = join(packageRoot, "dist");
  if (!import.meta.dirname.startsWith(dist)) return undefined;
  return sha256(
    JSON.stringify([
      process.version.split(".")[0],
      [...readFolder(dist)].filter(([path]) => path.endsWith(".js")),
      [...readFolder(join(packageRoot, "templates"))],
      libraries(),
    ]),
  );
}

/** The declarations of the libraries that shape the output, versions included. */
function libraries(): readonly (string | undefined)[] {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Readonly<Record<string, string>> };
  return Object.keys(dependencies).map((name) => {
    const folder = findUp(packageRoot, join("node_modules", name, "package.json"));
    return folder && readFileSync(folder, "utf8");
  });
}

/** The folder for what can be made again: in the nearest `node_modules`, if there is one. */
export function cacheFolder(from: string): string | undefined {
  const modules = findUp(from, "node_modules");
  return modules && join(modules, ".cache", "tinsmith");
}

function findUp(from: string, name: string): string | undefined {
  const path = join(from, name);
  if (existsSync(path)) return path;
  const above = dirname(from);
  return above === from ? undefined : findUp(above, name);
}

/** Anything unexpected is no entry: the generator can always make it again. */
function readEntry(file: string): Entry | undefined {
  try {
    const entry = JSON.parse(readFileSync(file, "utf8")) as {
      key: string;
      files: Readonly<Record<string, string>>;
    };
    return { key: entry.key, files: new Map(Object.entries(entry.files)) };
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written costs time, and nothing else. */
function writeEntry(file: string, { key, files }: Entry): void {
  try {
    replaceFile(file, JSON.stringify({ key, files: Object.fromEntries(files) }));
  } catch {
    // As said.
  }
}
