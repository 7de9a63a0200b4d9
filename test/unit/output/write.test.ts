import * as nodeFs from "node:fs";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../../generator/output/files.js";
import { readDisk } from "../../../generator/output/disk.js";
import { checkFolder } from "../../../generator/output/folder.js";
import { textHash } from "../../../generator/output/hash.js";
import { recover } from "../../../generator/output/recover.js";
import { isInterrupted } from "../../../generator/output/staging.js";
import { dying, MINE, NEW, nextRun, oldPackage, OLD, stageNew, writeNew } from "./update.js";
import { failingAt, readTree, temporaryFolder, writeTree } from "./tree.js";

/** How many changing calls a write makes: until its journal is removed, when it is done, and in all. */
const { CALLS, ALL_CALLS } = ((): Record<"CALLS" | "ALL_CALLS", number> => {
  let done = 0;
  const counting = failingAt(Infinity, "once", {
    ...nodeFs,
    unlinkSync: (path) => {
      if (path.endsWith("journal.json")) done = counting.calls();
      nodeFs.unlinkSync(path);
    },
  });
  writeNew(oldPackage(), counting.fs);
  return { CALLS: done, ALL_CALLS: counting.calls() };
})();

describe("write", () => {
  it("creates, updates and removes, and touches nothing else", () => {
    const folder = oldPackage();
    writeNew(folder);
    expect(readTree(folder)).toEqual({ ...NEW, ...MINE });
  });

  it("makes a folder that is not there", () => {
    const folder = join(temporaryFolder(), "a/b");
    writeNew(folder);
    expect(readTree(folder)).toEqual(NEW);
  });

  it("does nothing where nothing changes", () => {
    const folder = oldPackage();
    writeNew(folder);
    const counting = failingAt(Infinity, "once");
    writeNew(folder, counting.fs);
    expect(counting.calls()).toBe(0);
  });

  it("renames the lock file last", () => {
    const renamed: string[] = [];
    const fs: FileSystem = {
      ...nodeFs,
      renameSync: (from, to) => {
        renamed.push(String(to));
        nodeFs.renameSync(from, to);
      },
    };
    const folder = oldPackage();
    writeNew(folder, fs);
    expect(renamed.at(-1)).toBe(join(folder, "tinsmith.lock.json"));
    expect(renamed.length).toBeGreaterThan(4);
  });

  it("refuses where another run is writing", () => {
    const folder = oldPackage();
    mkdirSync(join(folder, ".tinsmith-staging"));
    writeFileSync(join(folder, ".tinsmith-staging/journal.json"), "theirs");
    writeFileSync(join(folder, ".tinsmith-staging/owner-2-next"), "");
    const written = (): void => writeNew(folder, nodeFs, nextRun().processes.isRunning);
    expect(written).toThrow(/^Nothing was written to .*: Process 2 is writing/);
    expect(readFileSync(join(folder, ".tinsmith-staging/journal.json"), "utf8")).toBe("theirs");
  });

  it(`leaves the old package whole when any one of its ${CALLS} calls fails`, () => {
    expect(CALLS).toBeGreaterThan(15);
    for (let nth = 1; nth <= CALLS; nth++) {
      const folder = oldPackage();
      expect(() => writeNew(folder, failingAt(nth, "once").fs), `call ${nth}`).toThrow(
        /^Nothing was written to .*: EIO: injected/,
      );
      expect(readTree(folder), `call ${nth}`).toEqual({ ...OLD, ...MINE });
    }
  });

  it("is done where it cannot tidy up, which the next run does", () => {
    expect(ALL_CALLS).toBeGreaterThan(CALLS);
    for (let nth = CALLS + 1; nth <= ALL_CALLS; nth++) {
      const folder = oldPackage();
      writeNew(folder, failingAt(nth, "once").fs);
      expect(readTree(folder), `call ${nth}`).toMatchObject({ ...NEW, ...MINE });
      expect(recover(folder, false, nextRun())).toBe(true);
      expect(readTree(folder), `call ${nth}`).toEqual({ ...NEW, ...MINE });
    }
  });

  it("leaves nothing of a new package when any one call fails", () => {
    let failed = 0;
    for (let nth = 1; ; nth++) {
      const parent = temporaryFolder();
      const faulty = failingAt(nth, "once");
      try {
        writeNew(join(parent, "a/b"), faulty.fs);
        break;
      } catch (error) {
        expect(String(error), `call ${nth}`).toMatch(/EIO/);
      }
      expect(readTree(parent), `call ${nth}`).toEqual({});
      failed++;
    }
    // Two folders around, three within, the staging folder with two files, six texts, a journal.
    expect(failed).toBeGreaterThan(20);
  });

  it("is old before the next run's recovery, or new, when killed at any call", () => {
    const outcomes = new Set<string>();
    for (let nth = 1; nth <= ALL_CALLS; nth++) {
      const folder = oldPackage();
      try {
        writeNew(folder, failingAt(nth, "dead").fs);
      } catch (error) {
        expect(String(error), `call ${nth}`).toMatch(/EIO/);
      }
      recover(folder, false, nextRun());
      const tree = JSON.stringify(sorted(readTree(folder)));
      expect([whole(OLD), whole(NEW)], `call ${nth}`).toContain(tree);
      outcomes.add(tree);
      writeNew(folder);
      expect(readTree(folder), `after call ${nth}`).toEqual({ ...NEW, ...MINE });
    }
    expect(outcomes.size).toBe(2);
  });

  it("recovers when killed at any call of the recovery, too", () => {
    // Killed at the removal of the journal: everything is renamed, and has to go back.
    const killed = (): string => {
      const folder = oldPackage();
      expect(() => writeNew(folder, failingAt(CALLS, "dead").fs)).toThrow(/EIO/);
      return folder;
    };
    const counting = failingAt(Infinity, "once");
    recover(killed(), false, nextRun(counting.fs));
    expect(counting.calls()).toBeGreaterThan(20);
    for (let nth = 1; nth <= counting.calls(); nth++) {
      const folder = killed();
      expect(() => recover(folder, false, dying(failingAt(nth, "dead").fs, "3-undoer"))).toThrow(
        /EIO/,
      );
      recover(folder, false, nextRun());
      expect(readTree(folder), `call ${nth}`).toEqual({ ...OLD, ...MINE });
    }
  });
});

