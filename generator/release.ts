import { textHash } from "./hash.js";
import { jsonText } from "./text/visible.js";
import {
  comparison,
  largest,
  type Bump,
  type Change,
  type Comparison,
} from "./versioning/change.js";
import { changelogEntry, withEntry } from "./versioning/changelog.js";
import { readSurface } from "./versioning/readSurface.js";
import { compareServices } from "./versioning/compareServices.js";
import { serviceLocks } from "./versioning/serviceLocks.js";
import { FIRST_VERSION, isLower, isVersion, nextVersion } from "./versioning/version.js";

const LOCK = "tinsmith.lock.json";
const MANIFEST = "package.json";
const CHANGELOG = "CHANGELOG.md";

/** Path to text. */
type Files = ReadonlyMap<string, string>;

/** What is left of the last generation, as texts of files. */
export interface Previous {
  readonly lock: string;
  readonly packageJson?: string | undefined;
  readonly changelog?: string | undefined;
}

/** What a generation does to a package's version. */
export interface Release {
  /** The version before; absent where there was none. */
  readonly from?: string | undefined;
  /** Absent where there is no package that could have one. */
  readonly version?: string | undefined;
  readonly bump: Bump;
  readonly changes: readonly Change[];
}

/** A package under its version. */
export interface Released {
  readonly files: Files;
  readonly release: Release;
  /** The paths of files whose edits by hand are in `files`, or what they asked for is. */
  readonly editable: ReadonlySet<string>;
}

/** A version that someone chose is too low for what is different. */
export class VersionTooLow extends Error {
  override readonly name = "VersionTooLow";
}

/**
 * Gives a package that was just generated the version that follows from what is different since the
 * last generation, and its changelog an entry. Where nothing is different, nothing changes. Pure.
 *
 * @param generated - the files of a first version
 * @param requested - the version that the config asks for
 * @throws {SurfaceError} where the old lock file cannot be compared with.
 * @throws {VersionTooLow} where the version that someone chose is.
 */
export function release(
  generated: Files,
  previous: Previous | undefined,
  requested: string | undefined,
): Released {
  const old = previous && readLock(previous.lock);
  const lock = generated.get(LOCK) ?? "";
  const isComparable = old?.hasSurface === true;
  if (!readLock(lock).hasPackage) {
    const compared = previous && isComparable ? compareLocks(previous.lock, lock) : comparison([]);
    return { files: generated, release: compared, editable: none };
  }
  if (!previous || !isComparable || old.version === undefined) {
    const version = requested ?? old?.version ?? FIRST_VERSION;
    const files = withVersion(generated, version, undefined);
    return { files, release: { version, bump: "none", changes: [] }, editable: none };
  }

  const from = old.version;
  const byHand = versionByHand(previous.packageJson, from, old.files.get(MANIFEST));
  const same = withVersion(generated, from, previous.changelog);
  const compared = compareServices(previous.lock, lock);
  const changes =
    compared.bump === "none" && !isSame(same, old.files)
      ? [codeChange(previous.lock, lock)]
      : compared.changes;
  const bump = largest(changes.map((change) => change.bump));
  const least = nextVersion(from, bump);
  const version = chosen(byHand ?? requested, from, least, bump);
  const base = same.get(CHANGELOG) ?? "";
  const changelog = version === from ? base : withEntry(base, changelogEntry(version, changes));
  const editable = new Set([CHANGELOG, ...(byHand === undefined ? [] : [MANIFEST])]);
  return {
    files: withVersion(generated, version, changelog),
    release: { from, version, bump, changes },
    editable,
  };
}

const none: ReadonlySet<string> = new Set();

function chosen(wanted: string | undefined, from: string, least: string, bump: Bump): string {
  if (wanted === undefined) return least;
  if (!isLower(wanted, least)) return wanted;
  throw new VersionTooLow(
    `the version ${wanted} is too low: since ${from} there are ${bump === "none" ? "no" : bump} changes, ` +
      `which need ${least} or higher. Raise it, or take it out, and Tinsmith finds the version itself.`,
  );
}

/**
 * What is different between the packages of two lock files.
 *
 * @throws {SurfaceError} where one of them cannot be compared with.
 */
