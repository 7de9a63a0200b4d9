// Models that are as costly as their size allows: what stands in the way of a client is refused, and
// told; the rest is generated. `npm run scale` measures each.

type Shapes = Readonly<Record<string, unknown>>;

const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const ref = (name: string) => ({ target: `a#${name}` });
const string = { target: "smithy.api#String" };
const mixin = { "smithy.api#mixin": {} };

const of = <T>(count: number, make: (index: number) => readonly [name: string, value: T]) =>
  Object.fromEntries(range(count).map(make));
const structure = (members: Shapes, rest: object = {}) => ({
  type: "structure",
  members,
  ...rest,
});

/** A service with operations, each with an input and an output of its own name. */
function modelOf(
  shapes: Shapes,
  operations: readonly string[] = ["Op"],
  traits: object = {},
): string {
  const named = {
    S: {
      type: "service",
      version: "1",
      operations: operations.map(ref),
      traits: {
        "aws.api#service": { sdkId: "S" },
        "aws.protocols#awsJson1_1": {},
        ...traits,
      },
    },
    ...Object.fromEntries(
      operations.map((name) => [
        name,
        { type: "operation", input: ref(`${name}In`), output: ref(`${name}Out`) },
      ]),
    ),
    ...Object.fromEntries(
      operations.flatMap((name) =>
        ["In", "Out"].map((end) => [`${name}${end}`, structure({ a: string })]),
      ),
    ),
    ...shapes,
  };
  return JSON.stringify({
    smithy: "2.0",
    shapes: Object.fromEntries(Object.entries(named).map(([name, shape]) => [`a#${name}`, shape])),
  });
}

/** Structures in a ring, of which each leads to all. */
const ring = (size: number) =>
  of(size, (index) => [
    `R${index}`,
    structure({ a: ref(`R${(index + 1) % size}`), b: ref(`R${(index + 7) % size}`) }),
  ]);

const chain = (length: number) =>
  of(length, (index) => [
    `M${index}`,
    structure(
      { [`m${index}`]: string },
      { traits: mixin, ...(index > 0 && { mixins: [ref(`M${index - 1}`)] }) },
    ),
  ]);

