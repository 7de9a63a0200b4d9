import * as nodeFs from "node:fs";
import { dirname, join, parse, resolve } from "node:path";
import { OutputError } from "./error.js";
import { errorCode, lstat, stat, type FileSystem } from "./files.js";
import { sha256 } from "./hash.js";

/**
 * Checks, before any work is done, that a package can be written into a folder. It need not exist.
 *
 * @throws {OutputError} where it is a root, is or lies below a file, or is not writable.
 */
export function checkFolder(folder: string, fs: FileSystem = nodeFs): void {
  const path = resolve(folder);
  if (path === parse(path).root) {
    throw new OutputError(
      `The output folder is ${path}, a file system's root: choose one below it.`,
    );
  }
  let existing = path;
  while (!lstat(existing, fs)) existing = dirname(existing);
  if (!stat(existing, fs)?.isDirectory()) {
    throw new OutputError(
      existing === path
        ? `The output folder ${folder} is not a folder: move what stands there, or choose another.`
        : `The output folder ${folder} cannot be made, since ${existing} is not a folder.`,
    );
  }
  try {
    fs.accessSync(existing, nodeFs.constants.W_OK | nodeFs.constants.X_OK);
  } catch (error) {
    throw new OutputError(
      `The output folder ${folder} is not writable (${errorCode(error) ?? "unknown error"} at ${existing}).`,
    );
  }
}

/**
 * The SHA-256 of those of a package's paths that are there.
 *
 * @throws {OutputError} where one is not a plain file, or is reached through anything but folders:
 * a link could lead out of the package, and what is written would land there.
 */
export function readDisk(
  folder: string,
  paths: Iterable<string>,
  fs: FileSystem = nodeFs,
): ReadonlyMap<string, string> {
  const isThere = foldersOf(folder, fs);
  const disk = new Map<string, string>();
  for (const path of paths) {
    if (!isThere(dirname(path))) continue;
    const at = join(folder, path);
    const there = lstat(at, fs);
    if (!there) continue;
    if (!there.isFile()) {
      throw new OutputError(
        `${at} is not a plain file: Tinsmith has one to keep there. Move it away.`,
      );
    }
    disk.set(path, sha256(fs.readFileSync(at)));
  }
  return disk;
}

/** Tells whether a package's folder is there; throws where something else is. Asks once a folder. */
function foldersOf(root: string, fs: FileSystem): (path: string) => boolean {
  const known = new Map<string, boolean>([[".", isFolder(root, fs)]]);
  const isThere = (path: string): boolean => {
    const answer =
      known.get(path) ?? (isThere(dirname(path)) && isPlainFolder(join(root, path), fs));
    known.set(path, answer);
    return answer;
  };
  return isThere;
}

function isFolder(path: string, fs: FileSystem): boolean {
  return stat(path, fs)?.isDirectory() ?? false;
}

function isPlainFolder(path: string, fs: FileSystem): boolean {
  const there = lstat(path, fs);
  if (!there) return false;
  if (there.isDirectory()) return true;
  const what = there.isSymbolicLink() ? "a symbolic link, which is not written through" : "a file";
  throw new OutputError(`${path} is ${what}: Tinsmith has a folder to keep there. Move it away.`);
}
