import { describe, expect, it } from "vitest";
import { closureGraph, type Box, type ClosureGraph } from "../../../generator/graph/closure.js";
import { layOut, type Drawing, type PlacedBox } from "../../../generator/graph/layout.js";
import { svgOf } from "../../../generator/graph/svg.js";
import { loadModel } from "../../../generator/smithy/load.js";
import { selectOperations, selectService } from "../../../generator/smithy/select.js";
import { sliceModel } from "../../../generator/smithy/slice.js";

const structure = (members: Readonly<Record<string, string>>, traits: object = {}) => ({
  type: "structure",
  members: Object.fromEntries(
    Object.entries(members).map(([name, target]) => {
      const isRequired = name.endsWith("!");
      const own = isRequired ? { traits: { "smithy.api#required": {} } } : {};
      return [name.replace("!", ""), { target: idOf(target), ...own }];
    }),
  ),
  traits,
});
const idOf = (name: string): string => (name.includes("#") ? name : `ns#${name}`);
const STRING = "smithy.api#String";
const error = { "smithy.api#error": "client" };

/** A graph of a service with one operation, `Buy`, and these shapes. */
function graphOf(
  shapes: Readonly<Record<string, object>>,
  errors: readonly string[] = [],
): ClosureGraph {
  const file = {
    file: "model.json",
    text: JSON.stringify({
      smithy: "2.0",
      shapes: {
        "ns#Shop": { type: "service", version: "1", operations: [{ target: "ns#Buy" }] },
        "ns#Buy": {
          type: "operation",
          input: { target: "ns#Input" },
          output: { target: "ns#Output" },
          errors: errors.map((name) => ({ target: idOf(name) })),
        },
        "ns#Input": structure({}),
        "ns#Output": structure({}),
        ...Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [idOf(name), shape])),
      },
    }),
  };
  const { model, diagnostics } = loadModel([file]);
  if (!model) throw new Error(JSON.stringify(diagnostics));
  const { service } = selectService(model);
  if (!service) throw new Error("There is a service.");
  const { operations } = selectOperations(model, service);
  return closureGraph(sliceModel(model, service, operations), service, operations);
}

const box = ({ boxes }: ClosureGraph, name: string): Box | undefined =>
  boxes.find((each) => each.name === name);
const told = (graph: ClosureGraph, name: string): readonly string[] | undefined =>
  box(graph, name)?.rows.map((row) => `${row.name} ${row.type}`.trim());
const arrowsIn = ({ arrows }: ClosureGraph): readonly string[] =>
  arrows.map(
    ({ from, row, to, isRecursive }) =>
      `${from.slice(3)}${row === undefined ? "" : `.${row}`} ${isRecursive ? "~>" : "->"} ${to.slice(3)}`,
  );

