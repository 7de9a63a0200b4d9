import { systemClock, type Clock } from "../contract/clock.js";
import { homeOf } from "./home.js";

/** Keys and values of a section; those of a nested block `s3 =` have names such as `s3.addressing_style`. */
export type Section = Readonly<Record<string, string>>;

/** What the shared files say, by names of sections. No object has a prototype. */
export interface SharedSections {
  readonly profiles: Readonly<Record<string, Section>>;
  /** Of `[sso-session NAME]`. */
  readonly ssoSessions: Readonly<Record<string, Section>>;
  /** Of `[services NAME]`; the keys are such as `kms.endpoint_url`. */
  readonly services: Readonly<Record<string, Section>>;
}

/** What both files say, and where they are. */
export interface SharedFiles extends SharedSections {
  readonly files: readonly SharedFile[];
}

/** One of the two files. */
export interface SharedFile {
  readonly path: string;
  readonly profiles: SharedSections["profiles"];
  /** Why it could not be read: the code of the system's error, such as `ENOENT` or `ETIMEDOUT`. */
  readonly problem?: string | undefined;
}

type Sections = Record<string, Record<string, string>>;

/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The kinds of sections of a config file that have names. */
const kinds: ReadonlyMap<string | undefined, keyof SharedSections> = new Map([
  ["profile", "profiles"],
  ["sso-session", "ssoSessions"],
  ["services", "services"],
]);

const bare = () => Object.create(null) as Record<string, string>;
const empty = () => Object.create(null) as Sections;

/**
 * Parses one of the shared files
 * (https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html). Of the config file, sections are
 * `[default]`, `[profile NAME]`, `[sso-session NAME]` and `[services NAME]`, and `[profile default]` is
 * in the place of `[default]`; of the credentials file all are profiles. Others are passed over, and so
 * are lines that are neither section, comment nor `key = value`. Sections of the same name are one, in
 * which the later value counts. A key without a value begins a block of the indented lines after it.
 *
 * Never throws.
 */
export function parseSharedFile(text: string, kind: "config" | "credentials"): SharedSections {
  const found = { profiles: empty(), ssoSessions: empty(), services: empty() };
  const plain = empty();
  let section: Record<string, string> | undefined;
  let block = "";
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const content = line.split(/(?:^|\s)[;#]/, 1)[0]!.trim();
    if (/^\[.*\]$/.test(content)) {
      const header = content.slice(1, -1).trim();
      const [sections, name] =
        kind === "credentials"
          ? [found.profiles, header]
          : header === "default"
            ? [plain, header]
            : named(header);
      section = sections && (sections[name] ??= bare());
      block = "";
      continue;
    }
    const sign = content.indexOf("=");
    if (!section || sign < 1) continue;
    const key = content.slice(0, sign).trim();
    const value = content.slice(sign + 1).trim();
    const isIndented = /^\s/.test(line);
    if (!isIndented) block = "";
    if (value) section[block + key] = value;
    else if (!isIndented) block = `${key}.`;
  }
  if (plain["default"]) found.profiles["default"] ??= plain["default"];
  return found;

  function named(header: string): readonly [Sections | undefined, string] {
    const [, kind, , quoted, word] = /^([\w-]+)\s+(?:(["'])(.*)\2|(\S+))$/.exec(header) ?? [];
    const group = kinds.get(kind);
    return [group && found[group], quoted ?? word ?? ""];
  }
}

/** What both files say; where both have a key of a profile, the credentials file's counts. */
export function mergeSharedFiles(
  config: SharedSections,
  credentials: SharedSections,
): SharedSections {
  const profiles = empty();
  for (const file of [config, credentials]) {
    for (const [name, section] of Object.entries(file.profiles)) {
      Object.assign((profiles[name] ??= bare()), section);
    }
  }
  return { ...config, profiles };
}

/**
 * Where the shared files are: what `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` say, or `config`
 * and `credentials` of `.aws` in the user's home
 * (https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html).
 */
export function sharedFilePaths(environment: Environment): {
  readonly config: string;
  readonly credentials: string;
} {
  const locate = (variable: string, name: string) => {
    const given = environment[variable];
    if (!given)
      return process.getBuiltinModule("node:path").join(homeOf(environment), ".aws", name);
    return /^~[/\\]/.test(given)
      ? process.getBuiltinModule("node:path").join(homeOf(environment), given.slice(2))
      : given;
  };
  return {
    config: locate("AWS_CONFIG_FILE", "config"),
    credentials: locate("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
  };
}

/** How long reading a file may take, in milliseconds: a pipe may have nobody who writes to it. */
const patience = 5000;

const loaded = new Map<string, Promise<SharedFiles>>();

/**
 * Reads the shared files. One that cannot be read, or not within 5 seconds, is empty, and its `problem`
 * says why.
 *
 * They are read once a process for each pair of paths, and again for `refresh`, whose answer is then
 * everyone's: what is behind SSO and assumed roles may change while a program runs.
 *
 * @param options - `read` is in the place of the file system, for tests; nothing of it is kept. `clock`
 * measures the time that it takes then
 */
export function loadSharedFiles(
  environment: Environment,
  options: {
    readonly refresh?: boolean | undefined;
    readonly read?: ((path: string) => Promise<string>) | undefined;
    readonly clock?: Pick<Clock, "after"> | undefined;
  } = {},
): Promise<SharedFiles> {
  const paths = sharedFilePaths(environment);
  if (options.read) return readBoth(paths, options.read, options.clock ?? systemClock);
  const key = JSON.stringify(paths);
  const known = options.refresh ? undefined : loaded.get(key);
  if (known) return known;
  const reading = readBoth(
    paths,
    (path) => process.getBuiltinModule("node:fs/promises").readFile(path, "utf8"),
    // A clock of the caller's tells nothing of how long a disk takes.
    systemClock,
  ).then((read) => {
    // Who writes to a pipe may come later.
    if (read.files.some(({ problem }) => problem === "ETIMEDOUT")) loaded.delete(key);
    return read;
  });
  loaded.set(key, reading);
  return reading;
}

async function readBoth(
  paths: { readonly config: string; readonly credentials: string },
  read: (path: string) => Promise<string>,
  clock: Pick<Clock, "after">,
): Promise<SharedFiles> {
  const one = async (kind: "config" | "credentials") => {
    const path = paths[kind];
    let text = "";
    let problem: string | undefined;
    try {
      text = await inTime(read(path), clock);
    } catch (thrown) {
      problem = (thrown as { readonly code?: string }).code ?? String(thrown);
    }
    const sections = parseSharedFile(text, kind);
    return { sections, file: { path, profiles: sections.profiles, problem } };
  };
  const [config, credentials] = await Promise.all([one("config"), one("credentials")]);
  return {
    ...mergeSharedFiles(config.sections, credentials.sections),
    files: [config.file, credentials.file],
  };
}

/** What is read, in time. @throws An error with the code `ETIMEDOUT` */
function inTime<T>(reading: Promise<T>, clock: Pick<Clock, "after">): Promise<T> {
  let cancel: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(Error("Nothing came"), { code: "ETIMEDOUT" });
    cancel = clock.after(patience, () => reject(error));
  });
  return Promise.race([reading, late]).finally(cancel);
}
