import { xmlText } from "../text/xml.js";
import type { Row } from "./closure.js";
import {
  cut,
  rowMiddle,
  type Drawing,
  type PlacedArrow,
  type PlacedBox,
  type Point,
} from "./layout.js";

type Palette = Readonly<
  Record<
    "paper" | "box" | "line" | "ink" | "pale" | "arrow" | "recursive" | PlacedBox["kind"],
    string
  >
>;

const LIGHT: Palette = {
  paper: "#ffffff",
  box: "#f7f8fa",
  line: "#c4cad1",
  ink: "#1f2328",
  pale: "#59636e",
  arrow: "#8b949e",
  recursive: "#b35900",
  service: "#6639ba",
  operation: "#0a66c2",
  structure: "#424a53",
  union: "#8a5a00",
  error: "#c0262d",
};

const DARK: Palette = {
  paper: "#0d1117",
  box: "#161b22",
  line: "#3d444d",
  ink: "#e6edf3",
  pale: "#9198a1",
  arrow: "#6e7681",
  recursive: "#f0a04b",
  service: "#b78cf5",
  operation: "#6cb0ff",
  structure: "#b1bac4",
  union: "#dba642",
  error: "#ff7b72",
};

const KINDS = ["service", "operation", "structure", "union", "error"] as const;

/** Colours for all that has a class; not by CSS's variables, which some programs do not know. */
function coloursOf(palette: Palette): string {
  return [
    `.paper { fill: ${palette.paper} }`,
    `.box { fill: ${palette.box}; stroke: ${palette.line} }`,
    `text { fill: ${palette.ink} }`,
    `.type { fill: ${palette.pale} }`,
    `.bad { fill: ${palette.error} }`,
    `.arrow { stroke: ${palette.arrow} }`,
    `.tip { fill: ${palette.arrow} }`,
    `.arrow.recursive { stroke: ${palette.recursive} }`,
    `.tip.recursive { fill: ${palette.recursive} }`,
    ...KINDS.map((kind) => `.${kind} .bar, .${kind} .head { fill: ${palette[kind]} }`),
  ].join("\n");
}

/** Light or dark, as the reader's system is. */
const STYLE = `text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace }
.head { font-weight: 700; font-size: 13px }
.type { text-anchor: end }
.arrow { fill: none; stroke-width: 1.2 }
.arrow.recursive { stroke-dasharray: 5 3 }
${coloursOf(LIGHT)}
@media (prefers-color-scheme: dark) {
${coloursOf(DARK)}
}`;

/** A drawing as an SVG that stands on its own. */
export function svgOf({ title, width, height, boxes, arrows }: Drawing): string {
  const name = xmlText(`The closure of ${title}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${name}">
<title>${name}</title>
<style>
${STYLE}
</style>
<rect class="paper" width="100%" height="100%"/>
${arrows.map(arrowOf).join("\n")}
${boxes.map(boxOf).join("\n")}
</svg>
`;
}

function boxOf({ id, kind, name, rows, x, y, width, height }: PlacedBox): string {
  return `<g class="${kind}" transform="translate(${x} ${y})"><title>${xmlText(`${kind} ${id}`)}</title>
<rect class="box" width="${width}" height="${height}" rx="5"/>
<rect class="bar" width="4" height="${height}" rx="2"/>
<text class="head" x="12" y="${rowMiddle(undefined) + 4.5}">${xmlText(cut(name))}</text>
${rows.map((row, index) => rowOf(row, index, width)).join("\n")}
</g>`;
}

function rowOf({ name, type, isError }: Row, index: number, width: number): string {
  const y = rowMiddle(index) + 4;
  const told =
    type === "" ? "" : `<text class="type" x="${width - 12}" y="${y}">${xmlText(cut(type))}</text>`;
  return `<text${isError ? ' class="bad"' : ""} x="12" y="${y}">${xmlText(cut(name))}</text>${told}`;
}

function arrowOf({ from, to, isRecursive, points }: PlacedArrow): string {
  const recursive = isRecursive ? " recursive" : "";
  const start = points[0];
  const last = points.at(-1);
  if (!start || !last) throw new Error("An arrow has a start and an end.");
  const isLoop = from === to;
  const direction = last.x > start.x && !isLoop ? 1 : -1;
  // The line ends within the tip.
  const end = { x: last.x - 6 * direction, y: last.y };
  const reaching = points.map((point) => (isSame(point, last) ? end : point));
  const out = start.x + LOOP;
  const way = isLoop
    ? `C${out} ${start.y} ${out} ${end.y} ${end.x} ${end.y}`
    : stepsThrough(reaching);
  return `<path class="arrow${recursive}" d="M${start.x} ${start.y}${way}"/>${tip(last, direction, recursive)}`;
}

/** How far it is to the side that a loop's curve bends. */
const LOOP = 26;

const isSame = (a: Point, b: Point): boolean => a.x === b.x && a.y === b.y;

/** Level, then through a space between columns, and so on. */
function stepsThrough(points: readonly Point[]): string {
  let path = "";
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1] as Point;
    const to = points[index] as Point;
    if (index % 2 === 1) {
      if (from.x !== to.x) path += `H${to.x}`;
      continue;
    }
    const middle = Math.round((from.x + to.x) / 2);
    path += `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
  }
  return path;
}

/** An arrow's tip: a marker for all would not have the colour of each. */
function tip({ x, y }: Point, direction: 1 | -1, recursive: string): string {
  const back = x - 7 * direction;
  return `<polygon class="tip${recursive}" points="${x},${y} ${back},${y - 3.5} ${back},${y + 3.5}"/>`;
}
