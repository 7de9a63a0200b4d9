import { join } from "node:path";
import { symlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OutputError } from "../../../generator/output/error.js";
import { replaceFile } from "../../../generator/output/replace.js";
import { failingAt, readTree, temporaryFolder, writeTree } from "./tree.js";

describe("replaceFile", () => {
  it("replaces a file, or makes one in a folder that it makes", () => {
    const folder = temporaryFolder();
    replaceFile(join(folder, "a/b/c.json"), "old");
    replaceFile(join(folder, "a/b/c.json"), new Uint8Array([110, 101, 119]));
    expect(readTree(folder)).toEqual({ "a/b/c.json": "new" });
  });

  it.each([1, 2, 3])("leaves the old file where call %d fails", (nth) => {
    const folder = temporaryFolder();
    writeTree(folder, { "a.json": "old" });
    const { fs } = failingAt(nth, "once");
    expect(() => replaceFile(join(folder, "a.json"), "new", fs)).toThrow(OutputError);
    expect(readTree(folder)).toEqual({ "a.json": "old" });
  });

  it.each([1, 2, 3])("leaves the old file where the process dies at call %d", (nth) => {
    const folder = temporaryFolder();
    writeTree(folder, { "a.json": "old" });
    expect(() => replaceFile(join(folder, "a.json"), "new", failingAt(nth, "dead").fs)).toThrow();
    expect(readTree(folder)["a.json"]).toBe("old");
    // What is left lying about is in nobody's way.
    replaceFile(join(folder, "a.json"), "new");
    expect(readTree(folder)).toEqual({ "a.json": "new" });
  });

  it("writes through no link, neither in its place nor beside it", () => {
    const folder = temporaryFolder();
    writeTree(folder, { "precious.json": "mine" });
    symlinkSync("precious.json", join(folder, "a.json"));
    symlinkSync("precious.json", join(folder, `a.json.${process.pid}.draft`));
    replaceFile(join(folder, "a.json"), "new");
    expect(readTree(folder)).toEqual({ "a.json": "new", "precious.json": "mine" });
  });
});
