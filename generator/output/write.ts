import * as nodeFs from "node:fs";
import { dirname, join, resolve } from "node:path";
import { OutputError } from "./error.js";
import { errorCode, lstat, type FileSystem } from "./files.js";
import { sha256 } from "./hash.js";
import {
  closeJournal,
  keptFile,
  openJournal,
  stagedFile,
  stagingFolder,
  type Journal,
  type JournalEntry,
} from "./journal.js";
import { LOCK_FILE } from "./lock.js";
import { changes, type ChangedFile, type Plan } from "./plan.js";
import { removeEmptyFolders, undo } from "./recover.js";

/** The changes of a package, prepared beside it. None of them is done before `commit`. */
export interface Staged {
  /**
   * Does all of them, or nothing.
   *
   * @throws {OutputError} where the file system refuses; the folder is then as it was.
   */
  readonly commit: () => void;
  /** Leaves the folder as it was; after `commit`, does nothing. */
  readonly discard: () => void;
}

/**
 * Prepares what a plan says.
 *
 * New texts, and copies of what they replace, are staged in the output folder, and a journal of what
 * comes is written. To commit is to rename each file into place, the lock file last; then the journal
 * goes. A failure before the journal goes is undone here, a kill by the next run (see {@link undo}).
 *
 * @param texts the text of every file that the plan creates or updates.
 * @throws {OutputError} where the file system refuses; the folder is then as it was.
 */
export function stage(
  folder: string,
  plan: Plan,
  texts: ReadonlyMap<string, string>,
  fs: FileSystem = nodeFs,
): Staged {
  if (changes(plan).length === 0) return { commit: () => {}, discard: () => {} };
  const root = resolve(folder);
  const outside = firstPresent(root, fs);
  try {
    fs.mkdirSync(root, { recursive: true });
    // Fails where another run has made it since this one looked.
    fs.mkdirSync(stagingFolder(root));
  } catch (error) {
    removeEmptyFolders(root, outside, fs);
    throw refused(root, error);
  }
  const discard = (): void => {
    try {
      undo(root, fs);
      removeEmptyFolders(root, outside, fs);
    } catch (error) {
      throw interrupted(root, error);
    }
  };
  const orUndo = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      discard();
      throw refused(root, error);
    }
  };
  const journal = orUndo(() => prepare(root, plan, texts, fs));
  let isOpen = true;
  return {
    commit: () => {
      isOpen = false;
      orUndo(() => {
        rename(root, journal, fs);
        closeJournal(root, fs);
      });
      try {
        fs.rmSync(stagingFolder(root), { recursive: true });
      } catch (error) {
        throw interrupted(root, error);
      }
    },
    discard: () => {
      if (isOpen) discard();
      isOpen = false;
    },
  };
}

/** Prepares what can fail for lack of space or rights, and changes nothing yet. */
function prepare(
  root: string,
  plan: Plan,
  texts: ReadonlyMap<string, string>,
  fs: FileSystem,
): Journal {
  const staging = stagingFolder(root);
  fs.writeFileSync(join(staging, "pid"), String(process.pid));
  // What a killed run leaves behind is nothing to commit.
  fs.writeFileSync(join(staging, ".gitignore"), "*\n");
  const entries = inOrder(plan).map(({ path, action }, index): JournalEntry => {
    if (action !== "create") fs.copyFileSync(join(root, path), keptFile(root, index));
    if (action === "remove") return { path, action };
    const text = texts.get(path);
    if (text === undefined)
      throw new Error(`There is no text for ${path}, which is to be written.`);
    fs.writeFileSync(stagedFile(root, index), text);
    return { path, action, hash: sha256(text) };
  });
  const journal = { entries, folders: missingFolders(root, entries, fs) };
  openJournal(root, journal, fs);
  return journal;
}

function rename(root: string, journal: Journal, fs: FileSystem): void {
  for (const path of journal.folders) fs.mkdirSync(join(root, path));
  journal.entries.forEach((entry, index) => {
    const at = join(root, entry.path);
    if (entry.action === "remove") {
      fs.unlinkSync(at);
      removeEmptyFolders(dirname(at), root, fs);
    } else {
      fs.renameSync(stagedFile(root, index), at);
    }
  });
}

/** The changes by path, but the lock file's last: what it says is true once it is there. */
function inOrder(plan: Plan): readonly ChangedFile[] {
  const all = changes(plan);
  const isLock = (file: ChangedFile): boolean => file.path === LOCK_FILE;
  return [...all.filter((file) => !isLock(file)), ...all.filter(isLock)];
}

/** The folders within the package that its new files need made, outer ones first. */
function missingFolders(
  root: string,
  entries: readonly JournalEntry[],
  fs: FileSystem,
): readonly string[] {
  const missing = new Set<string>();
  for (const { path, action } of entries) {
    if (action !== "create") continue;
    for (let at = dirname(path); at !== "." && !missing.has(at); at = dirname(at)) {
      if (lstat(join(root, at), fs)) break;
      missing.add(at);
    }
  }
  return [...missing].sort((a, b) => (a < b ? -1 : 1));
}

/** The folder itself, or the nearest around it that is there. */
function firstPresent(folder: string, fs: FileSystem): string {
  return lstat(folder, fs) ? folder : firstPresent(dirname(folder), fs);
}

function refused(folder: string, error: unknown): unknown {
  if (errorCode(error) === undefined) return error;
  return new OutputError(`Nothing was written to ${folder}: ${(error as Error).message}.`);
}

function interrupted(folder: string, error: unknown): unknown {
  if (errorCode(error) === undefined) return error;
  return new OutputError(
    `Writing to ${folder} was interrupted: ${(error as Error).message}. ` +
      "The next `tinsmith generate` puts right what is half done.",
  );
}
