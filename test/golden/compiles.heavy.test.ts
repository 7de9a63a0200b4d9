import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compile, errorsOf } from "../support/compile.js";
import { generateFrom, optionsOf } from "../support/generate.js";

const folder = import.meta.dirname;

it("row 55: generates packages that compile, one for each feature, also where types are just erased", async () => {
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
  const options = {
    declaration: true,
    erasableSyntaxOnly: true,
    isolatedDeclarations: true,
    verbatimModuleSyntax: true,
    types: ["node"],
  };
  expect(errorsOf(compile(sources, options))).toEqual([]);
});
