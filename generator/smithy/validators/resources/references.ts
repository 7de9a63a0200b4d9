import { isArray, isObject, property } from "../../json.js";
import { membersOf } from "../../members.js";
import { at, error, inside, type Place } from "../../report.js";
import type { Json, JsonObject, Shape } from "../../model.js";
import type { World } from "../../world.js";
import type { Validator } from "../validator.js";

const trait = "smithy.api#references";

/** References to resources name resources, and have a value for each of their identifiers. */
export const validateReferences: Validator = ({ shapes, world }) =>
  shapes.flatMap((shape) => {
    const references = shape.traits.get(trait);
    if (!isArray(references)) return [];
    return references.flatMap((reference, index) => {
      const problem = isObject(reference) ? problemOf(shape, reference, world) : undefined;
      const place: Place = inside(at(shape), "traits", trait, index);
      return problem === undefined ? [] : [error("ReferencesTrait", `${problem}.`, place)];
    });
  });

function problemOf(shape: Shape, reference: JsonObject, world: World): string | undefined {
  const ids = property(reference, "ids");
  const id = property(reference, "resource");
  if (shape.type === "string" && ids !== undefined) return "A string's reference has no `ids`";
  const resource = typeof id === "string" ? world.shapeOf(id) : undefined;
  if (resource === undefined) return undefined;
  if (resource.type !== "resource") return `\`${resource.id}\` is a ${resource.type}, no resource`;
  const names = [...resource.identifiers.keys()];
  if (shape.type !== "structure") {
    return names.length === 1
      ? undefined
      : `A string can only refer to a resource with one identifier, and \`${resource.id}\` has ${names.length}`;
  }
  const members = new Map([...membersOf(shape)].map((member) => [member.name, member]));
  const named: Json = ids ?? {};
  for (const name of names) {
    const memberName = isObject(named) ? (property(named, name) ?? name) : name;
    const member = typeof memberName === "string" ? members.get(memberName) : undefined;
    if (member === undefined) {
      return `No member is the identifier \`${name}\` of \`${resource.id}\``;
    }
    if (
      world.shapeOf(member.target)?.type !== "string" &&
      world.shapeOf(member.target)?.type !== "enum"
    ) {
      return `\`${member.name}\`, the identifier \`${name}\` of \`${resource.id}\`, is no string`;
    }
  }
  const unknown = isObject(named)
    ? Object.keys(named).find((name) => !names.includes(name))
    : undefined;
  return unknown && `\`${resource.id}\` has no identifier \`${unknown}\``;
}
