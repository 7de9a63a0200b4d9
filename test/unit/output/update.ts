import * as nodeFs from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../../generator/output/files.js";
import { readDisk } from "../../../generator/output/folder.js";
import { sha256 } from "../../../generator/output/hash.js";
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

function planOf(folder: string, fs: FileSystem): Plan {
  const lock = new Map(
    Object.entries(OLD)
      .filter(([path]) => path !== "tinsmith.lock.json")
      .map(([path, text]) => [path, sha256(text)]),
  );
  const generated = new Map(Object.entries(NEW));
  const disk = readDisk(folder, new Set([...generated.keys(), ...lock.keys()]), fs);
  return plan({ generated, disk, lock });
}

/** Updates the old package to the new one. */
export function writeNew(folder: string, fs: FileSystem = nodeFs): void {
  stageNew(folder, fs).commit();
}

/** Prepares that update. */
export function stageNew(folder: string, fs: FileSystem = nodeFs): Staged {
  return stage(folder, planOf(folder, nodeFs), new Map(Object.entries(NEW)), fs);
}

/** The old package, and what is the user's, in a folder of its own. */
export function oldPackage(): string {
  const folder = join(temporaryFolder(), "kms");
  writeTree(folder, { ...OLD, ...MINE });
  return folder;
}
