import { describe, expect, it } from "vitest";
import { toMarkdown } from "../../../../generator/emit/documentation/markdown.js";
import { cpuMs } from "../../../support/cpuTime.js";

const context = {
  link: (name: string) =>
    new Map([
      ["DescribeKey", "describeKey"],
      ["KeyMetadata", "KeyMetadata"],
      ["Evil", "x} @deprecated {"],
    ]).get(name),
};

/** Each case reads like what comes out: the expected Markdown, line by line. */
const cases: [name: string, html: string, expected: string[]][] = [
  // Paragraphs and whitespace.
  ["no text", "", []],
  ["only markup", "<p> </p><ul><li></li></ul><note></note><pre>\n</pre>", []],
  ["a paragraph", "<p>Rotates the key.</p>", ["Rotates the key."]],
  ["folded whitespace", "<p>\n   Rotates\n\n   the&nbsp;key. </p>", ["Rotates the key."]],
  ["paragraphs", "<p>One.</p>\n  <p>Two.</p>", ["One.", "", "Two."]],
  ["text around paragraphs", "One.<p>Two.</p>Three.", ["One.", "", "Two.", "", "Three."]],
  ["a break", "<p>One.<br/>Two.<br></p>", ["One.\\", "Two."]],
  ["two breaks", "<p>One.<br> <br>Two.</p>", ["One.", "", "Two."]],
  ["a full stop set apart by layout", "<p>Use <code>a</code>\n .</p>", ["Use `a`."]],
  [
    "wrapping",
    `<p>${"abcdefghi ".repeat(12)}</p>`,
    ["abcdefghi ".repeat(9).trim(), "abcdefghi ".repeat(3).trim()],
  ],
  [
    "code is not wrapped",
    `<p>${"abcdefghi ".repeat(9)}<code>a b c d e</code></p>`,
    ["abcdefghi ".repeat(9).trim(), "`a b c d e`"],
  ],

  // Inline markup.
  ["bold", "<p>A <b>bold</b> <strong>word</strong></p>", ["A **bold** **word**"]],
  ["italics", "<p>The <i>Guide</i>, <em>now</em></p>", ["The _Guide_, _now_"]],
  ["italics within a word", "<p>the <i>n</i>th</p>", ["the *n*th"]],
  ["bold italics", "<b><i>x</i></b>", ["**_x_**"]],
  ["nested twice", "<i>\n <i>Guide</i>\n</i>", ["_Guide_"]],
  ["spaces within markup", "a<b> b </b>c", ["a **b** c"]],
  ["bold that would not close", "<b>Hint:</b>text", ["Hint:text"]],
  ["code", "<code>KeyId</code>", ["`KeyId`"]],
  ["markup in code", "<code>a<b>b</b> <i>c</i></code>", ["`ab c`"]],
  ["code in markup", "<b><code>KeyId</code></b>", ["**`KeyId`**"]],
  ["backticks in code", "<code>a`b``c</code>", ["```a`b``c```"]],
  ["a backtick at the edge of code", "<code>`a</code>", ["`` `a ``"]],
  ["empty code", "a<code> </code>b", ["a b"]],
  ["a power", "2<sup>63</sup>, AWS<sup>TM</sup>", ["2^63, AWSTM"]],

  // Links.
  ["a link", '<a href="https://a.example/b">Guide</a>', ["[Guide](https://a.example/b)"]],
  [
    "a link around code",
    '<a href="https://a.example">\n<code>x</code></a>',
    ["[`x`](https://a.example)"],
  ],
  [
    "a link after an exclamation mark",
    'Go!<a href="http://a.example">x</a>',
    ["Go\\![x](http://a.example)"],
  ],
  [
    "a link that begins as a check box",
    '<a href="http://a.example">X y</a>',
    ["[X y](http://a.example)"],
  ],
  ["brackets in a link", '<a href="http://a.example">a[0]</a>', ["[a\\[0\\]](http://a.example)"]],
  [
    "characters in a URL",
    '<a href="https://a.example/(x) {y}*/|&amp;`">x</a>',
    ["[x](https://a.example/%28x%29%20%7By%7D%2A/%7C&%60)"],
  ],
  ["a script as link", '<a href="javascript:alert(1)">click</a>', ["click"]],
  ["a hidden script", '<a href=" java\nscript:alert(1)">click</a>', ["click"]],
  ["a data link", '<a href="data:text/html,x">here</a>', ["here"]],
  ["a relative link", '<a href="/guide">the guide</a>', ["the guide"]],
  ["a link without text", 'a <a href="https://a.example"> </a>b', ["a b"]],
  ["a reference", "<p>See <a>DescribeKey</a>.</p>", ["See {@link describeKey}."]],
  [
    "the page of an operation in the reference",
    'See <a href="https://docs.example/API_DescribeKey.html">DescribeKey</a> or <a href="https://docs.example/API_DescribeKey.html"><code>DescribeKey</code></a>.',
    ["See {@link describeKey} or {@link describeKey}."],
  ],
  [
    "the page of an operation of another service",
    '<a href="https://docs.example/API_AssumeRole.html">AssumeRole</a>, <a href="https://docs.example/API_DescribeKey.html">describing</a>',
    [
      "[AssumeRole](https://docs.example/API_AssumeRole.html),",
      "[describing](https://docs.example/API_DescribeKey.html)",
    ],
  ],
  ["a reference in code", "<code><a>KeyMetadata</a></code>", ["{@link KeyMetadata}"]],
  ["a reference to what is not there", "<a>ListKeys</a>", ["`ListKeys`"]],
  ["a reference to a member", "<a>Input$Token</a>", ["`Input$Token`"]],
  ["an anchor that is no reference", "<a>this page</a>", ["this page"]],
  ["a reference that would break out", "<a>Evil</a>", ["`Evil`"]],

  // Lists.
  ["a list", "<ul><li>a</li><li><p>b</p></li></ul>", ["- a", "- b"]],
  ["a list after text", "<p>One of:</p><ul><li>a</li></ul>", ["One of:", "", "- a"]],
  ["a numbered list", "<ol><li>a</li><li>b</li></ol>", ["1. a", "2. b"]],
  [
    "nested lists",
    "<ul><li><p>a</p><ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>",
    ["- a", "  1. b", "     - c", "- d"],
  ],
  ["a list directly in a list", "<ul><li>a</li><ul><li>b</li></ul></ul>", ["- a", "  - b"]],
  [
    "items of several paragraphs",
    "<ul><li><p>a</p><p>b</p></li><li>c</li></ul>",
    ["- a", "", "  b", "", "- c"],
  ],
  ["lists in a row", "<ul><li>a</li></ul><ul><li>b</li></ul>", ["- a", "", "* b"]],
  ["items without a list", "<li>a</li><li>b</li>", ["- a", "- b"]],
  ["text in a list", "<ul>a<li>b</li></ul>", ["- a", "- b"]],
  [
    "definitions",
    "<dl><dt>PENDING</dt><dd><p>Not yet.</p></dd><dt><code>DONE</code>:</dt><dd>Over.</dd></dl>",
    ["- **PENDING**: Not yet.", "- **`DONE`:** Over."],
  ],
  [
    "a term without a definition",
    "<dl><dt>a</dt><dt>b</dt><dd>c</dd></dl>",
    ["- **a**", "- **b**: c"],
  ],
  [
    "a definition of a list",
    "<dl><dt>a</dt><dd><ul><li>b</li></ul></dd></dl>",
    ["- **a**", "  - b"],
  ],

  // Blocks.
  ["a note", "<note><p>Keep it.</p></note>", ["> **Note:** Keep it."]],
  [
    "a note with paragraphs and a list",
    "<important><p>a</p><p>b</p><ul><li>c</li></ul></important>",
    ["> **Important:** a", ">", "> b", ">", "> - c"],
  ],
  ["a note that is a list", "<tip><ul><li>a</li></ul></tip>", ["> **Tip:**", ">", "> - a"]],
  [
    "a note in an item",
    "<ul><li>a<warning>b</warning></li></ul>",
    ["- a", "", "  > **Warning:** b"],
  ],
  [
    "a note in a note",
    "<caution>a<note>b</note></caution>",
    ["> **Caution:** a", ">", "> > **Note:** b"],
  ],
  ["a quotation", "<blockquote>a</blockquote>", ["> a"]],
  ["a heading", "<h3>Some <i>words</i> #</h3>text", ["### Some _words_ \\#", "", "text"]],
  [
    "a full name",
    "<fullname>Key Service</fullname><p>It is.</p>",
    ["**Key Service**", "", "It is."],
  ],
  [
    "preformatted text",
    "<pre>\n a {\n\n\n  b_c &lt;d&gt;\n }\n</pre>",
    ["```", " a {", "", "  b_c <d>", " }", "```"],
  ],
  ["preformatted code", "<pre><code>a\nb</code></pre>", ["```", "a", "b", "```"]],
  ["backticks in preformatted text", "<pre>```</pre>", ["````", "```", "````"]],
  [
    "a table",
    "<table><tr><th>Name</th><th>Use</th></tr><tr><td>a|b</td><td><p><code>c|d</code></p></td></tr></table>",
    ["| Name | Use |", "| --- | --- |", "| a\\|b | `c\\|d` |"],
  ],
  [
    "a table without header, with rows of unlike length",
    "<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>",
    ["| | |", "| --- | --- |", "| a | |", "| b | c |"],
  ],
  [
    "a table with lists in it",
    "<table><tr><th>Name</th><th>Use</th></tr><tr><td>a</td><td>b<ul><li>c</li></ul></td></tr></table>",
    ["- **Name**: a", "", "  **Use**: b", "", "  - c"],
  ],

  // What is malformed.
  ["nothing closed", "<p>a <b>b<ul><li>c<li>d", ["a **b**", "", "- **c**", "- **d**"]],
  ["closed in the wrong order", "<b>a<i>b</b>c</i>", ["a*b*c"]],
  ["closed but never opened", "</p>a</b></li>b</p>c", ["ab", "", "c"]],
  ["an unknown end tag", "a</x-y>b <code></Key></code>", ["a\\</x-y\\>b `</Key>`"]],
  ["a tag that the text ends in", "<p>a <b", ["a \\<b"]],
  ["an attribute that is not closed", '<b>a</b> <a href="b>c</a>', ['**a** \\<a href="b\\>c']],
  ["a comment", "<p>a<!-- b -->c</p>", ["ac"]],
  ["a comment that is not closed", "<p>a</p><!-- b", ["a", "", "\\<!-- b"]],
  ["character data", "<p><![CDATA[a<b]]></p>", ["a\\<b"]],
  ["an unknown element", "<p><x-y>a</x-y></p>", ["a"]],
  ["an unknown element in code", "<code><Key>a</Key></code>", ["`<Key>a</Key>`"]],
  ["a placeholder", "<p>tag:<key> and <Code> only</p>", ["tag:\\<key\\> and \\<Code\\> only"]],
  ["a placeholder in code", "<p><code>s3://<bucket>/*</code> a</p>", ["`s3://<bucket>/*` a"]],
  ["an upper-case element", "<P>a <B>b</B></P>", ["a **b**"]],

  // What must be harmless.
  ["the end of a comment", "<p>a*/b **/ <code>*/</code></p>", ["a\\*\\/b \\*\\*\\/ `*\\/`"]],
  [
    "the end of a comment in parts",
    "<p>*<b>/</b> <code>*</code>/ <b>b</b>/</p>",
    ["\\***\\/** `*`/ **b**\\/"],
  ],
  [
    "tags",
    "<p>@param a@b.example {@link x} {y}</p>",
    ["\\@param a\\@b.example \\{\\@link x\\} \\{y\\}"],
  ],
  ["tags in code", "<code>@a {@link b} @c d@e @ f</code>", ["`@a {\\@link b} \\@c d@e @ f`"]],
  [
    "tags in preformatted text",
    "<pre>@a\n  @b c@d {@link e}</pre>",
    ["```", "\\@a", "  \\@b c@d {\\@link e}", "```"],
  ],
  ["entities", "<p>&lt;b&gt; &amp;lt; AT&amp;T &quot;&#39;</p>", ["\\<b\\> \\&lt; AT&T \"'"]],
  [
    "entities that make tags",
    "<p>&#64;x &#42;&#47; &#x202e;&#0;</p>",
    ["\\@x \\*\\/ \ufffd\ufffd"],
  ],
  ["line separators", "<p>a\u2028b\u2029c\u0085d</p>", ["a b c d"]],
  ["control characters", "<p>a\u0000b\u001bc\u202ed\ud800e</p>", ["a\ufffdb\ufffdc\ufffdd\ufffde"]],
  ["names", "<p>KMS_KEY a_b a__b _c_ snake_</p>", ["KMS_KEY a_b a__b \\_c\\_ snake\\_"]],
  ["stars", "<p>2 * 3, a*b, **c**</p>", ["2 * 3, a\\*b, \\*\\*c\\*\\*"]],
  ["backticks", "<p>a `b`</p>", ["a \\`b\\`"]],
  ["brackets", "<p>[a] a[0] [b](c) [d][e]</p>", ["[a] a[0] [b\\](c) [d\\][e]"]],
  ["tildes", "<p>~1 to ~2, ~~a~~</p>", ["~1 to ~2, \\~\\~a\\~\\~"]],
  ["backslashes", "<p>C:\\dir \\* a\\</p>", ["C:\\dir \\\\\\* a\\\\"]],
  ["bullets", "<p>- a</p><p>+ b</p><p>* c</p>", ["\\- a", "", "\\+ b", "", "\\* c"]],
  ["numbers", "<p>1. a</p><p>2) b</p>", ["1\\. a", "", "2\\) b"]],
  [
    "headings and rules",
    "<p># a</p><p>---</p><p>a<br>===</p>",
    ["\\# a", "", "\\---", "", "a\\", "\\==="],
  ],
  ["a check box", "<ul><li>[x] a</li></ul>", ["- \\[x] a"]],
  [
    "a bullet that wrapping brings to the start",
    `<p>${"a".repeat(94)} - b</p>`,
    ["a".repeat(94), "\\- b"],
  ],
];

