import { membersOf } from "../smithy/members.js";
import type {
  Member,
  Model,
  OperationShape,
  ServiceShape,
  Shape,
  ShapeId,
} from "../smithy/model.js";
import { nameOf } from "../smithy/shapeId.js";
import { hasTrait, traits } from "../smithy/traits.js";

/** A service, an operation, or a shape with members, as a box with a line for each of its parts. */
export interface Box {
  readonly id: ShapeId;
  readonly kind: "service" | "operation" | "structure" | "union" | "error";
  readonly name: string;
  readonly rows: readonly Row[];
}

/** A line of a box: a member, an operation's input or output, or an error. */
export interface Row {
  readonly name: string;
  /** What the member holds; empty where the name says all. */
  readonly type: string;
  readonly isError: boolean;
  /** The boxes that it leads to. */
  readonly targets: readonly ShapeId[];
}

/** From a box, or one of its rows, to another. */
export interface Arrow {
  readonly from: ShapeId;
  /** The index of the row; absent where it is the box as a whole. */
  readonly row?: number | undefined;
  readonly to: ShapeId;
  /** It leads back, in the end, to where it comes from. */
  readonly isRecursive: boolean;
}

/** What is drawn of a model. */
export interface ClosureGraph {
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Of so many boxes and arrows a picture can be read, and laid out in seconds. */
export const MOST_BOXES = 300;
export const MOST_ARROWS = 900;

/** More members than that are counted, and not named. */
const MOST_ROWS = 14;

/**
 * The closure of a service and some of its operations. Lists, maps and simple types are told within
 * the members that hold them; an error is a line of its operations, and has a box of its own only where
 * it leads to other shapes.
 *
 * @param slice - a model cut to the operations
 */
export function closureGraph(
  slice: Model,
  service: ServiceShape,
  operations: readonly OperationShape[],
): ClosureGraph {
  const boxes = new Map<ShapeId, Box>();
  const waiting: ShapeId[] = [];
  const add = (box: Box): void => {
    boxes.set(box.id, box);
    for (const { targets } of box.rows) for (const target of targets) waiting.push(target);
  };
  add({
    id: service.id,
    kind: "service",
    name: nameOf(service.id),
    rows: few(service.errors.map((id) => errorRow(slice, id))),
  });
  for (const operation of operations) {
    const { id, input, output, errors } = operation;
    const rows = [
      ...(input === UNIT ? [] : [messageRow("input", input)]),
      ...(output === UNIT ? [] : [messageRow("output", output)]),
      ...errors.map((each) => errorRow(slice, each)),
    ];
    add({ id, kind: "operation", name: nameOf(id), rows: few(rows) });
  }
  // It grows meanwhile.
  for (const id of waiting) {
    const shape = slice.shapes.get(id);
    if (!shape || boxes.has(id)) continue;
    const rows = Array.from(membersOf(shape), (member) => memberRow(slice, member));
    add({ id, kind: kindOf(shape), name: nameOf(id), rows: few(rows) });
  }
  const drawn = [...boxes.values()];
  return { title: nameOf(service.id), boxes: drawn, arrows: arrowsOf(drawn, service, operations) };
}

const UNIT = "smithy.api#Unit";

function kindOf(shape: Shape): Box["kind"] {
  if (hasTrait(shape, traits.error)) return "error";
  return shape.type === "union" ? "union" : "structure";
}

const messageRow = (name: string, target: ShapeId): Row => ({
  name,
  type: nameOf(target),
  isError: false,
  targets: [target],
});

function errorRow(model: Model, id: ShapeId): Row {
  const shape = model.shapes.get(id);
  const members = shape ? Array.from(membersOf(shape)) : [];
  const leads = members.some((member) => memberRow(model, member).targets.length > 0);
  return { name: nameOf(id), type: "", isError: true, targets: leads ? [id] : [] };
}

function memberRow(model: Model, member: Member): Row {
  const { text, target } = typeOf(model, member.target);
  const mark = hasTrait(member, traits.required) ? "" : "?";
  return {
    name: `${member.name}${mark}`,
    type: text,
    isError: false,
    targets: target === undefined ? [] : [target],
  };
}

/** How a member's type is told, and the box that it leads to. */
function typeOf(
  model: Model,
  of: ShapeId,
): { readonly text: string; readonly target?: ShapeId | undefined } {
  const around: ("list" | "map")[] = [];
  const passed = new Set<ShapeId>();
  let id = of;
  let shape = model.shapes.get(id);
  // A list of itself is in no valid model.
  while ((shape?.type === "list" || shape?.type === "map") && !passed.has(id)) {
    passed.add(id);
    around.push(shape.type);
    id = shape.type === "list" ? shape.member.target : shape.value.target;
    shape = model.shapes.get(id);
  }
  const isBox = (shape?.type === "structure" || shape?.type === "union") && id !== UNIT;
  const inner = around.length > DEEPEST ? "…" : nameOfType(id, shape);
  const text = around
    .slice(0, DEEPEST)
    .reduceRight((within, kind) => (kind === "list" ? listOf(within) : `map of ${within}`), inner);
  return { text, target: isBox ? id : undefined };
}

/** Lists and maps within each other are told to that depth. */
const DEEPEST = 6;

const listOf = (item: string): string => (item.startsWith("map of ") ? `(${item})[]` : `${item}[]`);

/** Simple types as Smithy calls them, others by their name. */
function nameOfType(id: ShapeId, shape: Shape | undefined): string {
  if (id === UNIT) return "unit";
  return shape && !NAMED.has(shape.type) ? shape.type : nameOf(id);
}

const NAMED: ReadonlySet<Shape["type"]> = new Set([
  "structure",
  "union",
  "enum",
  "intEnum",
  "list",
  "map",
]);

/** The first rows, and one for all others. */
function few(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= MOST_ROWS) return rows;
  const others = rows.slice(MOST_ROWS - 1);
  const more: Row = {
    name: `… ${others.length} more`,
    type: "",
    isError: others.every(({ isError }) => isError),
    targets: [...new Set(others.flatMap(({ targets }) => targets))],
  };
  return [...rows.slice(0, MOST_ROWS - 1), more];
}

