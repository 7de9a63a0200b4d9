import { spawnSync } from "node:child_process";
import { dirname, join, relative } from "node:path";

/** Runs Git in a folder; absent where there is none, or it fails. */
export type Git = (args: readonly string[], folder: string) => string | undefined;

/** A file that would be lost. */
export interface Unsafe {
  readonly path: string;
  readonly why: string;
}

export const runGit: Git = (args, folder) => {
  const { status, stdout } = spawnSync("git", [...args], {
    cwd: folder,
    encoding: "utf8",
    // Lists of files are longer than the default, and one that is cut off looks like no Git.
    maxBuffer: Infinity,
  });
  return status === 0 ? stdout : undefined;
};

/** The files and folders in a folder that Git ignores; none where there is no Git. */
export function ignoredIn(folder: string, git: Git): ReadonlySet<string> {
  const listed = git(
    ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"],
    folder,
  );
  const names = (listed ?? "").split("\0").filter((name) => name !== "");
  return new Set(names.map((name) => join(folder, name.replace(/\/$/, ""))));
}

/** The files of which Git has not the present text. */
export function unsafeToChange(paths: readonly string[], git: Git): readonly Unsafe[] {
  return paths.flatMap((path): readonly Unsafe[] => {
    const folder = dirname(path);
    const name = relative(folder, path);
    const tracked = git(["ls-files", "--", name], folder);
    if (tracked === undefined) return [{ path, why: "it is in no Git repository." }];
    if (tracked.trim() === "") return [{ path, why: "Git does not track it." }];
    const changes = git(["status", "--porcelain", "--", name], folder);
    if (changes === undefined || changes.trim() === "") return [];
    return [{ path, why: "it has changes that are not committed." }];
  });
}
