import { sha256 } from "./hash.js";
import { LOCK_FILE } from "./lock.js";

export type Action = "create" | "update" | "unchanged" | "remove";

/** What is to become of one path of a package. */
export interface PlannedFile {
  readonly path: string;
  readonly action: Action;
  /** The action would lose what someone wrote by hand: refused, unless forced. */
  readonly edited: boolean;
}

/** Files that a plan leaves alone are not in it, whoever wrote them. */
export interface Plan {
  /** By path, in the order of code units. */
  readonly files: readonly PlannedFile[];
}

export interface PlanInput {
  /** What was generated: path → text. */
  readonly generated: ReadonlyMap<string, string>;
  /** SHA-256 of what is on disk, for every path that is generated or in the lock. */
  readonly disk: ReadonlyMap<string, string>;
  /** The previous lock file's: path → SHA-256. Empty for a new package. */
  readonly lock: ReadonlyMap<string, string>;
}

/**
 * Compares what was generated with what is on disk and what the last run left there. A file whose
 * text is neither the last run's nor this one's was edited by hand, or was never Tinsmith's.
 */
export function plan({ generated, disk, lock }: PlanInput): Plan {
  const files: PlannedFile[] = [];
  for (const [path, text] of generated) {
    const present = disk.get(path);
    if (present === undefined) files.push({ path, action: "create", edited: false });
    else if (present === sha256(text)) files.push({ path, action: "unchanged", edited: false });
    // The lock is not in itself, and is nobody's to edit.
    else
      files.push({
        path,
        action: "update",
        edited: path !== LOCK_FILE && present !== lock.get(path),
      });
  }
  for (const [path, hash] of lock) {
    const present = disk.get(path);
    if (generated.has(path) || present === undefined) continue;
    files.push({ path, action: "remove", edited: present !== hash });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files };
}

/** A planned file that changes on disk. */
export interface ChangedFile extends PlannedFile {
  readonly action: Exclude<Action, "unchanged">;
}

/** The files of a plan that change on disk. */
export function changes(plan: Plan): readonly ChangedFile[] {
  return plan.files.filter((file): file is ChangedFile => file.action !== "unchanged");
}

/** The paths whose hand-made edits a plan would lose. */
export function editedFiles(plan: Plan): readonly string[] {
  return plan.files.filter((file) => file.edited).map((file) => file.path);
}
