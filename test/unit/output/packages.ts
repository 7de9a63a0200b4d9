import { textHash } from "../../../generator/output/hash.js";
import { LOCK_FILE } from "../../../generator/output/lock.js";

/** Files with the lock file that lists them. */
export function packageOf(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const hashes = [...files].map(([path, text]) => [path, textHash(text)] as const);
  const lock = `${JSON.stringify({ files: Object.fromEntries(hashes) })}\n`;
  return new Map([...files, [LOCK_FILE, lock]]);
}

/** Packages of which each replaces all files of another, folders by files among them. */
export const PACKAGES: readonly ReadonlyMap<string, string>[] = [
  new Map([
    ["src/a/one.ts", "1\n"],
    ["src/b.ts", "1\n"],
  ]),
  new Map([
    ["src/a", "2\n"],
    ["src/b/two.ts", "2\n"],
  ]),
  new Map([["src", "3\n"]]),
];
