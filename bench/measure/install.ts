import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { libraries } from "../clients.js";
import type { InstallSize } from "../results.js";

/**
 * What installing each library brings: itself and all that it depends on, in the versions that are
 * installed. Read from disk, since npm would need the registry.
 */
export function installSizes(project: string): readonly InstallSize[] {
  return libraries.map(({ id, name }) => ({ client: id, ...installSize(project, name) }));
}

/** The same of one package. */
export function installSize(project: string, name: string): Omit<InstallSize, "client"> {
  const folders = [...closure(join(project, "node_modules", name))];
  const files = folders.flatMap(filesOf);
  return {
    packages: folders.length,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
  };
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The folders of a package and of all that it depends on. */
function closure(folder: string, found = new Set<string>()): Set<string> {
  const real = realpathSync(folder);
  if (found.has(real)) return found;
  found.add(real);
  const manifest = JSON.parse(readFileSync(join(real, "package.json"), "utf8")) as Manifest;
  const { dependencies = {}, optionalDependencies = {} } = manifest;
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const dependency = findPackage(real, name);
    if (dependency !== undefined) closure(dependency, found);
    else if (!(name in optionalDependencies)) throw new Error(`${real} lacks its ${name}.`);
  }
  return found;
}

/** Where a package finds another: in its own `node_modules`, or in one above. */
function findPackage(from: string, name: string): string | undefined {
  const candidate = join(from, "node_modules", name);
  if (existsSync(candidate)) return candidate;
  return dirname(from) === from ? undefined : findPackage(dirname(from), name);
}

/** The files of a package, without the packages in it. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}
