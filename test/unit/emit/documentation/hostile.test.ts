import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { docComment } from "../../../../generator/emit/documentation/comment.js";
import { toMarkdown } from "../../../../generator/emit/documentation/markdown.js";

const context = { link: () => undefined };

const fragment = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
  fc.constantFrom(
    ..."p b i code pre ul ol li dl dt dd table tr td th note h2 fullname a sup br x-y script title"
      .split(" ")
      .flatMap((name) => [`<${name}>`, `</${name}>`]),
  ),
  fc.constantFrom(
    ..."*/ /** // @deprecated @a {@link b} {@link { } < > ` `` ``` ~~~ * _ ** [ ]( ]: ! # - 1. | \\ & \n"
      .split(" ")
      .flatMap((text) => [text, ` ${text} `, `\n${text}`]),
  ),
  fc.constantFrom(
    "*<b>/</b>",
    "*&#47;",
    "&#42;/",
    "&#x40;a",
    "&lt;p&gt;",
    "\n@internal ",
    "\n\n",
    "\u2028@a",
    "\u2029*/",
    "\r@a",
    "\u0000",
    "\u202e",
    "\ud800",
    '<a href="https://a.example/*/">',
    '<a href="javascript:a">',
    '<a href="x',
    "<!-- ",
    "-->",
    "<![CDATA[*/]]>",
    "<?x */?>",
  ),
);
const text = fc.array(fragment, { maxLength: 24 }).map((fragments) => fragments.join(""));

interface Parsed {
  readonly diagnostics: readonly string[];
  readonly statements: readonly string[];
  readonly tags: readonly string[];
  readonly links: number;
}

/** What TypeScript makes of a comment before a constant. */
function parse(comment: string): Parsed {
  const source = ts.createSourceFile(
    "a.ts",
    `/** ${comment} */ const a = 1;`,
    ts.ScriptTarget.Latest,
    true,
  );
  // The parser's own diagnostics are not in TypeScript's public types.
  const { parseDiagnostics } = source as unknown as {
    parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  };
  const docs = source.statements.flatMap((statement) =>
    ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc),
  );
  const links = docs.flatMap(({ comment, tags = [] }) =>
    [comment, ...tags.map((tag) => tag.comment)].filter(
      (part) => typeof part === "object" && part.some(ts.isJSDocLink),
    ),
  );
  return {
    diagnostics: parseDiagnostics.map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, " "),
    ),
    statements: source.statements.map((statement) => statement.getText(source)),
    tags: docs.flatMap(({ tags = [] }) => tags.map((tag) => tag.tagName.text)),
    links: links.length,
  };
}

/** A comment as it is printed into a module. */
function inModule(comment: string): string {
  return `\n${comment.replace(/^/gm, " * ")}\n`;
}

function expectHarmless(comment: string, tags: readonly string[]): void {
  expect(comment).not.toContain("*/");
  expect(comment).not.toMatch(/[\u2028\u2029\0]|[ \t]$|\n\n\n/);
  for (const printed of [inModule(comment), comment]) {
    const { diagnostics, statements } = parse(printed);
    expect(diagnostics).toEqual([]);
    expect(statements).toEqual(["const a = 1;"]);
  }
  const parsed = parse(inModule(comment));
  expect(parsed.tags).toEqual(tags);
  expect(parsed.links).toBe(0);
}

// Thousands of runs each take a few seconds, and more where the machine has other work.
describe("hostile documentation", () => {
  it("never ends the comment, and holds no tag or link", () => {
    fc.assert(
      fc.property(text, (html) => {
        expectHarmless(toMarkdown(html, context), []);
      }),
      { numRuns: 3000 },
    );
  });

  it("is held by the part that it is given as", () => {
    fc.assert(
      fc.property(text, text, text, text, (html, fact, message, code) => {
        const comment = docComment(
          {
            html,
            constraints: [fact],
            recommended: message,
            deprecated: message,
            since: fact,
            examples: [{ title: message, documentation: html, code }],
            throws: [{ type: fact, html: message }],
            internal: true,
          },
          context,
        );
        expectHarmless(comment ?? "", ["deprecated", "throws", "example", "since", "internal"]);
      }),
      { numRuns: 1500 },
    );
  });

  it("keeps every character of text that was escaped as HTML", () => {
    const typed = fc.array(
      fc.oneof(
        fc.string({ unit: "grapheme-ascii" }),
        fc.constantFrom("é", "ß ", "漢字", "_a_b", "&lt;"),
      ),
    );
    fc.assert(
      fc.property(typed, (parts) => {
        const plain = parts.join("");
        const html = plain.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
        const shown = toMarkdown(`<p>${html}</p>`, context).replace(/\\([!-/:-@[-`{-~])/g, "$1");
        expect(shown.replace(/\s/g, "")).toBe(plain.replace(/\s/g, ""));
      }),
      { numRuns: 3000 },
    );
  });

  it("shows the words of the HTML, in their order", () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/);
    const { block } = fc.letrec<{ inline: string; block: string }>((tie) => ({
      inline: fc.oneof(
        { depthSize: "small" },
        word,
        fc
          .tuple(
            fc.constantFrom("b", "i", "span", "x-y"),
            fc.array(tie("inline"), { maxLength: 3 }),
          )
          .map(([name, parts]) => ` <${name}>${parts.join(" ")}</${name}> `),
        fc.array(word, { maxLength: 3 }).map((words) => `<code>${words.join(" ")}</code>`),
        fc
          .array(word, { maxLength: 3 })
          .map((parts) => `<a href="https://0.1/2">${parts.join(" ")}</a>`),
      ),
      block: fc.oneof(
        { depthSize: "small" },
        fc.array(tie("inline"), { maxLength: 6 }).map((parts) => `<p>${parts.join(" ")}</p>`),
        fc
          .tuple(
            fc.constantFrom(
              ["<ul><li>", "</li></ul>"],
              ["<ol><li>", ""],
              ["<note>", "</note>"],
              ["<dl><dt>", "<dd>", "</dl>"],
              ["<table><tr><th>", "<td>", "</table>"],
              ["<div>", "<h3>"],
            ),
            fc.array(tie("block"), { minLength: 1, maxLength: 3 }),
          )
          .map(
            ([tags, parts]) =>
              tags.map((tag, index) => tag + (parts[index] ?? "")).join("") +
              parts.slice(tags.length).join(""),
          ),
      ),
    }));
    const words = (shown: string) => shown.match(/(?<![A-Za-z])[a-z]+/g) ?? [];
    fc.assert(
      fc.property(block, (html) => {
        const markdown = toMarkdown(html, context).replace(/\]\(https[^)]*\)/g, "");
        expect(words(markdown)).toEqual(words(html.replace(/<[^>]*>/g, " ")));
      }),
      { numRuns: 3000 },
    );
  });
});
