import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml, toXml } from "../../../../templates/runtime/serde/xml.js";
import { cpuMs } from "../../../support/cpuTime.js";
import { xmlRoot } from "../../../support/xmlArbitrary.js";

describe("XML is read", () => {
  it.each<[string, unknown]>([
    ["<a/>", ["a", ""]],
    ["<a></a>", ["a", ""]],
    ["<a > </a >", ["a", " "]],
    ["<a>x</a>", ["a", "x"]],
    ["<a>\r\nx\ry\n</a>", ["a", "\nx\ny\n"]],
    ["<a>&lt;&gt;&amp;&quot;&apos;</a>", ["a", "<>&\"'"]],
    ["<a>&#x1F600;&#128512;&#xd;&#10;&#x1;</a>", ["a", "😀😀\r\n\x01"]],
    ["<a>1<![CDATA[<b>&lt;]]>2<![CDATA[]]></a>", ["a", "1<b>&lt;2"]],
    ["<a>1<!-- <b> - & -->2<?do it?>3</a>", ["a", "123"]],
    ["<a> <b>x</b> <b> </b>\n</a>", ["a", { b: ["x", " "] }]],
    ["<a><b>1</b><c/><b>2</b><b>3</b></a>", ["a", { b: ["1", "2", "3"], c: "" }]],
    ["<a>beside<b/><![CDATA[children]]></a>", ["a", { b: "" }]],
    ["<a x='1'/>", ["a", { "@x": "1", "": "" }]],
    ["<a x='\"' y = \"'\t&#9;>\">t</a>", ["a", { "@x": '"', "@y": "' \t>", "": "t" }]],
    ["<a x='\xA0'>\xA0</a>", ["a", { "@x": "\xA0", "": "\xA0" }]],
    ["<a x='1'> <b/></a>", ["a", { "@x": "1", b: "" }]],
    ["<x:a xmlns:x='u'><x:b/></x:a>", ["x:a", { "@xmlns:x": "u", "x:b": "" }]],
    ["\uFEFF<?xml version='1.0' encoding='UTF-8'?>\r\n<!-- c --><a/><!---->\n", ["a", ""]],
    ["<é.-1·>x</é.-1·>", ["é.-1·", "x"]],
  ])("%s", (text, expected) => {
    expect(parseXml(text)).toEqual(expected);
  });

  it("with names that every object has", () => {
    const text = "<a><__proto__>x</__proto__><__proto__>y</__proto__><constructor/></a>";
    const [, content] = parseXml(text);
    expect(Object.entries(content)).toEqual([
      ["__proto__", ["x", "y"]],
      ["constructor", ""],
    ]);
    expect(Object.getPrototypeOf(content)).toBeNull();
  });
});

describe("what is no XML is refused", () => {
  it.each([
    "",
    " ",
    "x",
    "<a>",
    "<a><b></a>",
    "<a></b>",
    "</a>",
    "</>",
    "<>",
    "< a/>",
    "<1a/>",
    "<a/><b/>",
    "<a/><a/>",
    "<a/>x",
    "x<a/>",
    "<![CDATA[ ]]><a/>",
    "<a",
    "<a x",
    "<a x=1/>",
    "<a x/>",
    "<a x='1'y='2'/>",
    "<a\xA0x='1'/>",
    "<a/>\xA0",
    "<a x='1' x='2'/>",
    "<a x='<'/>",
    "<a x='&x;'/>",
    "<a x='1\"/>",
    "<a / >",
    "<a>&lt</a>",
    "<a>& </a>",
    "<a>&nbsp;</a>",
    "<a>&toString;</a>",
    "<a>&#0;</a>",
    "<a>&#xD800;</a>",
    "<a>&#x110000;</a>",
    "<a>&#xg;</a>",
    "<a>&#-1;</a>",
    "<a>]]></a>",
    "<a><![CDATA[</a>",
    "<a><!-- </a>",
    "<a><!-- -- --></a>",
    "<a><!-->",
    "<?xml <a/>",
    "<!DOCTYPE a><a/>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    "<html><p>A page<br></p></html>",
  ])("%s", (text) => {
    expect(() => parseXml(text)).toThrow(SyntaxError);
  });

  it("with where it ends to be XML", () => {
    expect(() => parseXml("<a>text</b>")).toThrow("Malformed XML at 7");
  });

  it("where elements lie too deep", () => {
    const nested = (depth: number) => "<a>".repeat(depth) + "</a>".repeat(depth);
    expect(parseXml(nested(1000))).toHaveLength(2);
    expect(() => parseXml(nested(1001))).toThrow("more than 1000 elements deep");
    expect(() => parseXml(nested(100_000))).toThrow(SyntaxError);
  });
});

