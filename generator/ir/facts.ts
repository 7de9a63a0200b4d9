import { membersOf } from "../smithy/members.js";
import type { Json, Model, ServiceShape, Shape, ShapeId, Traits } from "../smithy/model.js";
import { shapeOf } from "./types.js";

/** Kinds of what a model says beside the types that callers see. */
export const factKinds = [
  "documentation",
  "deprecation",
  "constraints",
  "endpoints",
  "authentication",
  "wire",
  "tests",
] as const;
export type FactKind = (typeof factKinds)[number];

/** What a model says of one kind, by the ID of the service, operation, structure, union or enum. */
export type Facts = Readonly<Record<FactKind, ReadonlyMap<ShapeId, Json>>>;

/**
 * What the service and each named shape of a slice say beside their types. Lists, maps and simple
 * shapes count as part of what has them, under whatever name.
 */
export function factsOf(model: Model, service: ServiceShape): Facts {
  const named = [...model.shapes.values()].filter(
    (shape) => hasName(shape) && !shape.id.startsWith("smithy.api#"),
  );
  const ofKind = (kind: FactKind) =>
    new Map(
      named.flatMap((shape): [ShapeId, Json][] => {
        const facts = shape.id === service.id ? own(shape, kind) : shapeFacts(model, shape, kind);
        return facts === undefined ? [] : [[shape.id, facts]];
      }),
    );
  return Object.fromEntries(factKinds.map((kind) => [kind, ofKind(kind)])) as unknown as Facts;
}

function hasName({ type }: Shape): boolean {
  return /^(service|operation|structure|union|enum|intEnum)$/.test(type);
}

/** Of a shape and its members; `undefined` where there is nothing to say. */
function shapeFacts(model: Model, shape: Shape, kind: FactKind): Json | undefined {
  // An error's type does not show its message.
  const isError = shape.traits.has("smithy.api#error");
  const members = [...membersOf(shape)]
    .map(({ name, target, traits }): [string, Json | undefined] => {
      const value = traitsOf(traits, kind);
      const below = targetFacts(model, shapeOf(model, target), kind);
      const isTold = value !== undefined || below !== undefined || (kind === "wire" && isError);
      return [name, isTold ? list(value, below) : undefined];
    })
    .filter(([, facts]) => facts !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const value = own(shape, kind);
  return value === undefined && members.length === 0
    ? undefined
    : list(value, members as unknown as Json);
}

function own(shape: Shape, kind: FactKind): Json | undefined {
  const value = traitsOf(shape.traits, kind);
  if (kind !== "wire" || shape.type !== "service") return value;
  return list(value, shape.version);
}

/** What a member says through a target that has no name of its own in generated code. */
function targetFacts(model: Model, target: Shape, kind: FactKind): Json | undefined {
  if (hasName(target)) return undefined;
  // Several types of numbers are one in TypeScript.
  const type = kind === "wire" && target.type !== "string" ? target.type : undefined;
  const facts = shapeFacts(model, target, kind);
  return type === undefined && facts === undefined ? undefined : list(type, facts);
}

function list(...facts: readonly (Json | undefined)[]): Json {
  return facts.map((fact) => fact ?? null);
}

function traitsOf(traits: Traits, kind: FactKind): Json | undefined {
  const filled = traits.has("smithy.api#default") || traits.has("smithy.api#idempotencyToken");
  const found = [...traits]
    .filter(([id]) => kindOf(id) === kind || (kind === "wire" && filled && id === required))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return found.length === 0 ? undefined : found;
}

const required = "smithy.api#required";

/** The kind of a trait; `undefined` for those that types show, or that no one can tell apart. */
function kindOf(trait: ShapeId): FactKind | undefined {
  const known = kinds.get(trait);
  if (known !== undefined) return known;
  if (inTypes.has(trait)) return undefined;
  if (/^smithy\.rules#|^aws\.endpoints#/.test(trait)) return "endpoints";
  if (/^aws\.auth#/.test(trait)) return "authentication";
  if (/^smithy\.(test|waiters)#/.test(trait)) return trait.includes(".test#") ? "tests" : "wire";
  return "wire";
}

const inTypes: ReadonlySet<ShapeId> = new Set([required, "smithy.api#enumValue"]);

const kinds: ReadonlyMap<ShapeId, FactKind> = new Map(
  (
    [
      [
        "documentation",
        "documentation examples externalDocumentation recommended since tags title",
      ],
      ["documentation", "internal unstable"],
      ["deprecation", "deprecated"],
      ["constraints", "length pattern range uniqueItems"],
      ["endpoints", "endpoint hostLabel"],
      ["authentication", "auth optionalAuth httpApiKeyAuth httpBasicAuth httpBearerAuth"],
      ["authentication", "httpDigestAuth"],
    ] as const
  )
    .flatMap(([kind, names]) =>
      names.split(" ").map((name): [ShapeId, FactKind] => [`smithy.api#${name}`, kind]),
    )
    .concat([["smithy.rules#endpointTests", "tests"]]),
);
