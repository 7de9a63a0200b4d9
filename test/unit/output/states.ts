// What a package's folder holds, and what it has to hold after this or that.
import { dirname, posix } from "node:path";
import { expect } from "vitest";
import type { FileSystem } from "../../../generator/output/files.js";
import { textHash } from "../../../generator/output/hash.js";
import { LOCK_FILE } from "../../../generator/output/lock.js";
import { memoryFileSystem } from "../../support/memoryFileSystem.js";
import { packageOf } from "./packages.js";

/** Path to text; an empty folder is a path that ends in `/`. */
export type Texts = ReadonlyMap<string, string>;

/** What a run is asked to write. */
export interface Asked {
  readonly files: Texts;
  readonly force: boolean;
}

/** What the user does: a text to write to a path, or none, to remove the file there. */
export interface Edit {
  readonly path: string;
  readonly text?: string | undefined;
}

export const ROOT = "/packages/one";

/** Every file below the package's folder, and every empty folder as a path that ends in `/`. */
export function treeOf(fs: FileSystem, below = ""): Texts {
  if (!exists(fs, posix.join(ROOT, below))) return new Map();
  const entries = fs.readdirSync(posix.join(ROOT, below), { withFileTypes: true });
  if (entries.length === 0 && below !== "") return new Map([[`${below}/`, ""]]);
  return new Map(
    entries.flatMap((entry) => {
      const path = posix.join(below, entry.name);
      if (entry.isDirectory()) return [...treeOf(fs, path)];
      return [[path, Buffer.from(fs.readFileSync(posix.join(ROOT, path))).toString()] as const];
    }),
  );
}

function exists(fs: FileSystem, path: string): boolean {
  try {
    fs.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A state to compare: case is left out of the folders' names where the file system ignores it. */
export function formOf(state: Texts, ignoresCase: boolean): readonly string[] {
  return [...state]
    .map(([path, text]) => {
      const folder = ignoresCase ? dirname(path).toLowerCase() : dirname(path);
      const name = path.endsWith("/") && ignoresCase ? path.toLowerCase() : path;
      return `${folder}/${posix.basename(name)}${path.endsWith("/") ? "/" : ""}: ${text.replaceAll("\r", "")}`;
    })
    .sort();
}

/** As {@link formOf}, without empty folders, and without case, by which a new name is the user's. */
export function formOfFiles(state: Texts, ignoresCase: boolean): readonly string[] {
  const files = new Map([...state].filter(([path]) => !path.endsWith("/")));
  const form = formOf(files, ignoresCase);
  return ignoresCase ? form.map((line) => line.toLowerCase()) : form;
}

/**
 * What a run makes of a state, by the rules as they are told to users; `undefined` where it has to
 * refuse.
 */
export function written(
  before: Texts,
  { files, force }: Asked,
  ignoresCase: boolean,
): Texts | undefined {
  const fold = (path: string): string => (ignoresCase ? path.toLowerCase() : path);
  const folded = (texts: Iterable<readonly [string, string]>): Texts =>
    new Map([...texts].map(([path, text]) => [fold(path), text]));
  const wanted = packageOf(files);
  const hashes = folded([...wanted].map(([path, text]) => [path, textHash(text)]));
  const lock = lockedIn(before);
  if (!lock && !force) return undefined;
  const listed = folded(Object.entries(lock ?? {}));
  const theirs = new Map<string, string>();
  for (const [path, text] of before) {
    if (path === LOCK_FILE) continue;
    const hash = hashes.get(fold(path));
    const left = listed.get(fold(path));
    if (hash === undefined && left === undefined) theirs.set(path, text);
    else if (![hash, left].includes(textHash(text)) && !force) return undefined;
  }
  for (const each of [...theirs.keys()]) {
    const isFolder = each.endsWith("/");
    const path = fold(isFolder ? each.slice(0, -1) : each);
    for (const file of hashes.keys()) {
      if (path === file || path.startsWith(`${file}/`)) return undefined;
      if (!file.startsWith(`${path}/`)) continue;
      if (!isFolder) return undefined;
      theirs.delete(each);
    }
  }
  return new Map([...theirs, ...wanted]);
}

/** What the lock file lists; nothing where there is none, `undefined` where it is not one. */
function lockedIn(state: Texts): Readonly<Record<string, string>> | undefined {
  const text = state.get(LOCK_FILE) ?? '{"files":{}}';
  // What the user puts there is none.
  return text.startsWith("{")
    ? (JSON.parse(text) as { files: Record<string, string> }).files
    : undefined;
}

/** A path as the disk spells it, as far as it is there. */
function spelled(fs: FileSystem, path: string): string {
  let at = "";
  for (const part of path.split("/")) {
    const folder = posix.join(ROOT, at);
    const entries =
      exists(fs, folder) && fs.statSync(folder).isDirectory()
        ? fs.readdirSync(folder, { withFileTypes: true })
        : [];
    const there = entries.find(({ name }) => name.toLowerCase() === part.toLowerCase());
    at = posix.join(at, there?.name ?? part);
  }
  return at;
}

/** What the user does; nothing, where something else is in the way. */
export function editAt(fs: FileSystem, { path: asked, text }: Edit, ignoresCase: boolean): void {
  const path = ignoresCase ? spelled(fs, asked) : asked;
  try {
    const at = posix.join(ROOT, path);
    if (text === undefined) return fs.unlinkSync(at);
    for (const folder of foldersAround(path)) {
      if (!exists(fs, posix.join(ROOT, folder))) fs.mkdirSync(posix.join(ROOT, folder));
    }
    fs.writeFileSync(at, text);
  } catch (error) {
    expect(String(error)).toMatch(/ENOENT|ENOTDIR|EISDIR|EPERM/);
  }
}

const foldersAround = (path: string): readonly string[] =>
  path === "." ? ["."] : [...foldersAround(posix.dirname(path)), posix.dirname(path)];

/** A state after an edit, which went before whatever was in its way. */
export function afterEdit(state: Texts, edit: Edit, ignoresCase: boolean): Texts {
  const fold = (path: string): string => (ignoresCase ? path.toLowerCase() : path);
  const isInTheWay = (path: string): boolean =>
    edit.text !== undefined &&
    (fold(edit.path).startsWith(`${fold(path)}/`) || fold(path).startsWith(`${fold(edit.path)}/`));
  const fs = memoryFileSystem(ignoresCase);
  fs.mkdirSync("/packages");
  for (const [path, text] of state) {
    if (!path.endsWith("/") && !isInTheWay(path)) editAt(fs, { path, text }, ignoresCase);
  }
  editAt(fs, edit, ignoresCase);
  return treeOf(fs);
}

/** Git checks all files out again, and ends their lines in CRLF. */
export function checkOut(fs: FileSystem): void {
  for (const [path, text] of treeOf(fs)) {
    if (path.endsWith("/") || path.startsWith(".")) continue;
    fs.writeFileSync(posix.join(ROOT, path), text.replace(/\r?\n/g, "\r\n"));
  }
}
