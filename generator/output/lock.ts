import { join } from "node:path";
import { OutputError } from "./error.js";
import { readText, type FileSystem } from "./files.js";
import { textHash } from "./hash.js";
import { pathProblem } from "./paths.js";

/** The record of what was generated: its `files` maps paths to the SHA-256 of their text. */
export const LOCK_FILE = "tinsmith.lock.json";

const SHA256 = /^[0-9a-f]{64}$/;

/** What a package's lock file says, as it was when it was read. */
export interface LockFile {
  /** Absent where there is none, or one that has to be done without. */
  readonly text?: string | undefined;
  /** See {@link readLock}; empty without a text. */
  readonly files: ReadonlyMap<string, string>;
  /** Of the file that is there. */
  readonly hash?: string | undefined;
}

/**
 * A package's lock file.
 *
 * @param force do without one that cannot be read.
 * @throws {OutputError} where it is not one that Tinsmith wrote.
 */
export function openLock(folder: string, force: boolean, fs: FileSystem): LockFile {
  const file = join(folder, LOCK_FILE);
  let hash: string | undefined;
  try {
    const text = readText(file, fs);
    if (text === undefined) return { files: new Map() };
    hash = textHash(text);
    return { text, hash, files: readLock(text, file) };
  } catch (error) {
    if (force && error instanceof OutputError) return { files: new Map(), hash };
    throw error;
  }
}

/**
 * The `files` of a lock file: path within the package → SHA-256, hexadecimal. It may come with a
 * repository that someone else wrote, so that its paths are checked before anyone removes by them.
 *
 * @throws {OutputError} where the text is not a lock file that Tinsmith wrote.
 */
export function readLock(text: string, file: string): ReadonlyMap<string, string> {
  const files = parse(text, file);
  const problem = pathProblem(files.keys());
  if (problem !== undefined) throw notALock(file, problem);
  return files;
}

function parse(text: string, file: string): Map<string, string> {
  let lock: unknown;
  try {
    lock = JSON.parse(text);
  } catch {
    // The engine's message quotes the text, which may be that of any file.
    throw notALock(file, "it is not JSON.");
  }
  if (!isObject(lock) || !isObject(lock.files)) {
    throw notALock(file, 'at /files an object {"path": "SHA-256"} is expected.');
  }
  const files = new Map<string, string>();
  for (const [path, hash] of Object.entries(lock.files)) {
    if (typeof hash !== "string" || !SHA256.test(hash)) {
      throw notALock(file, `at /files the SHA-256 of ${JSON.stringify(path)} is expected.`);
    }
    files.set(path, hash);
  }
  return files;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notALock(file: string, why: string): OutputError {
  return new OutputError(
    `${file} is not a lock file that Tinsmith wrote: ${why} ` +
      "Restore it, or run again with --force to do without it.",
  );
}
