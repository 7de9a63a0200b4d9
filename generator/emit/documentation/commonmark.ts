import { breaks, containers, inlineElements } from "./elements.js";
import { breakTags, cleanText, squeezeBlankLines, unbreakableSpace } from "./escape.js";
import type { LinkResolver } from "./html.js";
import { segmentsOf } from "./segments.js";
import { sentenceEnds } from "./sentence.js";
import { lineWidth, wrap } from "./render.js";
import { inlineAsMarkdown, withoutComparisons, withoutHidden } from "./tags.js";

const tagOf = (names: Iterable<string>) =>
  new RegExp(`</?(?:${[...names].join("|")})(?=[\\s/>])[^<]*>`, "i");
const blockTag = tagOf(containers.keys());
const blockStart = new RegExp(`^\\s*</?(?:${[...containers.keys()].join("|")})(?=[\\s/>])`, "i");
const inlineTag = tagOf([...inlineElements.keys(), ...breaks]);
// What no HTML would be written with: a blank line, or a block's marker at the start of a line.
const markdownBlock = /\n[ \t]*\n|(?:^|\n)[ \t]*(?:[-*+>] |#{1,6} |\d{1,9}[.)] |```|~~~|\|)/;

/**
 * Tells HTML from CommonMark: it has a tag of a block that documentation knows, and not only as code;
 * or tags within lines, and nothing that is a block in CommonMark.
 */
export function isHtml(text: string): boolean {
  if (!text.includes("<")) return false;
  const clean = withoutComparisons(cleanText(text));
  if (blockStart.test(clean)) return true;
  const prose = segmentsOf(clean).flatMap(({ code, text }) => (code ? [] : text));
  if (prose.some((part) => blockTag.test(part))) return true;
  return prose.some((part) => inlineTag.test(part)) && !markdownBlock.test(clean);
}

/**
 * Makes CommonMark harmless in a TSDoc comment, and leaves it as it is otherwise, but for an indent
 * that all lines share and fences that nothing closes.
 *
 * @param link - finds the target of a code span
 * @returns lines for `printCommonMark`, in which the spaces of code are unbreakable
 */
export function readCommonMark(markdown: string, link: LinkResolver): string[] {
  let lineStart = true;
  const segments = segmentsOf(inMarkdown(dedent(cleanText(markdown)))).map(({ code, text }) => {
    const target = code ? link(/^`([^`]+)`$/.exec(text)?.[1] ?? "", true) : undefined;
    const safe =
      target !== undefined
        ? `{@link${unbreakableSpace}${target}}`
        : code
          ? breakTags(text).replaceAll(" ", unbreakableSpace)
          : escapeProse(text, lineStart);
    lineStart = text.endsWith("\n");
    return safe;
  });
  return segments.join("").split("\n");
}

/** CommonMark without HTML, but in code. */
function inMarkdown(text: string): string {
  return segmentsOf(text)
    .map(({ code, text }) => (code ? text : inlineAsMarkdown(withoutHidden(text, "<"))))
    .join("");
}

/** Prints lines that were read: those too long are wrapped, and no space is left at their ends. */
export function printCommonMark(lines: readonly string[]): string[] {
  const wrapped: string[] = [];
  for (const line of lines) {
    for (const part of wrapLine(line)) wrapped.push(part.replaceAll(unbreakableSpace, " "));
  }
  return squeezeBlankLines(breakLines(wrapped));
}

/** Splits lines that were read after the first sentence, where they start with a paragraph. */
export function splitCommonMark(lines: readonly string[]): [first: string[], rest: string[]] {
  const blank = lines.findIndex((line) => line.trim() === "");
  const end = blank < 0 ? lines.length : blank;
  const paragraph = lines.slice(0, end).join("\n");
  const rest = lines.slice(end);
  if (startsBlock(paragraph)) return [[...lines], []];
  const masked = segmentsOf(paragraph.replaceAll(unbreakableSpace, " "))
    .map(({ code, text }) => (code ? "`".repeat(text.length) : text))
    .join("");
  let start = 0;
  let brackets = 0;
  let stars = 0;
  for (const at of sentenceEnds(masked, "")) {
    // A sentence that ends in a link or in bold would tear it.
    for (const mark of masked.slice(start, at).match(/[[\]]|\*\*/g) ?? []) {
      if (mark === "**") stars++;
      else brackets += mark === "[" ? 1 : -1;
    }
    start = at;
    if (brackets !== 0 || stars % 2 !== 0) continue;
    const remainder = paragraph.slice(at).trimStart().split("\n");
    return [paragraph.slice(0, at).split("\n"), [...remainder, ...rest]];
  }
  return [lines.slice(0, end), rest];
}

/** Tells whether a line begins a block other than a paragraph. */
export function startsBlock(line: string): boolean {
  return /^\s*(?:[-*+>|] |#{1,6} |\d{1,9}[.)] |```|~~~|\|)/.test(line);
}

const special =
  /\\[!-/:-@[-`{-~]|<(https?:\/\/[^\s<>]*)>|\]\((?!\s*<?https?:\/\/)|\]:(?!\s*<?https?:\/\/)|&(amp(?!;#?\w+;)|lt|gt|quot|apos|nbsp|#39);|!+(?=\[)|[{}@<>`]/gi;

const entities = new Map([
  ["amp", "&"],
  ["lt", "\\<"],
  ["gt", "\\>"],
  ["quot", '"'],
  ["apos", "'"],
  ["#39", "'"],
  ["nbsp", " "],
]);

/** Escapes what TSDoc would take for markup, and links that lead elsewhere than to the web. */
function escapeProse(text: string, lineStart: boolean): string {
  return text
    .split("\n")
    .map((line, index) => {
      const quotes = index > 0 || lineStart ? (/^[\s>]*/.exec(line)?.[0] ?? "") : "";
      return quotes + line.slice(quotes.length).replace(special, escapeMatch);
    })
    .join("\n");
}

function escapeMatch(match: string, url: string | undefined, entity: string | undefined): string {
  if (match.startsWith("\\")) return match;
  if (url !== undefined) return url.replace(/[{}@`]/g, "\\$&");
  // An image would be fetched from wherever a model says; what remains is a link to it.
  if (match.startsWith("!")) return "\\!".repeat(match.length - 1);
  if (entity !== undefined) return entities.get(entity.toLowerCase()) ?? match;
  return `\\${match}`;
}

/** Removes the indent that all lines but the first have in common. */
function dedent(text: string): string {
  const [first = "", ...rest] = text.trim().split("\n");
  const indents = rest
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, one) => Math.min(least, one), Infinity);
  return [first, ...rest.map((line) => line.slice(indent === Infinity ? 0 : indent))].join("\n");
}

/** Wraps a line of prose; one of a heading, a quote or a table has to stay as it is. */
function wrapLine(line: string): string[] {
  if (line.length <= lineWidth || !line.includes(" ") || /^\s*[#>]|\|/.test(line)) return [line];
  const prefix = /^\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?/.exec(line)?.[0] ?? "";
  const forced = line.endsWith("  ") ? "  " : "";
  const lines = wrap(line.slice(prefix.length), Math.max(40, lineWidth - prefix.length));
  const indent = " ".repeat(prefix.length);
  return lines.map(
    (part, index) =>
      (index === 0 ? prefix : indent) + part + (index === lines.length - 1 ? forced : ""),
  );
}

/** Two spaces at the end of a line break it, which a backslash does visibly. */
function breakLines(lines: readonly string[]): string[] {
  return lines.map((line, index) => {
    const text = line.trimEnd();
    const continued = text !== "" && (lines[index + 1] ?? "").trim() !== "";
    return line.endsWith("  ") && continued && !text.endsWith("\\") ? `${text}\\` : text;
  });
}
