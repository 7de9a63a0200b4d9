import type { Block, List, Run } from "./blocks.js";
import { textRun } from "./blocks.js";

/** A block, or a part of one that has meaning only beside others. */
export type Part = Block | Item | Term | Definition | Row | Cell;

interface Item {
  readonly kind: "item";
  readonly blocks: readonly Block[];
}
interface Term {
  readonly kind: "term";
  readonly blocks: readonly Block[];
}
interface Definition {
  readonly kind: "definition";
  readonly blocks: readonly Block[];
}
interface Cell {
  readonly kind: "cell";
  readonly header: boolean;
  readonly blocks: readonly Block[];
}
interface Row {
  readonly kind: "row";
  readonly cells: readonly Cell[];
}

/** Gathers parts that follow each other into the list or table that they make up. */
export function gather(parts: readonly Part[]): Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < parts.length;) {
    const part = parts[index] as Part;
    let end = index + 1;
    switch (part.kind) {
      case "item":
        while (parts[end]?.kind === "item") end++;
        blocks.push(listOf(parts.slice(index, end), false));
        break;
      case "term":
      case "definition":
        while (parts[end]?.kind === "term" || parts[end]?.kind === "definition") end++;
        blocks.push(termsOf(parts.slice(index, end)));
        break;
      case "row":
        while (parts[end]?.kind === "row") end++;
        blocks.push(tableOf(parts.slice(index, end).filter((row) => row.kind === "row")));
        break;
      case "cell":
        append(blocks, part.blocks);
        break;
      default:
        blocks.push(part);
    }
    index = end;
  }
  return blocks;
}

/** Adds items to an array, of which `push(...items)` could not take too many. */
export function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}

/** Makes a list of what stands in it, items or not. */
export function listOf(parts: readonly Part[], ordered: boolean): List {
  const items: Block[][] = [];
  for (const part of parts) {
    const last = items.at(-1);
    if (part.kind === "item") items.push([...part.blocks]);
    // A list directly in a list is meant to belong to the item before it.
    else if (part.kind === "list" && last !== undefined) last.push(part);
    else items.push(gather([part]));
  }
  return { kind: "list", ordered, items };
}

/** Makes a row of what stands in it, cells or not. */
export function rowOf(parts: readonly Part[]): Row {
  const cells = parts.map((part): Cell =>
    part.kind === "cell" ? part : { kind: "cell", header: false, blocks: gather([part]) },
  );
  return { kind: "row", cells };
}

/** Markdown has no definition lists: each term with its definitions becomes an item. */
function termsOf(parts: readonly Part[]): List {
  const items: (readonly Block[])[] = [];
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (part?.kind === "definition") items.push(part.blocks);
    if (part?.kind !== "term") continue;
    // What is no text in a term goes before its definition.
    const textEnd = part.blocks.findIndex((block) => !isText(block));
    const term = part.blocks.slice(0, textEnd < 0 ? part.blocks.length : textEnd);
    const definitions = part.blocks.slice(term.length);
    for (let next = parts[index + 1]; next?.kind === "definition"; next = parts[index + 1]) {
      append(definitions, next.blocks);
      index++;
    }
    items.push(withTerm(textOf(term), definitions));
  }
  return { kind: "list", ordered: false, items };
}

/** A table whose cells hold more than a line each becomes a list of its rows. */
function tableOf(rows: readonly Row[]): Block {
  const [head, ...rest] = rows;
  const headed = head?.cells.every((cell) => cell.header && cell.blocks.every(isText)) ?? false;
  const header = headed && head !== undefined ? head.cells.map((cell) => textOf(cell.blocks)) : [];
  const body = headed ? rest : rows;
  const simple = body.every((row) =>
    row.cells.every((cell) => cell.blocks.length <= 1 && cell.blocks.every(isText)),
  );
  if (simple) {
    const cells = body.map((row) => row.cells.map((cell) => textOf(cell.blocks)));
    return { kind: "table", header, rows: cells };
  }
  const named = headed && body.every((row) => row.cells.length >= header.length);
  const items = (named ? body : rows).map((row) =>
    row.cells.flatMap((cell, column) => withTerm(named ? (header[column] ?? []) : [], cell.blocks)),
  );
  return { kind: "list", ordered: false, items };
}

/** Puts a bold term and a colon before what it means. */
export function withTerm(term: readonly Run[], blocks: readonly Block[]): readonly Block[] {
  if (term.length === 0) return blocks;
  const runs = term.map((run): Run =>
    run.kind === "text" ? textRun(run.text, { ...run.style, strong: true }) : run,
  );
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return [{ kind: "paragraph", runs }, ...blocks];
  const last = term.at(-1);
  const separator = last?.kind === "text" && /[:.?!] ?$/.test(last.text) ? " " : ": ";
  return [{ kind: "paragraph", runs: [...runs, textRun(separator), ...first.runs] }, ...rest];
}

function isText(block: Block): boolean {
  return block.kind === "paragraph" || block.kind === "heading";
}

/** The runs of every paragraph and heading, one after the other. */
function textOf(blocks: readonly Block[]): readonly Run[] {
  const all: Run[] = [];
  for (const block of blocks) {
    if (block.kind !== "paragraph" && block.kind !== "heading") continue;
    if (all.length > 0) all.push(textRun(" "));
    append(all, block.runs);
  }
  return all;
}