describe("the graph of a closure", () => {
  it("has a box for the service, operations, structures and unions", () => {
    const graph = graphOf({
      Input: structure({ "what!": "Ware", note: STRING }),
      Ware: { ...structure({ book: STRING, box: "Box" }), type: "union" },
      Box: structure({}),
    });
    expect(graph.boxes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "service Shop",
      "operation Buy",
      "structure Input",
      "structure Output",
      "union Ware",
      "structure Box",
    ]);
    expect(told(graph, "Buy")).toEqual(["input Input", "output Output"]);
    expect(told(graph, "Input")).toEqual(["what Ware", "note? string"]);
    expect(arrowsIn(graph)).toEqual([
      "Shop -> Buy",
      "Buy.0 -> Input",
      "Buy.1 -> Output",
      "Input.0 -> Ware",
      "Ware.1 -> Box",
    ]);
  });

  it("tells lists, maps, enums and simple types within members", () => {
    const graph = graphOf({
      Input: structure({ a: "Boxes", b: "BoxMap", c: "Maps", d: "Size", e: "Count" }),
      Box: structure({}),
      Boxes: { type: "list", member: { target: "ns#Box" } },
      BoxMap: { type: "map", key: { target: STRING }, value: { target: "ns#Boxes" } },
      Maps: { type: "list", member: { target: "ns#BoxMap" } },
      Size: { type: "enum", members: { S: { target: "smithy.api#Unit" } } },
      Count: { type: "integer" },
    });
    expect(told(graph, "Input")).toEqual([
      "a? Box[]",
      "b? map of Box[]",
      "c? (map of Box[])[]",
      "d? Size",
      "e? integer",
    ]);
    expect(arrowsIn(graph).filter((arrow) => arrow.endsWith("Box"))).toEqual([
      "Input.0 -> Box",
      "Input.1 -> Box",
      "Input.2 -> Box",
    ]);
  });

  it("tells lists within lists to some depth, and where they lead", () => {
    const depth = 12_000;
    const lists = Array.from({ length: depth }, (_, index) => [
      `L${index}`,
      { type: "list", member: { target: idOf(index + 1 < depth ? `L${index + 1}` : "Box") } },
    ]);
    const graph = graphOf({
      Input: structure({ deep: "L0", shallow: `L${depth - 2}` }),
      Box: structure({}),
      ...(Object.fromEntries(lists) as Record<string, object>),
    });
    expect(told(graph, "Input")).toEqual(["deep? …[][][][][][]", "shallow? Box[][]"]);
    expect(arrowsIn(graph)).toContain("Input.0 -> Box");
  });

  it("has errors as lines of operations, and boxes of those that lead on", () => {
    const graph = graphOf(
      {
        Gone: structure({ message: STRING }, error),
        Refused: structure({ reasons: "Reasons" }, error),
        Reasons: { type: "list", member: { target: "ns#Reason" } },
        Reason: structure({ code: STRING }),
      },
      ["Gone", "Refused"],
    );
    expect(told(graph, "Buy")).toEqual(["input Input", "output Output", "Gone", "Refused"]);
    expect(box(graph, "Gone")).toBeUndefined();
    expect(box(graph, "Refused")?.kind).toBe("error");
    expect(arrowsIn(graph).slice(3)).toEqual(["Buy.3 -> Refused", "Refused.0 -> Reason"]);
  });

  it("tells recursion, of a shape itself and by way of others", () => {
    const graph = graphOf({
      Input: structure({ filter: "Filter" }),
      Filter: structure({ all: "Filters", not: "Negation", value: "Value" }),
      Filters: { type: "list", member: { target: "ns#Filter" } },
      Negation: structure({ of: "Filter" }),
      Value: structure({}),
    });
    expect(arrowsIn(graph).slice(3)).toEqual([
      "Input.0 -> Filter",
      "Filter.0 ~> Filter",
      "Filter.1 ~> Negation",
      "Filter.2 -> Value",
      "Negation.0 ~> Filter",
    ]);
  });

  it("names some of many members, and leads on from the rest", () => {
    const members = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`m${index}`, index < 30 ? STRING : "Box"]),
    );
    const graph = graphOf({ Input: structure(members), Box: structure({}) });
    expect(told(graph, "Input")).toHaveLength(14);
    expect(told(graph, "Input")?.at(-1)).toBe("… 27 more");
    expect(arrowsIn(graph)).toContain("Input.13 -> Box");
  });

  it("takes a chain that is deeper than the stack", () => {
    const shapes = Object.fromEntries(
      Array.from({ length: 12_000 }, (_, index) => [
        index === 0 ? "Input" : `S${index}`,
        structure({ next: `S${(index + 1) % 12_000 || 1}` }),
      ]),
    );
    const { arrows } = graphOf(shapes);
    expect(arrows.filter(({ isRecursive }) => isRecursive)).toHaveLength(11_999);
  });
});

