import { basename, dirname, join, posix, resolve } from "node:path";
import { foldName, openFolder, readDisk, type Present } from "./disk.js";
import { changedMeanwhile, OutputError } from "./error.js";
import { entriesOf, lstat, reasonOf, type FileSystem } from "./files.js";
import { firstPresent } from "./folder.js";
import { textHash } from "./hash.js";
import {
  closeJournal,
  keptFile,
  openJournal,
  readJournal,
  stagedFile,
  stagingFolder,
  type Journal,
  type JournalEntry,
} from "./journal.js";
import { LOCK_FILE } from "./lock.js";
import type { Machine } from "./machine.js";
import { changes, type ChangedFile, type Plan } from "./plan.js";
import { makeFolder, outerFolders, removeEmptyFolders, undo } from "./recover.js";
import { emptyStaging, isInterrupted, removeStaging, takeStaging } from "./staging.js";

/** The changes of a package, prepared beside it. None of them is done before `commit`. */
export interface Staged {
  /**
   * Does all of them, or nothing.
   *
   * @throws {OutputError} where the file system refuses, or someone changed a file since it was
   *   looked at; the folder is then as it was.
   */
  readonly commit: () => void;
  /** Leaves the folder as it was; after `commit`, does nothing. */
  readonly discard: () => void;
}

/**
 * Prepares what a plan says.
 *
 * New texts are staged in the output folder, and a journal of what comes is written. To commit is to
 * move each old file into the staging folder and each new one out of it, the lock file last; then the
 * journal goes. A failure before the journal goes is undone here, a kill by the next run (see
 * {@link undo}).
 *
 * @param texts the text of every file that the plan creates or updates.
 * @param force goes ahead though another process seems to be writing there.
 * @throws {OutputError} where the file system refuses; the folder is then as it was.
 */
export function stage(
  folder: string,
  plan: Plan,
  texts: ReadonlyMap<string, string>,
  force: boolean,
  machine: Machine,
): Staged {
  const { fs } = machine;
  const root = resolve(folder);
  if (changes(plan).length === 0) {
    // What another run has begun since this one looked is not what stays.
    if (isInterrupted(root, force, machine)) throw changedMeanwhile([root]);
    return { commit: () => {}, discard: () => {} };
  }
  const outside = firstPresent(root, fs);
  try {
    for (const path of missingFolders(root, outside)) makeFolder(path, fs);
    takeStaging(root, force, machine);
  } catch (error) {
    tidy(root, outside, fs);
    throw refused(root, error);
  }
  const discard = (): void => {
    try {
      undo(root, machine);
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
        refuseChanged(root, plan, fs);
        perform(root, journal, fs);
        closeJournal(root, fs);
      });
      try {
        removeStaging(root, machine);
      } catch (error) {
        // All is written: what is left over is in nobody's way, and the next run removes it.
        if (reasonOf(error) === undefined) throw error;
      }
    },
    discard: () => {
      if (isOpen) discard();
      isOpen = false;
    },
  };
}

/** Prepares what can fail for lack of space, and changes nothing yet. */
function prepare(
  root: string,
  plan: Plan,
  texts: ReadonlyMap<string, string>,
  fs: FileSystem,
): Journal {
  // Another run may have been killed since this one looked: its journal is undone with this one, and
  // where it was done with that, what it kept is not to be taken for what this one keeps.
  if (readJournal(root, fs)) throw changedMeanwhile([root]);
  emptyStaging(root, fs);
  // What a killed run leaves behind is nothing to commit.
  fs.writeFileSync(join(stagingFolder(root), ".gitignore"), "*\n");
  const entries = inOrder(plan).map(({ path, action, present }, index): JournalEntry => {
    const old = { from: present?.at, was: present?.hash };
    if (action === "remove") return old;
    const text = texts.get(path);
    if (text === undefined)
      throw new Error(`There is no text for ${path}, which is to be written.`);
    fs.writeFileSync(stagedFile(root, index), text);
    return { ...old, to: path, hash: textHash(text) };
  });
  const journal = { entries, folders: foldersToMake(root, entries, fs) };
  openJournal(root, journal, fs);
  return journal;
}

