import { dirname, join } from "node:path";
import { OutputError } from "./error.js";
import { errorCode, lstat, readIfThere, type FileSystem } from "./files.js";
import { readDisk } from "./folder.js";
import { closeJournal, keptFile, readJournal, stagingFolder } from "./journal.js";

/** Whether a write into a folder was interrupted, or is under way. */
export function isInterrupted(folder: string, fs: FileSystem): boolean {
  return lstat(stagingFolder(folder), fs) !== undefined;
}

/**
 * Puts a folder back to what it was before a run that was killed while it wrote there.
 *
 * @param force goes ahead though the process that writes there seems to be alive.
 * @returns whether there was anything to undo.
 * @throws {OutputError} where another run is writing there.
 */
export function recover(folder: string, force: boolean, fs: FileSystem): boolean {
  const staging = stagingFolder(folder);
  const there = lstat(staging, fs);
  if (!there) return false;
  if (!there.isDirectory()) {
    throw new OutputError(
      `${staging} is not a folder: Tinsmith prepares its files there. Move it away.`,
    );
  }
  const owner = Number(readIfThere(join(staging, "pid"), fs));
  if (!force && isRunning(owner)) {
    throw new OutputError(
      `Process ${owner} is writing into ${folder}. Wait for it; if it is no Tinsmith, run again with --force.`,
    );
  }
  undo(folder, fs);
  return true;
}

/**
 * Undoes what a write's journal tells, as far as it was done, and removes the staging folder. Files
 * that someone changed since are left alone. It can itself be interrupted and done again.
 */
export function undo(folder: string, fs: FileSystem): void {
  const journal = readJournal(folder, fs);
  if (journal) {
    const disk = readDisk(
      folder,
      journal.entries.map((entry) => entry.path),
      fs,
    );
    journal.entries.forEach((entry, index) => {
      const at = join(folder, entry.path);
      const present = disk.get(entry.path);
      if (entry.action === "remove") {
        if (present !== undefined) return;
        fs.mkdirSync(dirname(at), { recursive: true });
        fs.renameSync(keptFile(folder, index), at);
      } else if (present === entry.hash) {
        if (entry.action === "update") fs.renameSync(keptFile(folder, index), at);
        else fs.unlinkSync(at);
      }
    });
    for (const path of [...journal.folders].reverse()) {
      const made = join(folder, path);
      removeEmptyFolders(made, dirname(made), fs);
    }
    closeJournal(folder, fs);
  }
  fs.rmSync(stagingFolder(folder), { recursive: true, force: true });
}

/** Removes a folder and those around it as long as they are empty, up to one that stays. */
export function removeEmptyFolders(from: string, stay: string, fs: FileSystem): void {
  for (let at = from; at !== stay; at = dirname(at)) {
    try {
      fs.rmdirSync(at);
    } catch (error) {
      if (errorCode(error) === "ENOENT") continue;
      if (NOT_EMPTY.has(errorCode(error))) return;
      throw error;
    }
  }
}

/** How `rmdir` refuses a folder that has something in it, by platform. */
const NOT_EMPTY: ReadonlySet<string | undefined> = new Set(["ENOTEMPTY", "EEXIST", "EPERM"]);

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
