// A process of its own, for beside.heavy.test.ts: writes one package after the other into the folder
// of its first argument, each as many times as its second says, while others do the same. Where they
// are in the way, it tries again.
import { planFolder } from "../../../generator/output/compare.js";
import { OutputError } from "../../../generator/output/error.js";
import { openLock } from "../../../generator/output/lock.js";
import { machine } from "../../../generator/output/machine.js";
import { editedFiles } from "../../../generator/output/plan.js";
import { recover } from "../../../generator/output/recover.js";
import { stage } from "../../../generator/output/write.js";
import { packageOf, PACKAGES } from "./packages.js";

const [folder, times] = process.argv.slice(2);
if (folder === undefined || times === undefined) throw new Error("Usage: FOLDER TIMES");

/** Writes a package; whether it could, with others in the way. */
function isDone(files: ReadonlyMap<string, string>): boolean {
  try {
    recover(String(folder), false, machine);
    const texts = packageOf(files);
    const lock = openLock(String(folder), false, machine.fs);
    const plan = planFolder(String(folder), lock, texts, new Set(), machine.fs);
    if (editedFiles(plan).length > 0) return false;
    stage(String(folder), plan, texts, false, machine).commit();
    return true;
  } catch (error) {
    if (error instanceof OutputError) return false;
    throw error;
  }
}

for (let time = 0; time < Number(times); time++) {
  for (const files of PACKAGES) while (!isDone(files));
}
