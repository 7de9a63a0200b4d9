import { quoted } from "../text/markdown.js";
import type { Comparison } from "../versioning/change.js";
import { summarize } from "../versioning/summary.js";
import { affected, capitalized, verdict, type Subject } from "./subject.js";

// GitHub refuses the body of a pull request that is longer than 65,536 characters.
const LONGEST_SECTION = 20_000;

/** A comparison as the body of a pull request. */
export function renderMarkdown(subject: Subject, comparison: Comparison): string {
  const { bump, changes } = comparison;
  const { service } = subject;
  const head = [
    // A lock file may name it otherwise; GitHub would find mentions of people in text.
    `## ${/^\w+$/.test(service) ? service : quoted(service)}: ${bump}`,
    `**${capitalized(verdict(comparison))}** ${affected(changes)}`.trim(),
    `${quoted(subject.older)} → ${quoted(subject.newer)}`,
    ...subject.notes,
  ];
  const sections = summarize(changes).map(({ bump: of, title, lines }) => {
    const list = shortened(lines).join("\n");
    return of === "patch"
      ? `<details>\n<summary>${title}</summary>\n\n${list}\n\n</details>`
      : `### ${title}\n\n${list}`;
  });
  return `${[...head, ...sections].join("\n\n")}\n`;
}

function shortened(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 3;
    if (length > LONGEST_SECTION) return [...kept, `- … and ${lines.length - kept.length} more.`];
    kept.push(`- ${line}`);
  }
  return kept;
}
