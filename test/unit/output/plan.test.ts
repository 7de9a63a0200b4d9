import { describe, expect, it } from "vitest";
import type { Disk } from "../../../generator/output/disk.js";
import { textHash } from "../../../generator/output/hash.js";
import { changes, editedFiles, plan } from "../../../generator/output/plan.js";

type Texts = Readonly<Record<string, string>>;

const hashes = (texts: Texts): ReadonlyMap<string, string> =>
  new Map(Object.entries(texts).map(([path, text]) => [path, textHash(text)]));

const onDisk = (texts: Texts): Disk =>
  new Map(Object.entries(texts).map(([path, text]) => [path, { at: path, hash: textHash(text) }]));

const planned = (generated: Texts, disk: Texts, lock: Texts): string[] =>
  plan({
    generated: new Map(Object.entries(generated)),
    disk: onDisk(disk),
    lock: hashes(lock),
  }).files.map(({ path, action, edited }) => `${path}: ${action}${edited ? ", edited" : ""}`);

describe("plan", () => {
  it.each<[string, Texts, Texts, Texts, string]>([
    ["a new file", { a: "1" }, {}, {}, "a: create"],
    ["a file of the last run that is gone", { a: "1" }, {}, { a: "1" }, "a: create"],
    ["the same text", { a: "1" }, { a: "1" }, { a: "1" }, "a: unchanged"],
    ["the same text that no lock tells of", { a: "1" }, { a: "1" }, {}, "a: unchanged"],
    ["the new text, already there", { a: "2" }, { a: "2" }, { a: "1" }, "a: unchanged"],
    ["another text", { a: "2" }, { a: "1" }, { a: "1" }, "a: update"],
    ["an edit where the text stays", { a: "1" }, { a: "mine" }, { a: "1" }, "a: update, edited"],
    ["an edit where the text changes", { a: "2" }, { a: "mine" }, { a: "1" }, "a: update, edited"],
    ["a file of someone else's in the way", { a: "1" }, { a: "mine" }, {}, "a: update, edited"],
    ["a file no longer generated", {}, { a: "1" }, { a: "1" }, "a: remove"],
    ["an edited file no longer generated", {}, { a: "mine" }, { a: "1" }, "a: remove, edited"],
  ])("%s", (_, generated, disk, lock, expected) => {
    expect(planned(generated, disk, lock)).toEqual([expected]);
  });

  it("leaves out what is neither generated nor in the lock, and what is gone already", () => {
    expect(planned({}, { "node_modules/x.js": "1" }, { gone: "1" })).toEqual([]);
  });

  it("takes the lock file, which no lock lists, for its own", () => {
    const lock = "tinsmith.lock.json";
    expect(planned({ [lock]: "new" }, { [lock]: "old" }, {})).toEqual([`${lock}: update`]);
  });

  it("orders by code unit", () => {
    expect(planned({ b: "", a: "", B: "", ä: "", "a/b": "" }, {}, {})).toEqual(
      ["B", "a", "a/b", "b", "ä"].map((path) => `${path}: create`),
    );
  });

  it("holds keys that objects have of their own", () => {
    expect(planned({ constructor: "1", ["__proto__"]: "1" }, {}, {})).toEqual([
      "__proto__: create",
      "constructor: create",
    ]);
  });

  it("tells changes and edits apart", () => {
    const result = plan({
      generated: new Map([
        ["a", "1"],
        ["b", "1"],
        ["c", "1"],
      ]),
      disk: onDisk({ a: "1", b: "mine" }),
      lock: hashes({ a: "1", b: "1" }),
    });
    expect(changes(result).map((file) => file.path)).toEqual(["b", "c"]);
    expect(editedFiles(result)).toEqual(["b"]);
  });
});