/** Each a model's text, by what is costly in it. */
export const worstCases = {
  operations: () =>
    modelOf(
      {},
      range(4000).map((index) => `Op${index}`),
    ),
  enum: () =>
    modelOf({
      OpIn: structure({ a: ref("E") }),
      OpOut: structure({ a: ref("E") }),
      E: {
        type: "enum",
        members: of(30_000, (index) => [
          `V${index}`,
          { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": `v${index}` } },
        ]),
      },
    }),
  structure: () => modelOf({ OpOut: structure(of(50_000, (index) => [`m${index}`, string])) }),
  depth: () =>
    modelOf({
      OpIn: structure({ a: ref("D0") }),
      ...of(15_000, (index) => [
        `D${index}`,
        structure(index < 14_999 ? { a: ref(`D${index + 1}`) } : { a: string }),
      ]),
    }),
  mistakes: () =>
    modelOf({
      Word: { type: "string", traits: { "smithy.api#length": { max: 1 } } },
      OpOut: structure(
        of(150_000, (index) => [
          `m${index}`,
          { ...ref("Word"), traits: { "smithy.api#default": "long" } },
        ]),
      ),
    }),
  pattern: () =>
    modelOf({
      Word: { type: "string", traits: { "smithy.api#pattern": "^(a+)+$" } },
      OpIn: structure(
        of(20_000, (index) => [
          `m${index}`,
          { ...ref("Word"), traits: { "smithy.api#default": `${"a".repeat(100)}!` } },
        ]),
      ),
    }),
  selector: () =>
    modelOf({
      ...ring(3000),
      OpIn: structure({ a: ref("R0") }, { traits: { "a#t": {} } }),
      t: structure(
        {},
        { traits: { "smithy.api#trait": { selector: "* ~> * ~> * ~> structure" } } },
      ),
    }),
  "mixin chain": () =>
    modelOf({ ...chain(20_000), OpIn: structure({}, { mixins: [ref("M19999")] }) }),
  "mixins of mixins": () =>
    modelOf({
      ...of(100, (index) => [
        `M${index}`,
        structure(
          of(50, (member) => [`m${index}_${member}`, string]),
          { traits: mixin },
        ),
      ]),
      ...of(100, (index) => [
        `S${index}`,
        structure({}, { mixins: range(100).map((one) => ref(`M${one}`)) }),
      ]),
      OpIn: structure(of(100, (index) => [`s${index}`, ref(`S${index}`)])),
    }),
  rules: () =>
    modelOf({}, ["Op"], {
      "smithy.rules#endpointRuleSet": {
        version: "1.0",
        parameters: { A: { type: "string" } },
        rules: [
          ...range(3900).map((index) => ({
            type: "endpoint",
            conditions: [
              { fn: "isSet", argv: [{ ref: "A" }] },
              { fn: "stringEquals", argv: [{ ref: "A" }, `a${index}`] },
            ],
            endpoint: { url: `https://e${index % 2}.example` },
          })),
          { type: "endpoint", conditions: [], endpoint: { url: "https://e.example" } },
        ],
      },
    }),
  diagram: () => modelOf({}, ["Op"], { "smithy.rules#endpointBdd": diagram(200, 9) }),
  documentation: () =>
    modelOf({
      OpIn: structure({
        a: { ...string, traits: { "smithy.api#documentation": "<ul><li>a `b` ".repeat(20_000) } },
        b: { ...string, traits: { "smithy.api#documentation": "`a ``b ".repeat(20_000) } },
        c: { ...string, traits: { "smithy.api#documentation": "<a<b <!-- [a](b ".repeat(20_000) } },
      }),
    }),
} satisfies Readonly<Record<string, () => string>>;

/** A diagram each layer of which asks for another parameter, and leads everywhere in the next. */
function diagram(layers: number, width: number): object {
  const placeAt = (layer: number, at: number) =>
    layer === layers ? 100_000_001 + (at % width) : 2 + layer * width + (at % width);
  const nodes = [
    [-1, 1, -1],
    ...range(layers).flatMap((layer) =>
      range(width).map((at) => [layer, placeAt(layer + 1, at + 1), placeAt(layer + 1, at * 2 + 3)]),
    ),
  ];
  const bytes = Buffer.alloc(nodes.length * 12);
  nodes.flat().forEach((value, index) => bytes.writeInt32BE(value, index * 4));
  return {
    version: "1.1",
    parameters: of(layers, (index) => [`P${index}`, { type: "string" }]),
    conditions: range(layers).map((index) => ({ fn: "isSet", argv: [{ ref: `P${index}` }] })),
    results: range(width).map((index) => ({
      type: "endpoint",
      conditions: [],
      endpoint: { url: `https://r${index}.example` },
    })),
    root: 2,
    nodeCount: nodes.length,
    nodes: bytes.toString("base64"),
  };
}

/** A model as often as asked for, in one service: all of its shapes, each time under other names. */
export function multiplied(text: string, times: number): string {
  interface Shape {
    readonly type: string;
    readonly operations?: readonly unknown[];
    readonly traits?: Record<string, unknown>;
  }
  const { shapes, ...rest } = JSON.parse(text) as {
    readonly shapes: Readonly<Record<string, Shape>>;
  };
  const [id, service] = Object.entries(shapes).find(([, { type }]) => type === "service") ?? [];
  if (id === undefined || !service) throw new Error("The model has no service.");
  const namespace = id.slice(0, id.indexOf("#"));
  const own = JSON.stringify(shapes);
  const all: Record<string, Shape> = {};
  const operations: unknown[] = [];
  for (const index of range(times)) {
    const copy = JSON.parse(
      own.replaceAll(new RegExp(`"${namespace}#(\\w+)`, "g"), (name) => `${name}C${index}`),
    ) as Record<string, Shape>;
    for (const [name, shape] of Object.entries(copy)) {
      // Of waiters, names alone tell.
      if (index > 0) delete shape.traits?.["smithy.waiters#waitable"];
      if (shape.type !== "service") all[name] = shape;
      else for (const operation of shape.operations ?? []) operations.push(operation);
    }
  }
  return JSON.stringify({ ...rest, shapes: { ...all, [id]: { ...service, operations } } });
}
