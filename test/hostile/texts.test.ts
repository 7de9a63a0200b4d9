import { createRequire } from "node:module";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../generator/report/html.js";
import { renderJson } from "../../generator/report/json.js";
import { renderMarkdown } from "../../generator/report/markdown.js";
import { renderText } from "../../generator/report/text.js";
import { release } from "../../generator/release.js";
import { terminalText } from "../../generator/text/visible.js";
import { compareSurfaces } from "../../generator/versioning/compare/compare.js";
import { readSurface } from "../../generator/versioning/readSurface.js";
import { generateText, readTemplates } from "../support/generate.js";
import { modelWith } from "../support/hostileModel.js";
import { temporaryFolder, writeTree } from "../unit/output/tree.js";
import { tinsmith } from "../unit/cli/harness.js";

interface Token {
  readonly type: string;
  readonly content: string;
  readonly tag: string;
  readonly attrs: readonly (readonly [string, string])[] | null;
  readonly children: readonly Token[] | null;
}
// What GitHub and npm take for Markdown: HTML counts, and bare URLs are links.
const markdownIt = createRequire(import.meta.url)("markdown-it") as (options: object) => {
  parse(text: string, env: object): readonly Token[];
};
const markdown = markdownIt({ html: true, linkify: true });

const markdownAttacks = [
  '</h1><img src="https://evil.example/x.png"><script>evil()</script>',
  "\n\n# Evil\n\n```sh\nnpm install evil-package\n```\n\n",
  "\n\n    npm install evil-package\n\n",
  "\r\n\r\n## Evil\r\n",
  "[click](https://evil.example) <https://evil.example> https://evil.example",
  "![x](https://evil.example/x.png)\n\n[a]: https://evil.example",
  "` `` ``` ~~~ `\n\n<details>",
  "a\n---\n\n| a | b |\n| --- | --- |\n",
  "&lt;img src=x&gt; &#60;script&#62; &#10;&#10;# Evil",
  "\\`x\\` \\",
];
const terminalAttacks = [
  "\x1b[31mred\x1b]0;title\x07",
  "\x9b31m \x9d0;x\x9c \x7f",
  "\u202eevil\u2066 \u200f\u061c",
  "a\n::add-mask::evil\n::error::evil\r::x\n  ::warning::evil",
  "##[error]evil ##vso[task.setvariable]evil",
];
const attacks = [...markdownAttacks, ...terminalAttacks];

// All that a terminal takes for more than text, but for the line breaks of our own layout.
const steering =
  // eslint-disable-next-line no-control-regex
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const command = /^\s*::|##\w*\[/m;

/** What of a Markdown text is live: every kind of token, in order, but for text itself. */
function liveIn(text: string): string {
  const lines: string[] = [];
  const visit = (token: Token): void => {
    const isOwn = /^(text|text_special|softbreak|inline|code_inline)$/.test(token.type);
    if (/html|fence|code_block/.test(token.type)) lines.push(`${token.type} ${token.content}`);
    else if (!isOwn) lines.push([token.type, token.tag, ...(token.attrs ?? []).flat()].join(" "));
    token.children?.forEach(visit);
  };
  markdown.parse(text, {}).forEach(visit);
  return lines.join("\n");
}

/** Tags and attributes of a page; what it says is left out. */
function liveInHtml(text: string): readonly string[] {
  const lines: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => lines.push(`${name} ${Object.keys(attributes).join(" ")}`),
  });
  parser.end(text);
  return lines;
}

async function filesOf(text: string): Promise<ReadonlyMap<string, string>> {
  const { files, diagnostics } = await generateText(text, {
    format: (_, source) => Promise.resolve(source),
  });
  if (!files) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return files;
}

/** The summaries of operations are documentation, which may have links and code of its own. */
const withoutDocumentation = (model: string): string => {
  const parsed = JSON.parse(model) as { shapes: Record<string, { traits?: object }> };
  Object.assign(parsed.shapes["a#Op"]?.traits ?? {}, { "smithy.api#documentation": "Plain." });
  return JSON.stringify(parsed);
};

