// Random sequences of what happens to a package's folder, held to three laws: all or nothing; nothing
// of the user's is lost; the next run works.
import { dirname, posix } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { planFolder } from "../../../generator/output/compare.js";
import { OutputError } from "../../../generator/output/error.js";
import type { FileSystem } from "../../../generator/output/files.js";
import { textHash } from "../../../generator/output/hash.js";
import { LOCK_FILE, openLock } from "../../../generator/output/lock.js";
import { pathProblem } from "../../../generator/output/paths.js";
import { editedFiles } from "../../../generator/output/plan.js";
import { recover } from "../../../generator/output/recover.js";
import { stage } from "../../../generator/output/write.js";
import { memoryFileSystem, type TestFileSystem } from "../../support/memoryFileSystem.js";
import { packageOf } from "./packages.js";
import { failingAt, hookedAt } from "./tree.js";

type IsRunning = (name: string) => boolean;
type Texts = ReadonlyMap<string, string>;

/** What a run is asked to write. */
interface Asked {
  readonly files: Texts;
  readonly force: boolean;
}

/** What the user does: a text to write to a path, or none, to remove the file there. */
interface Edit {
  readonly path: string;
  readonly text?: string | undefined;
}

export type Step =
  | { readonly kind: "generate"; readonly asked: Asked }
  | {
      readonly kind: "fault";
      readonly asked: Asked;
      readonly nth: number;
      readonly anyCall: boolean;
      readonly code: string;
    }
  | { readonly kind: "kill"; readonly asked: Asked; readonly nth: number }
  | { readonly kind: "edit"; readonly edit: Edit }
  | { readonly kind: "checkOut" }
  | {
      readonly kind: "editMeanwhile";
      readonly asked: Asked;
      readonly nth: number;
      readonly edit: Edit;
    }
  | {
      readonly kind: "both";
      readonly asked: Asked;
      readonly other: Asked;
      readonly nth: number;
      readonly killedAt: number;
    };

export interface Sequence {
  readonly ignoresCase: boolean;
  /** Whether the package's folder is reached by a link. */
  readonly linked: boolean;
  readonly steps: readonly Step[];
}

/** Names that are one where case is ignored, and names that are files here and folders there. */
const PATHS = [
  "a.ts",
  "A.ts",
  "src",
  "src/a.ts",
  "src/A.ts",
  "src/b.ts",
  "Src/b.ts",
  "src/io",
  "src/io/c.ts",
  "src/Io/c.ts",
  "src/Io/C.ts",
  "z/y/d.ts",
];
const OTHERS = ["mine.ts", "src/mine.ts", "src/io/mine.ts"];

const text = fc.constantFrom("1\n", "2\n", "3\nlines\nlong\n");
const files = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), text), { maxLength: 6 })
  .map((entries) => {
    const chosen = new Map<string, string>();
    for (const [path, text] of entries) {
      if (pathProblem([...chosen.keys(), path]) === undefined) chosen.set(path, text);
    }
    return chosen;
  });
const asked = fc.record({ files, force: fc.boolean() });
const edit = fc.record({
  path: fc.constantFrom(...PATHS, ...OTHERS, LOCK_FILE),
  text: fc.option(fc.constantFrom("1\n", "9\n", "2,\n2\n"), { nil: undefined }),
});
const nth = fc.integer({ min: 1, max: 60 });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("generate" as const), asked }),
  fc.record({
    kind: fc.constant("fault" as const),
    asked,
    nth,
    anyCall: fc.boolean(),
    code: fc.constantFrom("ENOSPC", "EACCES", "EBUSY", "EIO"),
  }),
  fc.record({ kind: fc.constant("kill" as const), asked, nth }),
  fc.record({ kind: fc.constant("edit" as const), edit }),
  fc.record({ kind: fc.constant("checkOut" as const) }),
  fc.record({ kind: fc.constant("editMeanwhile" as const), asked, nth, edit }),
  fc.record({
    kind: fc.constant("both" as const),
    asked,
    other: asked,
    nth,
    killedAt: fc.integer({ min: 1, max: 120 }),
  }),
);

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  ignoresCase: fc.boolean(),
  linked: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
});

export const ROOT = "/work/package";

/**
 * Goes through a sequence, and throws at the first law that is broken.
 *
 * @param disk an empty file system, which ignores case or not as the sequence says
 */
