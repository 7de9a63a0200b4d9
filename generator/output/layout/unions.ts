import type { Recognize } from "./forms.js";
import { fits } from "./width.js";

const ANY_TEXT = "(string & {})";

/** A name, a text, and what stands for any other text. */
const ELEMENT = `(?:[\\w$]+|"[^"'\\\\\\n]*"|\\(string & \\{\\}\\))`;
const FIRST = new RegExp(
  `^((?:export )?type [\\w$]+ =) (?:\\| )?(${ELEMENT}(?: \\| ${ELEMENT})*);?$`,
);
const FURTHER = new RegExp(`^ {4}\\| (${ELEMENT});?$`);
const ELEMENTS = new RegExp(ELEMENT, "g");

/** `type X = A | "b"`, or a line for each after the first. */
export const unionOf: Recognize = ({ lines }, at) => {
  const [, head, first = ""] = FIRST.exec(lines[at]!) ?? [];
  if (head === undefined) return undefined;
  const parts: string[] = [...(first.match(ELEMENTS) ?? [])];
  let taken = 1;
  for (let last = lines[at]!; !last.endsWith(";"); taken++) {
    last = lines[at + taken] ?? "";
    const [, part] = FURTHER.exec(last) ?? [];
    if (part === undefined) return undefined;
    parts.push(part);
  }
  // Parentheses go.
  if (parts.length === 1 && parts[0] === ANY_TEXT) return undefined;
  const line = `${head} ${parts.join(" | ")};`;
  if (fits(line)) return { lines: [line], taken };
  const joined = `  ${parts.join(" | ")};`;
  if (parts.length > 1 && fits(joined)) return { lines: [head, joined], taken };
  const broken = parts.map((part, i) => `  | ${part}${i === parts.length - 1 ? ";" : ""}`);
  return parts.length > 1 && broken.every(fits) ? { lines: [head, ...broken], taken } : undefined;
};
