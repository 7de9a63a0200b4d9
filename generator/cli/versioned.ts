import { join } from "node:path";
import { readText } from "../output/files.js";
import { LOCK_FILE, type LockFile } from "../output/lock.js";
import { machine } from "../output/machine.js";
import { release, VersionTooLow, type Previous, type Released } from "../release.js";
import { SurfaceError } from "../versioning/readSurface.js";
import type { OutputSettings } from "./config.js";
import { display } from "./inputs.js";
import { UserError } from "./userError.js";

/**
 * Gives a generated package the version that follows from what its folder has of the last one.
 *
 * @param lock its lock file, if it has one.
 * @param force do without a lock file that cannot be read.
 * @throws {UserError} where the version asked for is too low, or the old one cannot be compared with.
 */
export function versioned(
  files: ReadonlyMap<string, string>,
  settings: OutputSettings,
  lock: LockFile,
  force: boolean,
  cwd: string,
): Released {
  const { out, source } = settings;
  const version = settings.kind === "package" ? settings.version : undefined;
  try {
    return release(files, readPrevious(out, lock), version);
  } catch (error) {
    const file = display(join(out, LOCK_FILE), cwd);
    if (error instanceof SurfaceError && force) return release(files, undefined, version);
    if (error instanceof SurfaceError) {
      throw new UserError(
        `${file}: ${error.message} Run again with --force to do without it; the version is then ${version ?? "the first"}.`,
      );
    }
    if (!(error instanceof VersionTooLow)) throw error;
    const place =
      version === undefined || !source
        ? display(join(out, "package.json"), cwd)
        : `${source.file} at ${source.pointer}/version`;
    throw new UserError(`${place}: ${error.message}`);
  }
}

function readPrevious(out: string, { text }: LockFile): Previous | undefined {
  if (text === undefined) return undefined;
  // Git may have ended the lines otherwise; what is written ends them in one way.
  const read = (file: string) => readText(join(out, file), machine.fs)?.replaceAll("\r\n", "\n");
  return { lock: text, packageJson: read("package.json"), changelog: read("CHANGELOG.md") };
}
