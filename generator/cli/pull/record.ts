import { join, relative, sep } from "node:path";
import * as nodeFs from "node:fs";
import { readText } from "../../output/files.js";
import { hashOf } from "../../output/hash.js";
import { replaceFiles, type FileChange } from "../../output/replaceFiles.js";
import { parseSource } from "../../source/source.js";
import { jsonText } from "../../text/visible.js";
import { UserError } from "../userError.js";

/** Beside the config: where each model file comes from that `tinsmith pull` wrote. */
const RECORD_FILE = "tinsmith.models.json";

/** What is known of one model file. */
export interface ModelRecord {
  /** As `parseSource` reads it. */
  readonly source: string;
  /** The version of the service, such as `2014-11-01`. */
  readonly version: string;
  /** Of AWS's collection: the ID that Git knows the original by. */
  readonly blob?: string | undefined;
  /** Of the original. */
  readonly sha256: string;
  /** The operations that the original was cut to, as the config asks for them; absent where whole. */
  readonly operations?: readonly string[] | undefined;
  /** The SHA-256 of the file as it was written: one of another was edited by hand. */
  readonly written: string;
}

export interface RecordFile {
  /** The services of AWS's collection that model files come from. */
  readonly services: () => readonly string[];
  readonly get: (model: string) => ModelRecord | undefined;
  /** Writes the file with another record of a model; throws an `OutputError` where it cannot. */
  readonly set: (model: string, record: ModelRecord) => void;
  /** What the file is to be with other records of models, or without those that are gone. */
  readonly changed: (changes: ReadonlyMap<string, ModelRecord | undefined>) => FileChange;
}

/**
 * The record in a folder; empty where there is none yet.
 *
 * @throws {UserError} where the file is not what `tinsmith pull` writes.
 */
export function openRecord(folder: string): RecordFile {
  const file = join(folder, RECORD_FILE);
  const read = (): string | undefined => readText(file, nodeFs);
  const records = parse(read(), file);
  const keyOf = (model: string): string => relative(folder, model).split(sep).join("/");
  const changed: RecordFile["changed"] = (changes) => {
    // Another process may have pulled another model since.
    const now = read();
    const all = parse(now, file);
    for (const [model, record] of changes) {
      if (record) all.set(keyOf(model), record);
      else all.delete(keyOf(model));
    }
    const sorted = [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    const text = `${jsonText(Object.fromEntries(sorted), 2)}\n`;
    return { path: file, was: hashOf(now), text: all.size === 0 ? undefined : text };
  };
  return {
    services: () => {
      const sources = [...records.values()].map(({ source }) => parseSource(source));
      const ids = sources.flatMap((parsed) =>
        "source" in parsed && parsed.source.kind === "aws" ? [parsed.source.id] : [],
      );
      return [...new Set(ids)];
    },
    get: (model) => records.get(keyOf(model)),
    set: (model, record) => {
      replaceFiles([changed(new Map([[model, record]]))]);
    },
    changed,
  };
}

function parse(text: string | undefined, file: string): Map<string, ModelRecord> {
  if (text === undefined) return new Map();
  try {
    const value = JSON.parse(text) as unknown;
    const entries = Object.entries(value as object) as [string, unknown][];
    if (entries.every((entry): entry is [string, ModelRecord] => isRecord(entry[1]))) {
      return new Map(entries);
    }
  } catch {
    // Told below.
  }
  throw new UserError(
    `${file}: this is not what \`tinsmith pull\` wrote. Restore it, or remove it and pull again with --force.`,
  );
}

function isRecord(value: unknown): value is ModelRecord {
  if (typeof value !== "object" || value === null) return false;
  const { source, version, sha256, written, blob, operations } = value as Record<string, unknown>;
  return (
    [source, version, sha256, written].every((each) => typeof each === "string") &&
    (blob === undefined || typeof blob === "string") &&
    (operations === undefined || Array.isArray(operations))
  );
}
