import type { Json, JsonObject, Member, Model, Shape, ShapeId, Traits } from "../smithy/model.js";
import { getTrait, traits } from "../smithy/traits.js";
import type {
  Constraints,
  Documentation,
  ExampleIr,
  LongType,
  TimestampFormat,
  TypeIr,
} from "./ir.js";

/** The shape that stands for no value at all. */
export const unit = "smithy.api#Unit";

/** The shape with this ID, which an assembled model has. */
export function shapeOf(model: Model, id: ShapeId): Shape {
  const shape = model.shapes.get(id);
  if (!shape) throw new Error(`The model was not validated: it has no shape ${id}.`);
  return shape;
}

/**
 * The ID that a structure or union has among those of a service. An error has one of its own where
 * it is a member's value: there it is a structure like any other, and not how an operation failed.
 */
export function structureId({ id, traits }: Pick<Shape, "id" | "traits">): ShapeId {
  return traits.has("smithy.api#error") ? `${id}$` : id;
}

/** The type of what a member targets, with what the member says of it. */
export function typeOf(model: Model, member: Member, long: LongType): TypeIr {
  const target = shapeOf(model, member.target);
  if (target.id === unit) return { kind: "unit" };
  const constraints = constraintsOf(target.traits, member.traits);
  switch (target.type) {
    case "string":
    case "blob":
      return {
        kind: target.type,
        mediaType: getTrait(target, traits.mediaType),
        stream: target.traits.has("smithy.api#streaming")
          ? { needsLength: target.traits.has("smithy.api#requiresLength") }
          : undefined,
        constraints,
      };
    case "byte":
    case "short":
    case "integer":
      return { kind: "integer", bits: integerBits[target.type], constraints };
    case "float":
    case "double":
      return { kind: "float", constraints };
    case "long":
      return { kind: "long", as: long, constraints };
    case "bigInteger":
    case "bigDecimal":
      return { kind: target.type, constraints };
    case "boolean":
    case "document":
      return { kind: target.type };
    case "timestamp":
      return { kind: "timestamp", format: timestampFormat(target.traits, member.traits) };
    case "enum":
    case "intEnum":
      return { kind: target.type, shape: target.id };
    case "structure":
      return { kind: "structure", shape: structureId(target) };
    case "union":
      return {
        kind: "union",
        shape: structureId(target),
        stream: target.traits.has("smithy.api#streaming"),
      };
    case "list":
      return {
        kind: "list",
        item: typeOf(model, target.member, long),
        itemWire: target.member.traits,
        sparse: target.traits.has("smithy.api#sparse"),
        constraints,
      };
    case "map":
      return {
        kind: "map",
        key: typeOf(model, target.key, long),
        value: typeOf(model, target.value, long),
        keyWire: target.key.traits,
        valueWire: target.value.traits,
        sparse: target.traits.has("smithy.api#sparse"),
        secretKeys: [target, shapeOf(model, target.key.target)].some(({ traits }) =>
          traits.has("smithy.api#sensitive"),
        ),
        constraints,
      };
    default:
      throw new Error(`The model was not validated: ${member.id} targets a ${target.type}.`);
  }
}

const integerBits = { byte: 8, short: 16, integer: 32 } as const;

function timestampFormat(...sources: readonly Traits[]): TimestampFormat | undefined {
  return nearest(sources, "smithy.api#timestampFormat") as TimestampFormat | undefined;
}

/** A trait's value on the member, or else on what it targets. */
function nearest(sources: readonly Traits[], trait: ShapeId): Json | undefined {
  return sources.reduce<Json | undefined>((found, traits) => traits.get(trait) ?? found, undefined);
}

function constraintsOf(...sources: readonly Traits[]): Constraints {
  const length = nearest(sources, "smithy.api#length") as Constraints["length"];
  const range = nearest(sources, "smithy.api#range") as Constraints["range"];
  const pattern = nearest(sources, "smithy.api#pattern") as string | undefined;
  const unique = nearest(sources, "smithy.api#uniqueItems") === undefined ? undefined : true;
  return { length, range, pattern, unique };
}

/**
 * What the traits of a shape or member say for its documentation.
 *
 * @param modelName - its name in the model, where generated code has another
 */
export function documentationOf(traits: Traits, modelName?: string): Documentation {
  const deprecated = traits.get("smithy.api#deprecated") as JsonObject | undefined;
  const recommended = traits.get("smithy.api#recommended") as JsonObject | undefined;
  return {
    html: traits.get("smithy.api#documentation") as string | undefined,
    deprecated: deprecated && {
      message: deprecated["message"] as string | undefined,
      since: deprecated["since"] as string | undefined,
    },
    internal: traits.has("smithy.api#internal") ? true : undefined,
    since: traits.get("smithy.api#since") as string | undefined,
    recommended: recommended && ((recommended["reason"] as string | undefined) ?? true),
    modelName,
  };
}

/** The calls of an operation that the model shows (https://smithy.io/2.0/spec/documentation-traits.html#examples-trait). */
export function examplesOf(traits: Traits): readonly ExampleIr[] {
  const examples = (traits.get("smithy.api#examples") ?? []) as readonly JsonObject[];
  return examples.map(({ title, documentation, input, output, error }) => {
    const { shapeId, content } = (error ?? {}) as JsonObject;
    return {
      title: title as string,
      documentation: documentation as string | undefined,
      input: input ?? {},
      output,
      error:
        shapeId === undefined ? undefined : { shape: shapeId as ShapeId, content: content ?? {} },
    };
  });
}
