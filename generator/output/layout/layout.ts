import type { Source } from "./forms.js";
import { putInOrder } from "./placeholders.js";
import { recognize } from "./statements.js";

/** `$0;`: what stands for a statement. No other line is like it, since none but a name begins a line. */
const PLACEHOLDER = /^\$(\d+);$/gm;

/** A text with what was laid out replaced by `$0;`, `$1;` …, and what stands for these. */
export interface LaidOut {
  readonly rest: string;
  readonly done: readonly string[];
}

/**
 * Lays out the statements of a module that have a known form, as Prettier would, which would take half
 * of a run's time for them. Those of any other form are left to it.
 */
export function layOut(text: string): LaidOut {
  const source = sourceOf(text);
  const { lines } = source;
  const rest: string[] = [];
  const done: string[] = [];
  let held: string[] = [];
  const flush = (): void => {
    if (held.length === 0) return;
    const isApart = held.at(-1) === "";
    rest.push(`$${done.length};`);
    if (isApart) rest.push("");
    done.push((isApart ? held.slice(0, -1) : held).join("\n"));
    held = [];
  };
  for (let at = 0; at < lines.length;) {
    const form = recognize(source, at);
    if (form) {
      for (const line of form.lines) held.push(line);
      at += form.taken;
    } else if (lines[at] === "" && held.length > 0) {
      if (held.at(-1) !== "") held.push("");
      at++;
    } else {
      flush();
      // What is within it is no statement.
      do rest.push(lines[at++]!);
      while (at < lines.length && isWithin(lines[at]!));
    }
  }
  flush();
  return { rest: rest.join("\n"), done };
}

/**
 * Puts what was laid out where it belongs in the rest, once that is formatted; `undefined` where what
 * stands for it is not there once, in order.
 */
export function putBack(formatted: string, { done }: LaidOut): string | undefined {
  return putInOrder(formatted, PLACEHOLDER, done);
}

/** Whether nothing is left to format: every statement was laid out. */
export const isDone = ({ rest }: LaidOut): boolean =>
  rest.split("\n").every((line) => line === "" || line.startsWith("//") || /^\$\d+;$/.test(line));

/** Whether a line continues a statement. A blank one does: what follows tells. */
const isWithin = (line: string): boolean => line === "" || /^[\s})\]]/.test(line);

function sourceOf(text: string): Source {
  const lines = text.split("\n");
  let start = 0;
  const starts = lines.map((line) => {
    const here = start;
    start += line.length + 1;
    return here;
  });
  return { text, lines, starts };
}
