import semver from "semver";
import type { Bump } from "./change.js";

/** The version of a package that was never generated before, where no one says another. */
export const FIRST_VERSION = "0.1.0";

/** Whether a text is a version (Semantic Versioning 2.0.0). */
export function isVersion(text: string): boolean {
  return semver.valid(text) === text;
}

export function isLower(version: string, than: string): boolean {
  return semver.lt(version, than);
}

/**
 * The least version after one, for changes of a size. Below 1.0.0 nothing is promised to last, and
 * what would be major is minor, what would be minor is patch (Semantic Versioning 2.0.0, 4).
 */
export function nextVersion(version: string, bump: Bump): string {
  if (bump === "none") return version;
  const isEarly = semver.major(version) === 0;
  const shifted = isEarly
    ? ({ major: "minor", minor: "patch", patch: "patch" } as const)[bump]
    : bump;
  return semver.inc(version, shifted) ?? version;
}
