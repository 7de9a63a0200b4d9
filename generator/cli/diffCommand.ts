import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, type DescribeInput, type Described } from "../describe.js";
import { readText } from "../output/files.js";
import { LOCK_FILE } from "../output/lock.js";
import { machine } from "../output/machine.js";
import { renderHtml } from "../report/html.js";
import { renderJson } from "../report/json.js";
import { renderMarkdown } from "../report/markdown.js";
import type { Subject } from "../report/subject.js";
import { renderText } from "../report/text.js";
import { loadModel } from "../smithy/load.js";
import { locate } from "../smithy/locate.js";
import { compareLocks } from "../release.js";
import { quoted } from "../text/markdown.js";
import type { Comparison } from "../versioning/change.js";
import { compareSurfaces } from "../versioning/compare/compare.js";
import { rememberedOf } from "../versioning/exported.js";
import { readSurface, SurfaceError } from "../versioning/readSurface.js";
import type { Surface } from "../versioning/surface.js";
import { readInput, type InputFile } from "./inputs.js";
import { errorsOf, placed, tellOf, type Report } from "./report.js";
import { packageRoot } from "./root.js";
import { readFolder } from "./templates.js";
import { UserError } from "./userError.js";

/** What `tinsmith diff` was asked for. */
export interface DiffArguments {
  /** Each a model file, a lock file, or the folder of a package. */
  readonly older: string;
  readonly newer: string;
  readonly service?: string | undefined;
  readonly operations?: readonly string[] | undefined;
  readonly format: "text" | "json" | "markdown" | "html";
}

/**
 * Prints what is different for callers between two versions: asked for, so printed under `--quiet`
 * too.
 *
 * @returns the exit code, 0.
 * @throws {UserError} where a file, the service or an operation is not what it should be.
 */
export function diffCommand(args: DiffArguments, cwd: string, report: Report): number {
  const files = [args.older, args.newer].map((path) => readSide(path, cwd));
  if (files.some(({ text }) => hasSeveral(text))) return diffOfSeveral(files, args, report);
  const locked = files.map(({ file, text }) => lockedSurface(file, text));
  // A package may have some of its model's operations only: the others are not news.
  const operations = args.operations ?? operationsIn(locked);
  if (args.operations && locked.some((surface) => surface)) {
    throw new UserError("--operations is for models; a package has the operations that it has.");
  }
  report.progress("comparing");
  const described: (Described | undefined)[] = [];
  for (const [side, file] of files.entries()) {
    // The newer version is what the older one becomes, which keeps its names.
    const before = locked[0] ?? described[0]?.surface;
    const remembered = side > 0 && before ? rememberedOf(before) : undefined;
    described.push(
      locked[side] ? undefined : describeModel(file, { ...args, operations, remembered }, report),
    );
  }
  refuseUnknown(described, args.operations, report);
  report.done();
  const [older, newer] = files.map((_, side) => locked[side] ?? described[side]?.surface);
  if (!older || !newer) throw new Error("Neither a surface nor errors came of a model.");

  const [from, to] = files.map(({ file }) => file);
  const comparison = locked.every((surface) => surface)
    ? compareLocks(files[0]?.text ?? "", files[1]?.text ?? "")
    : compareSurfaces(older, newer);
  const notes = [
    ...described.flatMap((side, index) => cutNote(side, files[index]?.file ?? "", args.operations)),
    ...servicesNote(older, newer),
  ];
  const subject: Subject = { service: newer.client, older: from ?? "", newer: to ?? "", notes };
  // JSON is for scripts, and of a settled form.
  if (args.format === "json") notes.forEach((note) => report.note(note.replaceAll("`", "")));
  switch (args.format) {
    case "text":
      report.print(renderText(subject, comparison));
      break;
    case "json":
      report.print(renderJson(comparison));
      break;
    case "markdown":
      report.print(renderMarkdown(subject, comparison));
      break;
    case "html": {
      const template = readFolder(join(packageRoot, "templates/report")).get("report.html.hbs");
      report.print(renderHtml(subject, comparison, older, newer, template ?? ""));
    }
  }
  return 0;
}

