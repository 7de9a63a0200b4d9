import { join } from "node:path";
import { OutputError } from "./error.js";
import { entriesOf, errorCode, lstat, reasonOf, removeIfThere, type FileSystem } from "./files.js";
import { STAGED, stagingFolder } from "./journal.js";
import type { Machine } from "./machine.js";

/**
 * Whether a write into a folder was interrupted.
 *
 * @param force does not ask whether the process that writes there is alive.
 * @throws {OutputError} where it is.
 */
export function isInterrupted(folder: string, force: boolean, machine: Machine): boolean {
  const there = lstat(stagingFolder(folder), machine.fs);
  if (!there) return false;
  if (!there.isDirectory()) throw notAFolder(folder);
  refuseOthers(folder, ownersOf(folder, machine.fs), force, machine);
  return true;
}

/**
 * Takes a package's staging folder for this process, and makes it where there is none. What an
 * earlier run left in it stays.
 *
 * A process takes it by a file of its own name there, and looks for others' then: of two that come at
 * once, at least one sees the other, and gives way.
 *
 * @param force takes it from a process that seems to be alive, though never from this one, which has
 *   it for another package then.
 * @throws {OutputError} where a process that is alive has it.
 */
export function takeStaging(folder: string, force: boolean, machine: Machine): void {
  const { fs, processes } = machine;
  const mine = ownerFile(folder, processes.self);
  for (let tries = 0; tries < TRIES; tries++) {
    makeStaging(folder, fs);
    const before = ownersOf(folder, fs);
    refuseOthers(folder, before, force, machine);
    try {
      if (!write(mine, fs)) continue;
      const others = ownersOf(folder, fs).filter((name) => name !== processes.self);
      refuseOthers(folder, others, force, machine);
      for (const name of before) removeIfThere(ownerFile(folder, name), fs);
      return;
    } catch (error) {
      abandonStaging(folder, machine);
      throw error;
    }
  }
  throw new OutputError(`Another process writes into ${folder}. Run again once it is done.`);
}

/** Whoever has a staging folder removes it, which may be between two steps of one who takes it. */
const TRIES = 3;

/**
 * Removes a staging folder that this process has taken, but for what Tinsmith did not put there.
 */
export function removeStaging(folder: string, machine: Machine): void {
  emptyStaging(folder, machine.fs);
  leaveStaging(folder, machine);
}

/** Removes the files of a write from a staging folder that this process has taken. */
export function emptyStaging(folder: string, fs: FileSystem): void {
  for (const { name } of entriesOf(stagingFolder(folder), fs)) {
    if (STAGED.test(name)) removeIfThere(join(stagingFolder(folder), name), fs);
  }
}

/** As {@link leaveStaging}, where something else is wrong already, which is what is to be told. */
export function abandonStaging(folder: string, machine: Machine): void {
  try {
    leaveStaging(folder, machine);
  } catch (error) {
    // Whoever comes next finds that this process is dead.
    if (reasonOf(error) === undefined) throw error;
  }
}

/** Gives a staging folder up: from here on, any process may take it. It stays where it holds files. */
function leaveStaging(folder: string, { fs, processes }: Machine): void {
  removeIfThere(ownerFile(folder, processes.self), fs);
  removeFolder(stagingFolder(folder), fs);
}

const ownerFile = (folder: string, name: string): string =>
  join(stagingFolder(folder), `owner-${name}`);

function ownersOf(folder: string, fs: FileSystem): readonly string[] {
  return entriesOf(stagingFolder(folder), fs).flatMap(
    ({ name }) => /^owner-(.+)$/.exec(name)?.[1] ?? [],
  );
}

function refuseOthers(
  folder: string,
  owners: readonly string[],
  force: boolean,
  { processes }: Machine,
): void {
  for (const name of owners) {
    if (name === processes.self) {
      throw new OutputError(
        `${folder} is the output folder of another package, too: each needs one of its own.`,
      );
    }
    if (force || !processes.isRunning(name)) continue;
    const pid = name.replace(/-.*/, "");
    throw new OutputError(
      `Process ${pid} is writing into ${folder}. Wait for it; if it is no Tinsmith, run again with --force.`,
    );
  }
}

function makeStaging(folder: string, fs: FileSystem): void {
  try {
    fs.mkdirSync(stagingFolder(folder));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    if (lstat(stagingFolder(folder), fs)?.isDirectory() === false) throw notAFolder(folder);
  }
}

/** Writes an empty file, for which a full disk has room; whether its folder is still there. */
function write(path: string, fs: FileSystem): boolean {
  try {
    fs.writeFileSync(path, "");
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

/** Removes a folder, if it is there and nothing is in it; whether there is none now. */
export function removeFolder(path: string, fs: FileSystem): boolean {
  try {
    fs.rmdirSync(path);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return true;
    if (NOT_EMPTY.has(errorCode(error))) return false;
    throw error;
  }
}

/** How `rmdir` refuses what is no folder, or has something in it, by platform. */
const NOT_EMPTY: ReadonlySet<string | undefined> = new Set([
  "ENOTEMPTY",
  "EEXIST",
  "EPERM",
  "ENOTDIR",
]);

function notAFolder(folder: string): OutputError {
  return new OutputError(
    `${stagingFolder(folder)} is not a folder: Tinsmith prepares its files there. Move it away.`,
  );
}
