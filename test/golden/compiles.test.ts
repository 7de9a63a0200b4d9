import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { compile, errorsOf } from "../support/compile.js";
import { generateFrom, optionsOf } from "../support/generate.js";

const folder = import.meta.dirname;
const root = resolve(folder, "../..");

/** What those ask for who take sources, or run them as they are. */
const options = {
  declaration: true,
  isolatedDeclarations: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  types: ["node"],
};

it("row 55: generates packages that compile as sources do anywhere, one for each feature", async () => {
  const sources = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const { files } = await generateFrom(
      join(folder, entry.name, "model.json"),
      optionsOf(join(folder, entry.name)),
    );
    for (const [path, text] of files ?? []) {
      if (path.endsWith(".ts")) sources.set(join(folder, `${entry.name}.out`, path), text);
    }
  }
  expect(sources.size).toBeGreaterThan(100);
  expect(errorsOf(compile(sources, options))).toEqual([]);
}, 240_000);

it("row 55: so does every template, whichever package has it", () => {
  const templates = readdirSync(join(root, "templates"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(root, "templates", path));
  const sources = new Map(templates.map((path) => [path, readFileSync(path, "utf8")]));
  expect(sources.size).toBeGreaterThan(50);
  expect(errorsOf(compile(sources, options))).toEqual([]);
}, 240_000);