export function compareLocks(older: string, newer: string): Comparison {
  const compared = compareServices(older, newer);
  const [before, after] = [readLock(older).files, readLock(newer).files];
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  // These two change with the version.
  const code = paths.filter((path) => path !== MANIFEST && path !== CHANGELOG);
  const isSame = code.every((path) => before.get(path) === after.get(path));
  return compared.bump === "none" && !isSame ? comparison([codeChange(older, newer)]) : compared;
}

/** The code that callers do not see is different, and nothing else. */
function codeChange(older: string, newer: string): Change {
  const [before, after] = [readLock(older).protocol, readLock(newer).protocol];
  const changed =
    before === undefined || after === undefined || before === after
      ? "The generated code changed"
      : `The client speaks \`${after}\` instead of \`${before}\``;
  return {
    bump: "patch",
    rule: "code-changed",
    shape: [...serviceLocks(newer).values()].map((own) => readSurface(own).service)[0] ?? "",
    message: `${changed}; callers need not do anything.`,
    operations: [],
  };
}

interface Lock {
  /** The shape ID of the protocol that the client speaks. */
  readonly protocol?: string | undefined;
  readonly version?: string | undefined;
  /** It is that of a package. */
  readonly hasPackage: boolean;
  /** It is of a generation that wrote down what callers see in a form that can be compared. */
  readonly hasSurface: boolean;
  readonly files: ReadonlyMap<string, string>;
}

function readLock(text: string): Lock {
  const {
    package: identity,
    protocol,
    files,
  } = JSON.parse(text) as {
    readonly protocol?: unknown;
    readonly package?: { readonly version?: unknown };
    readonly files?: Readonly<Record<string, string>>;
  };
  const version = identity?.version;
  return {
    // Anyone may have written the file.
    protocol: typeof protocol === "string" && /^[\w.]+#\w+$/.test(protocol) ? protocol : undefined,
    version: typeof version === "string" && isVersion(version) ? version : undefined,
    hasPackage: identity !== undefined,
    hasSurface: [...serviceLocks(text).values()].every(hasSurface),
    files: new Map(Object.entries(files ?? {})),
  };
}

function hasSurface(lock: string): boolean {
  const { surface } = JSON.parse(lock) as { readonly surface?: { readonly format?: unknown } };
  return surface?.format !== undefined;
}

/** Whether a package is what the last generation left, but for the changelog, which is free to edit. */
function isSame(files: Files, old: ReadonlyMap<string, string>): boolean {
  const paths = new Set([...files.keys(), ...old.keys()]);
  return [...paths]
    .filter((path) => path !== LOCK && path !== CHANGELOG)
    .every((path) => textHash(files.get(path) ?? "") === old.get(path));
}

/** The files of a package under a version, the hashes in its lock file with them. */
function withVersion(generated: Files, version: string, changelog: string | undefined): Files {
  const files = new Map(generated);
  const manifest = generated.get(MANIFEST);
  if (manifest !== undefined) {
    files.set(MANIFEST, manifestText({ ...(JSON.parse(manifest) as object), version }));
  }
  const first = generated.get(CHANGELOG)?.replace(/^## .*$/m, `## ${version}`);
  const text = changelog ?? first;
  if (text !== undefined) files.set(CHANGELOG, text);
  const lock = JSON.parse(generated.get(LOCK) ?? "{}") as {
    readonly package: object;
    readonly files: Readonly<Record<string, string>>;
  };
  const hashes = Object.keys(lock.files).map((path) => [path, textHash(files.get(path) ?? "")]);
  const renewed = {
    ...lock,
    package: { ...lock.package, version },
    files: Object.fromEntries(hashes) as object,
  };
  files.set(LOCK, `${jsonText(renewed, 2)}\n`);
  return files;
}

/** As npm writes it when it changes a version. */
function manifestText(manifest: object): string {
  return `${jsonText(manifest, 2)}\n`;
}

/** The version in a package.json in which someone changed the version, and nothing else. */
function versionByHand(
  text: string | undefined,
  from: string,
  hash: string | undefined,
): string | undefined {
  if (text === undefined || textHash(text) === hash) return undefined;
  try {
    const manifest = JSON.parse(text) as { readonly version?: unknown };
    const { version } = manifest;
    if (typeof version !== "string" || !isVersion(version)) return undefined;
    return textHash(manifestText({ ...manifest, version: from })) === hash ? version : undefined;
  } catch {
    return undefined;
  }
}
