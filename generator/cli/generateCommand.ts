import { dirname, resolve } from "node:path";
import { OutputError } from "../output/error.js";
import { changes, type PlannedFile } from "../output/plan.js";
import { createTimer } from "../timing.js";
import { isLarger } from "../versioning/change.js";
import { summarize } from "../versioning/summary.js";
import { openCache, type Cache } from "./cache.js";
import { parseConfig, parseFlags, type OutputSettings } from "./config.js";
import type { PackageEntry } from "./configEntries.js";
import type { Generator } from "./generatorPool.js";
import { display, readInput } from "./inputs.js";
import { Interrupted } from "./interrupted.js";
import type { Io } from "./io.js";
import type { Mode, Prepared } from "./prepare.js";
import { prepareAll, type Outcome } from "./prepareAll.js";
import { tellOf, type Report } from "./report.js";
import { shellWord } from "./shell.js";
import { timingsTable } from "./timingsTable.js";
import { UserError } from "./userError.js";

/** What `tinsmith generate` was asked for. */
export interface GenerateArguments {
  /** The config file, or the one package that flags describe. */
  readonly from: { readonly config: string } | { readonly entry: PackageEntry };
  readonly mode: Mode;
  readonly force: boolean;
  /** How many packages to generate at once. */
  readonly jobs?: number | undefined;
  /** Whether to tell how long each stage took. */
  readonly timings: boolean;
  /** The largest bump of a version that may be written. */
  readonly maxBump?: "minor" | "patch" | undefined;
  /** The command line that writes what this one found to differ. */
  readonly mend: string;
}

export interface GenerateDependencies {
  /** Opens a generator for so many packages. */
  readonly openGenerator: (packages: number) => Generator;
  /** What tells this generator from another, for the cache; see `buildHash`. */
  readonly build: () => string | undefined;
  /** The user's own folder for caches, for projects without a `node_modules`. */
  readonly userCache?: string | undefined;
  /** How many packages to generate at once where the command line does not say. */
  readonly processors: () => number;
}

/**
 * Generates every package whose inputs changed, and then writes, checks or lists what changes.
 * Nothing is written where any of the packages has a mistake in it.
 *
 * @returns the exit code: 0, 1 where `--check` found a difference, or 3 where a change is larger than
 *   `maxBump` allows.
 * @throws {UserError} with the mistakes of all packages.
 * @throws {Interrupted} where the user wants no more; nothing was written.
 */
export async function generateCommand(
  args: GenerateArguments,
  io: Io,
  report: Report,
  { openGenerator, build, userCache, processors }: GenerateDependencies,
): Promise<number> {
  const { settings, cache } = await settingsOf(args.from, io.cwd, build(), userCache);
  const { mode, force } = args;
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  // One package is generated in this process, which nothing but its end can stop meanwhile; then
  // nothing of the package has changed yet.
  let release = settings.length > 1 ? io.onInterrupt(stop) : undefined;
  let outcomes: readonly Outcome[] = [];
  try {
    outcomes = await prepareAll(settings, {
      context: { cwd: io.cwd, mode, force, cache },
      report,
      jobs: args.jobs ?? processors(),
      openGenerator,
      startTimer: args.timings ? () => createTimer(io.now) : undefined,
      signal: stopping.signal,
    });
    release ??= io.onInterrupt(stop);
    if (stopping.signal.aborted) throw new Interrupted();
    outcomes.forEach(({ diagnostics }) => tellOf(diagnostics, report));
    throwMistakes(outcomes);
    const prepared = outcomes.flatMap((outcome) => outcome.prepared ?? []);
    if (refuses(prepared, args, io, report)) return 3;
    if (mode === "check") {
      const code = check(prepared, args.mend, io, report);
      if (args.timings) tellTimings(outcomes, report);
      return code;
    }
    for (const one of prepared) {
      if (mode === "dry-run") list(one, io, report);
      else {
        one.commit();
        report.result(`${display(one.settings.out, io.cwd)}: ${summary(one)}${bracketed(one)}`);
        if (one.settings.kind === "sources") tellChanges(one, report);
      }
    }
    if (prepared.length > 1) report.result(total(prepared));
    if (args.timings) tellTimings(outcomes, report);
    if (mode === "write") tellNext(args.from, prepared, io, report);
    const refused = mode === "dry-run" ? prepared.flatMap((one) => one.refused ?? []) : [];
    if (refused.length > 0) throw new UserError(refused);
    return 0;
  } finally {
    outcomes.forEach(({ prepared }) => prepared?.discard());
    release?.();
  }
}

/** Mistakes of all packages, in their order; but where Tinsmith itself is at fault, that. */
export function throwMistakes(outcomes: readonly Outcome[]): void {
  const mistakes: string[] = [];
  for (const { error } of outcomes) {
    if (error instanceof UserError) error.messages.forEach((one) => mistakes.push(one));
    else if (error instanceof OutputError) mistakes.push(error.message);
    else if (error) throw error;
  }
  if (mistakes.length > 0) throw new UserError(mistakes);
}

function tellTimings(outcomes: readonly Outcome[], report: Report): void {
  const rows = outcomes.flatMap(({ prepared, timer }) =>
    prepared && timer ? [[prepared.settings.name, timer.timings] as const] : [],
  );
  if (rows.length > 0) report.note(timingsTable(rows));
}

