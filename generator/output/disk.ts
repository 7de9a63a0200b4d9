import { join, posix } from "node:path";
import { OutputError } from "./error.js";
import { entriesOf, lstat, readBytes, type Entry, type FileSystem } from "./files.js";
import { textHash } from "./hash.js";

/** A file of a package, as it is on disk. */
export interface Present {
  /** Its path as the disk spells it: where case is ignored, not always as it was asked for. */
  readonly at: string;
  /** Of its text, see {@link textHash}. */
  readonly hash: string;
}

/** Those paths of a package at which there is a file. */
export type Disk = ReadonlyMap<string, Present>;

/**
 * Which of a package's files there are.
 *
 * @param wanted the paths at which there are to be files.
 * @param stale those at which there were: whatever is no file there is someone else's, and stays.
 * @throws {OutputError} where something is in the way of a wanted file that is not itself stale: a
 *   folder with files of others, a file where a folder has to be, or a link, which could lead out of
 *   the package, and what is written would land there.
 */
export function readDisk(
  folder: string,
  wanted: Iterable<string>,
  stale: Iterable<string>,
  fs: FileSystem,
): Disk {
  const look = openFolder(folder, fs);
  const disk = new Map<string, Present>();
  const read = (path: string, at: string): void => {
    const bytes = readBytes(join(folder, at), fs);
    if (bytes) disk.set(path, { at, hash: textHash(bytes) });
  };
  for (const path of stale) {
    const found = look.find(path);
    if (found?.isWhole && found.entry.isFile()) read(path, found.at);
  }
  const leaving = new Set([...disk.values()].map(({ at }) => at));
  for (const path of wanted) {
    const found = look.find(path);
    if (!found) continue;
    const { entry, at, isWhole } = found;
    if (isWhole && entry.isFile()) read(path, at);
    else if (!leaving.has(at) && !(entry.isDirectory() && look.holdsOnly(at, leaving))) {
      throw new OutputError(`${join(folder, at)} is ${inTheWay(entry, isWhole)} Move it away.`);
    }
  }
  return disk;
}

function inTheWay(entry: Entry, isWhole: boolean): string {
  if (entry.isDirectory()) {
    return "a folder that Tinsmith did not make, or that others keep files in: it has a file to keep there.";
  }
  if (isWhole) return "not a plain file: Tinsmith has one to keep there.";
  const what = entry.isSymbolicLink() ? "a symbolic link, which is not written through" : "a file";
  return `${what}: Tinsmith has a folder to keep there.`;
}

interface Found {
  readonly entry: Entry;
  /** Where it is, as the disk spells it. */
  readonly at: string;
  /** It is what was asked for, and not what stands where a folder on the way there should. */
  readonly isWhole: boolean;
}

/** What stands in a folder, of which the names are those that the disk has. */
export interface Folder {
  readonly find: (path: string) => Found | undefined;
  /** Whether a folder holds these files and no others, nor an empty folder. */
  readonly holdsOnly: (path: string, files: ReadonlySet<string>) => boolean;
}

/** Looks into folders once each, since asking for every file takes as long as reading it. */
export function openFolder(root: string, fs: FileSystem): Folder {
  type Listing = ReadonlyMap<string, Entry & { readonly name: string }>;
  const listings = new Map<string, { readonly exact: Listing; readonly folded: Listing }>();
  const list = (path: string): { readonly exact: Listing; readonly folded: Listing } => {
    const known = listings.get(path);
    if (known) return known;
    const entries = entriesOf(join(root, path), fs);
    const by = (key: (name: string) => string): Listing =>
      new Map(entries.map((entry) => [key(entry.name), entry]));
    const listing = { exact: by((name) => name), folded: by(foldName) };
    listings.set(path, listing);
    return listing;
  };
  const child = (path: string, name: string): (Entry & { readonly name: string }) | undefined => {
    const { exact, folded } = list(path);
    const other = exact.get(name) ?? folded.get(foldName(name));
    if (!other || other.name === name) return other;
    // Whether they are one is the file system's to say. It is asked by a name that no file is to
    // have, if there is one: networks' and containers' file systems remember the answer when it is no
    // longer true.
    const alias = otherCase(other.name);
    const asked = alias === name || exact.has(alias) ? name : alias;
    return lstat(join(root, path, asked), fs) && other;
  };
  const holdsOnly: Folder["holdsOnly"] = (path, files) => {
    const entries = [...list(path).exact.values()];
    return (
      entries.length > 0 &&
      entries.every((entry) => {
        const at = posix.join(path, entry.name);
        return entry.isDirectory() ? holdsOnly(at, files) : files.has(at);
      })
    );
  };
  return {
    find: (path) => {
      const parts = path.split("/");
      let at = "";
      for (const [index, part] of parts.entries()) {
        const entry = child(at, part);
        if (!entry) return undefined;
        at = posix.join(at, entry.name);
        const isWhole = index === parts.length - 1;
        if (isWhole || !entry.isDirectory()) return { entry, at, isWhole };
      }
      return undefined;
    },
    holdsOnly,
  };
}

/** A name as file systems compare it that ignore case. */
export function foldName(name: string): string {
  return name.toLowerCase();
}

/** A name with its capitals small, and its small letters capitals. */
function otherCase(name: string): string {
  return name.replace(/\p{L}/gu, (letter) => {
    const upper = letter.toUpperCase();
    return letter === upper ? letter.toLowerCase() : upper;
  });
}
