import { readText } from "../../output/files.js";
import { machine } from "../../output/machine.js";
import type { FileChange } from "../../output/replaceFiles.js";
import { parseSource } from "../../source/source.js";
import type { ServiceSettings } from "../config.js";
import { display } from "../inputs.js";
import { hashOnDisk } from "../pull/lookUp.js";
import { modelFile, operationsAskedFor } from "../pull/model.js";
import type { ModelRecord, RecordFile } from "../pull/record.js";
import type { Workspace } from "./workspace.js";

/** What becomes of a model file that is needed less, or no more. */
export interface ModelRemoval {
  readonly files: readonly FileChange[];
  /** The model files that were cut anew. */
  readonly recut: ReadonlySet<string>;
  /** What a user is told. */
  readonly told: readonly string[];
}

/**
 * Takes from a service's model file what nothing needs any more: the file itself, or operations. A
 * file that `tinsmith pull` did not write, or that was edited since, stays as it is.
 *
 * @param after what is left of the config.
 */
export function modelRemoval(
  { models }: ServiceSettings,
  after: Workspace,
  records: RecordFile,
  cwd: string,
): ModelRemoval {
  const all = after.outputs.flatMap(({ services }) => services);
  const [files, recut, told]: [FileChange[], Set<string>, string[]] = [[], new Set(), []];
  const changed = new Map<string, ModelRecord | undefined>();
  for (const file of models) {
    const name = display(file, cwd);
    const record = records.get(file);
    const users = all.filter((user) => user.models.includes(file));
    const isPulled = record !== undefined && hashOnDisk(file, after.folder) === record.written;
    if (!isPulled) {
      if (users.length === 0) told.push(`${name}: kept, since it is not as Tinsmith pulled it`);
      continue;
    }
    if (users.length === 0) {
      files.push({ path: file, was: record.written });
      changed.set(file, undefined);
      told.push(`${name}: removed`);
      continue;
    }
    const parsed = parseSource(record.source);
    if ("problem" in parsed) continue;
    const target = { file, source: parsed.source, users };
    const asked = operationsAskedFor(target);
    if (JSON.stringify(asked) === JSON.stringify(record.operations)) continue;
    const text = readText(file, machine.fs) ?? "";
    const { sha256, blob } = record;
    const made = modelFile(target, { files: [{ file: name, text }], sha256, blob });
    files.push({ path: file, was: record.written, text: made.text });
    changed.set(file, made.record);
    recut.add(file);
    told.push(`${name}: cut to ${made.content}`);
  }
  if (changed.size > 0) files.push(records.changed(changed));
  return { files, recut, told };
}
