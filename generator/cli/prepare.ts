import { planFolder } from "../output/compare.js";
import { readDisk } from "../output/disk.js";
import { entriesOf } from "../output/files.js";
import { checkFolder } from "../output/folder.js";
import { textHash } from "../output/hash.js";
import { openLock, type LockFile } from "../output/lock.js";
import { machine } from "../output/machine.js";
import { readJournal } from "../output/journal.js";
import { pathProblem } from "../output/paths.js";
import { editedFiles, type Plan } from "../output/plan.js";
import { recover } from "../output/recover.js";
import { isInterrupted } from "../output/staging.js";
import { stage, type Staged } from "../output/write.js";
import type { Release } from "../release.js";
import type { Diagnostic } from "../smithy/diagnostic.js";
import { untimed, type Timer } from "../timing.js";
import type { Cache, Hashes } from "./cache.js";
import type { OutputSettings } from "./config.js";
import type { Generator } from "./generatorPool.js";
import { display, readInput, type OutputInputs } from "./inputs.js";
import { errorsOf, placed } from "./report.js";
import { locate } from "../smithy/locate.js";
import { UserError } from "./userError.js";

/** `write` is to bring the folder up to date; the others look only. */
export type Mode = "write" | "check" | "dry-run";

export interface Context {
  readonly cwd: string;
  readonly mode: Mode;
  readonly force: boolean;
  readonly cache: Cache;
}

/** What it takes to bring a package's folder up to date. */
export interface Prepared extends Staged {
  readonly settings: OutputSettings;
  /** What becomes of its version; absent where nothing changed. */
  readonly release?: Release | undefined;
  readonly plan: Plan;
  /** It was not generated: the inputs and the files are those of the last run. */
  readonly skipped: boolean;
  /** Why it would not be written; absent where it would. */
  readonly refused?: string | undefined;
  /** An earlier run was killed while it wrote, and nothing has undone it yet. */
  readonly interrupted: boolean;
}

/** A package that has to be generated, and the bytes of its models. */
export interface Needed {
  readonly settings: OutputSettings;
  readonly size: number;
}

/**
 * Looks whether a package has to be generated at all.
 *
 * @throws {UserError} where a model cannot be read.
 * @throws {OutputError} where the output folder cannot be written to.
 */
export function lookUp(settings: OutputSettings, context: Context): Prepared | Needed {
  const { mode, force, cache } = context;
  const { out } = settings;
  if (mode !== "check") checkFolder(out, machine.fs);
  const models = readModels(settings, context);
  const interrupted = isInterrupted(out, force, machine);
  if (interrupted && mode !== "write") return halfWritten(settings);
  const known = mode === "check" ? undefined : cache.get(settings, cache.keyOf(settings, models));
  if (!known || interrupted || !isOnDisk(out, known)) {
    return { settings, size: models.flat().reduce((sum, { text }) => sum + text.length, 0) };
  }
  return { settings, plan: planOfUnchanged(known), skipped: true, interrupted, ...nothingToDo };
}

/** What a run that only looks can say of a folder that is half-written: not what comes after. */
function halfWritten(settings: OutputSettings): Prepared {
  // Told of here where it cannot be put back.
  readJournal(settings.out, machine.fs);
  return { settings, plan: { files: [] }, skipped: false, interrupted: true, ...nothingToDo };
}

const nothingToDo: Staged = { commit: () => {}, discard: () => {} };

/**
 * Generates a package and stages what changes of its files. A folder that an earlier run left
 * half-written is put back first, where `mode` is to write.
 *
 * @param tell of what the model has to be said about.
 * @throws {UserError} where a model is not what it should be, or files would be lost.
 * @throws {OutputError} where the output folder cannot be written to.
 */