const sorted = (tree: Record<string, string>): [string, string][] =>
  Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1));

const whole = (tree: Record<string, string>): string =>
  JSON.stringify(sorted({ ...tree, ...MINE }));

describe("what comes between looking and writing", () => {
  const refused = /^Nothing was written to .*: .* changed since Tinsmith looked\. Run again\.$/;
  /** The file system, where someone else does something right before a rename, or after another call. */
  const meddled = (
    call: "renameSync" | "mkdirSync" | "writeFileSync",
    path: string,
    edit: Readonly<Record<string, string>>,
  ) => {
    const folder = oldPackage();
    const fs = {
      ...nodeFs,
      [call]: (...args: [string, string]) => {
        const isHere = args[0] === join(folder, path);
        if (isHere && call === "renameSync") writeTree(folder, edit);
        Reflect.apply(nodeFs[call], nodeFs, args);
        if (isHere && call !== "renameSync") writeTree(folder, edit);
      },
    } as FileSystem;
    return { folder, fs };
  };

  it.each<[string, Record<string, string>]>([
    ["a file that is replaced", { "src/changed.ts": "mine" }],
    ["a file that goes", { "src/gone/deep/removed.ts": "mine" }],
    ["a file where another comes", { "src/operations/deep/added.ts": "mine" }],
    ["the lock file", { "tinsmith.lock.json": "theirs" }],
  ])("is not written over: %s", (_, edit) => {
    const folder = oldPackage();
    const staged = stageNew(folder);
    writeTree(folder, edit);
    expect(staged.commit).toThrow(refused);
    expect(readTree(folder)).toEqual({ ...OLD, ...MINE, ...edit });
  });

  it("is not written through: a link in place of a folder", () => {
    const folder = oldPackage();
    const elsewhere = temporaryFolder();
    writeTree(elsewhere, { "deep/removed.ts": "old" });
    const staged = stageNew(folder);
    rmSync(join(folder, "src/gone"), { recursive: true });
    symlinkSync(elsewhere, join(folder, "src/gone"));
    expect(staged.commit).toThrow(refused);
    expect(readTree(elsewhere)).toEqual({ "deep/removed.ts": "old" });
  });

  it("is put back, in the last moment before a file is replaced", () => {
    const edit = { "src/changed.ts": "mine" };
    const { folder, fs } = meddled("renameSync", "src/changed.ts", edit);
    expect(() => writeNew(folder, fs)).toThrow(refused);
    expect(readTree(folder)).toEqual({ ...OLD, ...MINE, ...edit });
  });

  it("stays, in the last moment before a file comes", () => {
    const edit = { "src/operations/deep/added.ts": "mine" };
    const { folder, fs } = meddled("mkdirSync", "src/operations/deep", edit);
    expect(() => writeNew(folder, fs)).toThrow(refused);
    expect(readTree(folder)).toEqual({ ...OLD, ...MINE, ...edit });
  });

  it("goes first, where it is another process", () => {
    const edit = { ".tinsmith-staging/owner-2-next": "" };
    const { folder, fs } = meddled("writeFileSync", ".tinsmith-staging/owner-1-writer", edit);
    const written = (): void => writeNew(folder, fs, nextRun().processes.isRunning);
    expect(written).toThrow(/Process 2 is writing into/);
    expect(readTree(folder)).toEqual({ ...OLD, ...MINE, ...edit });
  });

  it("is not passed over where nothing is left to do", () => {
    const folder = oldPackage();
    writeNew(folder);
    writeTree(folder, { ".tinsmith-staging/owner-2-next": "" });
    expect(() => stageNew(folder)).toThrow(/kms changed since Tinsmith looked\. Run again\.$/);
    const beside = nextRun().processes.isRunning;
    expect(() => stageNew(folder, nodeFs, beside)).toThrow(/Process 2 is writing into/);
  });

  it("is not taken for this run's own, where another left files that it was done with", () => {
    const folder = oldPackage();
    writeTree(folder, { ".tinsmith-staging/old-0": "theirs", ".tinsmith-staging/owner-9-x": "" });
    const staged = stageNew(folder);
    rmSync(join(folder, "package.json"));
    expect(staged.commit).toThrow(refused);
    const { "package.json": _, ...left } = OLD;
    expect(readTree(folder)).toEqual({ ...left, ...MINE });
  });
});

