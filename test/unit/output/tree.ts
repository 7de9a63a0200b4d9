import * as nodeFs from "node:fs";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FileSystem } from "../../../generator/output/files.js";

/** A new empty folder; `test/support/temporary.ts` sees to its end. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "tinsmith-"));
}

/** Writes files below a folder: path → text; a path that ends in `/` is a folder. */
export function writeTree(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(path.endsWith("/") ? at : dirname(at), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(at, text);
  }
}

/** Every file below a folder, path → text; a folder without files is a path that ends in `/`. */
export function readTree(folder: string, below = ""): Record<string, string> {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below + entry.name;
    if (entry.isSymbolicLink()) tree[path] = `-> ${readlinkSync(join(folder, path))}`;
    else if (entry.isFile()) tree[path] = readFileSync(join(folder, path), "utf8");
    else Object.assign(tree, emptyAsFolder(path, readTree(folder, `${path}/`)));
  }
  return tree;
}

function emptyAsFolder(path: string, tree: Record<string, string>): Record<string, string> {
  return Object.keys(tree).length === 0 ? { [`${path}/`]: "" } : tree;
}

const CHANGING: ReadonlySet<string> = new Set([
  "mkdirSync",
  "renameSync",
  "rmdirSync",
  "unlinkSync",
  "writeFileSync",
]);

export interface FaultyFileSystem {
  readonly fs: FileSystem;
  /** How many changing calls were made of it. */
  readonly calls: () => number;
}

/**
 * A file system whose nth changing call fails: only that one, as a full disk would let a later call
 * through, or it and every call after, as if the process had been killed there. A file that was being
 * written is there, with half its text.
 */
export function failingAt(
  nth: number,
  mode: "once" | "dead",
  base: FileSystem = nodeFs,
  code = "EIO",
): FaultyFileSystem {
  let calls = 0;
  const fs = new Proxy(base, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        const changes = CHANGING.has(String(name));
        if (changes) calls++;
        if (!(mode === "once" ? changes && calls === nth : calls >= nth)) {
          return Reflect.apply(value, target, args) as unknown;
        }
        if (name === "writeFileSync" && calls === nth) {
          const [path, text, ...rest] = args as [string, string, ...unknown[]];
          Reflect.apply(value, target, [path, text.slice(0, text.length / 2), ...rest]);
        }
        throw Object.assign(new Error(`${code}: injected, ${String(name)}`), { code });
      };
    },
  });
  return { fs, calls: () => calls };
}

/**
 * A file system of which something else is done at the nth call of any kind: before it, or where it is
 * a rename, after it, since nothing can keep an edit that comes between a look and the rename that
 * the look was for.
 */
export function hookedAt(nth: number, hook: () => void, base: FileSystem): FileSystem {
  let calls = 0;
  return new Proxy(base, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        const isNow = ++calls === nth;
        if (isNow && name !== "renameSync") hook();
        const result: unknown = Reflect.apply(value, target, args);
        if (isNow && name === "renameSync") hook();
        return result;
      };
    },
  });
}
