import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { replaceFile } from "../../output/replace.js";
import type { Collection } from "../../source/aws.js";
import { printSource } from "../../source/source.js";
import { parseConfig } from "../config.js";
import { CONFIG_FILE } from "../configFile.js";
import { display, readInput } from "../inputs.js";
import type { Io } from "../io.js";
import type { Mode } from "../prepare.js";
import type { Report } from "../report.js";
import { UserError } from "../userError.js";
import { listingOf, pullContext, type PullContext, type PullDependencies } from "./context.js";
import type { Limit } from "./excess.js";
import { inParallel } from "./inParallel.js";
import { lookUpModel } from "./lookUp.js";
import { messagesOf } from "./messages.js";
import { tell, type Outcome } from "./outcome.js";
import { targetsOf, type PullConfig, type Target } from "./targets.js";

/** What `tinsmith pull` was asked for. */
export interface PullArguments {
  /** Packages or services; all that have a source where there are none. */
  readonly services: readonly string[];
  /** The config file; where absent, the usual one, if it is there. */
  readonly config?: string | undefined;
  readonly mode: Mode;
  readonly offline: boolean;
  readonly force: boolean;
  /** The largest change for callers of the clients that a model may bring. */
  readonly maxBump?: Limit | undefined;
  /** The command line that writes what this one found to differ. */
  readonly mend: string;
}

/**
 * Brings model files up to date. One that fails stays as it was, and keeps no other from being
 * written.
 *
 * @returns the exit code: 0, 1 where `--check` found a model that is not the newest, or 3 where one
 *   would change more than `maxBump` allows, and stays.
 * @throws {UserError} with what failed, once the rest is done.
 */
export async function pullCommand(
  args: PullArguments,
  io: Io,
  report: Report,
  { version, pull }: { readonly version: string; readonly pull: PullDependencies },
): Promise<number> {
  const file = args.config ?? CONFIG_FILE;
  const folder = dirname(resolve(io.cwd, file));
  const context = pullContext(args, folder, version, pull);
  const config = await readConfig(args, { file, folder }, io.cwd, context.collection, report);
  const targets = targetsOf(args.services, config, io.cwd);
  const pulled = await inParallel(targets, MOST_AT_ONCE, async (target, index) => {
    const label = targets.length > 1 ? `[${index + 1}/${targets.length}] ` : "";
    const shown = display(target.file, io.cwd);
    report.progress(`${label}${shown}: fetching ${printSource(target.source)}`);
    const outcome = await lookUpModel(target, context);
    if (args.mode === "write") writeModel(target, outcome, context);
    return outcome;
  });
  report.done();
  const failures: string[] = [];
  let [changed, tooLarge] = [0, 0];
  for (const [index, target] of targets.entries()) {
    const result = pulled[index];
    const shown = display(target.file, io.cwd);
    if (result?.status === "fulfilled") {
      const outcome = result.value;
      if (outcome.action === "create" || outcome.action === "update") changed++;
      if (outcome.action === "too large") tooLarge++;
      tell(shown, outcome, args.mode, report);
      if (target.users.length === 0) report.result(advice(target, config));
    } else {
      const kept = existsSync(target.file) ? "kept as it was" : "not pulled";
      for (const message of messagesOf(result?.reason)) {
        failures.push(`${shown}: ${kept}. ${message}`);
      }
    }
  }
  if (changed > 0) sayWhatNext(args, config, report);
  if (failures.length > 0) throw new UserError(failures);
  if (tooLarge > 0) return 3;
  return args.mode === "check" && changed > 0 ? 1 : 0;
}

/** How many models are fetched at once: enough to wait for the network together, and no burden to it. */
const MOST_AT_ONCE = 8;

function writeModel(
  { file }: Target,
  { action, made, isKnown }: Outcome,
  { records }: PullContext,
): void {
  if (!made) return;
  if (action !== "unchanged") replaceFile(file, made.text);
  if (!isKnown) records.set(file, made.record);
}

async function readConfig(
  { config, services }: PullArguments,
  { file, folder }: { readonly file: string; readonly folder: string },
  cwd: string,
  collection: Collection | undefined,
  report: Report,
): Promise<PullConfig> {
  if (config === undefined && services.length > 0 && !existsSync(resolve(cwd, file))) {
    return { services: [], file, folder };
  }
  const listing = collection && listingOf(collection, report);
  const outputs = await parseConfig(readInput(file, cwd), folder, false, listing);
  return { services: outputs.flatMap((output) => output.services), file, folder };
}

function advice({ file, source }: Target, config: PullConfig): string {
  const name = basename(file, ".json");
  const model = relative(config.folder, file).replaceAll("\\", "/");
  const entry = { model, source: printSource(source), name, out: `generated/${name}` };
  return `No package is generated from it. To have one, add to the packages of ${config.file}:\n  ${JSON.stringify(entry)}`;
}

function sayWhatNext({ mode, mend }: PullArguments, config: PullConfig, report: Report): void {
  if (mode === "check") report.error(`To bring them up to date, run: ${mend}`);
  if (mode === "write" && config.services.length > 0) {
    report.result("Next: npx tinsmith generate");
  }
}
