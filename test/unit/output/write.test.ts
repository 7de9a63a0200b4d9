import * as nodeFs from "node:fs";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileSystem } from "../../../generator/output/files.js";
import { checkFolder, readDisk } from "../../../generator/output/folder.js";
import { sha256 } from "../../../generator/output/hash.js";
import { isInterrupted, recover } from "../../../generator/output/recover.js";
import { MINE, NEW, oldPackage, OLD, stageNew, writeNew } from "./update.js";
import { failingAt, readTree, temporaryFolder, writeTree } from "./tree.js";

/** How many changing calls a write makes, and a recovery after the last of its renames. */
const CALLS = ((): number => {
  const counting = failingAt(Infinity, "once");
  writeNew(oldPackage(), counting.fs);
  return counting.calls();
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
    expect(() => writeNew(folder)).toThrow(/^Nothing was written to .*: EEXIST/);
    expect(readFileSync(join(folder, ".tinsmith-staging/journal.json"), "utf8")).toBe("theirs");
  });

  it(`leaves the old package whole when any one of its ${CALLS} calls fails`, () => {
    expect(CALLS).toBeGreaterThan(15);
    for (let nth = 1; nth < CALLS; nth++) {
      const folder = oldPackage();
      expect(() => writeNew(folder, failingAt(nth, "once").fs), `call ${nth}`).toThrow(
        /^Nothing was written to .*: EIO: injected/,
      );
      expect(readTree(folder), `call ${nth}`).toEqual({ ...OLD, ...MINE });
    }
  });

  it("leaves nothing of a new package when any one call fails", () => {
    const count = failingAt(Infinity, "once");
    writeNew(join(temporaryFolder(), "a/b"), count.fs);
    for (let nth = 1; nth < count.calls(); nth++) {
      const parent = temporaryFolder();
      expect(() => writeNew(join(parent, "a/b"), failingAt(nth, "once").fs)).toThrow(/EIO/);
      expect(readTree(parent), `call ${nth}`).toEqual({});
    }
  });

  it("is old before the next run's recovery, or new, when killed at any call", () => {
    const outcomes = new Set<string>();
    for (let nth = 1; nth <= CALLS; nth++) {
      const folder = oldPackage();
      expect(() => writeNew(folder, failingAt(nth, "dead").fs), `call ${nth}`).toThrow(/EIO/);
      recover(folder, false, nodeFs);
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
      expect(() => writeNew(folder, failingAt(CALLS - 1, "dead").fs)).toThrow(/EIO/);
      return folder;
    };
    const counting = failingAt(Infinity, "once");
    recover(killed(), false, counting.fs);
    expect(counting.calls()).toBeGreaterThan(6);
    for (let nth = 1; nth <= counting.calls(); nth++) {
      const folder = killed();
      expect(() => recover(folder, false, failingAt(nth, "dead").fs)).toThrow(/EIO/);
      recover(folder, false, nodeFs);
      expect(readTree(folder), `call ${nth}`).toEqual({ ...OLD, ...MINE });
    }
  });
});

const sorted = (tree: Record<string, string>): [string, string][] =>
  Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1));

const whole = (tree: Record<string, string>): string =>
  JSON.stringify(sorted({ ...tree, ...MINE }));

