import * as dagre from "@dagrejs/dagre";
import type { ShapeId } from "../smithy/model.js";
import type { Arrow, Box, ClosureGraph } from "./closure.js";

/** What is used of dagre, whose own types name modules as ES modules do not. */
interface Dagre {
  readonly Graph: new () => Graph;
  /** Gives the graph its size, its nodes their middles, and its edges their points. */
  readonly layout: (graph: Graph) => void;
}
interface Graph {
  readonly setGraph: (options: Readonly<Record<string, string | number>>) => void;
  readonly setDefaultEdgeLabel: (label: () => object) => void;
  readonly setNode: (id: string, size: { readonly width: number; readonly height: number }) => void;
  readonly setEdge: (from: string, to: string) => void;
  readonly graph: () => { readonly width: number; readonly height: number };
  readonly node: (id: string) => Place;
  readonly edge: (from: string, to: string) => { readonly points: readonly Point[] };
}
const { Graph, layout: arrange } = dagre as unknown as Dagre;

/** Where something is drawn, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedBox extends Box, Place {}

export interface PlacedArrow extends Arrow {
  /**
   * Where it comes through, from its start to its end: in pairs, between which it is level. From one
   * pair to the next it goes in the space between two columns of boxes. Of one that leads to its own
   * box, only its start and its end.
   */
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drawing {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
}

// Pixels.
const HEADER = 28;
const ROW = 18;
const BELOW_ROWS = 7;
const SIDE = 12;
/** Between a row's name and type. */
const BETWEEN = 18;
/** Of a character of the monospace fonts that there are, the widest. */
const CHARACTER = 7.3;
const BOLD_CHARACTER = 8;
const BETWEEN_COLUMNS = 84;
const BETWEEN_BOXES = 18;
const MARGIN = 24;

/** Texts longer than that are cut. */
const MOST_CHARACTERS = 44;

/** A text as it is drawn: its end is cut off where it is too long. */
export function cut(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

/** The middle of a row, from the top of its box; that of the header, where there is no row. */
export function rowMiddle(row: number | undefined): number {
  return row === undefined ? HEADER / 2 : HEADER + row * ROW + ROW / 2 + 2;
}

/**
 * Places boxes in columns from left to right, what leads before what is led to, so that few arrows
 * cross. The same graph is always drawn alike.
 */
export function layOut({ title, boxes, arrows }: ClosureGraph): Drawing {
  const graph = new Graph();
  graph.setGraph({
    rankdir: "LR",
    ranksep: BETWEEN_COLUMNS,
    nodesep: BETWEEN_BOXES,
    edgesep: 10,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of boxes) graph.setNode(box.id, sizeOf(box));
  // Those within a box need no way, and several from one to another have the same.
  // The last first: dagre would have them upside down.
  for (const { from, to } of [...arrows].reverse()) if (from !== to) graph.setEdge(from, to);
  arrange(graph);

  const middles = new Map(boxes.map(({ id }) => [id, graph.node(id)]));
  const columns = columnsOf([...middles.values()]);
  const placed = new Map(
    boxes.map((box): [ShapeId, PlacedBox & { readonly column: Column }] => {
      const { x, y, width, height } = middles.get(box.id) as Place;
      const column = columns.get(Math.round(x)) as Column;
      const top = Math.round(y - height / 2);
      return [box.id, { ...box, x: column.left, y: top, width, height, column }];
    }),
  );
  const ways = arrows.map((arrow): PlacedArrow => {
    const from = placed.get(arrow.from);
    const to = placed.get(arrow.to);
    if (!from || !to) throw new Error("An arrow is between boxes.");
    const start = { x: from.x + from.width, y: from.y + rowMiddle(arrow.row) };
    if (from === to) {
      return { ...arrow, points: [start, { x: start.x, y: from.y + rowMiddle(undefined) }] };
    }
    const { points } = graph.edge(arrow.from, arrow.to);
    const passed = points.slice(1, -1).flatMap(({ x, y }) => {
      const column = columns.get(Math.round(x));
      return column ? [{ column, y: Math.round(y) }] : [];
    });
    return { ...arrow, points: wayOf(from, start.y, to, passed) };
  });
  const { width, height } = graph.graph();
  return {
    title,
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: [...placed.values()],
    arrows: ways,
  };
}

function sizeOf({ name, rows }: Box): { readonly width: number; readonly height: number } {
  const widest = rows.reduce(
    (most, { name, type }) => {
      const between = type === "" ? 0 : BETWEEN;
      return Math.max(most, (cut(name).length + cut(type).length) * CHARACTER + between);
    },
    cut(name).length * BOLD_CHARACTER,
  );
  return {
    width: Math.ceil(widest) + 2 * SIDE,
    height: HEADER + (rows.length > 0 ? rows.length * ROW + BELOW_ROWS : 0),
  };
}

/** What is taken up, from left to right, by the boxes that one is below the other. */
interface Column {
  readonly left: number;
  readonly right: number;
}

/** Columns by their rounded middle. */
function columnsOf(places: readonly Place[]): ReadonlyMap<number, Column> {
  const columns = new Map<number, Column>();
  for (const { x, width } of places) {
    const middle = Math.round(x);
    const { left, right } = columns.get(middle) ?? { left: middle, right: middle };
    columns.set(middle, {
      left: Math.min(left, Math.round(x - width / 2)),
      right: Math.max(right, Math.round(x + width / 2)),
    });
  }
  return columns;
}

/** An arrow's way, level through the columns that it passes. One that leads back leaves to the left. */
function wayOf(
  from: Place & { readonly column: Column },
  start: number,
  to: Place & { readonly column: Column },
  passed: readonly { readonly column: Column; readonly y: number }[],
): readonly Point[] {
  const end = to.y + rowMiddle(undefined);
  const isForward = to.column.left > from.column.left;
  const [near, far] = isForward ? (["left", "right"] as const) : (["right", "left"] as const);
  const level = (y: number, first: number, second: number): readonly Point[] => [
    { x: first, y },
    { x: second, y },
  ];
  const edgeOf = ({ x, width }: Place, side: "left" | "right"): number =>
    side === "left" ? x : x + width;
  return [
    ...level(start, edgeOf(from, far), from.column[far]),
    ...passed.flatMap(({ column, y }) => level(y, column[near], column[far])),
    ...level(end, to.column[near], edgeOf(to, near)),
  ];
}
