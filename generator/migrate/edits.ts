/** Text in the place of other text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * A text with edits made. Those at the same place come in the order that they are given in.
 *
 * @throws where two overlap, which would be a mistake of a rule
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits
    .map((edit, index) => ({ ...edit, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let done = 0;
  let result = "";
  for (const { start, end, text: replacement } of sorted) {
    if (start < done) {
      throw new Error(`two edits overlap at ${start}`);
    }
    result += text.slice(done, start) + replacement;
    done = end;
  }
  return result + text.slice(done);
}
