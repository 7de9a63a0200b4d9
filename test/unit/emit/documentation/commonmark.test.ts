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

describe("row 52: CommonMark with inline HTML", () => {
  it.each<[string, string, string]>([
    ["a list", "Use <b>one</b> of:\n\n- a\n- b <i>c</i>", "Use **one** of:\n\n- a\n- b *c*"],
    ["a table", "| a |\n| --- |\n| <code>b</code> |", "| a |\n| --- |\n| `b` |"],
    ["a break", "- a<br>b", "- a\\\nb"],
    [
      "a fence",
      "Do <em>this</em>:\n\n```sh\na <b>b</b>\n```",
      "Do *this*:\n\n```sh\na <b>b</b>\n```",
    ],
    ["a heading", "# A <strong>b</strong>\n\nc", "# A **b**\n\nc"],
    ["paragraphs", "a <kbd>b</kbd>\n\nc", "a `b`\n\nc"],
    ["links", '- <a href="https://a.example/b">c <b>d</b></a>', "- [c **d**](https://a.example/b)"],
    ["links that lead nowhere safe", '- <a href="javascript:x">c</a>', "- c"],
    ["code with backticks", "- <code>a`b <i>c</i></code>", "- ``a`b c``"],
    ["tags without a partner", "- a</b> <i>b\n- <sup>c", "- a b\n- c"],
    ["code of its own", "- `<b>` and <b>c</b>", "- `<b>` and **c**"],
    ["a power", "- x<sup>2</sup>", "- x^2"],
  ])("keeps %s", (_, text, markdown) => {
    expect(toMarkdown(text, context)).toBe(markdown);
  });

  it.each([
    ["if (a<b && c>d) e", "if (a\\<b && c\\>d) e"],
    ["a <b && c> d\n\n- e", "a \\<b && c\\> d\n\n- e"],
    ["<p>if (a<b && c>d) <i>e</i></p>", "if (a\\<b && c\\>d) _e_"],
    ["<p>a<b || c>d, a<i = 1>, a<p - 1></p>", "a\\<b || c\\>d, a\\<i = 1\\>, a\\<p - 1\\>"],
  ])("has %j as text", (text, markdown) => {
    expect(toMarkdown(text, context)).toBe(markdown);
  });
});

describe("row 53: documentation with what is not for reading", () => {
  it.each([
    ["<p>x<sup>2</sup>", "x^2"],
    [
      "<p>10<sup>n</sup> km<sup>2</sup> (a)<sup>3</sup> <i>y</i><sup>2</sup>",
      "10^n km^2 (a)^3 _y_^2",
    ],
    ["<p>Word<sup>1</sup> AWS<sup>TM</sup>", "Word1 AWSTM"],
    ["<p>a<script>evil() // <b>x</b></script>b", "ab"],
    ["<script>evil()</script>a", "a"],
    ["a <style>b { }</style>\n\n- c", "a\n\n- c"],
    ["<p>A <script> element <b>is</b> not sent.", "A \\<script\\> element **is** not sent."],
    ["A `<script>` is not, nor <script>.", "A `<script>` is not, nor \\<script\\>."],
  ])("%j", (text, markdown) => {
    expect(toMarkdown(text, context)).toBe(markdown);
  });

  it("takes as long as it is", () => {
    for (const part of ["<script>", "<a href='x'>", "<b>", "</b>", "<!-- ", "<b ", "`<code>"]) {
      expect(toMarkdown(`- a\n\n${part.repeat(20_000)}`, context).length).toBeLessThan(1_000_000);
    }
  });
});
