import { readdirSync } from "node:fs";

const nested = /^[^/]+(\/service\/[^/]+\/[^/]+)?\.json$/;

/**
 * The JSON files of a folder of models: those in it, and those that lie as in AWS's own collection,
 * as `<name>/service/<version>/<name>-<version>.json`. Sorted by path.
 *
 * @throws where the folder cannot be read
 */
export function findModels(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      `${parentPath}/${name}`.replaceAll("\\", "/").slice(folder.replaceAll("\\", "/").length + 1),
    )
    .filter((path) => nested.test(path))
    .sort();
}
