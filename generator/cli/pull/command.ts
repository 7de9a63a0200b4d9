import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve } from "node:path";
import { OutputError } from "../../output/error.js";
import { readDisk } from "../../output/disk.js";
import { machine } from "../../output/machine.js";
import { replaceFile } from "../../output/replace.js";
import { urlProblem } from "../../source/address.js";
import { openCollection, type Collection } from "../../source/aws.js";
import { AWS_MODELS } from "../../source/awsModels.js";
import type { Network } from "../../source/download.js";
import { SourceError } from "../../source/error.js";
import { createExchange, type Environment } from "../../source/exchange.js";
import { fetchModel, type FetchContext, type Fetched } from "../../source/fetch.js";
import { printSource } from "../../source/source.js";
import type { Listing } from "../collection.js";
import { parseConfig } from "../config.js";
import { CONFIG_FILE } from "../configFile.js";
import { display, readInput } from "../inputs.js";
import type { Io } from "../io.js";
import type { Mode } from "../prepare.js";
import { excessOf, type Limit } from "./excess.js";
import { inParallel } from "./inParallel.js";
import { modelFile, operationsAskedFor, type ModelFile } from "./model.js";
import { openRecord, type ModelRecord, type RecordFile } from "./record.js";
import { openStore } from "./store.js";
import { targetsOf, type PullConfig, type Target } from "./targets.js";
import type { Report } from "../report.js";
import { UserError } from "../userError.js";

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

/** The world outside, so that tests need not wait for it. */
export interface PullDependencies extends Omit<Network, "exchange"> {
  readonly environment: Environment;
}

/** What models are fetched with, and held against. */
export interface PullContext extends FetchContext {
  readonly force: boolean;
  readonly maxBump?: Limit | undefined;
  readonly records: RecordFile;
}

