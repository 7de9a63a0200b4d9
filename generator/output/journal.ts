import { join } from "node:path";
import { OutputError } from "./error.js";
import { readText, type FileSystem } from "./files.js";
import { pathProblem, STAGING } from "./paths.js";

/**
 * One file of a write under way. What it replaces is moved into the staging folder, and the new file
 * out of it, so that what lies there tells how far the write has come.
 */
export interface JournalEntry {
  /** The file that goes, or is replaced, as the disk spells it. */
  readonly from?: string | undefined;
  /** Its hash: whatever has another was edited since. */
  readonly was?: string | undefined;
  /** The file that comes. */
  readonly to?: string | undefined;
  /** Its hash, likewise. */
  readonly hash?: string | undefined;
}

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
  return join(folder, STAGING);
}

/** Where the new file of the journal's entry of an index waits. */
export const stagedFile = (folder: string, index: number): string =>
  join(stagingFolder(folder), `new-${index}`);

/** Where the file that an entry replaces is kept. */
export const keptFile = (folder: string, index: number): string =>
  join(stagingFolder(folder), `old-${index}`);

const journalFile = (folder: string): string => join(stagingFolder(folder), "journal.json");

/** The names of files in a staging folder, but for its owner's. */
export const STAGED = /^(new-\d+|old-\d+|journal\.json|journal\.draft|\.gitignore)$/;

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
 *
 * @throws {OutputError} where it is none that Tinsmith wrote.
 */
export function readJournal(folder: string, fs: FileSystem): Journal | undefined {
  const file = journalFile(folder);
  const text = readText(file, fs);
  if (text === undefined) return undefined;
  const journal = parse(text);
  if (journal) return journal;
  throw new OutputError(
    `${file} is not a journal that Tinsmith wrote. Look at what is in its folder, and remove that.`,
  );
}

function parse(text: string): Journal | undefined {
  const isPath = (path: unknown): boolean =>
    typeof path === "string" && pathProblem([path]) === undefined;
  const isEntry = ({ from, to }: JournalEntry): boolean => {
    const paths = [from, to].filter((path) => path !== undefined);
    return paths.length > 0 && paths.every(isPath);
  };
  try {
    const journal = JSON.parse(text) as Journal;
    return journal.entries.every(isEntry) && journal.folders.every(isPath) ? journal : undefined;
  } catch {
    return undefined;
  }
}
