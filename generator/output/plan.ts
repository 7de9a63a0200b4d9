import { posix } from "node:path";
import type { Disk, Present } from "./disk.js";
import { textHash } from "./hash.js";
import { LOCK_FILE } from "./lock.js";

export type Action = "create" | "update" | "unchanged" | "remove";

/** What is to become of one path of a package. */
export interface PlannedFile {
  readonly path: string;
  readonly action: Action;
  /** The action would lose what someone wrote by hand: refused, unless forced. */
  readonly edited: boolean;
  /** The file that is there now. */
  readonly present?: Present | undefined;
}

/** Files that a plan leaves alone are not in it, whoever wrote them. */
export interface Plan {
  /** By path, in the order of code units. */
  readonly files: readonly PlannedFile[];
}

export interface PlanInput {
  /** What was generated: path → text. */
  readonly generated: ReadonlyMap<string, string>;
  /** What is on disk of every path that is generated or in the lock. */
  readonly disk: Disk;
  /** The previous lock file's: path → SHA-256. Empty for a new package. */
  readonly lock: ReadonlyMap<string, string>;
}

/**
 * Compares what was generated with what is on disk and what the last run left there. A file whose
 * text is neither the last run's nor this one's was edited by hand, or was never Tinsmith's.
 */
export function plan({ generated, disk, lock }: PlanInput): Plan {
  const files: PlannedFile[] = [];
  const taken = new Set<string>();
  /** What the last run left, by where it is. */
  const left = new Map<string, string>();
  for (const [path, hash] of lock) {
    const present = disk.get(path);
    if (present) left.set(present.at, hash);
  }
  for (const [path, text] of generated) {
    const present = disk.get(path);
    if (present) taken.add(present.at);
    files.push({ path, ...becomes(path, textHash(text), present, lock, left), present });
  }
  for (const [path, hash] of lock) {
    const present = disk.get(path);
    // Where case is ignored, it may be a file that was generated.
    if (generated.has(path) || present === undefined || taken.has(present.at)) continue;
    files.push({ path, action: "remove", edited: present.hash !== hash, present });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files };
}

function becomes(
  path: string,
  hash: string,
  present: Present | undefined,
  lock: PlanInput["lock"],
  left: ReadonlyMap<string, string>,
): Pick<PlannedFile, "action" | "edited"> {
  if (present === undefined) return { action: "create", edited: false };
  if (present.hash === hash) {
    return { action: isNamed(path, present, lock) ? "unchanged" : "update", edited: false };
  }
  // The lock is not in itself, and is nobody's to edit.
  const edited = path !== LOCK_FILE && left.get(present.at) !== present.hash;
  return { action: "update", edited };
}

/**
 * Whether a file has the name that it is to have, in upper and lower case: elsewhere another is
 * another file. A folder that the last run left under another is one that others keep files in.
 */
function isNamed(path: string, { at }: Present, lock: PlanInput["lock"]): boolean {
  return at === path || (lock.has(path) && posix.basename(at) === posix.basename(path));
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
