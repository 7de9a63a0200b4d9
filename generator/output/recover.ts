import { dirname, join, posix } from "node:path";
import { OutputError } from "./error.js";
import { lstat, readBytes, reasonOf, type FileSystem } from "./files.js";
import { textHash } from "./hash.js";
import { closeJournal, keptFile, readJournal, stagedFile } from "./journal.js";
import type { Machine } from "./machine.js";
import {
  isInterrupted,
  abandonStaging,
  removeFolder,
  removeStaging,
  takeStaging,
} from "./staging.js";

/**
 * Puts a folder back to what it was before a run that was killed while it wrote there.
 *
 * @param force goes ahead though the process that writes there seems to be alive.
 * @returns whether there was anything to undo.
 * @throws {OutputError} where another run is writing there.
 */
export function recover(folder: string, force: boolean, machine: Machine): boolean {
  if (!isInterrupted(folder, force, machine)) return false;
  try {
    takeStaging(folder, force, machine);
    undo(folder, machine);
  } catch (error) {
    const why = reasonOf(error);
    if (why === undefined) throw error;
    abandonStaging(folder, machine);
    throw new OutputError(
      `What a run that was killed left half-written in ${folder} cannot be put back yet: ${why}. ` +
        "Run again once that is mended.",
    );
  }
  return true;
}

/**
 * Undoes what a write's journal tells, as far as it was done, and removes the staging folder, which
 * this process has. What someone changed since is left alone, and so is what stands in the way. It
 * can itself be interrupted and done again.
 */
export function undo(folder: string, machine: Machine): void {
  const { fs } = machine;
  const journal = readJournal(folder, fs);
  if (journal) {
    const entries = [...journal.entries.entries()].reverse();
    for (const [index, { to, hash }] of entries) {
      // Where it still waits, what stands in its place is not it.
      if (to === undefined || lstat(stagedFile(folder, index), fs)) continue;
      if (hashAt(folder, to, fs) === hash) {
        fs.renameSync(join(folder, to), stagedFile(folder, index));
      }
    }
    for (const path of [...journal.folders].reverse()) {
      if (isFolderWithin(folder, path, fs)) removeFolder(join(folder, path), fs);
    }
    for (const [index, { from }] of entries) {
      if (from === undefined || !lstat(keptFile(folder, index), fs)) continue;
      if (!makeFolders(folder, posix.dirname(from), fs) || lstat(join(folder, from), fs)) continue;
      fs.renameSync(keptFile(folder, index), join(folder, from));
    }
    closeJournal(folder, fs);
  }
  removeStaging(folder, machine);
}

/** The hash of a file of a package; `undefined` where there is none, or only by way of a link. */
function hashAt(folder: string, path: string, fs: FileSystem): string | undefined {
  const at = join(folder, path);
  if (!isFolderWithin(folder, posix.dirname(path), fs) || !lstat(at, fs)?.isFile())
    return undefined;
  const bytes = readBytes(at, fs);
  return bytes && textHash(bytes);
}

/** Whether a folder of a package is there, and each on the way to it is one, and no link. */
function isFolderWithin(folder: string, path: string, fs: FileSystem): boolean {
  return outerFolders(path).every((at) => lstat(join(folder, at), fs)?.isDirectory());
}

/** Makes a folder of a package, and those around it; whether it is there then. */
function makeFolders(folder: string, path: string, fs: FileSystem): boolean {
  return outerFolders(path).every((at) => makeFolder(join(folder, at), fs));
}

/** Makes a folder where nothing stands; whether it is there then. */
export function makeFolder(path: string, fs: FileSystem): boolean {
  const there = lstat(path, fs);
  if (!there) fs.mkdirSync(path);
  return there?.isDirectory() ?? true;
}

/** A folder of a package, and those around it within the package, outer ones first. */
export function outerFolders(path: string): readonly string[] {
  return path === "." ? [] : [...outerFolders(posix.dirname(path)), path];
}

/** Removes a folder of a package and those around it, as long as they are empty. */
export function removeEmptyFolders(from: string, stay: string, fs: FileSystem): void {
  for (let at = from; at !== stay; at = dirname(at)) if (!removeFolder(at, fs)) return;
}
