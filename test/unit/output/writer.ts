// A process of its own, for beside.heavy.test.ts: writes one package after the other into the folder
// of its first argument, each as many times as its second says, while others do the same.
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

/** Whether it was written; `undefined` where others are in the way. */
function write(files: ReadonlyMap<string, string>): boolean | undefined {
  try {
    recover(String(folder), false, machine);
    const texts = packageOf(files);
    const lock = openLock(String(folder), false, machine.fs);
    const plan = planFolder(String(folder), lock, texts, new Set(), machine.fs);
    if (editedFiles(plan).length > 0) return undefined;
    stage(String(folder), plan, texts, false, machine).commit();
    return plan.files.some(({ action }) => action !== "unchanged");
  } catch (error) {
    if (error instanceof OutputError) return undefined;
    throw error;
  }
}

let written = 0;
let refused = 0;
for (let time = 0; time < Number(times); time++) {
  for (const files of PACKAGES) {
    const answer = write(files);
    if (answer) written++;
    if (answer === undefined) refused++;
  }
}
process.stdout.write(JSON.stringify({ written, refused }));
