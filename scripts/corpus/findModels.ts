import { readdirSync, statSync, type Dirent } from "node:fs";
import { join, relative } from "node:path";

/**
 * The JSON files of a folder, at any depth, so that AWS's own layout
 * (`<name>/service/<version>/<name>-<version>.json`) is found with any other; folders of libraries
 * and hidden ones are left out. Sorted by path, which is told with `/`.
 *
 * @throws where the folder cannot be read
 */
export function findModels(folder: string): readonly string[] {
  return filesIn(folder)
    .map((path) => relative(folder, path).replaceAll("\\", "/"))
    .sort();
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): readonly string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isOther(entry.name) ? [] : filesIn(path);
    return entry.name.endsWith(".json") && isFile(entry, path) ? [path] : [];
  });
}

function isOther(name: string): boolean {
  return name === "node_modules" || name.startsWith(".");
}

/** A link counts as what it leads to; one that leads nowhere is no file. */
function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