function perform(root: string, { entries, folders }: Journal, fs: FileSystem): void {
  const moveAway = ({ from, was }: JournalEntry, index: number): void => {
    if (from === undefined) return;
    const kept = keptFile(root, index);
    fs.renameSync(join(root, from), kept);
    // Nobody can change it any more.
    if (textHash(fs.readFileSync(kept)) !== was) throw changedMeanwhile([from]);
  };
  // First what goes for good: its name may be one of those that come, where case is ignored, or that
  // of a folder.
  entries.forEach((entry, index) => {
    if (entry.from !== entry.to) moveAway(entry, index);
  });
  for (const { from, to } of entries) {
    if (from !== undefined && from !== to) {
      removeEmptyFolders(dirname(join(root, from)), root, fs);
    }
  }
  for (const path of folders) makeFolder(join(root, path), fs);
  entries.forEach((entry, index) => {
    if (entry.to === undefined) return;
    if (entry.from === entry.to) moveAway(entry, index);
    // A rename would replace it.
    if (isTaken(root, entry, entry.to, fs)) throw changedMeanwhile([entry.to]);
    fs.renameSync(stagedFile(root, index), join(root, entry.to));
  });
}

/** Whether something stands where a file comes, though what it replaces is gone. */
function isTaken(root: string, { from }: JournalEntry, to: string, fs: FileSystem): boolean {
  const at = join(root, to);
  if (from === undefined || from === to || foldName(from) !== foldName(to)) {
    return lstat(at, fs) !== undefined;
  }
  // Networks' and containers' file systems that ignore case remember for a while that there was a
  // file by this name, too; what a folder lists is right.
  return entriesOf(dirname(at), fs).some(({ name }) => foldName(name) === foldName(basename(at)));
}

/** The changes by path, but the lock file's last: what it says is true once it is there. */
function inOrder(plan: Plan): readonly ChangedFile[] {
  const all = changes(plan);
  const isLock = (file: ChangedFile): boolean => file.path === LOCK_FILE;
  return [...all.filter((file) => !isLock(file)), ...all.filter(isLock)];
}

/** The folders between an outer one, which is there, and an inner one, which is among them. */
function missingFolders(inner: string, outer: string): readonly string[] {
  return inner === outer ? [] : [...missingFolders(dirname(inner), outer), inner];
}

/**
 * The folders that new files need and that are not there, or may not be once others have gone; outer
 * ones first.
 */
function foldersToMake(
  root: string,
  entries: readonly JournalEntry[],
  fs: FileSystem,
): readonly string[] {
  const foldersOf = (path: string | undefined): readonly string[] =>
    path === undefined ? [] : outerFolders(posix.dirname(path));
  const left = new Set(entries.flatMap(({ from, to }) => (from === to ? [] : foldersOf(from))));
  const needed = new Set(entries.flatMap(({ to }) => foldersOf(to)));
  const { find } = openFolder(root, fs);
  const isKept = (path: string): boolean => {
    const found = find(path);
    return found !== undefined && found.entry.isDirectory() && !left.has(found.at);
  };
  return [...needed].filter((path) => !isKept(path)).sort((a, b) => (a < b ? -1 : 1));
}

/** Between looking and writing, there is time for an edit, which would be lost. */
function refuseChanged(root: string, plan: Plan, fs: FileSystem): void {
  // Another process that wrote meanwhile wrote the lock file, too.
  const files = plan.files.filter((file) => file.action !== "unchanged" || file.path === LOCK_FILE);
  const paths = (isStale: boolean): readonly string[] =>
    files.filter(({ action }) => (action === "remove") === isStale).map(({ path }) => path);
  const disk = readDisk(root, paths(false), paths(true), fs);
  const changed = files.filter(({ path, present }) => !isSame(disk.get(path), present));
  if (changed.length > 0) throw changedMeanwhile(changed.map(({ path }) => path));
}

function isSame(a: Present | undefined, b: Present | undefined): boolean {
  return a?.at === b?.at && a?.hash === b?.hash;
}

/** Removes the folders that were made for nothing, as far as that can be done. */
function tidy(root: string, outside: string, fs: FileSystem): void {
  try {
    removeEmptyFolders(root, outside, fs);
  } catch (error) {
    // What is wrong already is what is told.
    if (reasonOf(error) === undefined) throw error;
  }
}

function refused(folder: string, error: unknown): unknown {
  const why = reasonOf(error);
  return why === undefined ? error : new OutputError(`Nothing was written to ${folder}: ${why}.`);
}

function interrupted(folder: string, error: unknown): unknown {
  const why = reasonOf(error);
  if (why === undefined) return error;
  return new OutputError(
    `Writing to ${folder} was interrupted: ${why}. ` +
      "The next `tinsmith generate` puts right what is half done.",
  );
}
