import { describe, expect, it } from "vitest";
import { isHtml } from "../../../../generator/emit/documentation/commonmark.js";
import { toMarkdown } from "../../../../generator/emit/documentation/markdown.js";

const context = { link: () => undefined };

describe("isHtml", () => {
  it.each([
    [true, "<p>a</p>"],
    [true, "a <b>b</b>"],
    [true, "a<br/>b"],
    [true, "</p>"],
    [false, "a"],
    [false, "a < b > c"],
    [false, "List<String> of <prefix>"],
    [false, "Write `<p>` for a paragraph"],
    [false, "```html\n<p>a</p>\n```"],
    [false, "a <b"],
  ])("%s: %j", (expected, text) => {
    expect(isHtml(text)).toBe(expected);
  });
});

const same = [
  "Plain text.",
  "A `code span`, **bold**, _italics_, a [link](https://a.example/b_c).",
  "# Heading\n\nText\\\nafter a break\n\n---",
  "- a\n- b\n  1. c\n\n     d",
  "> a quotation\n> goes on",
  "| a | b |\n| --- | --- |\n| c | `d` |",
  "```ts\nconst a = { b: '<c>' };\n```",
  "~~~\na ` b\n~~~",
  "KMS_KEY \\* \\@ \\{",
  "``a ` b``",
];

const cases: [name: string, markdown: string, expected: string][] = [
  ["tags and braces", "@a {@link b} {c}", "\\@a \\{\\@link b\\} \\{c\\}"],
  ["the end of a comment", "a */ `*/`", "a *\\/ `*\\/`"],
  ["angle brackets", "List<T> -> U", "List\\<T\\> -\\> U"],
  ["automatic links", "<https://a.example/b>", "https://a.example/b"],
  ["entities", "a &lt;b&gt; &amp; c &amp;lt;", "a \\<b\\> & c &amp;lt;"],
  [
    "links to scripts",
    "[a](javascript:b) [c]( JavaScript:d)",
    "[a\\](javascript:b) [c\\]( JavaScript:d)",
  ],
  ["links to scripts by entities", "[a](java&#115;cript:b)", "[a\\](java&#115;cript:b)"],
  ["definitions of links", "[a]: javascript:b", "[a\\]: javascript:b"],
  ["a backtick alone", "a ` b", "a \\` b"],
  ["code spans that end with their paragraph", "a ` b\n\nc ` @d", "a \\` b\n\nc \\` \\@d"],
  ["tags in code", "```\n@a {@link b} @c\n```", "```\n\\@a {\\@link b} \\@c\n```"],
  ["a fence that is not closed", "```\n@a\nb", "```\n\\@a\nb\n```"],
  ["breaks by spaces", "a  \nb  ", "a\\\nb"],
  ["blank lines", "\n\na\n\n\n\nb\n", "a\n\nb"],
  ["line ends", "a\r\nb\u2028c", "a\nb\nc"],
  ["a common indent", "One of:\n    - a\n      - b", "One of:\n- a\n  - b"],
  ["long lines", `- ${"abcdefghi ".repeat(10)}`, `- ${"abcdefghi ".repeat(9).trim()}\n  abcdefghi`],
];

describe("toMarkdown of CommonMark", () => {
  it.each(same)("leaves as it is: %j", (markdown) => {
    expect(toMarkdown(markdown, context)).toBe(markdown);
  });

  it.each(cases)("%s", (_name, markdown, expected) => {
    expect(toMarkdown(markdown, context)).toBe(expected);
  });
});
