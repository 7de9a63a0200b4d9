import * as fs from "node:fs";
import { join } from "node:path";
import { OutputError } from "../output/error.js";
import { readIfThere } from "../output/files.js";
import { checkFolder, readDisk } from "../output/folder.js";
import { sha256 } from "../output/hash.js";
import { LOCK_FILE, readLock } from "../output/lock.js";
import { pathProblem } from "../output/paths.js";
import { editedFiles, plan, type Plan } from "../output/plan.js";
import { isInterrupted, recover } from "../output/recover.js";
import { stage, type Staged } from "../output/write.js";
import type { Release } from "../release.js";
import type { Diagnostic } from "../smithy/diagnostic.js";
import { untimed, type Timer } from "../timing.js";
import type { Cache, Hashes } from "./cache.js";
import type { PackageSettings } from "./config.js";
import type { Generator } from "./generatorPool.js";
import { display, readInput, type InputFile } from "./inputs.js";
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
  readonly settings: PackageSettings;
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
  readonly settings: PackageSettings;
  readonly size: number;
}

/**
 * Looks whether a package has to be generated at all.
 *
 * @throws {UserError} where a model cannot be read.
 * @throws {OutputError} where the output folder cannot be written to.
 */
export function lookUp(settings: PackageSettings, context: Context): Prepared | Needed {
  const { mode, cache } = context;
  const { out } = settings;
  if (mode !== "check") checkFolder(out);
  const models = readModels(settings, context);
  const known = mode === "check" ? undefined : cache.get(settings, cache.keyOf(settings, models));
  if (!known || isInterrupted(out, fs) || !isOnDisk(out, known)) {
    return { settings, size: models.reduce((sum, { text }) => sum + text.length, 0) };
  }
  const nothing = (): void => {};
  const done = { commit: nothing, discard: nothing };
  return { settings, plan: planOfUnchanged(known), skipped: true, interrupted: false, ...done };
}

/**
 * Generates a package and stages what changes of its files. A folder that an earlier run left
 * half-written is put back first, where `mode` is to write.
 *
 * @param tell of what the model has to be said about.
 * @throws {UserError} where a model is not what it should be, or files would be lost.
 * @throws {OutputError} where the output folder cannot be written to.
 */
export async function prepare(
  settings: PackageSettings,
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
  const generated = await generator.generatePackage(settings, models, timer);
  const diagnostics = locate(
    placed(generated.diagnostics, settings, models[0]?.file ?? ""),
    models,
  );
  tell(diagnostics);
  const first = checked(generated.files, diagnostics, settings);

  const interrupted = isInterrupted(out, fs);
  if (interrupted && mode === "write") recover(out, force, fs);
  const { versioned } = await import("./versioned.js");
  const { files, release, planned } = timed("compare", () => {
    const { editable, ...rest } = versioned(first, settings, force, cwd);
    return { ...rest, planned: planFiles(out, rest.files, editable, force) };
  });
  const edited = editedFiles(planned);
  const refused =
    edited.length > 0 && !force
      ? refusal(display(out, cwd), edited)
      : strangers(out, files, force, cwd);
  if (refused !== undefined && mode === "write") throw new UserError(refused);
  const hashes = new Map([...files].map(([path, text]) => [path, sha256(text)]));
  const staged = mode === "write" ? timed("write", () => stage(out, planned, files)) : undefined;
  return {
    settings,
    release,
    plan: planned,
    skipped: false,
    refused: interrupted ? undefined : refused,
    interrupted: interrupted && mode !== "write",
    commit: () => {
      timed("write", () => staged?.commit());
      cache.set(settings, key, hashes);
    },
    discard: () => staged?.discard(),
  };
}

function readModels(settings: PackageSettings, { cwd }: Context): readonly InputFile[] {
  const hint = settings.modelSource ? " Run npx tinsmith pull, which fetches it." : "";
  return settings.models.map((path) => readInput(path, cwd, hint));
}

function checked(
  files: Files | undefined,
  diagnostics: readonly Diagnostic[],
  { name }: PackageSettings,
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

function planFiles(
  out: string,
  generated: Files,
  editable: ReadonlySet<string>,
  force: boolean,
): Plan {
  const lock = new Map(previousLock(out, force));
  const disk = readDisk(out, new Set([...generated.keys(), ...lock.keys()]));
  // What was edited there is not lost.
  for (const path of editable) {
    const hash = disk.get(path);
    if (hash !== undefined) lock.set(path, hash);
  }
  return plan({ generated, disk, lock });
}

function previousLock(out: string, force: boolean): Hashes {
  const file = join(out, LOCK_FILE);
  try {
    const text = readIfThere(file, fs);
    return text === undefined ? new Map() : readLock(text, file);
  } catch (error) {
    if (force && error instanceof OutputError) return new Map();
    throw error;
  }
}

/** A folder with just these files' contents has their lock file too, and so nothing stale. */
function isOnDisk(out: string, hashes: Hashes): boolean {
  const disk = readDisk(out, hashes.keys());
  return [...hashes].every(([path, hash]) => disk.get(path) === hash);
}

function planOfUnchanged(hashes: Hashes): Plan {
  return {
    files: [...hashes.keys()].map((path) => ({ path, action: "unchanged", edited: false })),
  };
}

/** That a folder has files, and none of them tells that it is a package of Tinsmith's. */
function strangers(out: string, files: Files, force: boolean, cwd: string): string | undefined {
  if (force || !fs.existsSync(out) || fs.existsSync(join(out, LOCK_FILE))) return undefined;
  // What a folder may be made with, before there is anything in it.
  const usual = /^(?:\..*|node_modules|LICENSE.*)$/;
  const own = new Set([...files.keys()].map((path) => path.split("/")[0]));
  const others = fs.readdirSync(out).filter((name) => !usual.test(name) && !own.has(name));
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