describe("toMarkdown", () => {
  it.each(cases)("%s", (_name, html, expected) => {
    expect(toMarkdown(html, context)).toBe(expected.join("\n"));
  });
});

/** Documentation in the manner of AWS models, in words of our own. */
const documents: [name: string, html: string, expected: string[]][] = [
  [
    "an operation",
    `<p>Puts a parcel on the shelf of a <a href="https://depot.example/guide.html#shelf">depot</a>.
       To take it off again, use <a>DescribeKey</a> or <a>TakeParcel</a>. </p>
     <note>
        <p>The depot must be in the state <code>OPEN</code>.</p>
     </note>
     <p>Give the parcel as one of:</p>
     <ul>
        <li>
           <p>Its number: <code>4711</code>
           </p>
        </li>
        <li>
           <p>Its ARN: <code>arn:aws:depot:<Region>:<account-id>:parcel/4711</code>
           </p>
        </li>
     </ul>
     <p>
        <b>Cross-account use</b>: Yes.</p>`,
    [
      "Puts a parcel on the shelf of a [depot](https://depot.example/guide.html#shelf). To take it off",
      "again, use {@link describeKey} or `TakeParcel`.",
      "",
      "> **Note:** The depot must be in the state `OPEN`.",
      "",
      "Give the parcel as one of:",
      "",
      "- Its number: `4711`",
      "- Its ARN: `arn:aws:depot:<Region>:<account-id>:parcel/4711`",
      "",
      "**Cross-account use**: Yes.",
    ],
  ],
  [
    "a member",
    `<p>The weight, in grams (<i>w</i> &lt; 2<sup>31</sup>).</p>
     <p>Default: <code>0</code>
     </p>`,
    ["The weight, in grams (_w_ \\< 2^31).", "", "Default: `0`"],
  ],
];

