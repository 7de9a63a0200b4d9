import { OutputError } from "./error.js";
import { pathProblem } from "./paths.js";

/** The record of what was generated: its `files` maps paths to the SHA-256 of their text. */
export const LOCK_FILE = "tinsmith.lock.json";

const SHA256 = /^[0-9a-f]{64}$/;

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
  } catch (error) {
    throw notALock(file, `it is not JSON (${error instanceof Error ? error.message : ""}).`);
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
