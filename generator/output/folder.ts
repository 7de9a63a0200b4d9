import { constants } from "node:fs";
import { dirname, join, parse, resolve } from "node:path";
import { foldName } from "./disk.js";
import { OutputError } from "./error.js";
import { errorCode, lstat, reasonOf, stat, type FileSystem } from "./files.js";

/**
 * Checks, before any work is done, that a package can be written into a folder. It need not exist.
 *
 * @throws {OutputError} where it is a root, is or lies below a file, or is not writable.
 */
export function checkFolder(folder: string, fs: FileSystem): void {
  const path = resolve(folder);
  if (path === parse(path).root) {
    throw new OutputError(
      `The output folder is ${path}, a file system's root: choose one below it.`,
    );
  }
  const existing = firstPresent(path, fs);
  if (!stat(existing, fs)?.isDirectory()) {
    throw new OutputError(
      existing === path
        ? `The output folder ${folder} is not a folder: move what stands there, or choose another.`
        : `The output folder ${folder} cannot be made, since ${existing} is not a folder.`,
    );
  }
  try {
    fs.accessSync(existing, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new OutputError(
      `The output folder ${folder} is not writable (${errorCode(error) ?? "unknown error"} at ${existing}).`,
    );
  }
}

/** A path itself, or the nearest around it at which anything stands. */
export function firstPresent(path: string, fs: FileSystem): string {
  return lstat(path, fs) ? path : firstPresent(dirname(path), fs);
}

/**
 * What tells a folder from any other, by whatever links it is reached. Case is left out of it, since
 * packages have to be writable where case is ignored, too. The folder need not exist.
 */
export function identityOf(folder: string, fs: FileSystem): string {
  const path = resolve(folder);
  try {
    const existing = firstPresent(path, fs);
    return foldName(join(fs.realpathSync(existing), path.slice(existing.length)));
  } catch (error) {
    // A link that leads nowhere, say: checkFolder tells of it.
    if (reasonOf(error) === undefined) throw error;
    return foldName(path);
  }
}