export async function prepare(
  settings: OutputSettings,
  context: Context,
  generator: Generator,
  tell: (diagnostics: readonly Diagnostic[]) => void,
  timer?: Timer,
): Promise<Prepared> {
  const { cwd, mode, force, cache } = context;
  const { timed = untimed } = timer ?? {};
  const { out } = settings;
  const models = timed("read", () => readModels(settings, context));
  const key = cache.keyOf(settings, models);
  // First of all: what was half-written is not what the package has exported.
  if (mode === "write") recover(out, force, machine);
  else if (isInterrupted(out, force, machine)) return halfWritten(settings);
  const lock = openLock(out, force, machine.fs);
  const generated = await generator.generate(settings, { models, lock: lock.text }, timer);
  const diagnostics = generated.diagnostics.flatMap((found, index) => {
    const [own, files = []] = [settings.services[index], models[index]];
    return locate(placed(found, own ?? {}, files[0]?.file ?? ""), files);
  });
  tell(diagnostics);
  const first = checked(generated.files, diagnostics, settings);

  const { versioned } = await import("./versioned.js");
  const { files, release, planned } = timed("compare", () => {
    const { editable, ...rest } = versioned(first, settings, lock, force, cwd);
    return { ...rest, planned: planFolder(out, lock, rest.files, editable, machine.fs) };
  });
  const edited = editedFiles(planned);
  const refused = force
    ? undefined
    : edited.length > 0
      ? refusal(display(out, cwd), edited)
      : strangers(out, lock, files, cwd);
  if (refused !== undefined && mode === "write") throw new UserError(refused);
  const hashes = new Map([...files].map(([path, text]) => [path, textHash(text)]));
  const staged =
    mode === "write" ? timed("write", () => stage(out, planned, files, force, machine)) : undefined;
  return {
    settings,
    release,
    plan: planned,
    skipped: false,
    refused,
    interrupted: false,
    commit: () => {
      timed("write", () => staged?.commit());
      cache.set(settings, key, hashes);
    },
    discard: () => staged?.discard(),
  };
}

function readModels({ services }: OutputSettings, { cwd }: Context): OutputInputs["models"] {
  return services.map(({ models, modelSource }) => {
    const hint = modelSource ? " Run npx tinsmith pull, which fetches it." : "";
    return models.map((path) => readInput(path, cwd, hint));
  });
}

function checked(
  files: Files | undefined,
  diagnostics: readonly Diagnostic[],
  { name }: OutputSettings,
): Files {
  const errors = errorsOf(diagnostics);
  if (errors.length > 0) throw new UserError(errors);
  if (!files) throw new Error(`Neither files nor errors came of ${name}.`);
  const problem = pathProblem(files.keys());
  if (problem !== undefined) throw new Error(problem);
  return files;
}

/** Path to text. */
type Files = ReadonlyMap<string, string>;

/** A folder with just these files' contents has their lock file too, and so nothing stale. */
function isOnDisk(out: string, hashes: Hashes): boolean {
  const disk = readDisk(out, hashes.keys(), [], machine.fs);
  return [...hashes].every(([path, hash]) => {
    const present = disk.get(path);
    return present?.at === path && present.hash === hash;
  });
}

function planOfUnchanged(hashes: Hashes): Plan {
  return {
    files: [...hashes.keys()].map((path) => ({ path, action: "unchanged", edited: false })),
  };
}

/** That a folder has files, and none of them tells that it is a package of Tinsmith's. */
function strangers(out: string, lock: LockFile, files: Files, cwd: string): string | undefined {
  if (lock.text !== undefined) return undefined;
  // What a folder may be made with, before there is anything in it.
  const usual = /^(?:\..*|node_modules|LICENSE.*)$/;
  const own = new Set([...files.keys()].map((path) => path.split("/")[0]));
  const others = entriesOf(out, machine.fs)
    .map(({ name }) => name)
    .filter((name) => !usual.test(name) && !own.has(name));
  if (others.length === 0) return undefined;
  const few = others.slice(0, 5).map((name) => `\n  ${name}`);
  if (others.length > few.length) few.push(`\n  … and ${others.length - few.length} more`);
  return (
    `${display(out, cwd)}: this folder has files, and is no package of Tinsmith's:${few.join("")}\n` +
    "Nothing was written. Choose a folder of its own, or run again with --force to write beside them."
  );
}

function refusal(out: string, edited: readonly string[]): string {
  const list = edited.map((path) => `\n  ${path}`).join("");
  return (
    `${out}: these files are not as Tinsmith left them; someone edited them, or put them there:${list}\n` +
    "Nothing was written. Undo the edits (or move the files away), or run again with --force to overwrite them."
  );
}
