import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { SourceError } from "./error.js";

/** A file of a model, by name. */
export interface LocalFile {
  readonly file: string;
  readonly body: Uint8Array;
}

/**
 * The files of the model at a path: a file; or a folder as AWS's collection has them for a service,
 * of which it is the newest version; or all `.json` files of any other folder, as one model.
 *
 * @param shown what messages call the path.
 * @throws {SourceError} where there is no model, or it is too large.
 */
export function readLocal(path: string, shown: string, maxBytes: number): readonly LocalFile[] {
  try {
    const files = statSync(path).isDirectory() ? filesOf(path) : [path];
    if (!files.every((file) => statSync(file).isFile())) {
      throw new SourceError(`${shown} is a device or a pipe, or holds one; files are expected`);
    }
    if (files.length === 0)
      throw new SourceError(`${shown}: there is no .json file in this folder`);
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    if (size > maxBytes) {
      throw new SourceError(`${shown} is larger than ${Math.floor(maxBytes / 1_048_576)} MB`);
    }
    return files.map((file) => ({ file: basename(file), body: readFileSync(file) }));
  } catch (error) {
    if (error instanceof SourceError || !(error instanceof Error)) throw error;
    const missing = "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
    throw new SourceError(
      missing
        ? `${shown}: there is no such file or folder`
        : `${shown} cannot be read: ${error.message}`,
    );
  }
}

function filesOf(folder: string): readonly string[] {
  const service = join(folder, "service");
  const newest = names(folder).includes("service")
    ? names(service).findLast((version) => isVersion(join(service, version), version))
    : undefined;
  const at = newest === undefined ? folder : join(service, newest);
  return names(at)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(at, name));
}

const names = (folder: string): readonly string[] => readdirSync(folder).sort();

/** Whether a folder has the model of a version, such as `kms-2014-11-01.json`. */
function isVersion(folder: string, version: string): boolean {
  return (
    statSync(folder).isDirectory() &&
    names(folder).some((name) => name.endsWith(`-${version}.json`))
  );
}
