// Sequences of what happens to a package's folder, held to three laws: all or nothing; nothing
// of the user's is lost; the next run works.
import { expect } from "vitest";
import { planFolder } from "../../../generator/output/compare.js";
import { OutputError } from "../../../generator/output/error.js";
import type { FileSystem } from "../../../generator/output/files.js";
import { openLock } from "../../../generator/output/lock.js";
import { editedFiles } from "../../../generator/output/plan.js";
import { recover } from "../../../generator/output/recover.js";
import { stage } from "../../../generator/output/write.js";
import { memoryFileSystem, type TestFileSystem } from "../../support/memoryFileSystem.js";
import { packageOf } from "./packages.js";
import type { Sequence } from "./sequenceArbitrary.js";
import {
  afterEdit,
  checkOut,
  editAt,
  formOf,
  formOfFiles,
  ROOT,
  treeOf,
  written,
  type Asked,
  type Texts,
} from "./states.js";
import { failingAt, hookedAt } from "./tree.js";

type IsRunning = (name: string) => boolean;

/**
 * Goes through a sequence, and throws at the first law that is broken.
 *
 * @param disk an empty file system, which ignores case or not as the sequence says
 */
export function holdToLaws(
  { ignoresCase, linked, steps }: Sequence,
  disk: TestFileSystem = memoryFileSystem(ignoresCase),
): void {
  disk.mkdirSync("/packages");
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
        editAt(disk, step.edit, ignoresCase);
        break;
      case "checkOut":
        checkOut(disk);
        break;
      case "editMeanwhile": {
        const { asked, edit } = step;
        run(
          hookedAt(step.nth, () => editAt(disk, edit, ignoresCase), disk),
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
        const isKilled = killedAt !== undefined;
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
