import type { Diagnostic } from "../diagnostic.js";
import { membersOf } from "../members.js";
import type { Model, ServiceShape, Shape } from "../model.js";
import { simpleTypes } from "../shapeProperties.js";
import { at, error } from "../report.js";
import { nameOf } from "../shapeId.js";
import type { Validator } from "./validator.js";

/** Names differ by more than case: of the shapes of a service, and of the members of a shape. */
export const validateNames: Validator = ({ model, service, shapes }) => [
  ...(service === undefined ? [] : shapeConflicts(model, service, shapes)),
  ...shapes.flatMap(memberConflicts),
];

function shapeConflicts(model: Model, service: ServiceShape, shapes: readonly Shape[]) {
  const wrong: Diagnostic[] = [];
  const seen = new Map<string, Shape>();
  for (const shape of shapes) {
    const name = service.rename.get(shape.id) ?? nameOf(shape.id);
    const first = seen.get(name.toLowerCase());
    if (first === undefined) {
      seen.set(name.toLowerCase(), shape);
    } else if (!areAlike(model, first, shape)) {
      const message =
        `The name \`${name}\` conflicts with \`${first.id}\` in the service \`${service.id}\`: ` +
        "names may not differ by case alone. Rename one with the service's `rename`.";
      wrong.push(error("Service", message, at(shape)));
    }
  }
  return wrong;
}

/** Simple shapes of one type, and lists of the same, may share a name: they make no types. */
function areAlike(model: Model, a: Shape, b: Shape): boolean {
  // Each step goes to the members' targets; a cycle of lists is another validator's matter.
  const seen = new Set<Shape>();
  let [one, other]: [Shape | undefined, Shape | undefined] = [a, b];
  while (one !== undefined && other !== undefined && !seen.has(one)) {
    if (one === other) return true;
    if (one.type !== other.type) return false;
    if (one.type !== "list" || other.type !== "list") return simpleTypes.has(one.type);
    seen.add(one);
    [one, other] = [model.shapes.get(one.member.target), model.shapes.get(other.member.target)];
  }
  return false;
}

function memberConflicts(shape: Shape): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  const seen = new Map<string, string>();
  for (const member of membersOf(shape)) {
    const name = member.name.toLowerCase();
    const first = seen.get(name);
    if (first === undefined) seen.set(name, member.name);
    else {
      const message = `The member conflicts with \`${first}\`: names may not differ by case alone.`;
      wrong.push(error("ShapeIdConflict", message, at(member)));
    }
  }
  return wrong;
}
