import type { Bump, Change, Comparison } from "../versioning/change.js";

/** What is compared: how to call both sides. */
export interface Subject {
  readonly service: string;
  readonly older: string;
  readonly newer: string;
  /** What has to be known of the comparison itself, in sentences. */
  readonly notes: readonly string[];
}

/** Why the bump is what it is, in a sentence. */
export function verdict({ bump, changes }: Comparison): string {
  const own = changes.filter((change) => change.bump === bump);
  return sentences[bump](
    own.length,
    own.some(({ widens }) => widens),
  );
}

const sentences: Readonly<Record<Bump, (count: number, widens: boolean) => string>> = {
  major: (count) => `${plural(count, "change")} may break code that compiles today.`,
  minor: (count, widens) =>
    `${plural(count, "addition")}; code that compiles today still does` +
    `${widens ? ", but for checks that no error, or no member of a union, is left over" : ""}.`,
  patch: () => "nothing is different in types or names.",
  none: () => "nothing is different.",
};

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** How far the changes go, in a sentence; empty where no operation is touched. */
export function affected(changes: readonly Change[]): string {
  const operations = new Set(changes.flatMap((change) => change.operations));
  return operations.size === 0 ? "" : `Touches ${plural(operations.size, "operation")}.`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
