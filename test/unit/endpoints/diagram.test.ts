import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileDiagram, parseDiagram } from "../../../generator/endpoints/compile.js";
import type { Json } from "../../../generator/smithy/model.js";
import { endpointResolver, endpointSource } from "../../support/endpointModule.js";
import { typeErrors } from "../../support/typeErrors.js";

type Node = readonly [condition: number, high: number, low: number];

const terminal: Node = [-1, 1, -1];
const result = (index: number) => 100_000_001 + index;

function encode(nodes: readonly Node[]): string {
  const bytes = Buffer.alloc(nodes.length * 12);
  nodes.flat().forEach((value, index) => bytes.writeInt32BE(value, index * 4));
  return bytes.toString("base64");
}

const ref = (name: string): Json => ({ ref: name });
const isSet = (name: string): Json => ({ fn: "isSet", argv: [ref(name)] });
const endpoint = (url: string): Json => ({ type: "endpoint", conditions: [], endpoint: { url } });
const error = (text: string): Json => ({ type: "error", conditions: [], error: text });

const parameters: Json = {
  Region: { type: "string" },
  Fips: { type: "boolean", required: true, default: false },
};

/** A diagram that asks for the region, and then for FIPS. */
const diagram = {
  version: "1.1",
  parameters,
  conditions: [isSet("Region"), { fn: "booleanEquals", argv: [ref("Fips"), true] }] as Json[],
  results: [endpoint("https://fips.{Region}"), endpoint("https://{Region}"), error("no region")],
  root: 2,
  nodeCount: 3,
  nodes: encode([terminal, [0, 3, result(2)], [1, result(0), result(1)]]),
} as const;

const [, ...rest] = diagram.results;

const withNodes = (...nodes: Node[]): Json => ({
  ...diagram,
  nodeCount: nodes.length + 1,
  nodes: encode([terminal, ...nodes]),
});

const at = (value: Json) => {
  const place = { source: { file: "m.json", pointer: "/t" } };
  const { program, diagnostics } = compileDiagram(value, place);
  expect(program === undefined, "a program just where there are no diagnostics").toBe(
    diagnostics.length > 0,
  );
  return diagnostics.map(({ code, message, source }) => `${code} ${source?.pointer} ${message}`);
};

