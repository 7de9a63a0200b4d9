import { expect, it } from "vitest";
import { docComment } from "../../generator/emit/documentation/comment.js";
import { elementNames } from "../../generator/emit/documentation/elements.js";
import { toMarkdown } from "../../generator/emit/documentation/markdown.js";
import { describeWith } from "../support/conformance.js";
import { cpuMs } from "../support/cpuTime.js";

const context = { link: () => undefined };
const documentation = "smithy.api#documentation";

/** Every documentation string of a JSON value. */
function collect(value: unknown, found: string[]): string[] {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key === documentation && typeof inner === "string") found.push(inner);
    else collect(inner, found);
  }
  return found;
}

/** Placeholders and names of XML elements that the models hold as tags, outside of code. */
const placeholders = [
  ...["key", "cluster-id", "bucket-name", "code", "message", "endpoint", "folder", "file"],
  ...["load-balancer-name", "load-balancer-id", "target-group-name", "target-group-id"],
  ...["client-id", "epoch-create-time", "bucket_name", "object"],
];

/** Letters and digits in their order, and nothing else; of numbered lists, letters alone. */
function lettersOf(text: string, html: string): string {
  return text.replace(html.includes("<ol>") ? /\P{L}+/gu : /[^\p{L}\p{N}]+/gu, "");
}

const named = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
]);

/** The text of HTML, by rules much simpler than those under test; labels of notes included. */
function textOfHtml(html: string): string {
  return html
    .replace(/<(note|important|caution|warning|tip)>\s*<\/\1>/g, "")
    .replace(/<(note|important|caution|warning|tip)>/g, (_, name: string) => {
      return name.charAt(0).toUpperCase() + name.slice(1);
    })
    .replace(/<\/?([A-Za-z][\w-]*)[^>]*>/g, (tag, name: string) =>
      elementNames.has(name) ? "" : tag,
    )
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (entity, name: string) => named.get(name) ?? entity);
}

/** The text of Markdown as it is shown. */
function textOfMarkdown(markdown: string): string {
  return markdown.replace(/\]\(https?:[^)]*\)/gi, "");
}

function outsideOfCode(markdown: string): string {
  return markdown
    .replace(/^( *)(`{3,})\w*\n[^]*?^\1\2$/gm, "")
    .replace(/(?<![`\\])(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "");
}

describeWith("models", "documentation of official models", ({ jsonIn, read }) => {
  const files = jsonIn("models");
  const strings = new Map(
    files.map((file) => [file, collect(JSON.parse(read(`models/${file}`)), [])]),
  );
  const all = [...strings.values()].flat();

  it.each(files)("%s: harmless, without HTML, and with every word", (file) => {
    const altered: string[] = [];
    for (const html of strings.get(file) ?? []) {
      const markdown = toMarkdown(html, context);
      expect(markdown).not.toContain("*/");
      expect(markdown).not.toMatch(/[ \t]$|\n\n\n/m);
      const text = outsideOfCode(markdown);
      expect(text).not.toMatch(/(?<!\\)[@{}<]/);
      const tags = [...text.matchAll(/\\<\/?([A-Za-z][\w-]*)/g)].map((tag) => tag[1] ?? "");
      expect(tags.filter((tag) => !placeholders.includes(tag.toLowerCase()))).toEqual([]);
      const shown = lettersOf(textOfMarkdown(markdown), html);
      if (shown !== lettersOf(textOfHtml(html), html)) altered.push(html);
    }
    expect(altered).toEqual([]);
  });

  it("sums up in the first paragraph", () => {
    for (const html of all.filter((html) => /^<p>\s*\w/.test(html))) {
      const [summary = ""] = (docComment({ html }, context) ?? "").split("\n\n");
      expect(summary).not.toMatch(/^(?:>|- |#|\||```)|\n(?:>|- )/);
    }
  });

  it("takes time in proportion to their length", () => {
    let length = 0;
    const time = cpuMs(() => {
      for (const html of all) length += docComment({ html }, context)?.length ?? 0;
    });
    const each = ((time * 1000) / all.length).toFixed(1);
    console.log(
      `documentation: ${all.length} strings, ${time.toFixed(0)} ms, ${each} µs each, ${length} characters`,
    );
    // Some 20 µs on the slowest machine it was measured on; a quadratic step would take far more.
    expect(time / all.length).toBeLessThan(0.5);
  });
});
