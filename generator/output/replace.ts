import * as nodeFs from "node:fs";
import { dirname } from "node:path";
import { OutputError } from "./error.js";
import { errorCode, lstat, removeIfThere, type FileSystem } from "./files.js";

/**
 * Writes one file whole or not at all: beside it first, then renamed into its place. Its folder is
 * made where there is none; who may do what with a file that is there stays.
 *
 * @throws {OutputError} where the file system refuses; what stood there still does.
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  fs: FileSystem = nodeFs,
): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    makeFolder(dirname(path), fs);
    removeIfThere(draft, fs);
    const there = lstat(path, fs);
    // Nothing is written through a link that someone put there meanwhile.
    fs.writeFileSync(draft, content, {
      flag: "wx",
      mode: there?.isFile() ? there.mode : undefined,
    });
    fs.renameSync(draft, path);
  } catch (error) {
    discard(draft, fs);
    if (errorCode(error) === undefined) throw error;
    throw new OutputError(`${path} was not written: ${(error as Error).message}.`);
  }
}

function makeFolder(path: string, fs: FileSystem): void {
  if (lstat(path, fs)) return;
  makeFolder(dirname(path), fs);
  fs.mkdirSync(path);
}

function discard(draft: string, fs: FileSystem): void {
  try {
    removeIfThere(draft, fs);
  } catch {
    // What kept it from being written keeps it from being removed.
  }
}