describe("recover", () => {
  const killedAtTheEnd = (): string => {
    const folder = oldPackage();
    expect(() => writeNew(folder, failingAt(CALLS - 1, "dead").fs)).toThrow(/EIO/);
    return folder;
  };

  it("has nothing to do in a folder that is whole, or not there", () => {
    expect(recover(oldPackage(), false, nodeFs)).toBe(false);
    expect(recover(join(temporaryFolder(), "none"), false, nodeFs)).toBe(false);
    expect(isInterrupted(oldPackage(), nodeFs)).toBe(false);
  });

  it("leaves alone what someone changed after the kill", () => {
    const folder = killedAtTheEnd();
    expect(isInterrupted(folder, nodeFs)).toBe(true);
    writeTree(folder, { "src/changed.ts": "mine", "src/operations/deep/added.ts": "mine" });
    expect(recover(folder, false, nodeFs)).toBe(true);
    expect(readTree(folder)).toEqual({
      ...OLD,
      ...MINE,
      "src/changed.ts": "mine",
      "src/operations/deep/added.ts": "mine",
    });
  });

  it("does not undo again what it has undone", () => {
    const counting = failingAt(Infinity, "once");
    recover(killedAtTheEnd(), false, counting.fs);
    const folder = killedAtTheEnd();
    const last = failingAt(counting.calls(), "dead").fs;
    expect(() => recover(folder, false, last)).toThrow(/EIO: injected, rmSync/);
    rmSync(join(folder, "src/gone"), { recursive: true });
    recover(folder, false, nodeFs);
    expect(existsSync(join(folder, "src/gone"))).toBe(false);
  });

  it("waits for a process that is alive, unless forced", () => {
    const folder = killedAtTheEnd();
    writeFileSync(join(folder, ".tinsmith-staging/pid"), String(process.ppid));
    expect(() => recover(folder, false, nodeFs)).toThrow(
      `Process ${process.ppid} is writing into ${folder}. Wait for it; if it is no Tinsmith, run again with --force.`,
    );
    expect(readTree(folder)).toMatchObject(NEW);
    expect(recover(folder, true, nodeFs)).toBe(true);
    expect(readTree(folder)).toEqual({ ...OLD, ...MINE });
  });

  it.each([
    ["not JSON", "{"],
    ["not a journal", "{}"],
    ["a path that leads out", '{"entries":[{"path":"../x","action":"remove"}],"folders":[]}'],
    ["a folder that leads out", '{"entries":[],"folders":["../x"]}'],
  ])("refuses a journal that is %s", (_, text) => {
    const folder = oldPackage();
    writeTree(folder, { ".tinsmith-staging/journal.json": text });
    expect(() => recover(folder, false, nodeFs)).toThrow(/is not a journal that Tinsmith wrote/);
    expect(readTree(folder)).toMatchObject(OLD);
  });

  it("does not follow a link in place of the staging folder", () => {
    const folder = oldPackage();
    const elsewhere = temporaryFolder();
    writeTree(elsewhere, { precious: "1" });
    symlinkSync(elsewhere, join(folder, ".tinsmith-staging"));
    expect(() => recover(folder, true, nodeFs)).toThrow(/is not a folder/);
    expect(existsSync(join(elsewhere, "precious"))).toBe(true);
  });
});

describe("checkFolder", () => {
  it("accepts a folder that is there, one that can be made, and a link to one", () => {
    const folder = temporaryFolder();
    symlinkSync(folder, join(folder, "link"));
    for (const path of [".", "a/b/c", "link", "link/a"]) {
      expect(() => checkFolder(join(folder, path))).not.toThrow();
    }
  });

  it("refuses the root, a file, and a folder below a file", () => {
    const folder = temporaryFolder();
    writeTree(folder, { file: "" });
    expect(() => checkFolder("/")).toThrow(/a file system's root/);
    expect(() => checkFolder(join(folder, "file"))).toThrow(/file is not a folder/);
    expect(() => checkFolder(join(folder, "file/a"))).toThrow(
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
    expect(readDisk(folder, ["src/kept.ts", "src/none.ts", "none/none.ts"])).toEqual(
      new Map([["src/kept.ts", sha256("kept")]]),
    );
    expect(readDisk(join(folder, "none"), ["a"])).toEqual(new Map());
  });

  it("does not go through links, nor take anything but files for files", () => {
    const folder = oldPackage();
    const elsewhere = temporaryFolder();
    writeTree(elsewhere, { "a.ts": "1" });
    symlinkSync(elsewhere, join(folder, "src/out"));
    symlinkSync(join(elsewhere, "a.ts"), join(folder, "src/a.ts"));
    expect(() => readDisk(folder, ["src/out/a.ts"])).toThrow(/is a symbolic link/);
    expect(() => readDisk(folder, ["src/out/deep/a.ts"])).toThrow(/is a symbolic link/);
    expect(() => readDisk(folder, ["src/a.ts"])).toThrow(/is not a plain file/);
    expect(() => readDisk(folder, ["src"])).toThrow(/is not a plain file/);
    expect(() => readDisk(folder, ["package.json/a.ts"])).toThrow(/is a file/);
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
