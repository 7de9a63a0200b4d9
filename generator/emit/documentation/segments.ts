/** A part of a CommonMark text that is code, its delimiters included, or is not. */
export interface Segment {
  readonly code: boolean;
  readonly text: string;
}

/** A fenced code block that is open. */
interface Fence {
  readonly marker: string;
  /** What stands before the marker in its line: indent, quotation and list markers. */
  readonly prefix: string;
  /** Whether it may belong to a list item, which less indent ends. */
  readonly listed: boolean;
  text: string;
}

const fenceStart = /^([\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}(?=[^`]*$)|~{3,})/;
const listItem = /^[\s>]*(?:[-*+]|\d{1,9}[.)])\s/;

/**
 * Splits a text into code (fenced blocks and code spans) and all else. Fences that nothing closes
 * before the quotation, list item or text around them ends are closed.
 */
export function segmentsOf(text: string): Segment[] {
  if (!text.includes("`") && !text.includes("~~~")) return [{ code: false, text }];
  const segments: Segment[] = [];
  let prose = "";
  let inList = false;
  let fence: Fence | undefined;
  for (const line of text.split(/(?<=\n)/)) {
    if (fence !== undefined && endsAround(line, fence)) {
      segments.push({ code: true, text: close(fence) });
      fence = undefined;
    }
    if (fence !== undefined) {
      fence.text += line;
      if (!isEndOf(line, fence)) continue;
      segments.push({ code: true, text: fence.text });
      fence = undefined;
      continue;
    }
    inList ||= listItem.test(line);
    const [, prefix = "", marker] = fenceStart.exec(line) ?? [];
    if (marker === undefined) {
      prose += line;
      continue;
    }
    addProse(segments, prose);
    prose = "";
    fence = { marker, prefix, listed: inList && prefix !== "", text: line };
  }
  addProse(segments, prose);
  if (fence !== undefined) segments.push({ code: true, text: close(fence).trimEnd() });
  return segments;
}

function isEndOf(line: string, { marker }: Fence): boolean {
  const content = line.replace(/^[\s>]+/, "").trimEnd();
  return content.startsWith(marker) && content === marker.charAt(0).repeat(content.length);
}

/** Tells whether a line is no more part of the quotation or list item that a fence stands in. */
function endsAround(line: string, { prefix, listed }: Fence): boolean {
  const lead = /^[\s>]*/.exec(line)?.[0] ?? "";
  if (lead.split(">").length < prefix.split(">").length) return true;
  return listed && lead !== line && lead.length < prefix.length;
}

function close({ marker, prefix, text }: Fence): string {
  return `${text.trimEnd()}\n${prefix.replace(/[^\s>]/g, " ")}${marker}\n`;
}

// A backtick string, or where a line begins another block, which no code span reaches into.
const backticksOrBlock = /\\`|`+|\n[ \t]*(?:\n|(?=[-*+<>#=|~]|\d{1,9}[.)]))/g;

/** Finds the code spans of a text: a backtick string, and the next one of the same length. */
function addProse(segments: Segment[], text: string): void {
  const strings = [...text.matchAll(backticksOrBlock)];
  let start = 0;
  for (let index = 0; index < strings.length; index++) {
    const open = strings[index];
    if (open === undefined || !open[0].startsWith("`")) continue;
    const close = closing(strings, index);
    const match = strings[close];
    if (match === undefined) continue;
    const end = match.index + match[0].length;
    if (open.index > start) segments.push({ code: false, text: text.slice(start, open.index) });
    segments.push({ code: true, text: text.slice(open.index, end) });
    start = end;
    index = close;
  }
  if (start < text.length) segments.push({ code: false, text: text.slice(start) });
}

/** The index of the backtick string that closes a code span; -1 where none does. */
function closing(strings: readonly RegExpExecArray[], start: number): number {
  const opening = strings[start]?.[0] ?? "";
  for (let index = start + 1; index < strings.length; index++) {
    const string = strings[index]?.[0] ?? "";
    if (string.startsWith("\n")) return -1;
    // Within code a backslash is one.
    if (string === opening || string === `\\${opening}`) return index;
  }
  return -1;
}
