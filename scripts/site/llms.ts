import type { Page, Section } from "./pages.js";

/**
 * The site for language models (llmstxt.org): a list of its pages, and all of them as one text.
 *
 * @param home - the text of the first page
 */
export function llmsFiles(sections: readonly Section[], home: string): ReadonlyMap<string, string> {
  const summary = /^ {2}tagline: (.+)$/m.exec(home)?.[1];
  if (summary === undefined) throw new Error("docs/index.md has no tagline.");
  const head = `# Tinsmith\n\n> ${summary}\n`;
  const list = sections.map(({ title, pages }) =>
    [`## ${title}\n`, ...pages.map(entry)].join("\n").concat("\n"),
  );
  const texts = sections.flatMap(({ pages }) => pages.map(({ text }) => withoutComments(text)));
  return new Map([
    ["llms.txt", [head, ...list].join("\n")],
    ["llms-full.txt", [head, ...texts].join("\n")],
  ]);
}

const entry = ({ path, title, text }: Page): string => {
  const first = firstSentence(text);
  return `- [${title}](/${path}.md)${first === "" ? "" : `: ${first}`}`;
};

/** The first sentence that is text. */
function firstSentence(text: string): string {
  const paragraph = withoutComments(text)
    .replace(/^```[^]*?^```$/gm, "")
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .find((block) => /^[\p{L}`[]/u.test(block));
  const line = (paragraph ?? "").replace(/\s+/g, " ").replace(/\[([^\]]+)\]\([^)]*\)/g, "$1");
  return /^.*?[.:](?= |$)/.exec(line)?.[0].replace(/:$/, ".") ?? line;
}

/** What is for those who test the samples is not for readers. */
export function withoutComments(text: string): string {
  return text.replace(/<!--[^]*?-->\n*/g, "");
}
