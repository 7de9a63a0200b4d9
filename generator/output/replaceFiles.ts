import * as nodeFs from "node:fs";
import { dirname } from "node:path";
import { changedMeanwhile, OutputError } from "./error.js";
import { errorCode, lstat, readBytes, removeIfThere, type FileSystem } from "./files.js";
import { firstPresent } from "./folder.js";
import { textHash } from "./hash.js";
import { removeEmptyFolders } from "./recover.js";
import { replaceFile } from "./replace.js";

/** A file to write; without a text, one to remove. */
export interface FileChange {
  readonly path: string;
  /**
   * The hash ({@link textHash}) of what the change was made from, so that nobody's edit since then is
   * lost; `undefined` where there was no file.
   */
  readonly was: string | undefined;
  readonly text?: string | undefined;
}

/**
 * Writes and removes files, all of them or none.
 *
 * @returns what puts them back, and removes the folders that were made for them.
 * @throws {OutputError} where the file system refuses, or someone changed a file since it was looked
 *   at; all files are then as they were.
 */
export function replaceFiles(changes: readonly FileChange[], fs: FileSystem = nodeFs): () => void {
  const undo: (() => void)[] = [];
  const putBack = (): void => {
    for (const step of undo.splice(0).reverse()) step();
  };
  try {
    for (const { path, was, text } of changes) {
      const old = readFile(path, fs);
      if ((old && textHash(old)) !== was) throw changedMeanwhile([path]);
      const stay = firstPresent(dirname(path), fs);
      undo.push(() => {
        if (old !== undefined) return replaceFile(path, old, fs);
        removeIfThere(path, fs);
        removeEmptyFolders(dirname(path), stay, fs);
      });
      if (text === undefined) removeIfThere(path, fs);
      else replaceFile(path, text, fs);
    }
  } catch (error) {
    putBack();
    if (error instanceof OutputError || errorCode(error) === undefined) throw error;
    throw new OutputError(`Nothing was written: ${(error as Error).message}.`);
  }
  return putBack;
}

/** A link in a file's place is not read through, nor lost. */
function readFile(path: string, fs: FileSystem): Uint8Array | undefined {
  const there = lstat(path, fs);
  if (there && !there.isFile()) {
    throw new OutputError(`${path} is not a plain file: Tinsmith has one to keep there.`);
  }
  return there && readBytes(path, fs);
}
