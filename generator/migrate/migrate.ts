import { applyEdits } from "./edits.js";
import { openFile, type FileContext } from "./file.js";
import { importEdits, refuseLoadings } from "./imports.js";
import { missingIn, type Missing } from "./missing.js";
import { createParts, type Parts, type Remark } from "./parts.js";
import { readProgram, servicesNamedIn, type PathSettings, type Program } from "./program.js";
import { rewriteFile } from "./rules/rules.js";
import { serviceOfPackage, servicesOf, type MigrationClient } from "./services.js";

export interface MigrateInput {
  /** The texts of the files to rewrite, by absolute path with slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** Those of files that they import, and that stay as they are. */
  readonly context?: ReadonlyMap<string, string> | undefined;
  /** What code is moved to. */
  readonly clients: readonly MigrationClient[];
  /** How the programs' imports are found, beside relative ones. */
  readonly paths?: PathSettings | undefined;
}

export interface Migrated {
  /** The new texts of the files that change. */
  readonly files: ReadonlyMap<string, string>;
  /** What was left, and what is to be looked at, by file and line. */
  readonly remarks: readonly Remark[];
  /** What has to be generated first; nothing is rewritten where there is some. */
  readonly missing: Missing;
}

/**
 * Rewrites programs for AWS SDK v3 to generated clients. What is not understood stays as it was, and
 * with it what depends on it. Pure.
 */
export function migrate({
  files: given,
  context = new Map(),
  clients,
  paths,
}: MigrateInput): Migrated {
  // The compiler drops the mark, so that all its positions are without it.
  const files = new Map([...given].map(([path, text]) => [path, text.replace(MARK, "")]));
  const keys = new Set([...files.values()].flatMap(servicesNamedIn));
  const services = servicesOf(clients, keys);
  const known = new Map([...keys].map((key) => [key, services.get(key)]));
  const program = readProgram(files, context, known, paths);
  const missing = missingIn(program, known);
  if (missing.size > 0) return { files: new Map(), remarks: [], missing };

  const parts = createParts();
  const open = (path: string): FileContext | undefined => {
    const source = program.files.get(path);
    return source && openFile(path, source, program.checker, services, parts);
  };
  // Once to learn what cannot be moved, and what hangs together; then again, with the rest alone.
  for (const path of files.keys()) {
    const file = open(path);
    if (!file) continue;
    refuseLoadings(file, (specifier) => [serviceOfPackage(specifier) ?? []].flat());
    rewriteFile(file);
  }
  blockContext(parts, context, services.keys());
  blockBroken(parts, program, files, services.keys());
  // The second time would tell of what stays once more, in other words.
  const blocks = [...parts.blocks()];
  let found: Remark[] = [];
  const rewrite = (path: string, text: string): string | undefined => {
    const file = open(path);
    if (!file) return text;
    rewriteFile(file);
    const isMoved = (service: string): boolean => !parts.isBlocked(service, path);
    const edits = file.edits.filter(({ service }) => isMoved(service));
    const imports = importEdits(file, file.names.needed(), (node) => {
      const service = file.handled.get(node);
      return service !== undefined && isMoved(service);
    });
    for (const { service, ...remark } of file.remarks) if (isMoved(service)) found.push(remark);
    const ends = text.includes("\r\n") ? "\r\n" : "\n";
    const all = [...edits, ...imports].map((edit) => ({
      ...edit,
      text: edit.text.replace(/\r?\n/g, ends),
    }));
    try {
      return applyEdits(text, all);
    } catch (error) {
      const message = `${(error as Error).message}, which is a fault of Tinsmith; left`;
      const fault: Remark = { file: path, line: 1, kind: "left", message };
      blocks.push(fault);
      for (const key of services.keys()) parts.block(key, fault);
      return undefined;
    }
  };
  const rewriteAll = (): (readonly [string, string | undefined])[] => {
    found = [];
    return [...files].map(([path, text]) => [path, rewrite(path, text)]);
  };
  let texts = rewriteAll();
  // One file stays, and all that is joined to it, rather than none being rewritten.
  while (texts.some(([, text]) => text === undefined)) texts = rewriteAll();
  const left = [
    ...new Map(
      blocks
        .filter(({ file, message }) => !program.broken.has(file) || message.startsWith(BROKEN))
        .map((remark) => [`${remark.file}:${remark.line} ${remark.message}`, remark]),
    ).values(),
  ];
  const rewritten = texts
    .filter(([path, text]) => text !== files.get(path))
    .map(
      ([path, text]) => [path, `${MARK.exec(given.get(path) ?? "")?.[0] ?? ""}${text}`] as const,
    );
  const remarks = [...left, ...found].sort(byPlace);
  return { files: new Map(rewritten), remarks, missing };
}

/** A byte order mark. */
const MARK = /^\uFEFF/;

const BROKEN = "the compiler does not read this file";

/** What is rewritten has to be read first: a file with an error of syntax stays, and what is joined to it. */
function blockBroken(
  parts: Parts,
  { broken }: Program,
  files: ReadonlyMap<string, string>,
  services: Iterable<string>,
): void {
  const all = [...services];
  for (const [file, { line, message }] of broken) {
    const named = servicesNamedIn(files.get(file) ?? "");
    const concerned = all.filter((key) => named.includes(key) || parts.isJoined(key, file));
    for (const key of concerned) {
      parts.block(key, { file, line, kind: "left", message: `${BROKEN}: ${message}` });
    }
  }
}

/** A file that stays as it is keeps what clients pass to and from it as they are. */
function blockContext(
  parts: Parts,
  context: ReadonlyMap<string, string>,
  services: Iterable<string>,
): void {
  for (const service of services) {
    for (const file of context.keys()) {
      if (!parts.isJoined(service, file)) continue;
      const message = "this file has a part in it, and is not among those that may be changed";
      parts.block(service, { file, line: 1, kind: "left", message });
    }
  }
}

const byPlace = (a: Remark, b: Remark): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;
