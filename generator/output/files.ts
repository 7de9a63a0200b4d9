import { OutputError } from "./error.js";

/** What stands at a path. */
export interface Entry {
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

/**
 * What writing needs of a file system: `node:fs`, or a test's own that fails where it is told to.
 * The calls are synchronous: files are small, and a run is over sooner without the thread pool.
 */
export interface FileSystem {
  readonly accessSync: (path: string, mode: number) => void;
  /** `mode` is who may do what with it, where the file system knows that. */
  readonly lstatSync: (path: string) => Entry & { readonly size: number; readonly mode?: number };
  readonly mkdirSync: (path: string) => unknown;
  readonly readdirSync: (
    path: string,
    options: { readonly withFileTypes: true },
  ) => readonly (Entry & { readonly name: string })[];
  readonly readFileSync: (path: string) => Uint8Array;
  readonly realpathSync: (path: string) => string;
  readonly renameSync: (from: string, to: string) => void;
  readonly rmdirSync: (path: string) => void;
  readonly statSync: (path: string) => Entry;
  readonly unlinkSync: (path: string) => void;
  readonly writeFileSync: (
    path: string,
    content: string | Uint8Array,
    options?: { readonly flag: "wx"; readonly mode?: number | undefined },
  ) => void;
}

/** The `code` of a file system's error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Why the file system, or what stands there, refuses; `undefined` where Tinsmith is at fault. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof OutputError) return error.message.replace(/\.$/, "");
  return errorCode(error) === undefined ? undefined : (error as Error).message;
}

/** What stands at a path, links not followed; `undefined` where nothing does. */
export function lstat(
  path: string,
  fs: FileSystem,
): ReturnType<FileSystem["lstatSync"]> | undefined {
  return unlessMissing(path, () => fs.lstatSync(path));
}

/** What stands at a path, or where the link there leads; `undefined` where nothing does. */
export function stat(path: string, fs: FileSystem): Entry | undefined {
  return unlessMissing(path, () => fs.statSync(path));
}

/** What stands in a folder; nothing where there is none. */
export function entriesOf(path: string, fs: FileSystem): ReturnType<FileSystem["readdirSync"]> {
  return unlessMissing(path, () => fs.readdirSync(path, { withFileTypes: true })) ?? [];
}

/** Removes a file or a link, if there is one. */
export function removeIfThere(path: string, fs: FileSystem): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

/** The content of a file; `undefined` where there is none. */
export function readBytes(path: string, fs: FileSystem): Uint8Array | undefined {
  return unlessMissing(path, () => fs.readFileSync(path));
}

/** Larger than anything that Tinsmith writes, and small enough for a string. */
const MAX_BYTES = 2 ** 28;

/**
 * The content of a text file that Tinsmith keeps; `undefined` where there is none.
 *
 * @throws {OutputError} where anything but a plain file stands there, as a link could lead to what is
 *   nobody's business, or a device never end; and where it is too large, or cannot be read.
 */
export function readText(path: string, fs: FileSystem): string | undefined {
  const there = lstat(path, fs);
  if (!there) return undefined;
  if (!there.isFile()) {
    throw new OutputError(
      `${path} is not a plain file: Tinsmith has one to keep there. Move it away.`,
    );
  }
  if (there.size > MAX_BYTES) {
    throw new OutputError(
      `${path} is larger than ${MAX_BYTES / 2 ** 20} MB: Tinsmith did not write it. Move it away.`,
    );
  }
  const bytes = readBytes(path, fs);
  return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

function unlessMissing<T>(path: string, ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    const code = errorCode(error);
    // It, or a folder on the way to it, is not there.
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    if (code === undefined) throw error;
    throw new OutputError(`${path} cannot be read: ${(error as Error).message}.`);
  }
}