describe("rows 66 and 67: every file of a package", async () => {
  const plain = await filesOf(withoutDocumentation(modelWith("plain")));

  it.each(attacks)("shows %j as text", async (attack) => {
    const files = await filesOf(withoutDocumentation(modelWith(`a ${attack} b`)));
    expect([...files.keys()]).toEqual([...plain.keys()]);
    for (const [path, text] of files) {
      // The copied sources are ours, and are the same in every package.
      expect(steering.exec(text)?.[0], path).toBeUndefined();
      if (!path.endsWith(".md")) continue;
      expect(liveIn(text), path).toBe(liveIn(plain.get(path) ?? ""));
      expect(text, path).not.toMatch(command);
    }
    const manifest = JSON.parse(files.get("package.json") ?? "") as { description: string };
    expect(manifest.description).not.toMatch(/\n/);
  });

  it.each(markdownAttacks)("shows documentation that is %j without HTML or code", async (text) => {
    const files = await filesOf(modelWith(text));
    for (const [path, text] of files) {
      if (!path.endsWith(".md")) continue;
      expect(liveIn(text), path).not.toMatch(/html_|script|<img|^image|code_block|^h1.*evil/im);
      expect(liveIn(text).match(/^fence/gm), path).toEqual(
        liveIn(plain.get(path) ?? "").match(/^fence/gm),
      );
    }
  });
});

/** A lock file's surface, every text and key of which is hostile, on one side or both. */
function lockWith(name: string, extra: string): string {
  const both = (text: string) => ({ [`${name}${text}`]: `${extra}${text}` });
  const kinds = "documentation deprecation constraints endpoints authentication wire tests".split(
    " ",
  );
  return JSON.stringify({
    generator: "tinsmith 0.1.0",
    package: { name: "x", version: "1.0.0" },
    files: {},
    surface: {
      format: 1,
      service: `a#${name}`,
      client: `${name}${extra}`,
      protocols: [`${extra}p`],
      settings: both("s"),
      operations: {
        [`${name}o`]: { input: `${name}I`, output: `${name}I`, errors: [`${name}E`, extra] },
        [`${extra}o`]: { shape: extra, input: extra, output: extra, errors: [] },
      },
      types: {
        [`${name}I`]: { kind: "structure", direction: "both", members: both("m") },
        [`${extra}T`]: { kind: "union", direction: "input", members: both("t") },
      },
      enums: { [`${name}C`]: { kind: "enum", values: both("v") } },
      errors: { [`${name}E`]: { fault: "client", data: both("d") } },
      package: { [`./${name}`]: both("x") },
      fingerprints: Object.fromEntries(
        kinds.map((kind) => [kind, { [`${name}I`]: extra, [extra]: extra, [`a#${name}`]: extra }]),
      ),
    },
  });
}

function reports(older: string, newer: string) {
  const [before, after] = [readSurface(older), readSurface(newer)];
  const comparison = compareSurfaces(before, after);
  const subject = { service: after.client, older: "old\n\n# Evil", newer: "<new>", notes: [] };
  const template = readTemplates().get("report/report.html.hbs") ?? "";
  return {
    changes: comparison.changes,
    markdown: renderMarkdown(subject, comparison),
    html: renderHtml(subject, comparison, before, after, template),
    // As `diff` prints them.
    text: terminalText(renderText(subject, comparison)),
    json: renderJson(comparison),
  };
}

