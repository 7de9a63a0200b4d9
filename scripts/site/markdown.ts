/** Plain text as it shows in Markdown and in VitePress's templates: nothing of it is markup. */
export function plain(text: string): string {
  return text
    .replace(/[\\*_[\]|~`]/g, "\\$&")
    .replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/\s*\n\s*/g, " ");
}

/** Text with code in backquotes, as descriptions have it: only that is markup. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : plain(part)))
    .join("");
}

/** Code within a line, or in a cell of a table. */
export function code(text: string): string {
  const quotes = text.includes("`") ? "``" : "`";
  return `${quotes}${text.replace(/\|/g, "\\|").replace(/\n/g, " ")}${quotes}`;
}

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A block of code. */
export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
