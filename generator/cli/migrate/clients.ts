import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { readSurface, SurfaceError } from "../../versioning/readSurface.js";
import { LOCK_FILE } from "../../output/lock.js";
import type { MigrationClient } from "../../migrate/services.js";
import type { OutputSettings } from "../config.js";
import { display } from "../inputs.js";
import { UserError } from "../userError.js";

/**
 * The clients that a config has generated, by their lock files.
 *
 * @param outputs - what the config asks for
 * @returns the clients, and the folders that they lie in
 * @throws {UserError} where a client is not generated
 */
export function clientsOf(
  outputs: readonly OutputSettings[],
  cwd: string,
): { readonly clients: readonly MigrationClient[]; readonly folders: readonly string[] } {
  const clients = outputs.flatMap((output) =>
    surfacesIn(output, cwd).map(({ key, surface }): MigrationClient => ({
      surface,
      specifier: specifierIn(output, key),
    })),
  );
  return { clients, folders: outputs.map(({ out }) => out) };
}

/** How programs import a service's modules: by its package, or by relative paths. */
function specifierIn(
  output: OutputSettings,
  key: string | undefined,
): MigrationClient["specifier"] {
  if (output.kind === "sources") {
    const folder = join(output.out, key ?? "");
    return (subpath, from) => relativeTo(from, folder, subpath, output.extension);
  }
  const base = key === undefined ? output.name : `${output.name}/${key}`;
  return (subpath) => `${base}${subpath.slice(1)}`;
}

function surfacesIn(
  { out, services }: OutputSettings,
  cwd: string,
): readonly { key: string | undefined; surface: MigrationClient["surface"] }[] {
  const file = join(out, LOCK_FILE);
  const shown = display(file, cwd);
  if (!existsSync(file)) {
    throw new UserError(`${shown}: there is none yet. Run npx tinsmith generate first.`);
  }
  const text = readFileSync(file, "utf8");
  try {
    const lock = JSON.parse(text) as { readonly services?: Readonly<Record<string, unknown>> };
    return services.map(({ key }) => ({
      key,
      surface: readSurface(key === undefined ? text : JSON.stringify(lock.services?.[key] ?? {})),
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