describe("compileDiagram", () => {
  it("does as the nodes say", async () => {
    const { program } = compileDiagram(diagram);
    if (!program) throw new Error("The diagram does not compile.");
    const run = await endpointResolver(program);
    expect(run({})).toEqual({ error: "no region" });
    expect(run({ Region: "r" })).toEqual({ endpoint: { url: "https://r" } });
    expect(run({ Region: "r", Fips: true })).toEqual({ endpoint: { url: "https://fips.r" } });
  });

  it.each<[string, number]>([
    ["the terminal", 1],
    ["the other terminal", -1],
    ["the reference of no match", 100_000_000],
  ])("has no endpoint where %s is", async (_, root) => {
    const { program } = compileDiagram({ ...diagram, root });
    if (!program) throw new Error("The diagram does not compile.");
    const run = await endpointResolver(program);
    expect(run({ Region: "r" })).toEqual({ error: "No endpoint rule matches the parameters" });
  });

  it.each<[string, Json, string]>([
    ["no object", [], "RuleSet.Invalid /t "],
    ["version 1.0", { ...diagram, version: "1.0" }, "RuleSet.Unsupported /t/version"],
    ["no conditions", { ...diagram, conditions: {} }, "RuleSet.Invalid /t/conditions"],
    ["no results", { ...diagram, results: "" }, "RuleSet.Invalid /t/results"],
    ["no base64", { ...diagram, nodes: "AA?=" }, "RuleSet.Invalid /t/nodes .*expected base64"],
    [
      "too few bytes",
      { ...diagram, nodeCount: 4 },
      "RuleSet.Invalid /t/nodes .*48 bytes.*found 36",
    ],
    ["a fraction of a node", { ...diagram, nodeCount: 2.5 }, "RuleSet.Invalid /t/nodeCount"],
    ["no nodes", { ...diagram, nodeCount: 0, nodes: "" }, "RuleSet.Invalid /t/nodes .*first node"],
    [
      "another first node",
      { ...diagram, nodeCount: 1, nodes: encode([[0, 1, 1]]) },
      "RuleSet.Invalid /t/nodes .*first node",
    ],
    ["a complemented root", { ...diagram, root: -2 }, "RuleSet.Invalid /t/root .*complemented"],
    ["a root beyond the nodes", { ...diagram, root: 9 }, "RuleSet.Invalid /t/root .*reference 9"],
    ["a root that is 0", { ...diagram, root: 0 }, "RuleSet.Invalid /t/root .*reference 0"],
    ["the reference 0", withNodes([0, 0, 1]), "RuleSet.Invalid /t/nodes .*node 1.*reference 0"],
    ["a reference beyond", withNodes([0, 4, 1]), "RuleSet.Invalid /t/nodes .*reference 4"],
    ["a result beyond", withNodes([0, result(3), 1]), "RuleSet.Invalid /t/nodes .*no result 3"],
    ["a condition beyond", withNodes([2, 1, 1]), "RuleSet.Invalid /t/nodes .*no condition 2"],
    ["a negative condition", withNodes([-1, 1, 1]), "RuleSet.Invalid /t/nodes .*no condition -1"],
    ["a cycle", withNodes([0, 3, 1], [1, 1, 2]), "RuleSet.Invalid /t/nodes .*back to itself"],
    ["a node that leads to itself", withNodes([0, 2, 1]), "RuleSet.Invalid /t/nodes .*itself"],
    [
      "an unknown function",
      { ...diagram, conditions: [{ fn: "nope", argv: [] }, isSet("Fips")] },
      "RuleSet.UnknownFunction /t/conditions/0/fn",
    ],
    [
      "a result that needs what may be unset",
      withNodes([1, result(1), result(2)]),
      "RuleSet.TypeMismatch /t/results/1/endpoint/url",
    ],
    [
      "a condition that needs what may be unset",
      {
        ...diagram,
        conditions: [{ fn: "stringEquals", argv: [ref("Region"), "x"] }, isSet("Region")],
      },
      "RuleSet.TypeMismatch /t/conditions/0/argv/0",
    ],
    [
      "two conditions that assign the same name",
      {
        ...diagram,
        conditions: [
          { fn: "parseURL", argv: ["x"], assign: "url" },
          { fn: "parseURL", argv: ["y"], assign: "url" },
        ],
      },
      "RuleSet.DuplicateName /t/conditions/1/assign",
    ],
    [
      "a result with conditions",
      {
        ...diagram,
        results: [{ type: "error", error: "x", conditions: [isSet("Region")] }, ...rest],
      },
      "RuleSet.Invalid /t/results/0/conditions",
    ],
    [
      "a result that is a tree",
      { ...diagram, results: [{ type: "tree", conditions: [], rules: [] }, ...rest] },
      "RuleSet.Invalid /t/results/0/type",
    ],
  ])("rejects %s", (_, value, expected) => {
    expect(at(value)[0]).toMatch(new RegExp(`^${expected}`));
  });

  it("says once what is wrong with a condition that several nodes ask", () => {
    const conditions = [isSet("Region"), { fn: "nope", argv: [] }];
    const value = withNodes([0, 3, 4], [1, result(0), 1], [1, 1, 1]);
    expect(at({ ...(value as object), conditions })).toHaveLength(1);
  });

  it("takes a diagram that is deep, or long", () => {
    const conditions = Array.from({ length: 3000 }, () => isSet("Region"));
    for (const deep of [true, false]) {
      const nodes = conditions.map((_, index): Node => {
        const next = index === conditions.length - 1 ? 1 : index + 3;
        return deep ? [index, next, result(2)] : [index, result(1), next];
      });
      const value = { ...(withNodes(...nodes) as object), conditions };
      expect(at(value)).toEqual([]);
    }
  });
});