export function holdToLaws(
  { ignoresCase, linked, steps }: Sequence,
  disk: TestFileSystem = memoryFileSystem(ignoresCase),
): void {
  disk.mkdirSync("/work");
  if (linked) {
    disk.mkdirSync("/elsewhere");
    disk.symlinkSync("../elsewhere", ROOT);
  }
  let processes = 0;
  const run = (fs: FileSystem, asked: Asked, isRunning: IsRunning = nobody): boolean =>
    generate(fs, `${++processes}-run`, asked, isRunning);

  for (const [index, step] of steps.entries()) {
    const label = `step ${index + 1}, ${step.kind}`;
    const before = stateOf(disk);
    const isOneOf = (states: readonly (Texts | undefined)[], form = formOf): void => {
      const allowed = states.flatMap((state) => (state ? [form(state, ignoresCase)] : []));
      expect(allowed, label).toContainEqual(form(stateOf(disk), ignoresCase));
    };
    const asIf = (state: Texts | undefined, asked: Asked): Texts | undefined =>
      state && written(state, asked, ignoresCase);

    switch (step.kind) {
      case "generate": {
        const after = asIf(before, step.asked);
        expect(run(disk, step.asked), label).toBe(after !== undefined);
        isOneOf([after ?? before]);
        expect(isStaged(disk), label).toBe(false);
        break;
      }
      case "fault": {
        const after = asIf(before, step.asked);
        const fail = (): never => {
          throw Object.assign(new Error(`${step.code}: injected`), { code: step.code });
        };
        const faulty = step.anyCall
          ? hookedAt(step.nth, fail, disk)
          : failingAt(step.nth, "once", disk, step.code).fs;
        const isWritten = run(faulty, step.asked);
        isOneOf([isWritten ? after : before]);
        break;
      }
      case "kill":
        untilKilled(() => run(failingAt(step.nth, "dead", disk).fs, step.asked));
        isOneOf([before, asIf(before, step.asked)]);
        break;
      case "edit":
        editAt(disk, step.edit);
        break;
      case "checkOut":
        checkOut(disk);
        break;
      case "editMeanwhile": {
        const { asked, edit } = step;
        run(
          hookedAt(step.nth, () => editAt(disk, edit), disk),
          asked,
        );
        const edited = (state: Texts | undefined): Texts | undefined =>
          state && afterEdit(state, edit, ignoresCase);
        const after = asIf(before, asked);
        isOneOf(
          // What it wanted to remove may have been on its way to be replaced.
          [before, after, edited(before), edited(after), asIf(edited(before), asked)],
          formOfFiles,
        );
        break;
      }
      case "both": {
        const { asked, killedAt } = step;
        const other = { ...step.other, force: false };
        const isKilled = killedAt <= 60;
        let isOtherWritten = false;
        const first = `${processes + 1}-run`;
        const beside = (): void => {
          const fs = isKilled ? failingAt(killedAt, "dead", disk).fs : disk;
          const runOther = (): boolean => run(fs, other, (name) => name === first);
          if (isKilled) untilKilled(runOther);
          else isOtherWritten = runOther();
        };
        const isWritten = run(hookedAt(step.nth, beside, disk), asked, (name) => name === first);
        const [mine, theirs] = [asIf(before, asked), asIf(before, other)];
        const [last, first2] = [asIf(theirs, asked), asIf(mine, other)];
        if (isWritten) isOneOf(isKilled || isOtherWritten ? [mine, last, first2] : [mine]);
        else isOneOf(isOtherWritten ? [theirs] : isKilled ? [before, theirs] : [before]);
        break;
      }
    }
  }
  const asked = { files: new Map([["last.ts", "1\n"]]), force: true };
  const before = stateOf(disk);
  expect(run(disk, asked), "the last run").toBe(true);
  const after = written(before, asked, ignoresCase);
  expect(formOf(stateOf(disk), ignoresCase)).toEqual(after && formOf(after, ignoresCase));
}

const nobody: IsRunning = () => false;

/** What `tinsmith generate` does with a folder; whether it wrote what was asked for. */
export function generate(
  fs: FileSystem,
  self: string,
  asked: Asked,
  isRunning: IsRunning,
): boolean {
  const machine = {
    fs,
    processes: { self, isRunning: (name: string) => name === self || isRunning(name) },
  };
  const texts = packageOf(asked.files);
  try {
    recover(ROOT, asked.force, machine);
    const plan = planFolder(ROOT, openLock(ROOT, asked.force, fs), texts, new Set(), fs);
    if (!asked.force && editedFiles(plan).length > 0) return false;
    stage(ROOT, plan, texts, asked.force, machine).commit();
    return true;
  } catch (error) {
    if (error instanceof OutputError) return false;
    throw error;
  }
}

function untilKilled(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(String(error)).toContain("injected");
  }
}

function isStaged(fs: FileSystem): boolean {
  return fs.readdirSync(ROOT, { withFileTypes: true }).some(({ name }) => name.startsWith("."));
}

/** What the package's folder holds once the next run has put it back, if it has to be. */
function stateOf(disk: TestFileSystem): Texts {
  const copy = disk.clone();
  recover(ROOT, true, { fs: copy, processes: { self: "0-onlooker", isRunning: nobody } });
  return treeOf(copy);
}

/** Every file below the package's folder, and every empty folder as a path that ends in `/`. */
export function treeOf(fs: FileSystem, below = ""): Texts {
  if (!exists(fs, posix.join(ROOT, below))) return new Map();
  const entries = fs.readdirSync(posix.join(ROOT, below), { withFileTypes: true });
  if (entries.length === 0 && below !== "") return new Map([[`${below}/`, ""]]);
  return new Map(
    entries.flatMap((entry) => {
      const path = posix.join(below, entry.name);
      if (entry.isDirectory()) return [...treeOf(fs, path)];
      return [[path, Buffer.from(fs.readFileSync(posix.join(ROOT, path))).toString()] as const];
    }),
  );
}