describe("recover", () => {
  const killedAtTheEnd = (): string => {
    const folder = oldPackage();
    expect(() => writeNew(folder, failingAt(CALLS, "dead").fs)).toThrow(/EIO/);
    return folder;
  };

  it("has nothing to do in a folder that is whole, or not there", () => {
    expect(recover(oldPackage(), false, nextRun())).toBe(false);
    expect(recover(join(temporaryFolder(), "none"), false, nextRun())).toBe(false);
    expect(isInterrupted(oldPackage(), false, nextRun())).toBe(false);
  });

  it("leaves alone what someone changed after the kill", () => {
    const folder = killedAtTheEnd();
    expect(isInterrupted(folder, false, nextRun())).toBe(true);
    writeTree(folder, { "src/changed.ts": "mine", "src/operations/deep/added.ts": "mine" });
    expect(recover(folder, false, nextRun())).toBe(true);
    expect(readTree(folder)).toEqual({
      ...OLD,
      ...MINE,
      "src/changed.ts": "mine",
      "src/operations/deep/added.ts": "mine",
    });
  });

  it("does not undo again what it has undone", () => {
    const counting = failingAt(Infinity, "once");
    recover(killedAtTheEnd(), false, nextRun(counting.fs));
    const folder = killedAtTheEnd();
    const last = failingAt(counting.calls(), "dead").fs;
    expect(() => recover(folder, false, nextRun(last))).toThrow(/EIO: injected, rmdirSync/);
    rmSync(join(folder, "src/gone"), { recursive: true });
    recover(folder, false, nextRun());
    expect(existsSync(join(folder, "src/gone"))).toBe(false);
  });

  it("waits for a process that is alive, unless forced", () => {
    const folder = killedAtTheEnd();
    const beside = nextRun(nodeFs, () => true);
    expect(() => recover(folder, false, beside)).toThrow(
      `Process 1 is writing into ${folder}. Wait for it; if it is no Tinsmith, run again with --force.`,
    );
    expect(readTree(folder)).toMatchObject(NEW);
    expect(recover(folder, true, beside)).toBe(true);
    expect(readTree(folder)).toEqual({ ...OLD, ...MINE });
  });

  it.each([
    ["not JSON", "{"],
    ["not a journal", "{}"],
    ["a path that leads out", '{"entries":[{"from":"../x"}],"folders":[]}'],
    ["a folder that leads out", '{"entries":[],"folders":["../x"]}'],
  ])("refuses a journal that is %s", (_, text) => {
    const folder = oldPackage();
    writeTree(folder, { ".tinsmith-staging/journal.json": text });
    expect(() => recover(folder, false, nextRun())).toThrow(/is not a journal that Tinsmith wrote/);
    expect(readTree(folder)).toMatchObject(OLD);
  });

  it("does not follow a link in place of the staging folder", () => {
    const folder = oldPackage();
    const elsewhere = temporaryFolder();
    writeTree(elsewhere, { precious: "1" });
    symlinkSync(elsewhere, join(folder, ".tinsmith-staging"));
    expect(() => recover(folder, true, nextRun())).toThrow(/is not a folder/);
    expect(existsSync(join(elsewhere, "precious"))).toBe(true);
  });
});

