import { bumps, type Change } from "./change.js";
import { summarize, type Section } from "./summary.js";

const TITLE = "# Changelog";

/** What a version's entry says. Without a date: the same input gives the same text. */
export function changelogEntry(version: string, changes: readonly Change[]): string {
  const sections = summarizeAll(changes).map(
    ({ title, lines }) => `### ${title}\n\n${lines.map((line) => `- ${line}`).join("\n")}`,
  );
  const body = sections.length === 0 ? ["Nothing is different for callers."] : sections;
  return [`## ${version}`, ...body].join("\n\n");
}

/** As {@link summarize}, and where there are several services, each line names its own. */
export function summarizeAll(changes: readonly Change[]): readonly Section[] {
  const services = [...new Set(changes.map(({ service }) => service))];
  const sections = services.flatMap((service) =>
    summarize(changes.filter((change) => change.service === service)).map((section) => ({
      ...section,
      lines: section.lines.map((line) =>
        service === undefined ? line : `\`${service}\`: ${line}`,
      ),
    })),
  );
  return [...new Set(sections.map(({ title }) => title))]
    .map((title) => sections.filter((section) => section.title === title))
    .flatMap(([first, ...more]) =>
      first ? [{ ...first, lines: [first, ...more].flatMap(({ lines }) => lines) }] : [],
    )
    .sort((a, b) => bumps.indexOf(b.bump) - bumps.indexOf(a.bump));
}

/** A changelog with an entry on top of those that it has, which stay as they are. */
export function withEntry(changelog: string, entry: string): string {
  const rest = changelog.startsWith(TITLE) ? changelog.slice(TITLE.length) : `\n\n${changelog}`;
  const after = rest.trim() === "" ? "\n" : `\n\n${rest.trimStart()}`;
  return `${TITLE}\n\n${entry}${after}`;
}