describe("row 68: every report of hostile lock files", () => {
  const plain = reports(lockWith("n", "x1"), lockWith("n", "x2"));

  it("has all kinds of changes to report", () => {
    expect(new Set(plain.changes.map(({ rule }) => rule)).size).toBeGreaterThan(15);
  });

  it.each(attacks)("shows %j as text", (attack) => {
    const { markdown, html, text, json } = reports(
      lockWith("n", `x1${attack}`),
      lockWith("n", `x2${attack}`),
    );
    expect(liveIn(markdown)).not.toMatch(/html_inline|link_open|image|fence|code_block|table|hr/);
    expect(liveIn(markdown).match(/heading_open/g)?.length).toBe(
      liveIn(plain.markdown).match(/heading_open/g)?.length,
    );
    expect(liveIn(markdown).match(/^html_block.*$/gm)).toEqual(
      liveIn(plain.markdown).match(/^html_block.*$/gm),
    );
    const known = new Set(liveInHtml(plain.html));
    expect(liveInHtml(html).filter((tag) => !known.has(tag))).toEqual([]);
    expect(text.split("\n").length).toBe(plain.text.split("\n").length);
    for (const report of [markdown, html, text, json]) {
      expect(steering.exec(report)?.[0]).toBeUndefined();
      expect(terminalText(report)).not.toMatch(command);
    }
    expect(() => JSON.parse(json) as unknown).not.toThrow();
  });

  it("writes no markup of theirs into the changelog", () => {
    fc.assert(
      fc.property(fc.constantFrom(...attacks), fc.constantFrom(...attacks), (one, other) => {
        const { files } = release(
          new Map([
            ["tinsmith.lock.json", lockWith("n", `x2${other}`)],
            ["CHANGELOG.md", "# Changelog\n\n## 0.1.0\n\nFirst.\n"],
          ]),
          { lock: lockWith("n", `x1${one}`) },
          undefined,
        );
        const text = files.get("CHANGELOG.md") ?? "";
        expect(liveIn(text)).not.toMatch(/html|link_open|image|fence|code_block|table|hr/);
        expect(liveIn(text).match(/heading_open h[12]/g)).toEqual(
          ["h1", "h2", "h2"].map((tag) => `heading_open ${tag}`),
        );
        expect(text).not.toMatch(steering);
      }),
    );
  });
});

describe("row 67: every message of the command line", () => {
  const commands = [
    "inspect model.json",
    "inspect model.json --format json",
    "inspect model.json --format dot",
    "inspect model.json --service x --verbose",
    "inspect broken.json",
    "inspect bad.json",
    "diff model.json bad.json",
    "diff old.lock.json new.lock.json",
    "diff old.lock.json new.lock.json --format json",
    "diff old.lock.json new.lock.json --format markdown",
    "diff old.lock.json new.lock.json --format html",
    "diff half.lock.json new.lock.json",
    "generate",
    "pull",
  ];

  it.each(attacks)("shows %j as text", async (attack) => {
    const cwd = temporaryFolder();
    const name = `a ${attack} b`;
    const half = JSON.parse(lockWith("n", attack)) as { surface: { types: object } };
    half.surface.types = { [name]: attack };
    writeTree(cwd, {
      "model.json": modelWith(name),
      "broken.json": `{"smithy": "2.0", "${attack}`,
      "bad.json": JSON.stringify({
        smithy: "2.0",
        metadata: { [name]: 1 },
        shapes: {
          [`ns#${name}`]: { type: name },
          "ns#A": { type: "structure", members: { [name]: { target: name } } },
          "ns#B": { type: "list", member: { target: `ns#${name}` }, traits: { [name]: name } },
          "ns#C": {
            type: "string",
            traits: { "smithy.api#pattern": `[${name}`, "smithy.api#length": { [name]: 1 } },
          },
        },
      }),
      "old.lock.json": lockWith("n", `x1${attack}`),
      "new.lock.json": lockWith("n", `x2${attack}`),
      "half.lock.json": JSON.stringify(half),
      "tinsmith.config.json": JSON.stringify({
        [name]: 1,
        packages: [{ model: name, name, out: name, source: name, [name]: name }],
      }),
    });
    for (const line of commands) {
      const { out, err, code } = await tinsmith(cwd, line);
      expect(code, `${line}: ${err}`).not.toBe(70);
      for (const text of [out, err]) {
        expect(steering.exec(text)?.[0], line).toBeUndefined();
        expect(text, line).not.toMatch(command);
      }
      // No line is of the attack's own making.
      expect(err, line).not.toMatch(/^(?:# Evil|npm install|---)/m);
    }
  });
});
