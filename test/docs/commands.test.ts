import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseArguments } from "../../generator/cli/arguments.js";
import { schemaProblems } from "../../generator/cli/configSchema.js";
import { packageRoot } from "../../generator/cli/root.js";
import { sectionsOf } from "../../scripts/site/pages.js";
import { docSamples } from "../support/docSamples.js";

/** The words of a line, as a shell takes it apart; quotes hold words together. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? "",
  );

const commands = docSamples()
  .filter(({ language }) => language === "sh")
  .flatMap(({ page, text }) =>
    text
      .replace(/\\\n/g, " ")
      .split(/\n|&&|\||;/)
      .map((line) => line.replace(/(^|\s)[#>].*/, "").trim())
      .filter((line) => /^(npx |npm run )?tinsmith /.test(line))
      .map((line) => ({ page, line })),
  );

describe("commands in docs/", () => {
  it("are commands of Tinsmith", async () => {
    expect(commands.length).toBeGreaterThan(4);
    for (const { page, line } of commands) {
      const words = wordsOf(line.replace(/^(npx |npm run )?tinsmith (-- )?/, ""));
      const parsed = parseArguments(words, "0.0.0").then(
        () => undefined,
        (error: unknown) => `docs/${page}.md: ${line}: ${String(error)}`,
      );
      expect(await parsed).toBeUndefined();
    }
  });
});

describe("configs in docs/", () => {
  const configs = docSamples().filter(({ flags }) => flags.includes("config"));

  it.each(configs)("of docs/$page, line $line, is one", ({ text }) => {
    expect(schemaProblems(JSON.parse(text), "config")).toEqual([]);
  });
});

describe("the pages of the site", () => {
  const sections = sectionsOf(join(packageRoot, "docs"));
  const pages = sections.flatMap((section) => section.pages);

  it("each have a place, once", () => {
    expect(pages.map(({ path }) => path)).toContain("errors");
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
    expect(new Set(pages.map(({ title }) => title)).size).toBe(pages.length);
  });
});
