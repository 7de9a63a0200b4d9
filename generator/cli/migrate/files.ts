import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../userError.js";
import { ignoredIn, type Git } from "./git.js";

const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/;

/** Texts of files by absolute path, with slashes. */
export type Texts = ReadonlyMap<string, string>;

/** Source files, as they were read. */
export interface Sources {
  readonly texts: Texts;
  /** Those that are not in UTF-8, as far as they can be read: they cannot be written as they were. */
  readonly otherwise: Texts;
}

/**
 * The source files that paths name, and those in folders, at any depth: not those in `node_modules`, in
 * folders that begin with a dot, and what Git ignores, such as what is built into `dist`.
 *
 * @throws {UserError} where a path is not there
 */
export function readSources(paths: readonly string[], cwd: string, git: Git): Sources {
  const texts = new Map<string, string>();
  const otherwise = new Map<string, string>();
  const read = (path: string): void => {
    const bytes = readFileSync(path);
    const text = decoded(bytes);
    if (text === undefined) otherwise.set(slashed(path), bytes.toString("latin1"));
    else texts.set(slashed(path), text);
  };
  const visit = (path: string, ignored: ReadonlySet<string>): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name);
      if (ignored.has(full)) continue;
      if (entry.isDirectory()) {
        const isOwn = entry.name !== "node_modules" && !entry.name.startsWith(".");
        if (isOwn) visit(full, ignored);
      } else if (entry.isFile() && SOURCE.test(entry.name)) {
        read(full);
      }
    }
  };
  for (const path of paths) {
    const full = resolve(cwd, path);
    const there = statSync(full, { throwIfNoEntry: false });
    if (!there) throw new UserError(`${path}: there is no such file or folder.`);
    if (there.isDirectory()) visit(full, ignoredIn(full, git));
    else if (SOURCE.test(full)) read(full);
    else throw new UserError(`${path}: this is no JavaScript or TypeScript.`);
  }
  return { texts, otherwise };
}

/** The text of a file with its byte order mark; `undefined` where it is not in UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What files import by relative paths and is not among them, and what that imports. */
export function readImported(files: Texts): Texts {
  const found = new Map<string, string>();
  const todo = [...files];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [from, text] = next;
    for (const [, specifier] of text.matchAll(/["'](\.{1,2}\/[^"'\n]*)["']/g)) {
      const path = resolved(resolve(dirname(from), specifier ?? ""));
      if (path === undefined || files.has(path) || found.has(path)) continue;
      const imported = readFileSync(path, "utf8");
      found.set(path, imported);
      todo.push([path, imported]);
    }
  }
  return found;
}

const ENDINGS = ["", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".d.ts"];

/** The file of a specifier, as bundlers and TypeScript find it. */
function resolved(path: string): string | undefined {
  const bare = path.replace(/\.([cm]?)jsx?$/, "");
  const candidates = [path, bare, join(path, "index")].flatMap((base) =>
    ENDINGS.map((ending) => `${base}${ending}`),
  );
  const found = candidates.find((one) => /\.[cm]?[jt]sx?$/.test(one) && isFile(one));
  return found && slashed(found);
}

/** Without the errors of what lies below a file (`package.json/index.ts`), or may not be looked at. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const slashed = (path: string): string => path.replaceAll("\\", "/");