async function settingsOf(
  from: GenerateArguments["from"],
  cwd: string,
  build: string | undefined,
  userCache: string | undefined,
): Promise<{ readonly settings: readonly OutputSettings[]; readonly cache: Cache }> {
  if ("entry" in from) {
    const cache = openCache(cwd, build, userCache);
    const flags = { file: `flags for ${from.entry.out}`, text: JSON.stringify(from.entry) };
    const isValid = cache.isValid(flags);
    const settings = [await parseFlags(from.entry, cwd, isValid)];
    if (!isValid) cache.setValid(flags);
    return { settings, cache };
  }
  const config = readInput(from.config, cwd, NO_CONFIG);
  const folder = dirname(resolve(cwd, from.config));
  const cache = openCache(folder, build, userCache);
  const isValid = cache.isValid(config);
  const settings = await parseConfig(config, folder, isValid);
  if (!isValid) cache.setValid(config);
  return { settings, cache };
}

const NO_CONFIG =
  " npx tinsmith add SERVICE makes one, or name a model: " +
  "npx tinsmith generate --model MODEL --out FOLDER --name PACKAGE.";

function check(prepared: readonly Prepared[], mend: string, io: Io, report: Report): number {
  let differs = false;
  let edited = false;
  for (const one of prepared) {
    const { settings, plan, interrupted } = one;
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
    report.error(`${out} is not what would be generated${bracketed(one)}:${lines.join("")}`);
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

function mark({ path, edited, action, present }: PlannedFile): string {
  if (edited) return " (edited by hand)";
  // Where case is ignored.
  return action === "update" && present && present.at !== path ? ` (there as ${present.at})` : "";
}

function list(one: Prepared, io: Io, report: Report): void {
  const { settings, plan, interrupted } = one;
  const out = display(settings.out, io.cwd);
  if (interrupted) {
    report.result(`${out}: would first put back what a run that was killed left half-written.`);
    return;
  }
  for (const file of changes(plan)) {
    report.result(`would ${file.action} ${out}/${file.path}${mark(file)}`);
  }
  report.result(`${out}: ${summary(one)}${bracketed(one)} (dry run, nothing was written)`);
  if (one.settings.kind === "sources") tellChanges(one, report);
}

/** After a package was made without a config, for the first time: what to do with it. */
function tellNext(
  from: GenerateArguments["from"],
  prepared: readonly Prepared[],
  io: Io,
  report: Report,
): void {
  const [one] = prepared;
  const isNew = one?.plan.files.every(({ action }) => action === "create") === true;
  if (!("entry" in from) || !one || !isNew) return;
  const out = display(one.settings.out, io.cwd);
  report.note(
    `Next, build it: cd ${shellWord(out)} && npm install && npm run build\n` +
      `Then use it: npm install ${shellWord(/^[./]/.test(out) ? out : `./${out}`)}; its README.md shows a call.`,
  );
}

/** Tells of the packages whose changes are larger than allowed; whether there are any. */
function refuses(
  prepared: readonly Prepared[],
  { maxBump, mend }: GenerateArguments,
  io: Io,
  report: Report,
): boolean {
  if (maxBump === undefined) return false;
  const tooLarge = prepared.flatMap(({ settings, release }) =>
    release && isLarger(release.bump, maxBump) ? [{ settings, release }] : [],
  );
  for (const { settings, release } of tooLarge) {
    const { bump, changes } = release;
    const excess = changes.filter((change) => isLarger(change.bump, maxBump));
    const lines = excess.slice(0, MOST_TOLD).map(({ message }) => `\n  ${message}`);
    if (excess.length > MOST_TOLD) lines.push(`\n  … and ${excess.length - MOST_TOLD} more`);
    const out = display(settings.out, io.cwd);
    report.error(
      `${out}: the changes are ${bump}, more than --max-bump ${maxBump} allows:${lines.join("")}`,
    );
  }
  if (tooLarge.length > 0) {
    report.error(
      `Nothing was written. To take the changes, run: ${mend.replace(/ --max-bump[ =]\w+/, "")}`,
    );
  }
  return tooLarge.length > 0;
}

const MOST_TOLD = 10;

/** What is different for callers. */
export function tellChanges({ release }: Prepared, report: Report): void {
  for (const { title, lines } of summarize(release?.changes ?? [])) {
    if (title === "Other") continue;
    report.result(`  ${title}:`);
    lines.forEach((line) => report.result(`    ${line.replaceAll("`", "")}`));
  }
}

/** Such as ` (minor, 1.0.0 → 1.1.0)`, of sources ` (minor)`; empty where the version stays. */
export function bracketed({ settings, release }: Prepared): string {
  if (settings.kind === "sources") {
    return release && release.bump !== "none" ? ` (${release.bump})` : "";
  }
  if (release?.from === undefined || release.from === release.version) return "";
  const { from, version, bump } = release;
  return ` (${bump === "none" ? "version" : `${bump},`} ${from} → ${version})`;
}

/** Such as `34 files: 2 created, 1 updated, 31 unchanged`. */
export function summary({ plan: { files }, skipped }: Prepared): string {
  if (skipped) return `skipped, since neither its inputs nor its ${files.length} files changed`;
  const count = (action: string): number => files.filter((file) => file.action === action).length;
  const total = files.length - count("remove");
  const parts = (["create", "update", "remove", "unchanged"] as const)
    .filter((action) => count(action) > 0)
    .map((action) => `${count(action)} ${DONE[action]}`);
  return `${total} files: ${parts.join(", ")}`;
}

/** Such as `50 packages: 2 written, 1 unchanged, 47 skipped`. */
function total(prepared: readonly Prepared[]): string {
  const skipped = prepared.filter((one) => one.skipped).length;
  const changed = prepared.filter(({ plan }) => changes(plan).length > 0).length;
  const unchanged = prepared.length - skipped - changed;
  const isSources = prepared.some(({ settings }) => settings.kind === "sources");
  const noun = isSources ? "folders" : "packages";
  return `${prepared.length} ${noun}: ${changed} written, ${unchanged} unchanged, ${skipped} skipped`;
}

const DONE = {
  create: "created",
  update: "updated",
  remove: "removed",
  unchanged: "unchanged",
} as const;
