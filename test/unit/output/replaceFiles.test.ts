import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OutputError } from "../../../generator/output/error.js";
import { textHash } from "../../../generator/output/hash.js";
import { replaceFiles } from "../../../generator/output/replaceFiles.js";
import { failingAt, readTree, temporaryFolder, writeTree } from "./tree.js";

const OLD = { "a.json": "old", "b.json": "old", "c.json": "old" };

function folderWith(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeTree(folder, files);
  const was = textHash("old");
  const changes = [
    { path: join(folder, "a.json"), was, text: "new" },
    { path: join(folder, "b.json"), was },
    { path: join(folder, "deep/er/d.json"), was: undefined, text: "new" },
    { path: join(folder, "not-there.json"), was: undefined },
  ];
  return { folder, changes };
}

describe("replaceFiles", () => {
  it("writes and removes files", () => {
    const { folder, changes } = folderWith(OLD);
    replaceFiles(changes);
    expect(readTree(folder)).toEqual({ "a.json": "new", "c.json": "old", "deep/er/d.json": "new" });
  });

  it("puts them back, and the folders that it made", () => {
    const { folder, changes } = folderWith(OLD);
    replaceFiles(changes)();
    expect(readTree(folder)).toEqual(OLD);
  });

  const calls = (): number => {
    const { fs, calls } = failingAt(Infinity, "once");
    replaceFiles(folderWith(OLD).changes, fs);
    return calls();
  };

  it.each(Array.from({ length: calls() }, (_, index) => index + 1))(
    "leaves all as it was where call %d fails",
    (nth) => {
      const { folder, changes } = folderWith(OLD);
      const { fs } = failingAt(nth, "once");
      expect(() => replaceFiles(changes, fs)).toThrow(OutputError);
      expect(readTree(folder)).toEqual(OLD);
    },
  );

  it.each([
    { edit: "changed", path: "b.json" },
    { edit: "put there", path: "not-there.json" },
  ])("leaves all as it was where a file was $edit meanwhile", ({ path }) => {
    const { folder, changes } = folderWith(OLD);
    writeTree(folder, { [path]: "mine" });
    expect(() => replaceFiles(changes)).toThrow(`${path} changed since Tinsmith looked`);
    expect(readTree(folder)).toEqual({ ...OLD, [path]: "mine" });
  });

  it("writes through no link, and loses none", () => {
    const { folder, changes } = folderWith({ "b.json": "old" });
    symlinkSync("b.json", join(folder, "a.json"));
    expect(() => replaceFiles(changes)).toThrow("is not a plain file");
    expect(readTree(folder)).toEqual({ "a.json": "-> b.json", "b.json": "old" });
  });
});
