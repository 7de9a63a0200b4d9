// The file systems are those of memoryFileSystem.ts; sequences.heavy.test.ts tries a real one.
import { describe, expect, it } from "vitest";
import { planFolder } from "../../../generator/output/compare.js";
import { LOCK_FILE, openLock } from "../../../generator/output/lock.js";
import { changes } from "../../../generator/output/plan.js";
import { memoryFileSystem, type TestFileSystem } from "../../support/memoryFileSystem.js";
import { packageOf } from "./packages.js";
import { generate } from "./sequences.js";
import { ROOT, treeOf } from "./states.js";

type Texts = Readonly<Record<string, string>>;

const mapOf = (texts: Texts): ReadonlyMap<string, string> => new Map(Object.entries(texts));

function written(fs: TestFileSystem, files: Texts, force = false): boolean {
  return generate(fs, "1-run", { files: mapOf(files), force }, () => false);
}

function filesOf(fs: TestFileSystem): Texts {
  return Object.fromEntries([...treeOf(fs)].filter(([path]) => path !== LOCK_FILE));
}

describe.each([
  ["ignores case", true],
  ["tells case apart", false],
])("row 50: a shape renamed by case, on a file system that %s", (_, ignoresCase) => {
  const holding = (files: Texts): TestFileSystem => {
    const fs = memoryFileSystem(ignoresCase);
    fs.mkdirSync("/packages");
    expect(written(fs, files)).toBe(true);
    return fs;
  };

  it.each([
    ["with another text", "new\n", false],
    ["with the same text", "old\n", false],
    ["with another text, forced", "new\n", true],
    ["with the same text, forced", "old\n", true],
  ])("is written under its new name, and back: %s", (_, text, force) => {
    const older = { "src/DnsName.ts": "old\n", "src/kept.ts": "kept\n" };
    const newer = { "src/DNSName.ts": text, "src/kept.ts": "kept\n" };
    const fs = holding(older);
    for (const files of [newer, older, newer]) {
      expect(written(fs, files, force)).toBe(true);
      expect(filesOf(fs)).toEqual(files);
    }
  });

  it("has its folder renamed with it", () => {
    const fs = holding({ "src/Dns/name.ts": "old\n" });
    expect(written(fs, { "src/DNS/name.ts": "old\n" })).toBe(true);
    expect(filesOf(fs)).toEqual({ "src/DNS/name.ts": "old\n" });
  });

  it("does not take an edit with it, unless forced", () => {
    const fs = holding({ "src/DnsName.ts": "old\n" });
    fs.writeFileSync(`${ROOT}/src/DnsName.ts`, "mine\n");
    expect(written(fs, { "src/DNSName.ts": "new\n" })).toBe(false);
    expect(filesOf(fs)).toEqual({ "src/DnsName.ts": "mine\n" });
    expect(written(fs, { "src/DNSName.ts": "new\n" }, true)).toBe(true);
    expect(filesOf(fs)).toEqual({ "src/DNSName.ts": "new\n" });
  });
});

describe("where case is ignored", () => {
  const fs = (files: Texts): TestFileSystem => {
    const fs = memoryFileSystem(true);
    fs.mkdirSync("/packages");
    fs.mkdirSync(ROOT);
    fs.mkdirSync(`${ROOT}/src`);
    for (const [path, text] of Object.entries(files)) fs.writeFileSync(`${ROOT}/${path}`, text);
    return fs;
  };
  const plannedOn = (disk: TestFileSystem, files: Texts): readonly string[] => {
    const plan = planFolder(
      ROOT,
      openLock(ROOT, false, disk),
      packageOf(mapOf(files)),
      new Set(),
      disk,
    );
    return changes(plan).map(
      ({ path, action, present }) => `${action} ${path}, there as ${present?.at}`,
    );
  };

  it("a file of someone else's by that name is in the way", () => {
    const disk = fs({ "src/dnsname.ts": "mine\n" });
    expect(written(disk, { "src/DnsName.ts": "new\n" })).toBe(false);
    expect(filesOf(disk)).toEqual({ "src/dnsname.ts": "mine\n" });
  });

  it("a file that Git left under its old name is given the new one", () => {
    const disk = fs({});
    written(disk, { "src/DnsName.ts": "1\n" });
    disk.renameSync(`${ROOT}/src/DnsName.ts`, `${ROOT}/src/DNSName.ts`);
    expect(plannedOn(disk, { "src/DnsName.ts": "1\n" })).toEqual([
      "update src/DnsName.ts, there as src/DNSName.ts",
    ]);
    expect(written(disk, { "src/DnsName.ts": "1\n" })).toBe(true);
    expect(filesOf(disk)).toEqual({ "src/DnsName.ts": "1\n" });
  });

  it("a folder that others keep files in keeps its name, and nothing differs for it", () => {
    const disk = fs({});
    written(disk, { "src/Dns/a.ts": "1\n" });
    disk.writeFileSync(`${ROOT}/src/Dns/mine.ts`, "mine\n");
    expect(written(disk, { "src/DNS/a.ts": "1\n" })).toBe(true);
    expect(filesOf(disk)).toEqual({ "src/Dns/a.ts": "1\n", "src/Dns/mine.ts": "mine\n" });
    expect(plannedOn(disk, { "src/DNS/a.ts": "1\n" })).toEqual([]);
    expect(written(disk, {})).toBe(true);
    expect(filesOf(disk)).toEqual({ "src/Dns/mine.ts": "mine\n" });
  });
});
