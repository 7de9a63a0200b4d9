import { isNoisy, type Comparison, type Figure } from "../stats.js";

/** A table in Markdown, its first column to the left, the others to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map(line).join("\n");
}

/** Three digits, which is what medians of a shared machine are good for. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value >= 100 || value === 1) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A median, with a `~` where its spread is too wide to lean on. */
export function median(figure: Figure | undefined): string {
  return figure ? `${isNoisy(figure) ? "~" : ""}${digits(figure.median)}` : "–";
}

/** A median and its quartiles. */
export function spread(figure: Figure): string {
  return `${median(figure)} (${digits(figure.low)} to ${digits(figure.high)})`;
}

/** The cells of a comparison: the figure, and its ratios. */
export function comparison(figure: Comparison): readonly string[] {
  return [spread(figure), median(figure.toSdk), median(figure.toRaw)];
}
