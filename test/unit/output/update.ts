import * as nodeFs from "node:fs";
import { join } from "node:path";
import { readDisk } from "../../../generator/output/disk.js";
import type { FileSystem } from "../../../generator/output/files.js";
import { textHash } from "../../../generator/output/hash.js";
import type { Machine } from "../../../generator/output/machine.js";
import { plan, type Plan } from "../../../generator/output/plan.js";
import { stage, type Staged } from "../../../generator/output/write.js";
import { temporaryFolder, writeTree } from "./tree.js";

/** A package as the last run left it; the test writes it as a new run would. */
export const OLD = {
  "tinsmith.lock.json": "old lock",
  "package.json": "old",
  "src/kept.ts": "kept",
  "src/changed.ts": "old",
  "src/gone/deep/removed.ts": "old",
  "typed.ts": "old",
};
export const NEW = {
  "tinsmith.lock.json": "new lock",
  "package.json": "new",
  "src/kept.ts": "kept",
  "src/changed.ts": "new",
  "src/operations/deep/added.ts": "new",
  "typed.ts": "new",
};
/** What a user keeps in the same folder. */
export const MINE = { "node_modules/x/index.js": "mine", "src/mine.ts": "mine", "empty/": "" };

function planOf(folder: string): Plan {
  const lock = new Map(
    Object.entries(OLD)
      .filter(([path]) => path !== "tinsmith.lock.json")
      .map(([path, text]) => [path, textHash(text)]),
  );
  const generated = new Map(Object.entries(NEW));
  return plan({ generated, disk: readDisk(folder, generated.keys(), lock.keys(), nodeFs), lock });
}

/** The machine of a process that comes after the one that wrote, which is dead by then. */
export function nextRun(
  fs: FileSystem = nodeFs,
  isRunning: (name: string) => boolean = (name) => name === "2-next",
): Machine {
  return { fs, processes: { self: "2-next", isRunning } };
}

/** The machine of a process that writes, and is dead to those that come after it. */
export function dying(
  fs: FileSystem,
  self = "1-writer",
  isRunning: (name: string) => boolean = () => false,
): Machine {
  return { fs, processes: { self, isRunning } };
}

/** Updates the old package to the new one. */
export function writeNew(
  folder: string,
  fs: FileSystem = nodeFs,
  isRunning: (name: string) => boolean = () => false,
): void {
  stageNew(folder, fs, isRunning).commit();
}

/** Prepares that update. */
export function stageNew(
  folder: string,
  fs: FileSystem = nodeFs,
  isRunning: (name: string) => boolean = () => false,
): Staged {
  const texts = new Map(Object.entries(NEW));
  return stage(folder, planOf(folder), texts, false, dying(fs, "1-writer", isRunning));
}

/** The old package, and what is the user's, in a folder of its own. */
export function oldPackage(): string {
  const folder = join(temporaryFolder(), "kms");
  writeTree(folder, { ...OLD, ...MINE });
  return folder;
}
