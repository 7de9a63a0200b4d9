import { xmlText } from "../text/xml.js";

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is told at the bar's end. */
  readonly text: string;
  /** How much of the value is common to all bars, and drawn paler. */
  readonly base?: number | undefined;
  /** Drawn to stand out. */
  readonly isOwn?: boolean | undefined;
  /** Drawn as a whisker. */
  readonly spread?: { readonly low: number; readonly high: number } | undefined;
}

const WIDTH = 720;
const NARROWEST_LABELS = 190;
const WIDEST_LABELS = 400;
/** Of a letter, on average. */
const LETTER = 7.2;
const NUMBERS = 60;
const ROW = 28;
const TOP = 40;

// Greys and hues that are as far from white as from GitHub's black: a picture is not told which.
const INK = "#7a828b";
const OWN = "#2f9e6e";
const OTHER = "#8a94a6";

/** Horizontal bars from zero, the shorter the better, as an SVG. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = bars.reduce((max, { value, spread }) => Math.max(max, value, spread?.high ?? 0), 0);
  const letters = bars.reduce((max, { label }) => Math.max(max, label.length), 0);
  const labels = Math.round(
    Math.min(Math.max(letters * LETTER + 14, NARROWEST_LABELS), WIDEST_LABELS),
  );
  const width = WIDTH - NARROWEST_LABELS + labels;
  const x = (value: number): number =>
    labels + (value / most) * (WIDTH - NARROWEST_LABELS - NUMBERS);
  const rows = bars.map(({ label, value, text, base, isOwn, spread }, index) => {
    const top = TOP + index * ROW;
    const middle = top + ROW / 2;
    const baseline = middle + 4.5;
    const fill = isOwn ? OWN : OTHER;
    const end = x(Math.max(value, spread?.high ?? 0));
    const rect = (from: number, to: number, attributes: string): string =>
      `<rect x="${from === labels ? labels : from.toFixed(1)}" y="${top + 5}" width="${(to - from).toFixed(1)}" height="${ROW - 10}" ${attributes}fill="${fill}"/>`;
    return [
      `<text x="${labels - 10}" y="${baseline}" text-anchor="end">${xmlText(label)}</text>`,
      ...(base === undefined
        ? [rect(labels, x(value), 'rx="2" ')]
        : [rect(labels, x(base), 'fill-opacity="0.45" '), rect(x(base), x(value), "")]),
      ...(spread
        ? [
            `<path d="M${x(spread.low).toFixed(1)} ${middle}H${x(spread.high).toFixed(1)}" stroke="${INK}" stroke-width="2"/>`,
          ]
        : []),
      `<text x="${(end + 8).toFixed(1)}" y="${baseline}">${xmlText(text)}</text>`,
    ].join("\n");
  });
  const height = TOP + bars.length * ROW + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${xmlText(title)}" font-family="system-ui, sans-serif" font-size="13" fill="${INK}">
<text x="${labels}" y="22" font-size="14" font-weight="600">${xmlText(title)}</text>
${rows.join("\n")}
</svg>
`;
}