/** Structures and unions that refer to each other in many ways, back as well. */
const tangled = graphOf(
  {
    Input: structure({ a: "A", b: "B", c: "C", long: "D" }),
    Output: structure({ a: "A", d: "D" }),
    A: structure({ b: "B", self: "A", text: STRING }),
    B: structure({ c: "C", veryLongNameOfAMemberThatIsCutSomewhere: "A", d: "D" }),
    C: { ...structure({ d: "D", e: "E" }), type: "union" },
    D: structure({ e: "E" }),
    E: structure({ back: "B", text: STRING }),
    Failed: structure({ e: "E" }, error),
  },
  ["Failed"],
);

describe("the layout of a graph", () => {
  const drawing: Drawing = layOut(tangled);
  const within = ({ x, y, width, height }: PlacedBox, atX: number, atY: number): boolean =>
    atX > x && atX < x + width && atY > y && atY < y + height;

  it("has no box on another, and all of them in the picture", () => {
    for (const [index, a] of drawing.boxes.entries()) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThan(drawing.width);
      expect(a.y + a.height).toBeLessThan(drawing.height);
      for (const b of drawing.boxes.slice(index + 1)) {
        const isApart =
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y;
        expect({ a: a.name, b: b.name, isApart }).toMatchObject({ isApart: true });
      }
    }
  });

  it("leads arrows past the boxes between their ends", () => {
    for (const { from, to, points } of drawing.arrows) {
      if (from === to) continue;
      expect(points.length % 2).toBe(0);
      for (let index = 0; index < points.length; index += 2) {
        const [start, end] = [points[index], points[index + 1]];
        if (!start || !end) throw new Error("Points are in pairs.");
        expect(end.y).toBe(start.y);
        const middle = (start.x + end.x) / 2;
        const crossed = drawing.boxes.filter((each) => within(each, middle, start.y));
        expect(crossed.map(({ name }) => name)).toEqual([]);
      }
    }
  });

  it("has each arrow begin at its row, and end at the other box's head", () => {
    const boxes = new Map(drawing.boxes.map((each) => [each.id, each]));
    for (const { from, to, points } of drawing.arrows) {
      const [source, target] = [boxes.get(from), boxes.get(to)];
      const [first, last] = [points[0], points.at(-1)];
      if (!source || !target || !first || !last) throw new Error("An arrow is between boxes.");
      expect([source.x, source.x + source.width]).toContain(first.x);
      expect(first.y).toBeGreaterThan(source.y);
      expect(first.y).toBeLessThan(source.y + source.height);
      expect([target.x, target.x + target.width]).toContain(last.x);
      expect(last.y - target.y).toBe(14);
    }
  });

  it("is the same each time", () => {
    expect(svgOf(layOut(tangled))).toBe(svgOf(drawing));
  });
});

describe("the picture of a graph", () => {
  const svg = svgOf(layOut(tangled));

  it("has the text of each row, and tells light from dark", () => {
    expect(svg).toContain(">Failed</text>");
    expect(svg).toContain(">text?</text>");
    expect(svg).toContain("@media (prefers-color-scheme: dark)");
    expect(svg.match(/class="arrow recursive"/g)).toHaveLength(
      tangled.arrows.filter(({ isRecursive }) => isRecursive).length,
    );
  });

  it("cuts names that are too long, and has them whole for those who point at a box", () => {
    const name = "N".repeat(60);
    const drawn = svgOf(layOut(graphOf({ Input: structure({ n: name }), [name]: structure({}) })));
    expect(drawn).toContain(`>${"N".repeat(43)}…</text>`);
    expect(drawn).toContain(`<title>structure ns#${name}</title>`);
  });

  it("has nothing of a model but as text", () => {
    const hostile: Box = {
      id: "ns#<script>",
      kind: "structure",
      name: `"><script>alert(1)</script>&amp;\u001b[31m\u202e`,
      rows: [{ name: "</text><a>", type: "]]>", isError: false, targets: [] }],
    };
    const drawn = svgOf(layOut({ title: "</title><script>", boxes: [hostile], arrows: [] }));
    expect(drawn).not.toMatch(/<script|<a>|&amp;|\]\]>|\u202e/);
    expect(drawn).not.toContain("\u001b");
  });
});
