import type { ServiceIr } from "../ir/ir.js";
import type { Model, Shape, ShapeId } from "../smithy/model.js";
import { neighboursOf } from "../smithy/neighbours.js";
import { visible } from "../text/visible.js";

/** What `tinsmith inspect` tells of a service; the JSON it prints. */
export interface Description {
  readonly service: ShapeId;
  readonly title: string;
  readonly version: string;
  readonly protocols: readonly ShapeId[];
  /** Why no package can be generated of it; absent where one can. */
  readonly problems?: readonly string[];
  readonly operations: readonly {
    readonly name: string;
    readonly shape: ShapeId;
    readonly input: ShapeId | null;
    readonly output: ShapeId | null;
    readonly errors: readonly ShapeId[];
  }[];
  readonly errors: readonly {
    readonly name: string;
    readonly shape: ShapeId;
    readonly fault: "client" | "server";
  }[];
  /** Every shape that the operations lead to, and where each leads, but for the prelude's. */
  readonly closure: readonly {
    readonly shape: ShapeId;
    readonly type: Shape["type"];
    readonly targets: readonly ShapeId[];
  }[];
}

/**
 * Describes a service and the slice of a model that holds its closure.
 *
 * @param problems - why it cannot be generated
 */
export function describe(
  service: ServiceIr,
  slice: Model,
  problems: readonly string[],
): Description {
  const isOwn = (id: ShapeId): boolean => !id.startsWith("smithy.api#");
  const operations = service.operations.map(({ name, shape, input, output, errors }) => {
    return { name, shape, input: input ?? null, output: output ?? null, errors };
  });
  const closure = [...slice.shapes.values()]
    .filter(({ id }) => isOwn(id))
    .map((shape) => {
      const targets = [...new Set(neighboursOf(shape))].filter(isOwn).sort();
      return { shape: shape.id, type: shape.type, targets };
    })
    .sort((a, b) => (a.shape < b.shape ? -1 : 1));
  return {
    service: service.shape,
    title: service.title,
    version: service.version,
    protocols: service.protocols,
    ...(problems.length > 0 && { problems }),
    operations,
    errors: [...service.errors.values()].map(({ name, shape, fault }) => ({ name, shape, fault })),
    closure,
  };
}

/** A description to read. */
export function renderText(about: Description): string {
  const name = (id: ShapeId | null): string => (id === null ? "-" : id.slice(id.indexOf("#") + 1));
  const section = (title: string, items: readonly string[]): string[] => [
    "",
    `${title} (${items.length})`,
    ...items.map((item) => `  ${item}`),
  ];
  return [
    `Service    ${about.service}`,
    `Title      ${visible(about.title)}`,
    `Version    ${visible(about.version)}`,
    `Protocols  ${about.protocols.join(", ") || "none"}`,
    `Verdict    ${verdictOf(about)}`,
    ...section(
      "Operations",
      about.operations.map((o) => `${o.name}: ${name(o.input)} -> ${name(o.output)}`),
    ),
    ...section(
      "Errors",
      about.errors.map((error) => `${error.name} (${error.fault})`),
    ),
    ...section(
      "Closure",
      about.closure.map(({ type, shape }) => `${type.padEnd(10)} ${shape}`),
    ),
    "",
  ].join("\n");
}

function verdictOf({ operations, problems = [] }: Description): string {
  const [first, ...others] = problems;
  if (first === undefined) return `can be generated, with ${operations.length} operations`;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return `cannot be generated: ${visible(first)}${more}`;
}

/** The closure as a graph for Graphviz's `dot`. */
export function renderDot({ service, closure }: Description): string {
  const lines = closure.flatMap(({ shape, type, targets }) => [
    `  ${quote(shape)} [label=${quote(`${shape.slice(shape.indexOf("#") + 1)}\n${type}`)}];`,
    ...targets.map((target) => `  ${quote(shape)} -> ${quote(target)};`),
  ]);
  return [`digraph ${quote(service)} {`, ...lines, "}", ""].join("\n");
}

/** A quoted ID of the DOT language. */
function quote(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}
