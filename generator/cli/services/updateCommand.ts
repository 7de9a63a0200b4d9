import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { FileChange } from "../../output/replaceFiles.js";
import { changes } from "../../output/plan.js";
import { didYouMean } from "../../smithy/nearest.js";
import { printSource } from "../../source/source.js";
import type { OutputSettings } from "../config.js";
import { CONFIG_FILE } from "../configFile.js";
import { bracketed, summary, tellChanges, throwMistakes } from "../generateCommand.js";
import { display } from "../inputs.js";
import type { Io } from "../io.js";
import type { Mode, Prepared } from "../prepare.js";
import type { Outcome } from "../prepareAll.js";
import { listingOf, pullContext, type PullContext } from "../pull/context.js";
import { lookUpModel } from "../pull/lookUp.js";
import { messagesOf } from "../pull/messages.js";
import { tell, type Outcome as PullOutcome } from "../pull/outcome.js";
import { namesOf, targetsOf, type Target } from "../pull/targets.js";
import type { Report } from "../report.js";
import { UserError } from "../userError.js";
import type { ServiceDependencies } from "./addCommand.js";
import { commit, prepared } from "./change.js";
import { openExisting, type Workspace } from "./workspace.js";

/** What `tinsmith update` was asked for. */
export interface UpdateArguments {
  /** Packages or services; all that have a source where there are none. */
  readonly services: readonly string[];
  readonly config?: string | undefined;
  readonly mode: Mode;
  readonly offline: boolean;
  readonly force: boolean;
  /** The command line that writes what this one found to differ. */
  readonly mend: string;
}

/** A model file that was looked up. */
interface Pulled {
  readonly target: Target;
  readonly outcome: PullOutcome;
}

/**
 * Brings services up to date: their models, and what is generated from them. What a service fails at
 * leaves its model and all that is generated from it as they were, and keeps no other from being
 * updated.
 *
 * @returns the exit code: 0, or 1 where `--check` found anything to update.
 * @throws {UserError} with what failed, once the rest is done.
 */
export async function updateCommand(
  args: UpdateArguments,
  io: Io,
  report: Report,
  dependencies: ServiceDependencies,
): Promise<number> {
  const { mode, force } = args;
  const folder = dirname(resolve(io.cwd, args.config ?? CONFIG_FILE));
  const context = pullContext(args, folder, dependencies.version, dependencies.pull);
  const listing = context.collection && listingOf(context.collection, report);
  const workspace = await openExisting(args.config, io.cwd, listing);
  const services = workspace.outputs.flatMap((output) => output.services);
  const targets = targetsOf(args.services, { ...workspace, services }, io.cwd);
  refuseStrangers(targets, workspace);
  const failures: string[] = [];
  const pulled = await pullAll(targets, context, io, report, failures);

  const models = new Map(pulled.map((each) => [each.target.file, each]));
  const failed = new Set(targets.map(({ file }) => file).filter((file) => !models.has(file)));
  const outputs = workspace.outputs.filter(
    (output) =>
      (args.services.length === 0 ||
        uses(
          output,
          targets.map(({ file }) => file),
        )) &&
      // What could not be had has been told of.
      !filesOf(output).some((file) => failed.has(file) && !existsSync(file)),
  );
  const files = pulled.flatMap(({ target, outcome: { action, made, was } }): FileChange[] =>
    made && action !== "unchanged" ? [{ path: target.file, was, text: made.text }] : [],
  );
  const changeContext = { folder, mode, force, io, report, dependencies };
  const count = await prepared({ files, outputs }, changeContext, (outcomes) => {
    const spoilt = spoiltBy(outcomes, outputs, new Set(models.keys()));
    for (const outcome of outcomes) if (outcome.error) tellOfFailure(outcome, failures);
    const good = pulled.filter(({ target }) => !spoilt.has(target.file));
    const all = outcomes.flatMap(({ prepared: one }) =>
      one && !uses(one.settings, spoilt) ? [one] : [],
    );
    if (mode === "write") {
      const kept = files.filter(({ path }) => !spoilt.has(path));
      commit([...kept, ...recordsOf(good, context)], all);
    }
    for (const { target, outcome } of good) {
      tell(display(target.file, io.cwd), outcome, mode, report);
    }
    all.forEach((one) => tellOfOutput(one, mode, io, report));
    const refused = mode === "dry-run" ? all.flatMap((one) => one.refused ?? []) : [];
    refused.forEach((message) => failures.push(message));
    return [
      ...good.filter(({ outcome }) => outcome.action === "create" || outcome.action === "update"),
      ...all.filter(({ plan, interrupted }) => changes(plan).length > 0 || interrupted),
    ].length;
  });
  if (mode === "check" && count > 0) report.error(`To bring them up to date, run: ${args.mend}`);
  if (failures.length > 0) throw new UserError(failures);
  return mode === "check" && count > 0 ? 1 : 0;
}