describe("toMarkdown of whole documents", () => {
  it.each(documents)("%s", (_name, html, expected) => {
    expect(toMarkdown(html, context)).toBe(expected.join("\n"));
  });
});

describe("toMarkdown of much", () => {
  const deep = 20_000;
  it.each([
    ["lists", "<ul><li>a"],
    ["notes", "<note>a"],
    ["bold", "<b>a"],
    ["tables", "<table><tr><td>a"],
    ["preformatted text", "<pre>a"],
    ["unknown elements", "<x>a"],
  ])("keeps all text of deeply nested %s", (_name, html) => {
    const letters = toMarkdown(html.repeat(deep), context).match(/a/g)?.length;
    expect(letters).toBe(deep);
  });

  it.each([
    ["paragraphs", "<p>a</p>"],
    ["items", "<li>a</li>"],
    ["cells", "<td>a</td>"],
    ["breaks", "a<br>"],
    ["runs", "<b>a</b>"],
    ["anchors", "<a>a</a>"],
    ["end tags", "a</b>"],
    ["open tags", "a<p "],
  ])("takes time in proportion to %s", (_name, html) => {
    // Were it quadratic, this would take minutes.
    const time = cpuMs(() => {
      const letters = toMarkdown(html.repeat(100_000), context).match(/a/g)?.length;
      expect(letters).toBe(100_000);
    });
    expect(time).toBeLessThan(20_000);
  });
});
