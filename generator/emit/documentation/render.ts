import type { Block, List, Run, Table } from "./blocks.js";
import { plain, textRun } from "./blocks.js";
import { codeFence, escapeLineStart, unbreakableSpace } from "./escape.js";
import { printRuns } from "./inline.js";

/** The columns a line may fill: with a member's indent and ` * `, 100. */
export const lineWidth = 95;
/** However deep it is nested, text is not squeezed into less than this. */
const narrowest = 40;

/** Prints blocks as Markdown lines, separated by blank lines. */
export function renderBlocks(blocks: readonly Block[], width: number = lineWidth): string[] {
  return joinBlocks(blocks, width, () => true);
}

function joinBlocks(
  blocks: readonly Block[],
  width: number,
  separate: (block: Block) => boolean,
): string[] {
  const lines: string[] = [];
  let previousMarker: string | undefined;
  for (const block of blocks) {
    let rendered: string[];
    if (block.kind === "list") {
      // Two lists in a row would be read as one, had they the same marker.
      const markers = block.ordered ? [".", ")"] : ["-", "*"];
      const marker: string = (previousMarker === markers[0] ? markers[1] : markers[0]) as string;
      rendered = renderList(block, marker, width);
      if (rendered.length > 0) previousMarker = marker;
    } else {
      rendered = renderBlock(block, width);
      if (rendered.length > 0) previousMarker = undefined;
    }
    if (rendered.length === 0) continue;
    if (lines.length > 0 && separate(block)) lines.push("");
    for (const line of rendered) lines.push(line);
  }
  return lines;
}

function renderBlock(block: Exclude<Block, List>, width: number): string[] {
  switch (block.kind) {
    case "paragraph":
      return wrap(printRuns(block.runs, false), width);
    case "heading": {
      const text = onOneLine(printRuns(block.runs, true));
      // A `#` at the end would be taken for the closing sequence.
      return text === "" ? [] : [`${"#".repeat(block.level)} ${text.replace(/#$/, "\\#")}`];
    }
    case "preformatted":
      return codeFence(block.text, "");
    case "quote": {
      const lines = renderBlocks(withLabel(block.blocks, block.label), narrower(width, 2));
      return lines.map((line) => (line === "" ? ">" : `> ${line}`));
    }
    case "table":
      return renderTable(block);
  }
}

function narrower(width: number, by: number): number {
  return Math.max(narrowest, width - by);
}

/** Fills lines with the words of a printed paragraph. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of text.split("\n")) {
    let line = "";
    for (const word of part.split(" ")) {
      if (word === "") continue;
      if (line === "") {
        // A forced break is a backslash at the end of the line before it.
        if (lines.length > 0) lines.push(`${lines.pop() ?? ""}\\`);
        line = escapeLineStart(word, lines.length > 0);
      } else if (/^[.,;]$/.test(word) && /[`)_*]$/.test(line)) {
        // Models that are laid out as XML have a space between an element and what ends it.
        line += word;
      } else if (line.length + 1 + word.length <= width) {
        line += ` ${word}`;
      } else {
        lines.push(line);
        line = escapeLineStart(word, true);
      }
    }
    if (line !== "") lines.push(line);
  }
  return lines.map((line) => line.replaceAll(unbreakableSpace, " "));
}

function onOneLine(text: string): string {
  const words = text.split(/[ \n]/).filter((word) => word !== "");
  return words.join(" ").replaceAll(unbreakableSpace, " ");
}

/** Puts a bold label before the first paragraph, or before everything where there is none. */
function withLabel(blocks: readonly Block[], label: string | undefined): readonly Block[] {
  if (label === undefined) return blocks;
  const lead = textRun(`${label}:`, { ...plain, strong: true });
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return [{ kind: "paragraph", runs: [lead] }, ...blocks];
  return [{ kind: "paragraph", runs: [lead, textRun(" "), ...first.runs] }, ...rest];
}

/** A list is tight where every item is one block, and lists below it. */
function renderList(list: List, marker: string, width: number): string[] {
  const tight = list.items.every((item) => item.slice(1).every((block) => block.kind === "list"));
  const lines: string[] = [];
  let number = 1;
  for (const item of list.items) {
    const bullet = list.ordered ? `${number}${marker} ` : `${marker} `;
    const body = joinBlocks(item, narrower(width, bullet.length), () => !tight);
    if (body.length === 0) continue;
    if (lines.length > 0 && !tight) lines.push("");
    const indent = " ".repeat(bullet.length);
    body.forEach((line, index) => {
      lines.push(index === 0 ? bullet + line : line === "" ? "" : indent + line);
    });
    number++;
  }
  return lines;
}

function renderTable(table: Table): string[] {
  const print = (row: readonly (readonly Run[])[]) =>
    row.map((runs) => onOneLine(printRuns(runs, true)));
  const rows = [print(table.header), ...table.rows.map(print)];
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const lines = rows.map((row) => {
    const cells = Array.from({ length: columns }, (_, column) => row[column] ?? "");
    return `|${cells.map((cell) => (cell === "" ? " " : ` ${cell} `)).join("|")}|`;
  });
  if (columns === 0) return [];
  lines.splice(1, 0, `|${" --- |".repeat(columns)}`);
  return lines;
}
