import { visible } from "./visible.js";

// What begins or ends markup wherever it stands, entities, and what GitHub makes links and mentions of.
const markup = /[\\`*_[\]<>~|@]|&(?=#?\w+;)|:(?=\/\/)|(?<=www)\./gi;
const lineStart = /^(?:[-+#=](?!\w)|#|\d+(?=[.)]))/;

/** A text that anyone may have written, within a paragraph of Markdown: text, on one line. */
export function markdownText(text: string): string {
  return visible(text.replace(/\s+/g, " ").trim())
    .replace(markup, "\\$&")
    .replace(lineStart, (marker) => (/\d/.test(marker) ? `${marker}\\` : `\\${marker}`));
}

/**
 * A name or value as code, in Markdown and in the sentences of reports. No markup counts in code, so
 * that its own end is all that it must not hold.
 */
export function quoted(text: string): string {
  return `\`${visible(text).replaceAll("`", "'")}\``;
}
