/** Longer than any path a package needs, and short enough for every file system. */
const MAX_PATH = 200;

/** The folder within a package's in which a write prepares. */
export const STAGING = ".tinsmith-staging";

/** Bytes no file name may have on every platform: controls, and what Windows reserves. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const RESERVED = /[\u0000-\u001f\u007f<>:"|?*\\]/;

/**
 * What is wrong with paths within a package, if anything is: each has to be relative, with `/`
 * between its parts, and to stay inside; no two may be one on a file system that ignores case, nor
 * have one folder there by two names, and none may lead through another.
 *
 * @returns one sentence about the first wrong path, or `undefined` where all are fine.
 */
export function pathProblem(paths: Iterable<string>): string | undefined {
  const files = new Map<string, string>();
  for (const path of paths) {
    const why = wrongWith(path);
    if (why !== undefined) return `${JSON.stringify(path)} is no path within a package: ${why}.`;
    const folded = path.toLowerCase();
    const other = files.get(folded);
    if (other !== undefined) {
      return `${JSON.stringify(path)} and ${JSON.stringify(other)} are one file where case is ignored.`;
    }
    files.set(folded, path);
  }
  const folders = new Map<string, string>();
  for (const [folded, path] of files) {
    for (let at = folded.indexOf("/"); at !== -1; at = folded.indexOf("/", at + 1)) {
      const file = files.get(folded.slice(0, at));
      if (file !== undefined) {
        return `${JSON.stringify(path)} needs a folder where ${JSON.stringify(file)} is a file.`;
      }
      const folder = path.slice(0, at);
      const other = folders.get(folded.slice(0, at)) ?? folder;
      if (other !== folder) {
        return `${JSON.stringify(folder)} and ${JSON.stringify(other)} are one folder where case is ignored.`;
      }
      folders.set(folded.slice(0, at), folder);
    }
  }
  return undefined;
}

function wrongWith(path: string): string | undefined {
  if (path.startsWith("/")) return "it is absolute";
  if (path.split("/")[0]?.toLowerCase() === STAGING) return "Tinsmith prepares its files there";
  if (path.length > MAX_PATH) return `it is longer than ${MAX_PATH} characters`;
  if (RESERVED.test(path)) return "it has a character that file names cannot have everywhere";
  if (/\p{Surrogate}/u.test(path)) return "it is not well-formed Unicode";
  for (const part of path.split("/")) {
    if (part === "") return "it has an empty part";
    if (part === "." || part === "..") return `it has a part ${JSON.stringify(part)}`;
    if (part.endsWith(".") || part.endsWith(" "))
      return "it has a part that ends in a dot or space";
  }
  return undefined;
}