/** A model that nothing is generated from would lie there unnoticed. */
function refuseStrangers(targets: readonly Target[], { file, outputs }: Workspace): void {
  const known = outputs.flatMap(({ services }) => services.flatMap((each) => [...namesOf(each)]));
  const strangers = targets.filter(({ users }) => users.length === 0);
  if (strangers.length === 0) return;
  throw new UserError(
    strangers.map(({ source }) => {
      const name = printSource(source).replace(/^aws:/, "");
      const hint = didYouMean(name, new Set(known)) || ` npx tinsmith add ${name} adds it.`;
      return `${file} has no service ${JSON.stringify(name)}.${hint}`;
    }),
  );
}

async function pullAll(
  targets: readonly Target[],
  context: PullContext,
  io: Io,
  report: Report,
  failures: string[],
): Promise<readonly Pulled[]> {
  const pulled: Pulled[] = [];
  for (const target of targets) {
    const file = display(target.file, io.cwd);
    report.progress(`${file}: fetching ${printSource(target.source)}`);
    try {
      pulled.push({ target, outcome: await lookUpModel(target, context) });
    } catch (error) {
      for (const message of messagesOf(error)) failures.push(`${file}: not updated. ${message}`);
    } finally {
      report.done();
    }
  }
  return pulled;
}

/** The model files that have to stay as they are, since something is not to be generated from them. */
function spoiltBy(
  outcomes: readonly Outcome[],
  outputs: readonly OutputSettings[],
  models: ReadonlySet<string>,
): ReadonlySet<string> {
  const spoilt = new Set<string>();
  const spoil = (output: OutputSettings): void => {
    for (const file of filesOf(output)) if (models.has(file)) spoilt.add(file);
  };
  outcomes.forEach(({ error }, index) => {
    const output = outputs[index];
    if (error && output) spoil(output);
  });
  // What is generated from several models takes none of them without the others.
  for (let before = -1; before !== spoilt.size;) {
    before = spoilt.size;
    outputs.filter((output) => uses(output, spoilt)).forEach(spoil);
  }
  return spoilt;
}

function filesOf({ services }: OutputSettings): readonly string[] {
  return services.flatMap(({ models }) => models);
}

function uses(output: OutputSettings, files: Iterable<string>): boolean {
  const own = new Set(filesOf(output));
  return [...files].some((file) => own.has(file));
}

function recordsOf(pulled: readonly Pulled[], { records }: PullContext): readonly FileChange[] {
  const news = pulled.flatMap(({ target, outcome: { made, isKnown } }) =>
    made && !isKnown ? [[target.file, made.record] as const] : [],
  );
  return news.length === 0 ? [] : [records.changed(new Map(news))];
}

/** Rethrows what Tinsmith is at fault for. */
function tellOfFailure(outcome: Outcome, failures: string[]): void {
  try {
    throwMistakes([outcome]);
  } catch (error) {
    for (const message of messagesOf(error)) failures.push(message);
  }
}

/** What became of what is generated, and what is different for callers. */
function tellOfOutput(one: Prepared, mode: Mode, io: Io, report: Report): void {
  const out = display(one.settings.out, io.cwd);
  const isChanged = changes(one.plan).length > 0;
  const would = mode === "write" || !isChanged ? "" : " (nothing was written)";
  report.result(`${out}: ${summary(one)}${bracketed(one)}${would}`);
  tellChanges(one, report);
}
