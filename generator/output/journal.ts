import { join } from "node:path";
import { OutputError } from "./error.js";
import { readIfThere, type FileSystem } from "./files.js";
import { pathProblem } from "./paths.js";

/** One file of a write under way; its staged and its kept text go by its index in the journal. */
export type JournalEntry =
  | { readonly path: string; readonly action: "create" | "update"; readonly hash: string }
  | { readonly path: string; readonly action: "remove" };

/**
 * What a write is about to do. It stands in the staging folder from before the first file changes
 * until after the last one has: a run that finds one undoes it.
 */
export interface Journal {
  /** In the order they are done. */
  readonly entries: readonly JournalEntry[];
  /** The folders that are made for them, outer ones first. */
  readonly folders: readonly string[];
}

/** Where a write prepares: inside the output folder, so that a rename moves a file in place. */
export function stagingFolder(folder: string): string {
  return join(folder, ".tinsmith-staging");
}

export const stagedFile = (folder: string, index: number): string =>
  join(stagingFolder(folder), `new-${index}`);

export const keptFile = (folder: string, index: number): string =>
  join(stagingFolder(folder), `old-${index}`);

const journalFile = (folder: string): string => join(stagingFolder(folder), "journal.json");

/** Writes the journal whole or not at all. */
export function openJournal(folder: string, journal: Journal, fs: FileSystem): void {
  const draft = join(stagingFolder(folder), "journal.draft");
  fs.writeFileSync(draft, JSON.stringify(journal));
  fs.renameSync(draft, journalFile(folder));
}

/** From here on, what the journal told of is done, or undone. */
export function closeJournal(folder: string, fs: FileSystem): void {
  fs.unlinkSync(journalFile(folder));
}

/**
 * The journal of an interrupted write, if there is one. Whoever made the folder made it too, so its
 * paths are checked like any others.
 */
export function readJournal(folder: string, fs: FileSystem): Journal | undefined {
  const file = journalFile(folder);
  const text = readIfThere(file, fs);
  if (text === undefined) return undefined;
  const journal = parse(text);
  if (!journal || pathProblem([...journal.entries.map((entry) => entry.path)])) throw damaged(file);
  if (journal.folders.some((path) => pathProblem([path]))) throw damaged(file);
  return journal;
}

function parse(text: string): Journal | undefined {
  try {
    const journal = JSON.parse(text) as Journal;
    return journal.entries.every((entry) => typeof entry.path === "string") &&
      journal.folders.every((path) => typeof path === "string")
      ? journal
      : undefined;
  } catch {
    return undefined;
  }
}

function damaged(file: string): OutputError {
  return new OutputError(
    `${file} is not a journal that Tinsmith wrote. Look at what is in its folder, and remove that.`,
  );
}
