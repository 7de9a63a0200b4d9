import { isObject, property } from "../json.js";
import type {
  Json,
  Member,
  OperationShape,
  ResourceShape,
  Shape,
  ShapeId,
  StructureShape,
} from "../model.js";
import type { World } from "../world.js";

/** The shapes of one type among some. */
export function ofType<T extends Shape["type"]>(
  shapes: readonly Shape[],
  type: T,
): (Shape & { readonly type: T })[] {
  return shapes.filter((shape): shape is Shape & { readonly type: T } => shape.type === type);
}

/** The structure of an ID, or `undefined` where there is none. */
export function structureOf(world: World, id: ShapeId): StructureShape | undefined {
  const shape = world.shapeOf(id);
  return shape?.type === "structure" ? shape : undefined;
}

/** The members of an operation's input. */
export function inputOf(world: World, { input }: OperationShape): readonly Member[] {
  return [...(structureOf(world, input)?.members.values() ?? [])];
}

/** All operations that a resource binds, with the property that binds each. */
export function bindingsOf(resource: ResourceShape): readonly (readonly [string, ShapeId])[] {
  return [
    ...resource.lifecycle,
    ...resource.operations.map((id) => ["operations", id] as const),
    ...resource.collectionOperations.map((id) => ["collectionOperations", id] as const),
  ];
}

/** What a trait's value holds under a key. */
export function valueIn(subject: Shape | Member, trait: ShapeId, key: string): Json | undefined {
  const value = subject.traits.get(trait);
  return isObject(value) ? property(value, key) : undefined;
}

/** A text in a trait's value. */
export function textValue(
  subject: Shape | Member,
  trait: ShapeId,
  key: string,
): string | undefined {
  const value = valueIn(subject, trait, key);
  return typeof value === "string" ? value : undefined;
}

/** The value of a trait that is a text. */
export function textTrait(subject: Shape | Member, trait: ShapeId): string | undefined {
  const value = subject.traits.get(trait);
  return typeof value === "string" ? value : undefined;
}
