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

const CHANGING = new Set([
  "copyFileSync",
  "mkdirSync",
  "renameSync",
  "rmdirSync",
  "rmSync",
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
 * through, or it and every call after, as if the process had been killed there.
 */
export function failingAt(nth: number, mode: "once" | "dead"): FaultyFileSystem {
  let calls = 0;
  const fs = new Proxy(nodeFs, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]): unknown => {
        if (CHANGING.has(String(name))) calls++;
        const fails = mode === "once" ? CHANGING.has(String(name)) && calls === nth : calls >= nth;
        if (fails)
          throw Object.assign(new Error(`EIO: injected, ${String(name)}`), { code: "EIO" });
        return Reflect.apply(value, target, args);
      };
    },
  });
  return { fs, calls: () => calls };
}
