import { readFileSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Diagnostic } from "../smithy/diagnostic.js";
import { UserError } from "./userError.js";

/** What a package, or sources, are generated from. */
export interface OutputInputs {
  /** The model files of each service, in their order. */
  readonly models: readonly (readonly InputFile[])[];
  /** The text of the lock file in its folder: the names there are kept. */
  readonly lock?: string | undefined;
}

/** What came of generating them. */
export interface GeneratedOutput {
  /** Path in the folder to text; absent where a diagnostic is an error. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** Of each service, in their order. */
  readonly diagnostics: readonly (readonly Diagnostic[])[];
}

/** A file that was read: what to call it in messages, and its text. */
export interface InputFile {
  readonly file: string;
  readonly text: string;
}

/** A path as it is shown: relative to the working folder, where it lies below. */
export function display(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === "" ? "." : short.startsWith("..") ? path : short;
}

/** Larger than any model, and small enough for a string. */
const MAX_BYTES = 2 ** 28;

/**
 * Reads a file that the user named.
 *
 * @param hint what to do where it is not there.
 * @throws {UserError} where it cannot be read, is no plain file, which may never end, or too large.
 */
export function readInput(path: string, cwd: string, hint = ""): InputFile {
  const file = display(resolve(cwd, path), cwd);
  const wrong = (why: string): UserError => new UserError(`${file}: ${why}`);
  try {
    const there = statSync(resolve(cwd, path));
    if (there.isDirectory()) throw wrong("this is a folder; a file is expected.");
    if (!there.isFile()) throw wrong("this is a device or a pipe; a file is expected.");
    if (there.size > MAX_BYTES) throw wrong(`this is larger than ${MAX_BYTES / 2 ** 20} MB.`);
    return { file, text: readFileSync(resolve(cwd, path), "utf8") };
  } catch (error) {
    throw error instanceof UserError ? error : wrong(whyUnreadable(error, hint));
  }
}

function whyUnreadable(error: unknown, hint: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return `there is no such file.${hint}`;
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}
