import type { Change } from "./change.js";
import { summarize } from "./summary.js";

const TITLE = "# Changelog";

/** What a version's entry says. Without a date: the same input gives the same text. */
export function changelogEntry(version: string, changes: readonly Change[]): string {
  const sections = summarize(changes).map(
    ({ title, lines }) => `### ${title}\n\n${lines.map((line) => `- ${line}`).join("\n")}`,
  );
  const body = sections.length === 0 ? ["Nothing is different for callers."] : sections;
  return [`## ${version}`, ...body].join("\n\n");
}

/** A changelog with an entry on top of those that it has, which stay as they are. */
export function withEntry(changelog: string, entry: string): string {
  const rest = changelog.startsWith(TITLE) ? changelog.slice(TITLE.length) : `\n\n${changelog}`;
  const after = rest.trim() === "" ? "\n" : `\n\n${rest.trimStart()}`;
  return `${TITLE}\n\n${entry}${after}`;
}