describe("checkFolder", () => {
  it("accepts a folder that is there, one that can be made, and a link to one", () => {
    const folder = temporaryFolder();
    symlinkSync(folder, join(folder, "link"));
    for (const path of [".", "a/b/c", "link", "link/a"]) {
      expect(() => checkFolder(join(folder, path), nodeFs)).not.toThrow();
    }
  });

  it("refuses the root, a file, and a folder below a file", () => {
    const folder = temporaryFolder();
    writeTree(folder, { file: "" });
    expect(() => checkFolder("/", nodeFs)).toThrow(/a file system's root/);
    expect(() => checkFolder(join(folder, "file"), nodeFs)).toThrow(/file is not a folder/);
    expect(() => checkFolder(join(folder, "file/a"), nodeFs)).toThrow(
      `The output folder ${join(folder, "file/a")} cannot be made, since ${join(folder, "file")} is not a folder.`,
    );
  });

  it("refuses a folder that is not writable", () => {
    const folder = temporaryFolder();
    const fs: FileSystem = {
      ...nodeFs,
      accessSync: () => {
        throw Object.assign(new Error("EACCES"), { code: "EACCES" });
      },
    };
    expect(() => checkFolder(join(folder, "out"), fs)).toThrow(
      `The output folder ${join(folder, "out")} is not writable (EACCES at ${folder}).`,
    );
  });
});

describe("readDisk", () => {
  it("hashes what is there", () => {
    const folder = oldPackage();
    expect(readDisk(folder, ["src/kept.ts", "src/none.ts", "none/none.ts"], [], nodeFs)).toEqual(
      new Map([["src/kept.ts", { at: "src/kept.ts", hash: textHash("kept") }]]),
    );
    expect(readDisk(join(folder, "none"), ["a"], [], nodeFs)).toEqual(new Map());
  });

  it("does not go through links, nor take anything but files for files", () => {
    const folder = oldPackage();
    const elsewhere = temporaryFolder();
    writeTree(elsewhere, { "a.ts": "1" });
    symlinkSync(elsewhere, join(folder, "src/out"));
    symlinkSync(join(elsewhere, "a.ts"), join(folder, "src/a.ts"));
    expect(() => readDisk(folder, ["src/out/a.ts"], [], nodeFs)).toThrow(/is a symbolic link/);
    expect(() => readDisk(folder, ["src/out/deep/a.ts"], [], nodeFs)).toThrow(/is a symbolic link/);
    expect(() => readDisk(folder, ["src/a.ts"], [], nodeFs)).toThrow(/is not a plain file/);
    expect(() => readDisk(folder, ["src"], [], nodeFs)).toThrow(
      /is a folder that Tinsmith did not make/,
    );
    expect(() => readDisk(folder, ["package.json/a.ts"], [], nodeFs)).toThrow(/is a file/);
  });
});

describe("staging", () => {
  it("changes nothing of the package until it is committed", () => {
    const folder = oldPackage();
    const staged = stageNew(folder);
    expect(readTree(folder)).toMatchObject({ ...OLD, ...MINE });
    staged.commit();
    expect(readTree(folder)).toEqual({ ...NEW, ...MINE });
  });

  it("leaves no trace where it is discarded", () => {
    const folder = oldPackage();
    stageNew(folder).discard();
    expect(readTree(folder)).toEqual({ ...OLD, ...MINE });
    const above = temporaryFolder();
    stageNew(join(above, "a/b")).discard();
    expect(readTree(above)).toEqual({});
  });
});
