import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { readSurface, SurfaceError } from "../../versioning/readSurface.js";
import { LOCK_FILE } from "../../output/lock.js";
import type { MigrationClient } from "../../migrate/services.js";
import { display, readInput } from "../inputs.js";
import { UserError } from "../userError.js";

/** What of a config is needed to know where its clients are; other commands look at the rest. */
interface ConfigFile {
  readonly packages?: readonly PackageEntry[];
  readonly sources?: readonly SourcesEntry[];
}

interface PackageEntry {
  readonly name: string;
  readonly out: string;
  readonly services?: Readonly<Record<string, unknown>>;
}

interface SourcesEntry {
  readonly out: string;
  readonly extension?: string;
  readonly services: Readonly<Record<string, unknown>>;
}

/**
 * The clients that a config has generated, by their lock files.
 *
 * @param keys the services that programs use, for entries that stand for many packages
 * @returns the clients, and the folders that they lie in
 * @throws {UserError} where the config cannot be read, or a client is not generated
 */
export function clientsOf(
  config: string,
  cwd: string,
  keys: ReadonlySet<string>,
): { readonly clients: readonly MigrationClient[]; readonly folders: readonly string[] } {
  const { packages, sources } = readConfig(config, cwd);
  const folder = dirname(resolve(cwd, config));
  const clients: MigrationClient[] = [];
  const folders: string[] = [];
  for (const entry of packages.flatMap((each) => expanded(each, keys, folder))) {
    const out = resolve(folder, entry.out);
    folders.push(out);
    for (const { key, surface } of surfacesIn(out, entry.services, cwd)) {
      const base = key === undefined ? entry.name : `${entry.name}/${key}`;
      clients.push({ surface, specifier: (subpath) => `${base}${subpath.slice(1)}` });
    }
  }
  for (const { out: path, services, extension = ".js" } of sources) {
    const out = resolve(folder, path);
    folders.push(out);
    for (const { key = "", surface } of surfacesIn(out, services, cwd)) {
      clients.push({
        surface,
        specifier: (subpath, from) => relativeTo(from, join(out, key), subpath, extension),
      });
    }
  }
  return { clients, folders };
}

function readConfig(
  config: string,
  cwd: string,
): { packages: readonly PackageEntry[]; sources: readonly SourcesEntry[] } {
  const hint = " tinsmith add SERVICE makes one, with a client in it.";
  const { file, text } = readInput(config, cwd, hint);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError(`${file}: this is not JSON.`);
  }
  const isObject = typeof value === "object" && value !== null;
  const { packages = [], sources = [] } = (isObject ? value : {}) as ConfigFile;
  const entries: readonly unknown[] = [packages, sources].flat();
  const isEntry = (entry: unknown): boolean =>
    typeof (entry as PackageEntry | null)?.out === "string";
  if (!entries.every(isEntry)) {
    throw new UserError(`${file}: an entry without "out"; tinsmith generate says more.`);
  }
  return { packages, sources };
}

/** An entry for many packages, as those of it that there are. */
function expanded(
  entry: PackageEntry,
  keys: ReadonlySet<string>,
  folder: string,
): readonly PackageEntry[] {
  if (!entry.out.includes("{service}")) return [entry];
  return [...keys]
    .map((key) => ({
      ...entry,
      name: entry.name.replaceAll("{service}", key),
      out: entry.out.replaceAll("{service}", key),
    }))
    .filter(({ out }) => existsSync(join(resolve(folder, out), LOCK_FILE)));
}

function surfacesIn(
  out: string,
  services: Readonly<Record<string, unknown>> | undefined,
  cwd: string,
): readonly { key?: string; surface: MigrationClient["surface"] }[] {
  const file = join(out, LOCK_FILE);
  const shown = display(file, cwd);
  if (!existsSync(file)) {
    throw new UserError(`${shown}: there is none yet. Run npx tinsmith generate first.`);
  }
  const text = readFileSync(file, "utf8");
  try {
    if (services === undefined) return [{ surface: readSurface(text) }];
    const lock = JSON.parse(text) as { readonly services?: Readonly<Record<string, unknown>> };
    return Object.keys(services).map((key) => ({
      key,
      surface: readSurface(JSON.stringify(lock.services?.[key] ?? {})),
    }));
  } catch (error) {
    if (!(error instanceof SurfaceError || error instanceof SyntaxError)) throw error;
    throw new UserError(`${shown}: ${error.message} Run npx tinsmith generate first.`);
  }
}

/** A relative specifier of a module in a folder. */
function relativeTo(from: string, folder: string, subpath: string, extension: string): string {
  const module = subpath === "." ? "index" : subpath.slice(2);
  const path = relative(dirname(from), join(folder, module)).replaceAll("\\", "/");
  return `${path.startsWith(".") ? path : `./${path}`}${extension}`;
}
