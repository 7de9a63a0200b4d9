import type * as nodeFs from "node:fs";
import type { Stats } from "node:fs";

/**
 * What writing needs of a file system: `node:fs`, or a test's own that fails where it is told to.
 * The calls are synchronous: files are small, and a run is over sooner without the thread pool.
 */
export type FileSystem = Pick<
  typeof nodeFs,
  | "accessSync"
  | "copyFileSync"
  | "lstatSync"
  | "mkdirSync"
  | "readFileSync"
  | "renameSync"
  | "rmdirSync"
  | "rmSync"
  | "statSync"
  | "unlinkSync"
  | "writeFileSync"
>;

/** The `code` of a file system's error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Whether nothing stands at a path: it, or a folder on the way to it, is not there. */
function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

/** What stands at a path, links not followed; `undefined` where nothing does. */
export function lstat(path: string, fs: FileSystem): Stats | undefined {
  return unlessMissing(() => fs.lstatSync(path));
}

/** What stands at a path, or where the link there leads; `undefined` where nothing does. */
export function stat(path: string, fs: FileSystem): Stats | undefined {
  return unlessMissing(() => fs.statSync(path));
}

/** A text file's content; `undefined` where there is none. */
export function readIfThere(path: string, fs: FileSystem): string | undefined {
  return unlessMissing(() => fs.readFileSync(path, "utf8"));
}

function unlessMissing<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
