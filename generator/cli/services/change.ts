import { replaceFiles, type FileChange } from "../../output/replaceFiles.js";
import type { Staged } from "../../output/write.js";
import { openCache } from "../cache.js";
import type { OutputSettings } from "../config.js";
import { throwMistakes, type GenerateDependencies } from "../generateCommand.js";
import { Interrupted } from "../interrupted.js";
import type { Io } from "../io.js";
import type { Mode, Prepared } from "../prepare.js";
import { prepareAll, type Outcome } from "../prepareAll.js";
import { tellOf, type Report } from "../report.js";

/** What a command changes, beside what follows from it for generated files. */
export interface Change {
  /** The config, models and what is on record of them. */
  readonly files: readonly FileChange[];
  /** What is generated from them. */
  readonly outputs: readonly OutputSettings[];
  /** What is staged already, such as the removal of a folder's files. */
  readonly staged?: readonly Staged[] | undefined;
}

export interface ChangeContext {
  /** Where the config lies. */
  readonly folder: string;
  readonly mode: Mode;
  readonly force: boolean;
  readonly io: Io;
  readonly report: Report;
  readonly dependencies: GenerateDependencies;
}

/**
 * Generates what a change asks for, without writing anything, and hands the outcomes over; whatever
 * of them is not committed then is discarded.
 *
 * @throws {Interrupted} where the user wants no more; nothing was written.
 */
export async function prepared<T>(
  { files, outputs }: Change,
  { folder, mode, force, io, report, dependencies }: ChangeContext,
  use: (outcomes: readonly Outcome[]) => T,
): Promise<T> {
  const { openGenerator, build, userCache, processors } = dependencies;
  const stopping = new AbortController();
  const release = io.onInterrupt(() => stopping.abort());
  let outcomes: readonly Outcome[] = [];
  try {
    const texts = new Map(
      files.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text]])),
    );
    outcomes = await prepareAll(outputs, {
      context: { cwd: io.cwd, mode, force, cache: openCache(folder, build(), userCache), texts },
      report,
      jobs: processors(),
      openGenerator,
      signal: stopping.signal,
    });
    if (stopping.signal.aborted) throw new Interrupted();
    outcomes.forEach(({ diagnostics }) => tellOf(diagnostics, report));
    return use(outcomes);
  } finally {
    outcomes.forEach((outcome) => outcome.prepared?.discard());
    release();
  }
}

/**
 * Writes a change and what was generated for it: all, or, up to the first output that is written,
 * nothing.
 *
 * @throws {OutputError} where the file system refuses.
 */
export function commit(files: readonly FileChange[], all: readonly Staged[]): void {
  const undo = replaceFiles(files);
  let isBegun = false;
  try {
    for (const one of all) {
      one.commit();
      isBegun = true;
    }
  } catch (error) {
    if (!isBegun) undo();
    throw error;
  }
}

/**
 * Does a change as a whole, or none of it.
 *
 * @returns what was generated.
 * @throws {UserError} with the mistakes of all outputs.
 */
export function applyChange(change: Change, context: ChangeContext): Promise<readonly Prepared[]> {
  return prepared(change, context, (outcomes) => {
    throwMistakes(outcomes);
    const all = outcomes.flatMap((outcome) => outcome.prepared ?? []);
    commit(change.files, [...all, ...(change.staged ?? [])]);
    return all;
  });
}
