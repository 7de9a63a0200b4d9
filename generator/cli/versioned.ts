import * as fs from "node:fs";
import { join } from "node:path";
import { OutputError } from "../output/error.js";
import { readIfThere } from "../output/files.js";
import { LOCK_FILE, readLock } from "../output/lock.js";
import { release, VersionTooLow, type Previous, type Released } from "../release.js";
import { SurfaceError } from "../versioning/readSurface.js";
import type { PackageSettings } from "./config.js";
import { display } from "./inputs.js";
import { UserError } from "./userError.js";

/**
 * Gives a generated package the version that follows from what its folder has of the last one.
 *
 * @param force do without a lock file that cannot be read.
 * @throws {UserError} where the version asked for is too low, or the old one cannot be compared with.
 */
export function versioned(
  files: ReadonlyMap<string, string>,
  settings: PackageSettings,
  force: boolean,
  cwd: string,
): Released {
  const { out, version, source } = settings;
  try {
    return release(files, readPrevious(out, force), version);
  } catch (error) {
    const lock = display(join(out, LOCK_FILE), cwd);
    if (error instanceof SurfaceError && force) return release(files, undefined, version);
    if (error instanceof SurfaceError) {
      throw new UserError(
        `${lock}: ${error.message} Run again with --force to do without it; the version is then ${version ?? "the first"}.`,
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

function readPrevious(out: string, force: boolean): Previous | undefined {
  const read = (file: string) => readIfThere(join(out, file), fs);
  const lock = read(LOCK_FILE);
  if (lock === undefined) return undefined;
  try {
    readLock(lock, join(out, LOCK_FILE));
  } catch (error) {
    if (force && error instanceof OutputError) return undefined;
    throw error;
  }
  return { lock, packageJson: read("package.json"), changelog: read("CHANGELOG.md") };
}
