import * as fs from "node:fs";
import { join } from "node:path";
import type { Generated } from "../generate.js";
import { OutputError } from "../output/error.js";
import { readIfThere } from "../output/files.js";
import { checkFolder, readDisk } from "../output/folder.js";
import { sha256 } from "../output/hash.js";
import { LOCK_FILE, readLock } from "../output/lock.js";
import { pathProblem } from "../output/paths.js";
import { changes, editedFiles, plan, type Plan } from "../output/plan.js";
import { isInterrupted, recover } from "../output/recover.js";
import type { Cache, Hashes } from "./cache.js";
import type { PackageSettings } from "./config.js";
import { display, readInput, type InputFile } from "./inputs.js";
import { errorsOf, placed, tellOf, type Report } from "./report.js";
import { locate } from "../smithy/locate.js";
import { UserError } from "./userError.js";

/**
 * Generates one package: `generator.ts`, or a test's own. Calls `stage` as it goes from one thing to
 * the next.
 */
export type GeneratePackage = (
  settings: PackageSettings,
  models: readonly InputFile[],
  stage: (name: string) => void,
) => Promise<Generated>;

/** `write` is to bring the folder up to date; the others look only. */
export type Mode = "write" | "check" | "dry-run";

export interface Context {
  readonly cwd: string;
  readonly mode: Mode;
  readonly force: boolean;
  /** What stands before the package's name in progress lines. */
  readonly label: string;
  readonly report: Report;
  readonly cache: Cache;
  readonly generatePackage: GeneratePackage;
}

/** A package generated in memory, and what it takes to bring its folder there. */
export interface Prepared {
  readonly settings: PackageSettings;
  readonly plan: Plan;
  /** The texts of the files that change. */
  readonly texts: ReadonlyMap<string, string>;
  /** An earlier run was killed while it wrote, and nothing has undone it yet. */
  readonly interrupted: boolean;
  /** The SHA-256 of each file once the plan is done, for the cache. */
  readonly hashes: Hashes;
  readonly models: readonly InputFile[];
}

/**
 * Generates a package and plans its files. Nothing is written, but that a folder that an earlier
 * run left half-written is put back first, where `mode` is to write.
 *
 * @throws {UserError} where a model is not what it should be, or files would be lost.
 * @throws {OutputError} where the output folder cannot be written to.
 */
export async function prepare(settings: PackageSettings, context: Context): Promise<Prepared> {
  const { cwd, mode, force, cache } = context;
  const { out } = settings;
  if (mode !== "check") checkFolder(out);
  const hint = settings.modelSource ? " Run npx tinsmith pull, which fetches it." : "";
  const models = settings.models.map((path) => readInput(path, cwd, hint));

  const known = mode === "check" ? undefined : cache.get(settings, models);
  if (known && !isInterrupted(out, fs) && isOnDisk(out, known)) {
    const plan = planOfUnchanged(known);
    return { settings, plan, texts: new Map(), interrupted: false, hashes: known, models };
  }

  const files = await generateFiles(settings, models, context);
  const interrupted = isInterrupted(out, fs);
  if (interrupted && mode === "write") recover(out, force, fs);
  const planned = planFiles(out, files, force);
  const edited = editedFiles(planned);
  if (edited.length > 0 && mode !== "check" && !force && !(interrupted && mode === "dry-run")) {
    throw new UserError(refusal(display(out, cwd), edited));
  }
  return {
    settings,
    plan: planned,
    texts: textsOf(planned, files),
    interrupted: interrupted && mode !== "write",
    hashes: new Map([...files].map(([path, text]) => [path, sha256(text)])),
    models,
  };
}

async function generateFiles(
  settings: PackageSettings,
  models: readonly InputFile[],
  { label, report, generatePackage }: Context,
): Promise<ReadonlyMap<string, string>> {
  const stage = (name: string): void => report.progress(`${label}${settings.name}: ${name}`);
  const generated = await generatePackage(settings, models, stage);
  report.done();
  const { files } = generated;
  const all = placed(generated.diagnostics, settings, models[0]?.file ?? "");
  const diagnostics = locate(all, models);
  tellOf(diagnostics, report);
  const errors = errorsOf(diagnostics);
  if (errors.length > 0) throw new UserError(...errors);
  if (!files) throw new Error(`Neither files nor errors came of ${settings.name}.`);
  const problem = pathProblem(files.keys());
  if (problem !== undefined) throw new Error(problem);
  return files;
}

function planFiles(out: string, generated: ReadonlyMap<string, string>, force: boolean): Plan {
  const lock = previousLock(out, force);
  const disk = readDisk(out, new Set([...generated.keys(), ...lock.keys()]));
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

function textsOf(plan: Plan, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    changes(plan).flatMap(({ path }) => {
      const text = files.get(path);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

function refusal(out: string, edited: readonly string[]): string {
  const list = edited.map((path) => `\n  ${path}`).join("");
  return (
    `${out}: these files are not as Tinsmith left them; someone edited them, or put them there:${list}\n` +
    "Nothing was written. Undo the edits (or move the files away), or run again with --force to overwrite them."
  );
}
