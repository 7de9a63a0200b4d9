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
import { fetchModel, type FetchContext } from "../../source/fetch.js";
import { printSource } from "../../source/source.js";
import { parseConfig } from "../config.js";
import { display, readInput } from "../inputs.js";
import type { Io } from "../io.js";
import type { Mode } from "../prepare.js";
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
  /** The command line that writes what this one found to differ. */
  readonly mend: string;
}

/** The world outside, so that tests need not wait for it. */
export interface PullDependencies extends Omit<Network, "exchange"> {
  readonly environment: Environment;
}

interface Context extends FetchContext {
  readonly cwd: string;
  readonly mode: Mode;
  readonly force: boolean;
  readonly records: RecordFile;
}

/** What became of a model file, or would. */
interface Outcome {
  readonly action: "unchanged" | "create" | "update";
  readonly what: string;
}

/**
 * Brings model files up to date. One that fails stays as it was, and keeps no other from being
 * written.
 *
 * @returns the exit code: 0, or 1 where `--check` found a model that is not the newest.
 * @throws {UserError} with what failed, once the rest is done.
 */
export async function pullCommand(
  args: PullArguments,
  io: Io,
  report: Report,
  { version, pull }: { readonly version: string; readonly pull: PullDependencies },
): Promise<number> {
  const config = await readConfig(args, io.cwd);
  const targets = targetsOf(args.services, config, io.cwd);
  const context: Context = {
    ...fetchContext(args.offline, config.folder, `tinsmith/${version}`, pull),
    cwd: io.cwd,
    mode: args.mode,
    force: args.force,
    records: openRecord(config.folder),
  };
  const failures: string[] = [];
  let changed = 0;
  for (const [index, target] of targets.entries()) {
    const label = targets.length > 1 ? `[${index + 1}/${targets.length}] ` : "";
    const file = display(target.file, io.cwd);
    report.progress(`${label}${file}: fetching ${printSource(target.source)}`);
    try {
      const outcome = await pullTarget(target, context);
      report.done();
      if (outcome.action !== "unchanged") changed++;
      tell(file, outcome, args.mode, report);
      if (target.users.length === 0) report.result(advice(target, config));
    } catch (error) {
      report.done();
      const kept = existsSync(target.file) ? "kept as it was" : "not pulled";
      for (const message of messagesOf(error)) failures.push(`${file}: ${kept}. ${message}`);
    }
  }
  if (changed > 0) sayWhatNext(args, config, report);
  if (failures.length > 0) throw new UserError(failures);
  return args.mode === "check" && changed > 0 ? 1 : 0;
}

const DEFAULT_CONFIG = "tinsmith.config.json";

async function readConfig({ config, services }: PullArguments, cwd: string): Promise<PullConfig> {
  const file = config ?? DEFAULT_CONFIG;
  const folder = dirname(resolve(cwd, file));
  if (config === undefined && services.length > 0 && !existsSync(resolve(cwd, file))) {
    return { services: [], file, folder };
  }
  const outputs = await parseConfig(readInput(file, cwd), folder);
  return { services: outputs.flatMap(({ services }) => services), file, folder };
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

async function pullTarget(target: Target, context: Context): Promise<Outcome> {
  const { records, force, mode } = context;
  const disk = hashOnDisk(target.file, context.folder);
  const record = records.get(target.file);
  if (record && !force && (await isNewest(target, record, disk, context.collection))) {
    return { action: "unchanged", what: whatIs(record) };
  }
  const made = modelFile(target, await fetchModel(target.source, context));
  const action = actionFor(made, disk, record, force);
  // Where the operations asked for are as they were, a new original is no news.
  const known = action === "unchanged" && record !== undefined && saysTheSame(record, made.record);
  if (mode === "write") {
    if (action !== "unchanged") replaceFile(target.file, made.text);
    if (!known) records.set(target.file, made.record);
  }
  return { action, what: `${whatIs(made.record)}, ${made.content}` };
}

function whatIs({ source, version }: ModelRecord): string {
  return version === "" ? source : `${source} ${version}`;
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
): Outcome["action"] {
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
function hashOnDisk(file: string, folder: string): string | undefined {
  const path = relative(folder, file);
  const isBelow = !path.startsWith("..") && resolve(folder, path) === file && path !== file;
  const [root, name] = isBelow
    ? [folder, path.replaceAll("\\", "/")]
    : [dirname(file), basename(file)];
  return readDisk(root, [name], [], machine.fs).get(name)?.hash;
}

function tell(file: string, { action, what }: Outcome, mode: Mode, report: Report): void {
  if (action === "unchanged") report.result(`${file}: up to date, ${what}`);
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

function messagesOf(error: unknown): readonly string[] {
  if (error instanceof UserError) return error.messages;
  if (error instanceof SourceError) return [`${error.message}.`];
  if (error instanceof OutputError) return [error.message];
  throw error;
}
