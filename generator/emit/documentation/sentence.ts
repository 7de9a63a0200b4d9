import type { Run } from "./blocks.js";
import { textRun } from "./blocks.js";

const ends = /[.!?]["'”’)\]*_]*(?=\s|$)/g;
// What a full stop ends without ending the sentence: single capitals (U.S.) and abbreviations.
const abbreviated = /(?:^|[\s(])(?:e\.g|i\.e|vs|cf|no|approx|fig|inc|corp)$|(?:^|[\s(.])\p{Lu}$/iu;

/**
 * The places where a sentence may end in a text, each the index after its last character. `next` is
 * the character that follows the text; empty where nothing does.
 */
export function* sentenceEnds(text: string, next: string): Generator<number> {
  for (const match of text.matchAll(ends)) {
    const end = match.index + match[0].length;
    const following = /\S/.exec(text.slice(end, end + 80))?.[0] ?? next;
    if (following === "" || /\p{Ll}/u.test(following)) continue;
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    if (match[0].startsWith(".") && abbreviated.test(before)) continue;
    yield end;
  }
}

/** Splits a paragraph after its first sentence; the second part is empty where it has just one. */
export function splitFirstSentence(
  runs: readonly Run[],
): [first: readonly Run[], rest: readonly Run[]] {
  for (const [index, run] of runs.entries()) {
    if (run.kind !== "text" || run.style.code) continue;
    const { text, style } = run;
    const styled = style.strong || style.emphasis || style.link !== undefined;
    for (const end of sentenceEnds(text, nextCharacter(runs, index + 1))) {
      const tail = text.slice(end);
      // Inside of markup a sentence is not told apart, lest the markup be torn.
      if (styled && tail.trim() !== "") continue;
      if (tail === "" && !startsApart(runs[index + 1])) continue;
      const after = runs.slice(index + 1);
      const rest = tail === "" ? after : [textRun(tail, style), ...after];
      return [[...runs.slice(0, index), textRun(text.slice(0, end), style)], rest];
    }
  }
  return [runs, []];
}

/** The first character other than whitespace that is printed from `start` on. */
function nextCharacter(runs: readonly Run[], start: number): string {
  for (let index = start; index < runs.length; index++) {
    const run = runs[index];
    if (run === undefined || run.kind === "break") continue;
    if (run.kind === "reference" || run.style.code) return "`";
    const text = run.text.trim();
    if (text !== "") return text.charAt(0);
  }
  return "";
}

function startsApart(run: Run | undefined): boolean {
  return run?.kind === "break" || (run?.kind === "text" && run.text.startsWith(" "));
}
