import { describe, expect, it } from "vitest";
import { brokenLinks } from "../../../scripts/site/links.js";
import { llmsFiles } from "../../../scripts/site/llms.js";
import { temporaryFolder, writeTree } from "../output/tree.js";

describe("links of a built site", () => {
  it("are told of where there is no file or no such place", () => {
    const folder = temporaryFolder();
    writeTree(folder, {
      "index.html": `
        <a href="/a.html#there">a</a> <a href="a.html#gone">b</a> <a href="#own">c</a>
        <a href="/none.html">d</a> <img src="picture.svg"> <h1 id="own">e</h1>
        <a href="https://example.com/none">f</a> <a href="/reference/#top">g</a>`,
      "a.html": '<h2 id="there"></h2><a href="reference/b.html">b</a>',
      "reference/b.html": '<a href="../a.html">a</a><a href="c.html">c</a>',
      "reference/index.html": "<p>no such place</p>",
    });
    expect(brokenLinks(folder)).toEqual([
      "index.html: a.html#gone",
      "index.html: /none.html",
      "index.html: picture.svg",
      "index.html: /reference/#top",
      "reference/b.html: c.html",
    ]);
  });
});

describe("llms.txt", () => {
  const text =
    "# Errors\n\n<!-- setup\nsecret();\n-->\n\n```ts\ncode();\n\nmore();\n```\n\nA [call](a.md) never rejects. It says so.\n";
  const sections = [{ title: "Calls", pages: [{ path: "errors", title: "Errors", text }] }];
  const files = llmsFiles(sections, "---\nhero:\n  tagline: What it is.\n---\n");

  it("lists the pages with their first sentences", () => {
    expect(files.get("llms.txt")).toBe(
      "# Tinsmith\n\n> What it is.\n\n## Calls\n\n- [Errors](/errors.md): A call never rejects.\n",
    );
  });

  it("has all of them in one text, without what is for tests", () => {
    expect(files.get("llms-full.txt")).toContain("A [call](a.md) never rejects. It says so.");
    expect(files.get("llms-full.txt")).not.toContain("secret");
  });
});
