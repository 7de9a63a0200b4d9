import type { Diagnostic } from "../../diagnostic.js";
import { groupBy } from "../../groupBy.js";
import type { Member, OperationShape, ResourceShape, Shape, ShapeId } from "../../model.js";
import { at, error, quoted } from "../../report.js";
import type { World } from "../../world.js";
import { ofType, structureOf, textValue } from "../shapesOf.js";
import type { Validator } from "../validator.js";

const code = "ResourceOperationInputOutput";

/** The members of a resource's operations are its properties, and each property is one of some. */
export const validateProperties: Validator = ({ shapes, world }) =>
  ofType(shapes, "resource").flatMap((resource) => {
    if (resource.properties.size === 0) return [];
    const used = new Set<string>();
    const wrong: Diagnostic[] = [];
    for (const [step, operation] of instanceOperations(resource, world)) {
      for (const end of ["input", "output"] as const) {
        const shape = propertiesOf(operation[end], world);
        if (shape === undefined) continue;
        const properties = shape.members.filter((member) => isProperty(member, resource, world));
        for (const member of properties) used.add(propertyName(member));
        for (const each of conflicts(shape.of, properties)) wrong.push(each);
        for (const each of misfits(properties, resource, step)) wrong.push(each);
      }
    }
    const unused = [...resource.properties.keys()].filter((name) => !used.has(name));
    return [
      ...wrong,
      ...unused.map((name) =>
        error(code, `No operation of the resource has its property \`${name}\`.`, at(resource)),
      ),
    ];
  });

function instanceOperations(
  resource: ResourceShape,
  world: World,
): readonly (readonly [step: string, OperationShape])[] {
  const bound = [
    ...[...resource.lifecycle].filter(([step]) => step !== "list"),
    ...resource.operations.map((id) => ["operations", id] as const),
  ];
  return bound.flatMap(([step, id]) => {
    const operation = world.shapeOf(id);
    return operation?.type === "operation" ? [[step, operation] as const] : [];
  });
}

/** The members that stand for properties: of a structure, or of the one nested in it for them. */
function propertiesOf(
  id: ShapeId,
  world: World,
): { readonly of: Shape; readonly members: readonly Member[] } | undefined {
  const shape = structureOf(world, id);
  const members = [...(shape?.members.values() ?? [])];
  const nested = members.find(({ traits }) => traits.has("smithy.api#nestedProperties"));
  if (nested !== undefined) {
    const inner = structureOf(world, nested.target);
    return inner && { of: inner, members: [...inner.members.values()] };
  }
  return shape && { of: shape, members };
}

function isProperty(member: Member, resource: ResourceShape, world: World): boolean {
  if (resource.identifiers.has(member.name) && !member.traits.has("smithy.api#property"))
    return false;
  return ![...member.traits.keys()].some(
    (id) =>
      id === "smithy.api#notProperty" ||
      world.definitionOf(id)?.shape.traits.has("smithy.api#notProperty") === true,
  );
}

function propertyName(member: Member): string {
  return textValue(member, "smithy.api#property", "name") ?? member.name;
}

function conflicts(shape: Shape, members: readonly Member[]): Diagnostic[] {
  return [...groupBy(members, propertyName)].flatMap(([name, group]) => {
    if (group.length < 2) return [];
    const list = quoted(group.map((member) => member.name));
    return [error(code, `Several members are the property \`${name}\`: ${list}.`, at(shape))];
  });
}

function misfits(members: readonly Member[], resource: ResourceShape, step: string): Diagnostic[] {
  return members.flatMap((member) => {
    const name = propertyName(member);
    const target = resource.properties.get(name);
    if (target === member.target) return [];
    const message =
      target === undefined
        ? `\`${name}\` is no property of \`${resource.id}\`, whose \`${step}\` this is of.`
        : `The property \`${name}\` of \`${resource.id}\` is a \`${target}\`.`;
    return [error(code, message, at(member))];
  });
}