/** What became of a model file, or would. */
export interface Outcome {
  readonly action: "unchanged" | "create" | "update" | "gone" | "too large";
  readonly what: string;
  /** The model file as it is to be; absent where it is known to be so without a look. */
  readonly made?: ModelFile | undefined;
  /** The hash of what it replaces; `undefined` where there is no file. */
  readonly was?: string | undefined;
  /** What is on record of it stays true. */
  readonly isKnown: boolean;
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

/** What a config may have packages of, where it is for all of the collection. */
export function listingOf(collection: Collection, { warning }: Report): Listing {
  const services = async (): Promise<Iterable<string>> => {
    try {
      return await collection.services();
    } catch (error) {
      throw new UserError(messagesOf(error));
    }
  };
  return { services, warn: warning };
}

/** What it takes to fetch the models of a config in a folder. */
export function pullContext(
  { offline, force, maxBump }: Pick<PullArguments, "offline" | "force" | "maxBump">,
  folder: string,
  version: string,
  pull: PullDependencies,
): PullContext {
  return {
    ...fetchContext(offline, folder, `tinsmith/${version}`, pull),
    force,
    maxBump,
    records: openRecord(folder),
  };
}

function fetchContext(
  offline: boolean,
  folder: string,
  userAgent: string,
  { environment, ...outside }: PullDependencies,
): FetchContext {
  const store = openStore(folder);
  const base = { folder, userAgent, maxBytes: outside.limits.maxBytes };
  if (offline) return { ...base, downloads: { store } };
  const network = { ...outside, exchange: createExchange(environment) };
  return {
    ...base,
    downloads: { store, network },
    collection: openCollection(
      {
        url: mirrorOf(environment),
        token: environment.GITHUB_TOKEN?.trim() || undefined,
        userAgent,
      },
      store,
      network,
    ),
  };
}

function mirrorOf({ TINSMITH_AWS_MODELS: mirror }: Environment): string {
  if (mirror === undefined || mirror === "") return AWS_MODELS;
  const problem = URL.canParse(mirror) ? urlProblem(new URL(mirror)) : "this is not a URL";
  if (problem !== undefined) throw new UserError(`TINSMITH_AWS_MODELS: ${problem}.`);
  return mirror;
}

/**
 * What the newest model makes of a model file.
 *
 * @throws {UserError} where it is no model, or would replace a file that was edited by hand.
 * @throws {SourceError} where it cannot be had.
 */
export async function lookUpModel(target: Target, context: PullContext): Promise<Outcome> {
  const { records, force, folder } = context;
  const record = records.get(target.file);
  const disk = hashOnDisk(target.file, folder);
  if (record && disk !== undefined && (await isGone(target, context.collection))) {
    return { action: "gone", what: printSource(target.source), isKnown: true };
  }
  if (record && !force && (await isNewest(target, record, disk, context.collection))) {
    return { action: "unchanged", what: whatIs(record), isKnown: true };
  }
  return lookUpFetched(target, await fetchModel(target.source, context), context);
}

/** As {@link lookUpModel}, of a model that was fetched already. */
export function lookUpFetched(
  target: Target,
  fetched: Fetched,
  { records, force, folder, maxBump }: PullContext,
): Outcome {
  const record = records.get(target.file);
  const made = modelFile(target, fetched);
  const was = hashOnDisk(target.file, folder);
  const action = actionFor(made, was, record, force);
  if (action === "update" && maxBump !== undefined) {
    const change = excessOf(target, made.text, maxBump);
    if (change !== undefined) return { action: "too large", what: change, isKnown: true };
  }
  // Where the operations asked for are as they were, a new original is no news.
  const isKnown =
    action === "unchanged" && record !== undefined && saysTheSame(record, made.record);
  return { action, what: `${whatIs(made.record)}, ${made.content}`, made, was, isKnown };
}

function writeModel(
  { file }: Target,
  { action, made, isKnown }: Outcome,
  { records }: PullContext,
): void {
  if (!made) return;
  if (action !== "unchanged") replaceFile(file, made.text);
  if (!isKnown) records.set(file, made.record);
}

function whatIs({ source, version }: ModelRecord): string {
  return version === "" ? source : `${source} ${version}`;
}

/** Whether AWS's collection has the service no more. */
async function isGone({ source }: Target, collection: Collection | undefined): Promise<boolean> {
  return (
    source.kind === "aws" &&
    collection !== undefined &&
    !(await collection.services()).has(source.id)
  );
}

/** Whether a model can be known to be the newest without downloading it. */
async function isNewest(
  target: Target,
  record: ModelRecord,
  disk: string | undefined,
  collection: Collection | undefined,
): Promise<boolean> {
  const { source } = target;
  if (source.kind !== "aws" || !collection || disk !== record.written) return false;
  if (record.source !== printSource(source)) return false;
  if (!isSameList(record.operations, operationsAskedFor(target))) return false;
  return (await collection.newest(source.id)).blob === record.blob;
}

function actionFor(
  made: ModelFile,
  disk: string | undefined,
  record: ModelRecord | undefined,
  force: boolean,
): "unchanged" | "create" | "update" {
  if (disk === undefined) return "create";
  if (disk === made.record.written) return "unchanged";
  if (!force && disk !== record?.written) {
    throw new UserError(
      record
        ? "It was edited by hand since it was pulled. To overwrite it, run again with --force."
        : "`tinsmith pull` did not put it there. To overwrite it, run again with --force.",
    );
  }
  return "update";
}

function saysTheSame(a: ModelRecord, b: ModelRecord): boolean {
  return (
    a.source === b.source &&
    a.version === b.version &&
    a.written === b.written &&
    isSameList(a.operations, b.operations)
  );
}

function isSameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The SHA-256 of a model file, if it is there; throws where anything but a file is. */
export function hashOnDisk(file: string, folder: string): string | undefined {
  const path = relative(folder, file);
  const isBelow = !path.startsWith("..") && resolve(folder, path) === file && path !== file;
  const [root, name] = isBelow
    ? [folder, path.replaceAll("\\", "/")]
    : [dirname(file), basename(file)];
  return readDisk(root, [name], [], machine.fs).get(name)?.hash;
}

/** What became of a model file, or would. */
export function tell(file: string, { action, what }: Outcome, mode: Mode, report: Report): void {
  if (action === "unchanged") report.result(`${file}: up to date, ${what}`);
  else if (action === "gone") {
    report.warning(
      `${file}: kept as it was. AWS's collection has ${what} no more; what is generated from it stays.`,
    );
  } else if (action === "too large") report.error(`${file}: kept as it was. ${what}`);
  else if (mode === "check") report.error(`${file} is not the newest model: ${what}`);
  else if (mode === "dry-run") report.result(`would ${action} ${file}: ${what}`);
  else report.result(`${file}: ${action}d from ${what}`);
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

/** What a user is told of an error; rethrows what Tinsmith is at fault for. */
export function messagesOf(error: unknown): readonly string[] {
  if (error instanceof UserError) return error.messages;
  if (error instanceof SourceError) return [error.message.replace(/(?<![.?])$/, ".")];
  if (error instanceof OutputError) return [error.message];
  throw error;
}
