import { digits } from "./table.js";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** Drawn as a whisker. */
  readonly spread?: { readonly low: number; readonly high: number };
}

const WIDTH = 720;
const LABELS = 190;
const NUMBERS = 60;
const ROW = 28;
const TOP = 40;

// Greys and hues that are as far from white as from GitHub's black: a picture is not told which.
const INK = "#7a828b";
const OWN = "#2f9e6e";
const OTHER = "#8a94a6";

/** Horizontal bars from zero, the shorter the better; Tinsmith's stand out. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ value, spread }) => Math.max(value, spread?.high ?? 0)));
  const x = (value: number): string =>
    (LABELS + (value / most) * (WIDTH - LABELS - NUMBERS)).toFixed(1);
  const rows = bars.map(({ label, value, spread }, index) => {
    const top = TOP + index * ROW;
    const middle = top + ROW / 2;
    const baseline = middle + 4.5;
    const fill = label.startsWith("@tinsmith/") ? OWN : OTHER;
    const end = x(Math.max(value, spread?.high ?? 0));
    return [
      `<text x="${LABELS - 10}" y="${baseline}" text-anchor="end">${escape(label)}</text>`,
      `<rect x="${LABELS}" y="${top + 5}" width="${(Number(x(value)) - LABELS).toFixed(1)}" height="${ROW - 10}" rx="2" fill="${fill}"/>`,
      ...(spread
        ? [
            `<path d="M${x(spread.low)} ${middle}H${x(spread.high)}" stroke="${INK}" stroke-width="2"/>`,
          ]
        : []),
      `<text x="${(Number(end) + 8).toFixed(1)}" y="${baseline}">${digits(value)}</text>`,
    ].join("\n");
  });
  const height = TOP + bars.length * ROW + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}" font-family="system-ui, sans-serif" font-size="13" fill="${INK}">
<text x="${LABELS}" y="22" font-size="14" font-weight="600">${escape(title)}</text>
${rows.join("\n")}
</svg>
`;
}

/** Text as XML has it; names are in backquotes where Markdown shows code. */
const escape = (text: string): string =>
  text.replace(/`/g, "").replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