function exists(fs: FileSystem, path: string): boolean {
  try {
    fs.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** A state to compare: case is left out of the folders' names where the file system ignores it. */
function formOf(state: Texts, ignoresCase: boolean): readonly string[] {
  return [...state]
    .map(([path, text]) => {
      const folder = ignoresCase ? dirname(path).toLowerCase() : dirname(path);
      const name = path.endsWith("/") && ignoresCase ? path.toLowerCase() : path;
      return `${folder}/${posix.basename(name)}${path.endsWith("/") ? "/" : ""}: ${text.replaceAll("\r", "")}`;
    })
    .sort();
}

/** As {@link formOf}, without empty folders, and without case, by which a new name is the user's. */
function formOfFiles(state: Texts, ignoresCase: boolean): readonly string[] {
  const files = new Map([...state].filter(([path]) => !path.endsWith("/")));
  const form = formOf(files, ignoresCase);
  return ignoresCase ? form.map((line) => line.toLowerCase()) : form;
}

/**
 * What a run makes of a state, by the rules as they are told to users; `undefined` where it has to
 * refuse.
 */
function written(before: Texts, { files, force }: Asked, ignoresCase: boolean): Texts | undefined {
  const fold = (path: string): string => (ignoresCase ? path.toLowerCase() : path);
  const folded = (texts: Iterable<readonly [string, string]>): Texts =>
    new Map([...texts].map(([path, text]) => [fold(path), text]));
  const wanted = packageOf(files);
  const hashes = folded([...wanted].map(([path, text]) => [path, textHash(text)]));
  const lock = lockedIn(before);
  if (!lock && !force) return undefined;
  const listed = folded(Object.entries(lock ?? {}));
  const theirs = new Map<string, string>();
  for (const [path, text] of before) {
    if (path === LOCK_FILE) continue;
    const hash = hashes.get(fold(path));
    const left = listed.get(fold(path));
    if (hash === undefined && left === undefined) theirs.set(path, text);
    else if (![hash, left].includes(textHash(text)) && !force) return undefined;
  }
  for (const each of [...theirs.keys()]) {
    const isFolder = each.endsWith("/");
    const path = fold(isFolder ? each.slice(0, -1) : each);
    for (const file of hashes.keys()) {
      if (path === file || path.startsWith(`${file}/`)) return undefined;
      if (!file.startsWith(`${path}/`)) continue;
      if (!isFolder) return undefined;
      theirs.delete(each);
    }
  }
  return new Map([...theirs, ...wanted]);
}

/** What the lock file lists; nothing where there is none, `undefined` where it is not one. */
function lockedIn(state: Texts): Readonly<Record<string, string>> | undefined {
  const text = state.get(LOCK_FILE) ?? '{"files":{}}';
  // What the user puts there is none.
  return text.startsWith("{")
    ? (JSON.parse(text) as { files: Record<string, string> }).files
    : undefined;
}

/** What the user does; nothing, where something else is in the way. */
function editAt(fs: FileSystem, { path, text }: Edit): void {
  try {
    const at = posix.join(ROOT, path);
    if (text === undefined) return fs.unlinkSync(at);
    for (const folder of foldersAround(path)) {
      if (!exists(fs, posix.join(ROOT, folder))) fs.mkdirSync(posix.join(ROOT, folder));
    }
    fs.writeFileSync(at, text);
  } catch (error) {
    expect(String(error)).toMatch(/ENOENT|ENOTDIR|EISDIR|EPERM/);
  }
}

const foldersAround = (path: string): readonly string[] =>
  path === "." ? ["."] : [...foldersAround(posix.dirname(path)), posix.dirname(path)];

/** A state after an edit, which went before whatever was in its way. */
function afterEdit(state: Texts, edit: Edit, ignoresCase: boolean): Texts {
  const fold = (path: string): string => (ignoresCase ? path.toLowerCase() : path);
  const isInTheWay = (path: string): boolean =>
    edit.text !== undefined &&
    (fold(edit.path).startsWith(`${fold(path)}/`) || fold(path).startsWith(`${fold(edit.path)}/`));
  const fs = memoryFileSystem(ignoresCase);
  fs.mkdirSync("/work");
  for (const [path, text] of state) {
    if (!path.endsWith("/") && !isInTheWay(path)) editAt(fs, { path, text });
  }
  editAt(fs, edit);
  return treeOf(fs);
}

/** Git checks all files out again, and ends their lines in CRLF. */
function checkOut(fs: FileSystem): void {
  for (const [path, text] of treeOf(fs)) {
    if (path.endsWith("/") || path.startsWith(".")) continue;
    fs.writeFileSync(posix.join(ROOT, path), text.replace(/\r?\n/g, "\r\n"));
  }
}
