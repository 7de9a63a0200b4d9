import { dirname, resolve } from "node:path";
import { changes, type PlannedFile } from "../output/plan.js";
import { write } from "../output/write.js";
import { OutputError } from "../output/error.js";
import { openCache, type Cache } from "./cache.js";
import { parseConfig, parseFlags, type PackageEntry, type PackageSettings } from "./config.js";
import { display, readInput } from "./inputs.js";
import type { Io } from "./io.js";
import { prepare, type GeneratePackage, type Mode, type Prepared } from "./prepare.js";
import type { Report } from "./report.js";
import { UserError } from "./userError.js";

/** What `tinsmith generate` was asked for. */
export interface GenerateArguments {
  /** The config file, or the one package that flags describe. */
  readonly from: { readonly config: string } | { readonly entry: PackageEntry };
  readonly mode: Mode;
  readonly force: boolean;
  /** The command line that writes what this one found to differ. */
  readonly mend: string;
}

export interface GenerateDependencies {
  readonly generatePackage: GeneratePackage;
  /** What tells this generator from another, for the cache; see `buildHash`. */
  readonly build: () => string | undefined;
}

/**
 * Generates every package that is asked for, and then writes, checks or lists what changes. Nothing
 * is written where any of the packages has a mistake in it.
 *
 * @returns the exit code: 0, or 1 where `--check` found a difference.
 * @throws {UserError} with the mistakes of all packages.
 */
export async function generateCommand(
  args: GenerateArguments,
  io: Io,
  report: Report,
  { generatePackage, build }: GenerateDependencies,
): Promise<number> {
  const { settings, cache } = await settingsOf(args.from, io.cwd, build());
  const { mode, force } = args;
  const context = { cwd: io.cwd, mode, force, report, cache, generatePackage };

  const prepared: Prepared[] = [];
  const mistakes: string[] = [];
  for (const [index, one] of settings.entries()) {
    const label = settings.length > 1 ? `[${index + 1}/${settings.length}] ` : "";
    try {
      prepared.push(await prepare(one, { ...context, label }));
    } catch (error) {
      if (error instanceof UserError) mistakes.push(...error.messages);
      else if (error instanceof OutputError) mistakes.push(error.message);
      else throw error;
    }
  }
  if (mistakes.length > 0) throw new UserError(...mistakes);

  if (mode === "check") return check(prepared, args.mend, io, report);
  for (const one of prepared) {
    if (mode === "dry-run") {
      list(one, io, report);
      continue;
    }
    const { settings: of, plan, texts, models, hashes } = one;
    write(of.out, plan, texts);
    cache.set(of, models, hashes);
    report.result(`${display(of.out, io.cwd)}: ${summary(plan.files)}`);
  }
  return 0;
}

async function settingsOf(
  from: GenerateArguments["from"],
  cwd: string,
  build: string | undefined,
): Promise<{ readonly settings: readonly PackageSettings[]; readonly cache: Cache }> {
  if ("entry" in from) {
    const cache = openCache(cwd, build);
    const flags = { file: `flags for ${from.entry.out}`, text: JSON.stringify(from.entry) };
    const isValid = cache.isValid(flags);
    const settings = [await parseFlags(from.entry, cwd, isValid)];
    if (!isValid) cache.setValid(flags);
    return { settings, cache };
  }
  const config = readInput(from.config, cwd);
  const folder = dirname(resolve(cwd, from.config));
  const cache = openCache(folder, build);
  const isValid = cache.isValid(config);
  const settings = await parseConfig(config, folder, isValid);
  if (!isValid) cache.setValid(config);
  return { settings, cache };
}

function check(prepared: readonly Prepared[], mend: string, io: Io, report: Report): number {
  let differs = false;
  let edited = false;
  for (const { settings, plan, interrupted } of prepared) {
    const out = display(settings.out, io.cwd);
    const changed = changes(plan);
    if (changed.length === 0 && !interrupted) {
      report.result(`${out}: up to date, ${plan.files.length} files.`);
      continue;
    }
    differs = true;
    edited ||= changed.some((file) => file.edited);
    const lines = changed.map((file) => `\n  ${STATES[file.action]} ${file.path}${mark(file)}`);
    if (interrupted) lines.push("\n  a run was killed while it wrote here");
    report.error(`${out} is not what would be generated:${lines.join("")}`);
  }
  if (!differs) return 0;
  report.error(
    edited
      ? `To overwrite these files, edits included, run: ${mend} --force`
      : `To bring them up to date, run: ${mend}`,
  );
  return 1;
}

const STATES: Readonly<Record<"create" | "update" | "remove", string>> = {
  create: "missing:",
  update: "differs:",
  remove: "no longer generated:",
};

function mark(file: PlannedFile): string {
  return file.edited ? " (edited by hand)" : "";
}

function list({ settings, plan, interrupted }: Prepared, io: Io, report: Report): void {
  const out = display(settings.out, io.cwd);
  if (interrupted) {
    report.result(`${out}: would first put back what a run that was killed left half-written.`);
    return;
  }
  for (const file of changes(plan)) {
    report.result(`would ${file.action} ${out}/${file.path}${mark(file)}`);
  }
  report.result(`${out}: ${summary(plan.files)} (dry run, nothing was written)`);
}

/** Such as `34 files: 2 created, 1 updated, 31 unchanged`. */
function summary(files: readonly PlannedFile[]): string {
  const count = (action: string): number => files.filter((file) => file.action === action).length;
  const total = files.length - count("remove");
  const parts = (["create", "update", "remove", "unchanged"] as const)
    .filter((action) => count(action) > 0)
    .map((action) => `${count(action)} ${DONE[action]}`);
  return `${total} files: ${parts.join(", ")}`;
}

const DONE = {
  create: "created",
  update: "updated",
  remove: "removed",
  unchanged: "unchanged",
} as const;
