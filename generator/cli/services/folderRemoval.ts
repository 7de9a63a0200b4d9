import { dirname } from "node:path";
import { planFolder } from "../../output/compare.js";
import { lstat } from "../../output/files.js";
import { LOCK_FILE, openLock } from "../../output/lock.js";
import { machine } from "../../output/machine.js";
import { editedFiles } from "../../output/plan.js";
import { recover, removeEmptyFolders } from "../../output/recover.js";
import { stage, type Staged } from "../../output/write.js";
import type { OutputSettings } from "../config.js";
import { display } from "../inputs.js";
import { refusal } from "../prepare.js";
import { UserError } from "../userError.js";

/** The removal of all that was generated into a folder. */
export interface FolderRemoval extends Staged {
  /** Once it is committed: removes the folder too, where it is empty, and says what was done. */
  readonly leave: () => string;
}

/**
 * Prepares to remove what was generated into a folder; what others keep there stays.
 *
 * @throws {UserError} where files were edited by hand, without `force`.
 * @throws {OutputError} where the folder cannot be written to.
 */
export function emptied({ out }: OutputSettings, force: boolean, cwd: string): FolderRemoval {
  const { fs } = machine;
  recover(out, force, machine);
  const lock = openLock(out, force, fs);
  if (lock.hash === undefined) {
    const nothing = (): void => {};
    return { commit: nothing, discard: nothing, leave: () => "nothing was generated there" };
  }
  const all = { ...lock, files: new Map([...lock.files, [LOCK_FILE, lock.hash]]) };
  const plan = planFolder(out, all, new Map(), new Set(), fs);
  const edited = editedFiles(plan);
  if (edited.length > 0 && !force) throw new UserError(refusal(display(out, cwd), edited));
  return {
    ...stage(out, plan, new Map(), force, machine),
    leave: () => {
      removeEmptyFolders(out, dirname(out), fs);
      const others = lstat(out, fs) ? "; the folder has others, which stay" : "";
      return `${plan.files.length} files removed${others}`;
    },
  };
}