describe("a decision diagram", () => {
  const names = ["A", "B", "C", "D", "E"];
  const flags = Object.fromEntries(
    names.map((name) => [name, { type: "boolean", required: true, default: false }]),
  );
  const urls = ["https://a", "https://b", "https://c"];
  /** Nodes that lead to later ones, to results or nowhere, some by complemented references. */
  const diagrams = fc.integer({ min: 1, max: 24 }).chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, index) => {
        const later = count - index - 1;
        const reference = fc.oneof(
          fc.constantFrom(1, -1, ...urls.map((_, each) => result(each))),
          ...(later > 0
            ? [
                fc
                  .tuple(fc.integer({ min: index + 3, max: count + 1 }), fc.boolean())
                  .map(([node, complemented]) => (complemented ? -node : node)),
              ]
            : []),
        );
        return fc.tuple(fc.nat({ max: names.length - 1 }), reference, reference);
      }),
    ),
  );

  /** What the specification's algorithm comes to. */
  function walk(nodes: readonly Node[], given: Readonly<Record<string, boolean>>): string {
    let reference = 2;
    while (Math.abs(reference) > 1 && reference < 100_000_000) {
      const [condition, high, low] = nodes[Math.abs(reference) - 1] as Node;
      const holds = given[names[condition] ?? ""] === true;
      reference = holds === reference > 0 ? high : low;
    }
    return urls[reference - 100_000_001] ?? "none";
  }

  it("compiles to what its nodes say, whatever they share", async () => {
    const sources = new Map<string, string>();
    const property = fc.asyncProperty(diagrams, async (drawn) => {
      const nodes = [terminal, ...(drawn as readonly Node[])];
      const value: Json = {
        version: "1.1",
        parameters: flags,
        conditions: names.map((name) => ({ fn: "booleanEquals", argv: [ref(name), true] })),
        results: urls.map(endpoint),
        root: 2,
        nodeCount: nodes.length,
        nodes: encode(nodes),
      };
      for (const compile of [compileDiagram, parseDiagram]) {
        const { program, diagnostics } = compile(value);
        expect(diagnostics).toEqual([]);
        if (!program) throw new Error("A diagram without diagnostics has a program.");
        const run = await endpointResolver(program);
        for (let bits = 0; bits < 2 ** names.length; bits++) {
          const given = Object.fromEntries(
            names.map((name, index) => [name, (bits & (1 << index)) !== 0]),
          );
          const outcome = run(given);
          const url = "endpoint" in outcome ? outcome.endpoint.url : "none";
          expect(url).toBe(walk(nodes, given));
        }
        if (compile === compileDiagram) sources.set(`${sources.size}.ts`, endpointSource(program));
      }
    });
    await fc.assert(property, { numRuns: 60, seed: 11 });
    expect(typeErrors(sources)).toEqual([]);
  });
});

describe("row 70: a diagram of many layers", () => {
  const layered = (layers: number, width: number): Json => {
    const indexes = Array.from({ length: layers }, (_, index) => index);
    const placeAt = (layer: number, at: number) =>
      layer === layers ? result(at % width) : 2 + layer * width + (at % width);
    return {
      version: "1.1",
      parameters: Object.fromEntries(indexes.map((index) => [`P${index}`, { type: "string" }])),
      conditions: indexes.map((index) => isSet(`P${index}`)),
      results: Array.from({ length: width }, (_, index) => endpoint(`https://r${index}.example`)),
      root: 2,
      nodeCount: 1 + layers * width,
      nodes: encode([
        terminal,
        ...indexes.flatMap((layer) =>
          Array.from({ length: width }, (_, at): Node => [
            layer,
            placeAt(layer + 1, at + 1),
            placeAt(layer + 1, at * 2 + 3),
          ]),
        ),
      ]),
    };
  };

  it("is code of no more than its places times its parameters", () => {
    const { program } = compileDiagram(layered(30, 9));
    if (!program) throw new Error("The diagram does not compile.");
    expect(endpointSource(program).length).toBeLessThan(30 * 9 * 30 * 20);
  });

  it("is refused where it is larger than is told", () => {
    expect(at(layered(200, 9))).toEqual([
      expect.stringMatching(
        /^RuleSet.Unsupported \/t\/nodes .*expected a diagram of at most 100000 places times variables, found \d+$/,
      ),
    ]);
  });
});
