import * as nodeFs from "node:fs";
import { dirname } from "node:path";
import { OutputError } from "./error.js";
import { errorCode, type FileSystem } from "./files.js";

/**
 * Writes one file whole or not at all: beside it first, then renamed into its place. Its folder is
 * made where there is none.
 *
 * @throws {OutputError} where the file system refuses; what stood there still does.
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  fs: FileSystem = nodeFs,
): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.rmSync(draft, { force: true });
    // Nothing is written through a link that someone put there meanwhile.
    fs.writeFileSync(draft, content, { flag: "wx" });
    fs.renameSync(draft, path);
  } catch (error) {
    discard(draft, fs);
    if (errorCode(error) === undefined) throw error;
    throw new OutputError(`${path} was not written: ${(error as Error).message}.`);
  }
}

function discard(draft: string, fs: FileSystem): void {
  try {
    fs.rmSync(draft, { force: true });
  } catch {
    // What kept it from being written keeps it from being removed.
  }
}