describe("reading takes time that grows with the text alone:", () => {
  const n = 100_000;
  it.each<[string, (n: number) => string]>([
    ["elements", (n) => `<a>${"<b>x&amp;</b>".repeat(n)}</a>`],
    [
      "elements that differ",
      (n) => `<a>${Array.from({ length: n }, (_, i) => `<b${i}/>`).join("")}</a>`,
    ],
    ["attributes", (n) => `<a ${Array.from({ length: n }, (_, i) => `b${i}=''`).join(" ")}/>`],
    ["text in pieces", (n) => `<a>${"x<!---->".repeat(n)}</a>`],
    ["a long text", (n) => `<a>${"x".repeat(10 * n)}</a>`],
    ["a long literal", (n) => `<a><![CDATA[${"]]".repeat(10 * n)}]]></a>`],
    ["a long comment", (n) => `<a><!--${"- ".repeat(10 * n)}--></a>`],
    ["a tag without end", (n) => `<a ${" ".repeat(10 * n)}`],
    ["a name without end", (n) => `<${"a".repeat(10 * n)}`],
    ["attributes without values", (n) => `<a ${"x ".repeat(10 * n)}>`],
    ["a comment without end", (n) => `<a><!-- ${"-".repeat(10 * n)}`],
    ["a literal without end", (n) => `<a><![CDATA[${"]]".repeat(10 * n)}`],
    ["references without end", (n) => `<a>${"&".repeat(n)}</a>`],
  ])("%s", (_, make) => {
    const read = (text: string) => {
      try {
        parseXml(text);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    };
    const [few, many] = [make(n / 10), make(n)];
    const base = cpuMs(() => read(few));
    // Ten times as long is allowed for, and as much again for noise.
    expect(cpuMs(() => read(many))).toBeLessThan(20 * base + 100);
  });
});

describe("XML is written", () => {
  it.each<[unknown, string]>([
    ["", "<a></a>"],
    [null, "<a></a>"],
    ["x", "<a>x</a>"],
    [1, "<a>1</a>"],
    [true, "<a>true</a>"],
    [[1, 2], "<a>1</a><a>2</a>"],
    [[], ""],
    [{}, "<a></a>"],
    [{ b: "x", c: [] }, "<a><b>x</b></a>"],
    [{ b: [{ c: 1 }, { c: 2 }] }, "<a><b><c>1</c></b><b><c>2</c></b></a>"],
    [{ "@x": 1, "@y:z": '"', "": "t" }, '<a x="1" y:z="&quot;">t</a>'],
    ["<&>'\"", "<a>&lt;&amp;&gt;'&quot;</a>"],
    ["\t\n\r\x85\u2028", "<a>&#x9;&#xA;&#xD;&#x85;&#x2028;</a>"],
    [{ "@x": "\n" }, '<a x="&#xA;"></a>'],
    ["😀", "<a>😀</a>"],
  ])("%j", (value, expected) => {
    expect(toXml("a", value)).toBe(expected);
  });

  it.each(["\0", "\x1f", "\x0b", "\ud800", "\udc00x", "\ufffe", "\uffff"])(
    "but for %j, which it cannot hold",
    (value) => {
      expect(() => toXml("a", { b: value })).toThrow("Expected text that XML can hold");
      expect(() => toXml("a", { "@b": value })).toThrow("Expected text that XML can hold");
    },
  );

  it("so that it is read again as it was", () => {
    fc.assert(
      fc.property(xmlRoot, ([name, content]) => {
        expect(parseXml(toXml(name, content))).toEqual([name, content]);
      }),
      { numRuns: 500 },
    );
  });
});
