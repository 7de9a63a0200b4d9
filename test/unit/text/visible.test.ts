import { describe, expect, it } from "vitest";
import { jsonText, terminalText, visible } from "../../../generator/text/visible.js";
import { markdownText, quoted } from "../../../generator/text/markdown.js";

describe("row 67: text that goes to a terminal", () => {
  it.each<[string, string, string]>([
    ["ESC", "\x1b[31mred", "\\u001b[31mred"],
    ["BEL", "\x07", "\\u0007"],
    ["DEL", "\x7f", "\\u007f"],
    ["C1", "\x9b31m", "\\u009b31m"],
    ["an override of direction", "a\u202eb", "a\\u202eb"],
    ["an isolate, a mark of direction", "\u2066\u200f\u061c", "\\u2066\\u200f\\u061c"],
    ["what has no width", "\u200b\ufeff\u00ad\u2060", "\\u200b\\ufeff\\u00ad\\u2060"],
    ["a tag character", "\u{e0041}", "\\udb40\\udc41"],
    ["line ends of all kinds but \\n", "\r\u2028\u2029\v\f", "\\r\\u2028\\u2029\\u000b\\u000c"],
    ["a lone surrogate, a noncharacter", "\ud800\uffff", "\\ud800\\uffff"],
    ["GitHub's commands", "a\n::add-mask::x\n  ::x", "a\n\\u003a:add-mask::x\n  \\u003a:x"],
    ["older and Azure's commands", "x ##[a]b ##vso[t]", "x \\u0023#[a]b \\u0023#vso[t]"],
  ])("shows %s", (_, text, shown) => {
    expect(terminalText(text)).toBe(shown);
  });

  it("leaves what reads as it is", () => {
    const text = "é 漢字 😀 👩‍👩‍👧 نمی‌خواهم a::b ## c #1\n- x";
    expect(terminalText(text)).toBe(text);
    expect(visible("a\nb\t")).toBe("a\\nb\\t");
  });

  it("leaves JSON what it was", () => {
    const value = { "\u202e": ["\x9b::\n", "\u{e0041}##[x]", "\n::x"] };
    for (const text of [jsonText(value), jsonText(value, 2)]) {
      expect(text).toMatch(/^[ -~\n]*$/);
      expect(JSON.parse(text)).toEqual(value);
      expect(JSON.parse(terminalText(text))).toEqual(value);
    }
  });
});

describe("row 66: text that stands in Markdown", () => {
  it.each<[string, string]>([
    [
      "AWS Key Management Service (KMS), 2014-11-01",
      "AWS Key Management Service (KMS), 2014-11-01",
    ],
    ["R&D_a é 50% a-b #1", "R&D\\_a é 50% a-b #1"],
    ["</h1><img src=x>", "\\</h1\\>\\<img src=x\\>"],
    ["&lt;b&gt; &#60;", "\\&lt;b\\&gt; \\&#60;"],
    ["a\n\n```sh\nnpm install x\n```", "a \\`\\`\\`sh npm install x \\`\\`\\`"],
    ["\n# a", "\\# a"],
    ["1. a", "1\\. a"],
    ["- a", "\\- a"],
    [
      "[a](https://b.example) www.c.example @d",
      "\\[a\\](https\\://b.example) www\\.c.example \\@d",
    ],
  ])("%j", (text, shown) => {
    expect(markdownText(text)).toBe(shown);
  });

  it("ends no code", () => {
    expect(quoted("a`b\n\n# c\u202e")).toBe("`a'b\\n\\n# c\\u202e`");
  });
});
