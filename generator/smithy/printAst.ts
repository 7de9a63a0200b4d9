import { byCodeUnit } from "./json.js";
import type { Json, JsonObject, Member, Model, Shape, ShapeId, Traits } from "./model.js";
import { prelude, unit } from "./prelude.js";

/**
 * A model as a Smithy 2.0 JSON AST (Smithy 2.0, JSON AST): shapes and members by name, what is empty
 * left out. Loading it gives the same model, with its mixins flattened: their members and traits are
 * on the shapes that use them.
 */
export function printAst(model: Model): JsonObject {
  const shapes = [...model.shapes.values()].filter(({ id }) => !prelude.has(id));
  return {
    smithy: "2.0",
    ...present("metadata", model.metadata),
    shapes: byName(shapes.map((shape) => [shape.id, printShape(shape)])),
  };
}

function printShape(shape: Shape): JsonObject {
  return { type: shape.type, ...propertiesOf(shape), ...traitsOf(shape.traits) };
}

function propertiesOf(shape: Shape): JsonObject {
  switch (shape.type) {
    case "list":
      return { member: printMember(shape.member) };
    case "map":
      return { key: printMember(shape.key), value: printMember(shape.value) };
    case "enum":
    case "intEnum":
    case "structure":
    case "union": {
      const members = [...shape.members].map(([name, member]) => [name, printMember(member)]);
      return { members: byName(members as [string, Json][]) };
    }
    case "operation":
      return {
        ...(shape.input !== unit && { input: reference(shape.input) }),
        ...(shape.output !== unit && { output: reference(shape.output) }),
        ...references("errors", shape.errors),
      };
    case "resource":
      return {
        ...present("identifiers", referenceMap(shape.identifiers)),
        ...present("properties", referenceMap(shape.properties)),
        ...referenceMap(shape.lifecycle),
        ...references("operations", shape.operations),
        ...references("collectionOperations", shape.collectionOperations),
        ...references("resources", shape.resources),
      };
    case "service":
      return {
        ...(shape.version !== "" && { version: shape.version }),
        ...references("operations", shape.operations),
        ...references("resources", shape.resources),
        ...references("errors", shape.errors),
        ...present("rename", Object.fromEntries(shape.rename)),
      };
    default:
      return {};
  }
}

function printMember({ target, traits }: Member): JsonObject {
  return { target, ...traitsOf(traits) };
}

function traitsOf(traits: Traits): JsonObject {
  return present("traits", byName([...traits]));
}

const reference = (target: ShapeId): JsonObject => ({ target });

function references(name: string, targets: readonly ShapeId[]): JsonObject {
  return targets.length === 0 ? {} : { [name]: targets.map(reference) };
}

function referenceMap(targets: ReadonlyMap<string, ShapeId>): JsonObject {
  return Object.fromEntries([...targets].map(([name, target]) => [name, reference(target)]));
}

function present(name: string, object: JsonObject): JsonObject {
  return Object.keys(object).length === 0 ? {} : { [name]: object };
}

function byName(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries([...entries].sort(([a], [b]) => byCodeUnit(a, b)));
}
