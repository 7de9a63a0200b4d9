/** A module's text, and its lines. */
export interface Source {
  readonly text: string;
  readonly lines: readonly string[];
  /** Where each line begins in the text. */
  readonly starts: readonly number[];
}

/** Lines of a statement as they shall be, and how many of the source's they stand for. */
export interface Form {
  readonly lines: readonly string[];
  readonly taken: number;
}

/** The form of the statement that begins at a line, its comment not included. */
export type Recognize = (source: Source, at: number) => Form | undefined;

/** `/** … *\/`, of one or several lines, whose indentation is to be another. */
export function docComment(lines: readonly string[], at: number, indent: string): Form | undefined {
  const first = lines[at]?.trim();
  if (!first?.startsWith("/**")) return undefined;
  const found = [`${indent}${first}`];
  let taken = 1;
  if (!first.endsWith("*/")) {
    for (let isOpen = true; isOpen; taken++) {
      const line = lines[at + taken]?.trim();
      if (!line?.startsWith("*")) return undefined;
      found.push(`${indent} ${line}`);
      isOpen = !line.endsWith("*/");
    }
  }
  return found.some((line) => line.slice(0, -2).includes("*/"))
    ? undefined
    : { lines: found, taken };
}

/**
 * Members, each with its comment, up to the line that ends them.
 *
 * @param read - prints one, of which it is given the line, indented as the comments are
 */
export function block(
  lines: readonly string[],
  at: number,
  end: string,
  indent: string,
  read: (line: string) => readonly string[] | undefined,
): Form | undefined {
  const found: string[] = [];
  let taken = 0;
  for (;;) {
    const line = lines[at + taken];
    if (line === undefined) return undefined;
    if (line === end) return { lines: found, taken: taken + 1 };
    const comment = docComment(lines, at + taken, indent);
    if (comment) {
      for (const one of comment.lines) found.push(one);
      taken += comment.taken;
    }
    const of = lines[at + taken] ?? "";
    const printed = /^ {4}\S/.test(of) ? read(of.slice(4)) : undefined;
    if (!printed) return undefined;
    for (const one of printed) found.push(one);
    taken++;
  }
}
