import type { Results } from "../results.js";
import { charts } from "./charts.js";

/** Those of the charts that tell most at a glance. */
const FILES = ["bundle.svg", "cold-start.svg"];

/** The README's picture: size and cold start beside the SDK and what is written by hand, as an SVG. */
export function picture(results: Results): string {
  const parts = charts(results).filter(({ file }) => FILES.includes(file));
  let height = 0;
  let width = 0;
  const drawn = parts.map(({ svg }) => {
    const [, partWidth = 0, partHeight = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(
      Number,
    );
    const text = `<g transform="translate(0 ${height})">\n${svg}</g>`;
    height += partHeight;
    width = Math.max(width, partWidth);
    return text;
  });
  const title = parts.map(({ title }) => title).join("; ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}">
${drawn.join("\n")}
</svg>
`;
}
