import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, errorsOf } from "../../../support/compile.js";
import { docLinksIn } from "../../../support/docLinks.js";
import { generateFrom } from "../../../support/generate.js";

const root = resolve(import.meta.dirname, "../../../..");
const golden = join(root, "test/golden");

const models = new Map<string, string>([
  ["kms", join(root, "model/kms.json")],
  ...readdirSync(golden, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): [string, string] => [name, join(golden, name, "model.json")]),
]);

describe("links of generated documentation", () => {
  it("all lead where they say, and need no import that counts as unused", async () => {
    const sources = new Map<string, string>();
    for (const [name, model] of models) {
      const { files } = await generateFrom(model);
      for (const [path, text] of files ?? []) {
        if (path.endsWith(".ts")) sources.set(join(root, "virtual", name, path), text);
      }
    }
    const links = docLinksIn(sources);
    const wrong = links.filter(({ link, targets }) => {
      const name = /[\w$]+(?=\}$)/.exec(link)?.[0];
      return !targets.some((target) => target === name);
    });
    expect(wrong).toEqual([]);
    expect(links.length).toBeGreaterThan(100);
    const unused = errorsOf(compile(sources, { noUnusedLocals: true, types: ["node"] }));
    expect(unused.filter((error) => / 6133 | 6192 | 6196 /.test(error))).toEqual([]);
  });

  it("would be told from those that lead nowhere", () => {
    const sources = new Map([
      [
        "/a.ts",
        "/** {@link b} {@link c} {@link d.e} */\nexport const a = 1;\nexport const b = 2;\n",
      ],
    ]);
    expect(docLinksIn(sources).map(({ targets }) => targets)).toEqual([["b"], [], []]);
  });
});
