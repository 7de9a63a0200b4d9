import { basename, dirname, relative, resolve } from "node:path";
import { readDisk } from "../../output/disk.js";
import { machine } from "../../output/machine.js";
import type { Collection } from "../../source/aws.js";
import { fetchModel, type Fetched } from "../../source/fetch.js";
import { printSource } from "../../source/source.js";
import { UserError } from "../userError.js";
import type { PullContext } from "./context.js";
import { excessOf } from "./excess.js";
import { modelFile, operationsAskedFor, type ModelFile } from "./model.js";
import type { Outcome } from "./outcome.js";
import type { ModelRecord } from "./record.js";
import type { Target } from "./targets.js";

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
