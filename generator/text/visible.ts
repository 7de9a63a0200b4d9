/**
 * What a reader does not see as what it is: controls (C0, C1, DEL, line ends), what turns the
 * direction of text, other formatting characters without a width, lone surrogates, noncharacters.
 * The two joiners are left, which scripts and emoji need.
 */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** A text that anyone may have written, on one line, its unseen characters as JSON's escapes. */
export function visible(text: string): string {
  return text.replace(unseen, escaped);
}

/**
 * A text for a terminal or the log of a CI: as {@link visible}, but that lines stay lines. None of
 * them is a command of the CI's own, such as GitHub's `::add-mask::` or Azure's `##vso[…]`.
 */
export function terminalText(text: string): string {
  return text
    .replace(unseen, (character) => (character === "\n" ? "\n" : escaped(character)))
    .replace(/^(\s*):(?=:)/gm, "$1\\u003a")
    .replace(/#(?=#\w*\[)/g, "\\u0023");
}

/** A value as JSON that shows every character of its texts; those who parse it get the same value. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(unseen, (character) =>
    character === "\n" ? "\n" : escaped(character),
  );
}

/** As JSON writes it, by UTF-16 units. */
function escaped(character: string): string {
  const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
  if (short !== undefined) return short;
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