function arrowsOf(
  boxes: readonly Box[],
  service: ServiceShape,
  operations: readonly OperationShape[],
): readonly Arrow[] {
  const component = componentsOf(
    new Map(boxes.map(({ id, rows }) => [id, rows.flatMap(({ targets }) => targets)])),
  );
  const fromRows = boxes.flatMap(({ id: from, rows }) =>
    rows.flatMap(({ targets }, row) =>
      targets.map((to): Arrow => {
        return { from, row, to, isRecursive: component.get(from) === component.get(to) };
      }),
    ),
  );
  const toOperations = operations.map((operation): Arrow => {
    return { from: service.id, to: operation.id, isRecursive: false };
  });
  return [...toOperations, ...fromRows];
}

/**
 * Of each node a number that those have in common which lead to each other (Tarjan's strongly
 * connected components), without recursion, for which a model may be too deep.
 */
function componentsOf(
  targets: ReadonlyMap<ShapeId, readonly ShapeId[]>,
): ReadonlyMap<ShapeId, number> {
  const component = new Map<ShapeId, number>();
  const index = new Map<ShapeId, number>();
  const low = new Map<ShapeId, number>();
  const open: ShapeId[] = [];
  const visit = (id: ShapeId): { readonly id: ShapeId; next: number } => {
    index.set(id, index.size);
    low.set(id, index.size - 1);
    open.push(id);
    return { id, next: 0 };
  };
  for (const root of targets.keys()) {
    if (index.has(root)) continue;
    const path = [visit(root)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = targets.get(top.id)?.[top.next++];
      if (target !== undefined) {
        if (!index.has(target)) path.push(visit(target));
        else if (!component.has(target)) lower(low, top.id, index.get(target));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above) lower(low, above.id, low.get(top.id));
      if (low.get(top.id) !== index.get(top.id)) continue;
      const first = open.lastIndexOf(top.id);
      for (const id of open.splice(first)) component.set(id, index.get(top.id) as number);
    }
  }
  return component;
}

function lower(low: Map<ShapeId, number>, id: ShapeId, value = Infinity): void {
  if (value < (low.get(id) ?? Infinity)) low.set(id, value);
}
