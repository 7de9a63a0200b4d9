import * as nodeFs from "node:fs";
import { join } from "node:path";
import type { TestFileSystem } from "./memoryFileSystem.js";

/**
 * The part of the machine's file system that lies below a folder, as a file system of its own.
 *
 * @param spare makes a folder for a clone, empty, on the same file system
 */
export function rootedFileSystem(folder: string, spare: () => string): TestFileSystem {
  const at = (path: string): string => join(folder, path);
  return {
    accessSync: (path, mode) => nodeFs.accessSync(at(path), mode),
    lstatSync: (path) => nodeFs.lstatSync(at(path)),
    statSync: (path) => nodeFs.statSync(at(path)),
    realpathSync: (path) => nodeFs.realpathSync(at(path)).slice(folder.length),
    mkdirSync: (path) => nodeFs.mkdirSync(at(path)),
    // Relative ones alone stay within the folder.
    symlinkSync: (target, path) => nodeFs.symlinkSync(target, at(path)),
    readdirSync: (path, options) => nodeFs.readdirSync(at(path), options),
    readFileSync: (path) => nodeFs.readFileSync(at(path)),
    writeFileSync: (path, content, options) => nodeFs.writeFileSync(at(path), content, options),
    renameSync: (from, to) => nodeFs.renameSync(at(from), at(to)),
    rmdirSync: (path) => nodeFs.rmdirSync(at(path)),
    unlinkSync: (path) => nodeFs.unlinkSync(at(path)),
    clone: () => {
      const copy = spare();
      nodeFs.cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
      return rootedFileSystem(copy, spare);
    },
  };
}
