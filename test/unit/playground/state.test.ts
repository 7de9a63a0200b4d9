import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { ServiceChoice } from "../../../playground/src/generation/model.js";
import {
  initial,
  isPackageName,
  orderOf,
  reduce,
  type State,
} from "../../../playground/src/state.js";
import { fileTree, firstFile } from "../../../playground/src/fileTree.js";

const serviceOf = (name: string, count: number): ServiceChoice => ({
  id: `a#${name}`,
  name,
  version: "1",
  operations: Array.from({ length: count }, (_, index) => ({
    id: `a#O${index}`,
    name: `O${index}`,
  })),
});

const opened = (services: readonly ServiceChoice[], operations?: readonly string[]): State =>
  reduce(initial, {
    kind: "opened",
    source: { file: "a.json", text: "{}" },
    summary: { services, notes: [] },
    operations,
  });

test("few operations are chosen from the start, many are not", () => {
  expect(opened([serviceOf("Few", 10)]).chosen.size).toBe(10);
  expect(opened([serviceOf("Many", 11)]).chosen.size).toBe(0);
  expect([...opened([serviceOf("Many", 11)], ["O3"]).chosen]).toEqual(["a#O3"]);
});

test("operations come and go", () => {
  const many = opened([serviceOf("Many", 11)]);
  const some = reduce(many, { kind: "choose", ids: ["a#O2", "a#O1"], isChosen: true });
  expect(orderOf(some)).toEqual({
    service: "a#Many",
    operations: ["a#O1", "a#O2"],
    packageName: "@acme/many",
  });
  const one = reduce(some, { kind: "choose", ids: ["a#O2"], isChosen: false });
  expect(orderOf(one)?.operations).toEqual(["a#O1"]);
  expect(orderOf(many)).toBeUndefined();
  expect(orderOf(reduce(one, { kind: "name", packageName: "No" }))).toBeUndefined();
});

test("another service has operations and a package of its own", () => {
  const first = opened([serviceOf("One", 2), serviceOf("Two Words", 3)]);
  const second = reduce(first, { kind: "service", id: "a#Two Words" });
  expect(second.chosen.size).toBe(3);
  expect(second.packageName).toBe("@acme/two-words");
});

test("a package's name is one that the config takes", () => {
  const root = resolve(import.meta.dirname, "../../..");
  const schema = readFileSync(join(root, "tinsmith.config.schema.json"), "utf8");
  const state = readFileSync(join(root, "playground/src/state.ts"), "utf8");
  const [, pattern = ""] = /\/(\^\(\?!\.\*.*)\/;/.exec(state) ?? [];
  expect(schema).toContain(JSON.stringify(pattern.replaceAll("\\/", "/")));
  expect(isPackageName("@acme/kms")).toBe(true);
  expect(isPackageName("Acme")).toBe(false);
  expect(isPackageName("a".repeat(215))).toBe(false);
});

test("files are in folders, in order", () => {
  const paths = ["src/b/c.ts", "src/b/a.ts", "README.md", "src/index.ts"];
  expect(fileTree(paths)).toEqual({
    name: "",
    path: "",
    folders: [
      {
        name: "src",
        path: "src",
        folders: [{ name: "b", path: "src/b", folders: [], files: ["a.ts", "c.ts"] }],
        files: ["index.ts"],
      },
    ],
    files: ["README.md"],
  });
  expect(
    firstFile(
      new Map([
        ["a", ""],
        ["src/operations/b.ts", ""],
      ]),
    ),
  ).toBe("src/operations/b.ts");
  expect(firstFile(new Map([["a", ""]]))).toBe("a");
});
