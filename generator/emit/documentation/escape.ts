/**
 * Stands for a space at which a line must not be broken, until the line is printed. `cleanText`
 * leaves no NUL in any text, so it cannot be mistaken for one that was written.
 */
export const unbreakableSpace = "\0";

/** Stands for a neighbour that may turn out to be punctuation, or a word character. */
export const unsure = "\x01";

// C0 and C1 controls other than whitespace, what turns the direction of text (which then reads
// differently from what it is), noncharacters and lone surrogates.
const unprintable =
  // eslint-disable-next-line no-control-regex
  /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;
const anyUnprintable = new RegExp(unprintable.source, "u");
const otherLineEnds = /\r\n?|[\v\f\x85\u2028\u2029]/g;
const anyOtherLineEnd = /[\r\v\f\x85\u2028\u2029]/;

/** Makes every line end a `\n`, and every character that must not be printed a U+FFFD. */
export function cleanText(text: string): string {
  let clean = text;
  if (anyOtherLineEnd.test(clean)) clean = clean.replace(otherLineEnds, "\n");
  if (anyUnprintable.test(clean)) clean = clean.replace(unprintable, "\ufffd");
  return clean;
}

/** Breaks up each end of a comment. `\/` is `/` to Markdown, and in code the nearest to it. */
export function keepCommentOpen(text: string): string {
  return text.includes("*/") ? text.replaceAll("*/", "*\\/") : text;
}

/** What stands around a text where it is printed. */
export interface Surroundings {
  /** The character before it; empty at the start. */
  readonly before: string;
  /** The character after it; empty at the end. */
  readonly after: string;
  readonly inLink: boolean;
  readonly inTable: boolean;
}

const special = /[\\`*_[\]{}<>@&~|]/;
const specials = /[\\`*_[\]{}<>@&~|]/g;
const entity = /^&(?:#\d|#x[\da-f]|[a-z][\da-z]*;)/i;
const wordCharacter = /[\p{L}\p{N}]/u;
const asciiPunctuation = /[!-/:-@[-`{-~]/;

/** Tells whether a character is a letter or digit of any script. */
export function isWordCharacter(character: string): boolean {
  return wordCharacter.test(character);
}

/** Tells whether a character surely ends a word for Markdown: none, whitespace, or punctuation. */
export function isBoundary(character: string): boolean {
  return character === "" || /\s/.test(character) || asciiPunctuation.test(character);
}

/**
 * Escapes plain text for Markdown within a TSDoc comment. What TSDoc reads as markup everywhere
 * (`@`, braces, angle brackets) is always escaped; the rest only where Markdown would take it for
 * markup. Markers at the start of a line are left to `escapeLineStart`.
 */
export function escapeText(text: string, around: Surroundings): string {
  if (!special.test(text)) return text;
  const at = (index: number) =>
    index < 0 ? around.before : index < text.length ? text.charAt(index) : around.after;
  return text.replace(specials, (character, index: number) => {
    const next = at(index + 1);
    switch (character) {
      case "\\":
        return asciiPunctuation.test(next) || isBlank(next) || next === unsure ? "\\\\" : "\\";
      case "*":
        return isBlank(at(index - 1)) && isBlank(next) ? "*" : "\\*";
      case "_":
        return isInsideWord(text, index, at) ? "_" : "\\_";
      case "[":
        return around.inLink ? "\\[" : "[";
      case "]":
        return around.inLink || (next !== "" && `([:${unsure}`.includes(next)) ? "\\]" : "]";
      case "&":
        return entity.test(text.slice(index, index + 40)) ? "\\&" : "&";
      case "~":
        return isBlank(at(index - 1)) && next !== "~" ? "~" : "\\~";
      case "|":
        return around.inTable ? "\\|" : "|";
      default:
        return `\\${character}`;
    }
  });
}

function isBlank(character: string): boolean {
  return character === "" || character === " " || character === "\n";
}

/** Tells whether the underscores around `index` stand between two word characters. */
function isInsideWord(text: string, index: number, at: (index: number) => string): boolean {
  let start = index;
  let end = index;
  while (text.charAt(start - 1) === "_") start--;
  while (text.charAt(end + 1) === "_") end++;
  return isWordCharacter(at(start - 1)) && isWordCharacter(at(end + 1));
}

// A bullet, heading, rule, underline, table edge or check box, where it is a line's first word.
const lineMarker = /^(?:[-=]+|[+*]|#{1,6}|[|:][-|:]*|\[(?:x\])?)$/i;
const numberMarker = /^(\d{1,9})([.)])$/;

/**
 * Escapes a word that would be a block marker as the first of its line.
 *
 * @param continues - whether the line continues a paragraph, which no number but 1 can interrupt
 */
export function escapeLineStart(word: string, continues: boolean): string {
  if (lineMarker.test(word)) return `\\${word}`;
  const number = numberMarker.exec(word);
  if (number === null || (continues && Number(number[1]) !== 1)) return word;
  return `${number[1]}\\${number[2]}`;
}

/**
 * Breaks up what TypeScript reads as a tag in code too: an `@` that begins a word or a line, and a
 * link. Code knows no escaping, so that a backslash stays visible; it is the least of changes.
 */
export function breakTags(code: string): string {
  return code.includes("@")
    ? code.replace(/(?<=\s)@(?=\S)|(?<=^[^\S\n]*)@/gm, "\\@").replaceAll("{@link", "{\\@link")
    : code;
}

function longestRun(text: string): number {
  if (!text.includes("`")) return 0;
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}

/** Prints a code span (CommonMark 6.1), its fence longer than every run of backticks within. */
export function codeSpan(code: string): string {
  const text = cleanText(code).replace(/\s+/g, " ").trim();
  if (text === "") return "";
  const fence = "`".repeat(longestRun(text) + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return breakTags(fence + pad + text + pad + fence);
}

/** Prints a fenced code block (CommonMark 4.5) as lines. */
export function codeFence(code: string, language: string): string[] {
  const lines = breakTags(cleanText(code))
    .split("\n")
    .map((line) => line.trimEnd());
  const fence = "`".repeat(Math.max(3, longestRun(code) + 1));
  return [fence + language, ...squeezeBlankLines(lines), fence];
}

/** Leaves no blank line at either end, and no two in a row. */
export function squeezeBlankLines(lines: readonly string[]): string[] {
  const squeezed: string[] = [];
  for (const line of lines) {
    if (line !== "" || (squeezed.length > 0 && squeezed.at(-1) !== "")) squeezed.push(line);
  }
  if (squeezed.at(-1) === "") squeezed.pop();
  return squeezed;
}
