import { groupBy } from "../groupBy.js";
import type { Diagnostic } from "../diagnostic.js";
import { isSame } from "../json.js";
import { membersOf } from "../members.js";
import type { Json, Member, Model, ServiceShape, Shape } from "../model.js";
import { simpleTypes } from "../shapeProperties.js";
import { unit } from "../prelude.js";
import { at, error, inside, quoted } from "../report.js";
import { nameOf } from "../shapeId.js";
import type { ServiceValidator, Validator } from "./validator.js";

/** Names of the shapes of a service differ by more than case. */
export const validateShapeNames: ServiceValidator = ({ model, service, shapes }) => [
  ...renames(service, shapes),
  ...shapeConflicts(model, service, shapes),
];

const unnamed: ReadonlySet<string> = new Set(["service", "operation", "resource"]);

/** What a service renames is in its closure, has another name there, and is data. */
function renames(service: ServiceShape, shapes: readonly Shape[]): Diagnostic[] {
  const closure = new Map(shapes.map((shape) => [shape.id, shape]));
  return [...service.rename].flatMap(([id, name]) => {
    const shape = closure.get(id);
    const problem =
      shape === undefined
        ? "is not a shape of the service"
        : unnamed.has(shape.type)
          ? `is a ${shape.type}, which cannot be renamed`
          : name === nameOf(id)
            ? "has that name already"
            : undefined;
    if (problem === undefined) return [];
    const place = inside(at(service), "rename", id);
    return [error("Service", `\`${id}\`, renamed to \`${name}\`, ${problem}.`, place)];
  });
}

/** IDs of shapes, and names of the members of one, differ by more than case. */
export const validateIds: Validator = ({ shapes }) => [
  ...idConflicts(shapes),
  ...shapes.flatMap(memberConflicts),
];

function idConflicts(shapes: readonly Shape[]): Diagnostic[] {
  const groups = [...groupBy(shapes, ({ id }) => id.toLowerCase()).values()];
  return groups.flatMap((group) => {
    if (group.length < 2) return [];
    return group.map((shape) => {
      const others = group.filter((each) => each !== shape).map(({ id }) => id);
      const message = `The ID conflicts with ${quoted(others)}: IDs may not differ by case alone.`;
      return error("ShapeIdConflict", message, at(shape));
    });
  });
}

function shapeConflicts(
  model: Model,
  service: ServiceShape,
  shapes: readonly Shape[],
): Diagnostic[] {
  const nameIn = ({ id }: Shape) => service.rename.get(id) ?? nameOf(id);
  // The unit makes no type: a service's own `Unit`, which several of AWS's have, is alone.
  const named = shapes.filter(({ id }) => id !== unit);
  const groups = [...groupBy(named, (shape) => nameIn(shape).toLowerCase()).values()];
  return groups.flatMap((group) =>
    group.flatMap((shape) => {
      const others = group.filter((each) => each !== shape && !areAlike(model, each, shape));
      if (others.length === 0) return [];
      const message =
        `The name \`${nameIn(shape)}\` conflicts with ${quoted(others.map(({ id }) => id))} in the service \`${service.id}\`: ` +
        "names may not differ by case alone. Rename one with the service's `rename`.";
      return [error("Service", message, at(shape))];
    }),
  );
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
    if (!isSame(traitsOf(one.member), traitsOf(other.member))) return false;
    seen.add(one);
    [one, other] = [model.shapes.get(one.member.target), model.shapes.get(other.member.target)];
  }
  return false;
}

function traitsOf({ traits }: Member): Json {
  return Object.fromEntries(traits);
}

function memberConflicts(shape: Shape): Diagnostic[] {
  const groups = [...groupBy(membersOf(shape), ({ name }) => name.toLowerCase()).values()];
  return groups.flatMap((group) => {
    if (group.length < 2) return [];
    return group.map((member) => {
      const others = group.filter((each) => each !== member).map(({ name }) => name);
      const message = `The member conflicts with ${quoted(others)}: names may not differ by case alone.`;
      return error("ShapeIdConflict", message, at(member));
    });
  });
}
