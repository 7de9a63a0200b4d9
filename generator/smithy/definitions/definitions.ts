import type { Json, Member, Shape, ShapeId, Traits } from "../model.js";
import { unit } from "../prelude.js";
import { awsTraits } from "./aws.js";
import { markOf, type Definition } from "./definition.js";
import { namedShapes, otherTraits } from "./other.js";
import { preludeTraits } from "./prelude.js";
import type { Value } from "./value.js";

/**
 * The definitions of all known traits as shapes, and of the shapes that these lead to, as a model
 * that defined them would have them.
 */
export const definitions: ReadonlyMap<ShapeId, Shape> = build();

function build(): ReadonlyMap<ShapeId, Shape> {
  const shapes = new Map<ShapeId, Shape>();
  for (const group of [preludeTraits, awsTraits, otherTraits]) {
    for (const [id, definition] of Object.entries(group)) {
      addShape(shapes, id, definition.value, traitsOf(definition));
    }
  }
  for (const [id, value] of Object.entries(namedShapes)) addShape(shapes, id, value);
  return shapes;
}

function traitsOf(definition: Definition): readonly (readonly [ShapeId, Json])[] {
  const { on, conflicts, exclusive } = definition;
  const mark = markOf(definition);
  const trait = {
    ...(on === undefined ? {} : { selector: on }),
    ...(conflicts === undefined ? {} : { conflicts }),
    ...(exclusive === undefined ? {} : { structurallyExclusive: exclusive }),
  };
  return [["smithy.api#trait", trait], ...(mark === undefined ? [] : [[mark, {}] as const])];
}

/** Adds the shape of a value under an ID, and those of its members under IDs that go on from it. */
function addShape(
  shapes: Map<ShapeId, Shape>,
  id: ShapeId,
  value: Value,
  more: readonly (readonly [ShapeId, Json])[] = [],
): void {
  // Being required is the member's own.
  const own = Object.entries(value.traits).filter(([trait]) => trait !== "smithy.api#required");
  const traits: Traits = new Map([...own, ...more]);
  const members = new Map<string, Member>();
  for (const [name, item] of Object.entries(value.members)) {
    members.set(name, memberOf(shapes, id, name, item, value.type));
  }
  const base = { id, traits };
  const only = (name: string): Member => members.get(name) as Member;
  switch (value.type) {
    case "list":
      shapes.set(id, { ...base, type: "list", member: only("member") });
      break;
    case "map":
      shapes.set(id, { ...base, type: "map", key: only("key"), value: only("value") });
      break;
    case "structure":
    case "union":
    case "enum":
      shapes.set(id, { ...base, type: value.type, members });
      break;
    default:
      shapes.set(id, { ...base, type: value.type } as Shape);
  }
}

function memberOf(
  shapes: Map<ShapeId, Shape>,
  container: ShapeId,
  name: string,
  value: Value,
  type: Shape["type"],
): Member {
  const id = `${container}$${name}`;
  if (type === "enum") {
    return { id, name, target: unit, traits: new Map(Object.entries(value.traits)) };
  }
  const required = Object.entries(value.traits).filter(([key]) => key === "smithy.api#required");
  const target = `${container}.${name}`;
  addShape(shapes, target, value);
  return { id, name, target, traits: new Map(required) };
}
