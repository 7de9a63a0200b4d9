// A process of its own, for kill.test.ts: updates the package in the folder of its first argument,
// and is killed before the nth file of it changes.
import * as nodeFs from "node:fs";
import type { FileSystem } from "../../../generator/output/files.js";
import { writeNew } from "./update.js";

const [folder, nth] = process.argv.slice(2);
if (folder === undefined || nth === undefined) throw new Error("Usage: FOLDER NTH");
let left = Number(nth);

function killLast(): void {
  left--;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

const fs: FileSystem = {
  ...nodeFs,
  renameSync: (from, to) => {
    killLast();
    nodeFs.renameSync(from, to);
  },
  unlinkSync: (path) => {
    killLast();
    nodeFs.unlinkSync(path);
  },
};
writeNew(folder, fs);