/** Whether a file is the lock file of several services. */
function hasSeveral(text: string): boolean {
  return isLock(text) && /^\s*"services": \{/m.test(text);
}

/** Compares packages, or sources, of several services; of these only lock files can be compared. */
function diffOfSeveral(
  files: readonly InputFile[],
  { format }: DiffArguments,
  report: Report,
): number {
  const other = files.find(({ text }) => !isLock(text));
  if (other) {
    throw new UserError(
      `${other.file}: this is one model, and the other side has several services. Compare it with ` +
        "another lock file, or with another folder that has one.",
    );
  }
  if (format === "html") {
    throw new UserError("--format html is for one service; of several there are the others.");
  }
  const [older, newer] = files;
  const comparison = comparedLocks(older, newer);
  const subject: Subject = {
    service: "several services",
    older: older?.file ?? "",
    newer: newer?.file ?? "",
    notes: [],
  };
  const render = { text: renderText, markdown: renderMarkdown };
  report.print(format === "json" ? renderJson(comparison) : render[format](subject, comparison));
  return 0;
}

function comparedLocks(older: InputFile | undefined, newer: InputFile | undefined): Comparison {
  try {
    return compareLocks(older?.text ?? "", newer?.text ?? "");
  } catch (error) {
    if (!(error instanceof SurfaceError)) throw error;
    throw new UserError(
      `${older?.file} and ${newer?.file}: one cannot be compared: ${error.message}`,
    );
  }
}

const isLock = (text: string): boolean => /^\s*\{\s*"generator"/.test(text);

/** A package has some of its model's operations: that the others are left out is not to be overlooked. */
function cutNote(
  side: Described | undefined,
  file: string,
  asked: readonly string[] | undefined,
): readonly string[] {
  if (!side || asked || side.leftOut === 0) return [];
  const count = Object.keys(side.surface?.operations ?? {}).length;
  return [
    `Compared for the operations that the package has, ${count} of them in ${quoted(file)}; ` +
      `that has ${side.leftOut} more, which are left out.`,
  ];
}

function servicesNote(older: Surface, newer: Surface): readonly string[] {
  if (older.service === newer.service) return [];
  return [
    `These are two services, ${quoted(older.service)} and ${quoted(newer.service)}: ` +
      "what is listed is how one differs from the other, not a new version.",
  ];
}

/** A file, or the lock file of a package's folder. */
function readSide(path: string, cwd: string): InputFile {
  const full = resolve(cwd, path);
  const isFolder = existsSync(full) && statSync(full).isDirectory();
  if (!isFolder) return readInput(path, cwd);
  // Whoever made the folder made its lock file, and may have made it a link.
  readText(join(full, LOCK_FILE), machine.fs);
  return readInput(join(path, LOCK_FILE), cwd);
}

/** The surface in a lock file; `undefined` for a model. */
function lockedSurface(file: string, text: string): Surface | undefined {
  if (!file.endsWith(".json") || !isLock(text)) return undefined;
  try {
    return readSurface(text);
  } catch (error) {
    if (error instanceof SurfaceError) throw new UserError(`${file}: ${error.message}`);
    throw error;
  }
}

function operationsIn(locked: readonly (Surface | undefined)[]): readonly string[] | undefined {
  const surfaces = locked.filter((surface) => surface !== undefined);
  if (surfaces.length !== 1) return undefined;
  return surfaces.flatMap(({ operations }) =>
    Object.entries(operations).map(([name, { shape }]) =>
      (shape ?? name.charAt(0).toUpperCase() + name.slice(1)).replace(/^.*#/, ""),
    ),
  );
}

function describeModel(
  file: InputFile,
  choice: Omit<DescribeInput, "model">,
  report: Report,
): Described {
  const loaded = loadModel([file]);
  const described = loaded.model && describe({ model: loaded.model, ...choice });
  const found = [...loaded.diagnostics, ...(described?.diagnostics ?? [])];
  const diagnostics = locate(placed(found, choice, file.file), [file]);
  tellOf(diagnostics, report);
  const errors = errorsOf(diagnostics);
  if (errors.length > 0) throw new UserError(errors);
  if (!described) throw new Error("Neither a model nor errors came of loading.");
  return described;
}

/** An operation that only one side has is new or gone; one that neither has is a mistake. */
function refuseUnknown(
  described: readonly (Described | undefined)[],
  operations: readonly string[] | undefined,
  report: Report,
): void {
  const unknown = (operations ?? []).flatMap((pattern) => {
    const found = described.map((side) => side?.unknown.get(pattern));
    const [first] = found;
    return first && found.every((diagnostic) => diagnostic) ? [first] : [];
  });
  if (unknown.length === 0) return;
  report.done();
  throw new UserError(errorsOf(placed(unknown, {}, "")));
}
