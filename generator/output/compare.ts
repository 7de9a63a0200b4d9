import { readDisk } from "./disk.js";
import { changedMeanwhile } from "./error.js";
import type { FileSystem } from "./files.js";
import { LOCK_FILE, type LockFile } from "./lock.js";
import { plan, type Plan } from "./plan.js";

/**
 * What it takes to make a folder hold what was generated.
 *
 * @param editable the paths whose edits by hand are in what was generated.
 * @throws {OutputError} where what stands in the folder is in the way, or another process has written
 *   there since the lock file was read.
 */
export function planFolder(
  folder: string,
  lock: LockFile,
  generated: ReadonlyMap<string, string>,
  editable: ReadonlySet<string>,
  fs: FileSystem,
): Plan {
  const stale = [...lock.files.keys()].filter((path) => !generated.has(path));
  const disk = readDisk(folder, generated.keys(), stale, fs);
  if (disk.get(LOCK_FILE)?.hash !== lock.hash) throw changedMeanwhile([LOCK_FILE]);
  const files = new Map(lock.files);
  // What was edited there is not lost.
  for (const path of editable) {
    const hash = disk.get(path)?.hash;
    if (hash !== undefined) files.set(path, hash);
  }
  return plan({ generated, disk, lock: files });
}
