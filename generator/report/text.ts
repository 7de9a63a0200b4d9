import { visible } from "../text/visible.js";
import type { Comparison } from "../versioning/change.js";
import { summarize } from "../versioning/summary.js";
import { affected, verdict, type Subject } from "./subject.js";

/** A comparison for people at a terminal. */
export function renderText(subject: Subject, comparison: Comparison): string {
  const head = `${comparison.bump}: ${verdict(comparison)} ${affected(comparison.changes)}`.trim();
  const sides = `\n${visible(subject.older)} → ${visible(subject.newer)}\n`;
  const sections = summarize(comparison.changes).map(
    ({ title, lines }) => `\n${title}\n${lines.map((line) => `  - ${line}\n`).join("")}`,
  );
  const notes = subject.notes.map((note) => `${note}\n`).join("");
  return (head + sides + notes + sections.join("")).replaceAll("`", "");
}
