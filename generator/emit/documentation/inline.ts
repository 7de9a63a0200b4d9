import type { Link, Run, Style } from "./blocks.js";
import { textRun } from "./blocks.js";
import {
  codeSpan,
  escapeText,
  isBoundary,
  isWordCharacter,
  unbreakableSpace,
  unsure,
} from "./escape.js";

/** One level of inline markup: what its runs share, and how they are enclosed. */
interface Level {
  key(run: Run): Link | boolean | undefined;
  /** Undefined where Markdown would not read the enclosed text as meant. */
  enclose(text: string, key: Link | true, before: string, after: string): string | undefined;
}

const links: Level = {
  key: (run) => styleOf(run)?.link,
  enclose: (text, key) => (key === true ? text : `[${text}](${key.url})`),
};

const strong: Level = {
  key: (run) => styleOf(run)?.strong,
  enclose: (text, _key, before, after) =>
    canEmphasize(text, before, after) ? `**${text}**` : undefined,
};

const emphasis: Level = {
  key: (run) => styleOf(run)?.emphasis,
  enclose: (text, _key, before, after) => {
    if (!canEmphasize(text, before, after)) return undefined;
    if (isBoundary(before) && isBoundary(after)) return `_${text}_`;
    // An underscore means nothing within a word, and an asterisk next to others something else.
    return before === "*" || before === "_" || after === unsure ? undefined : `*${text}*`;
  },
};

const levels: readonly Level[] = [links, strong, emphasis];

/**
 * Prints runs as Markdown. A plain space may be broken at, an `unbreakableSpace` not; a `\n` is a
 * forced break.
 */
export function printRuns(runs: readonly Run[], inTable: boolean): string {
  return printLevel(runs, 0, "", "", inTable);
}

function printLevel(
  runs: readonly Run[],
  depth: number,
  before: string,
  after: string,
  inTable: boolean,
): string {
  const level = levels[depth];
  const pieces: string[] = [];
  let previous = before;
  for (let start = 0; start < runs.length;) {
    const first = runs[start] as Run;
    let end = start + 1;
    let piece: string;
    if (level === undefined) {
      const merged = mergeCode(runs, start);
      end = merged.end;
      piece = printRun(merged.run, previous, opening(runs[end], depth, after), inTable);
    } else {
      const key = level.key(first);
      while (end < runs.length && level.key(runs[end] as Run) === key) end++;
      const group = start === 0 && end === runs.length ? runs : runs.slice(start, end);
      const next = opening(runs[end], depth, after);
      const enclosed =
        key === undefined || key === false
          ? undefined
          : encloseWords(
              level,
              key,
              printLevel(group, depth + 1, "*", "*", inTable),
              previous,
              next,
            );
      // An image is an exclamation mark and a link.
      if (previous === "!" && enclosed?.startsWith("[")) {
        pieces.push(`${pieces.pop()?.slice(0, -1) ?? ""}\\!`);
      }
      piece = enclosed ?? printLevel(group, depth + 1, previous, next, inTable);
    }
    if (piece !== "") {
      pieces.push(piece);
      previous = piece.charAt(piece.length - 1);
    }
    start = end;
  }
  return pieces.join("");
}

/** The run at `start`, with the code that follows it if it is code, and the index after it. */
function mergeCode(runs: readonly Run[], start: number): { run: Run; end: number } {
  const first = runs[start] as Run;
  let end = start + 1;
  if (first.kind !== "text" || !first.style.code) return { run: first, end };
  let text = first.text;
  for (let run = runs[end]; run?.kind === "text" && run.style.code; run = runs[end]) {
    text += run.text;
    end++;
  }
  return { run: textRun(text, first.style), end };
}

/** Encloses the words of a text, but not the spaces around them. */
function encloseWords(
  level: Level,
  key: Link | true,
  text: string,
  before: string,
  after: string,
): string | undefined {
  const words = text.trim();
  if (words === "") return text;
  const start = text.indexOf(words);
  const end = start + words.length;
  const enclosed = level.enclose(
    words,
    key,
    text.charAt(start - 1) || before,
    text.charAt(end) || after,
  );
  return enclosed === undefined ? undefined : text.slice(0, start) + enclosed + text.slice(end);
}

function printRun(run: Run, before: string, after: string, inTable: boolean): string {
  switch (run.kind) {
    case "reference":
      return `{@link${unbreakableSpace}${run.target}}`;
    case "break":
      return inTable ? " " : "\n";
    case "text":
      break;
  }
  const { text, style } = run;
  if (!style.code) {
    return escapeText(text, { before, after, inLink: style.link !== undefined, inTable });
  }
  const span = codeSpan(inTable ? text.replaceAll("|", "\\|") : text);
  if (span === "") return " ";
  const code = span.replaceAll(" ", unbreakableSpace);
  // Two code spans in a row would share their fences.
  const separator = before === "`" ? " " : "";
  return `${text.startsWith(" ") ? " " : separator}${code}${text.endsWith(" ") ? " " : ""}`;
}

/** The character that a run is printed to begin with, within the markup outside of `depth`. */
function opening(run: Run | undefined, depth: number, otherwise: string): string {
  if (run === undefined) return otherwise;
  if (run.kind !== "text") return run.kind === "break" ? "\n" : "{";
  const { text, style } = run;
  if (text.startsWith(" ")) return " ";
  if (depth === 0 && style.link !== undefined) return "[";
  // Whether it is enclosed depends on what follows it in turn.
  if ((depth <= 1 && style.strong) || (depth <= 2 && style.emphasis)) return unsure;
  return style.code ? "`" : text.charAt(0);
}

function styleOf(run: Run): Style | undefined {
  return run.kind === "text" ? run.style : undefined;
}

/**
 * Tells whether delimiters around the text would open and close emphasis (CommonMark 6.2): next to
 * punctuation inside, they need a boundary outside.
 */
function canEmphasize(text: string, before: string, after: string): boolean {
  return (
    (isWordCharacter(text.charAt(0)) || isBoundary(before)) &&
    (isWordCharacter(text.charAt(text.length - 1)) || isBoundary(after))
  );
}
