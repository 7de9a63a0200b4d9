import type { Diagnostic } from "../diagnostic.js";
import { membersOf } from "../members.js";
import type { Member, Model, Shape, ShapeId } from "../model.js";
import { unit } from "../prelude.js";
import { at, error, inside } from "../report.js";
import { hasTrait, traits } from "../traits.js";
import type { Validator } from "./validator.js";

/** Shapes refer only to the kinds of shapes that the reference is for. */
export const validateTargets: Validator = ({ model, shapes }) =>
  shapes.flatMap((shape) => [...membersIn(model, shape), ...relationships(model, shape)]);

function membersIn(model: Model, shape: Shape): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  for (const member of membersOf(shape)) {
    const target = model.shapes.get(member.target);
    const problem = target && memberProblem(shape, member, target);
    if (problem) wrong.push(error("Target", problem, inside(at(member), "target")));
  }
  return wrong;
}

function memberProblem(container: Shape, member: Member, target: Shape): string | undefined {
  const { type } = target;
  if (type === "service" || type === "operation" || type === "resource") {
    return `A member cannot target the ${type} \`${target.id}\`.`;
  }
  if (hasTrait(target, traits.mixin)) return `A member cannot target the mixin \`${target.id}\`.`;
  const isEnum = container.type === "enum" || container.type === "intEnum";
  if (isEnum && target.id !== unit) return `The members of an enum have to target \`${unit}\`.`;
  if (target.id === unit && !isEnum && container.type !== "union") {
    return `Only a union's members can target \`${unit}\`.`;
  }
  if (container.type === "map" && member.name === "key" && type !== "string" && type !== "enum") {
    return `A map's key has to target a string, not the ${type} \`${target.id}\`.`;
  }
  return undefined;
}

type Relationship = readonly [
  property: string,
  targets: Iterable<ShapeId>,
  problem: (target: Shape) => string | undefined,
];

function relationships(model: Model, shape: Shape): Diagnostic[] {
  return relationshipsOf(shape).flatMap(([property, targets, problemOf]) =>
    [...targets].flatMap((id) => {
      const target = model.shapes.get(id);
      const problem = target && problemOf(target);
      return problem ? [error("Target", problem, inside(at(shape), property))] : [];
    }),
  );
}

function relationshipsOf(shape: Shape): readonly Relationship[] {
  switch (shape.type) {
    case "operation":
      return [
        ["input", [shape.input], payload("input")],
        ["output", [shape.output], payload("output")],
        ["errors", shape.errors, anError],
      ];
    case "service":
      return [
        ["operations", shape.operations, kind("operation")],
        ["resources", shape.resources, kind("resource")],
        ["errors", shape.errors, anError],
      ];
    case "resource":
      return [
        ["identifiers", shape.identifiers.values(), kind("string", "enum")],
        ...[...shape.lifecycle].map(([step, target]): Relationship => [
          step,
          [target],
          kind("operation"),
        ]),
        ["operations", shape.operations, kind("operation")],
        ["collectionOperations", shape.collectionOperations, kind("operation")],
        ["resources", shape.resources, kind("resource")],
      ];
    default:
      return [];
  }
}

function kind(...types: readonly Shape["type"][]) {
  return ({ id, type }: Shape) =>
    types.includes(type)
      ? undefined
      : `Expected a shape of type ${types[0]}: \`${id}\` is a ${type}.`;
}

function payload(what: string) {
  return (target: Shape): string | undefined => {
    const { id, type } = target;
    if (type !== "structure")
      return `An operation's ${what} has to be a structure: \`${id}\` is a ${type}.`;
    if (hasTrait(target, traits.error))
      return `An operation's ${what} cannot be the error \`${id}\`.`;
    if (hasTrait(target, traits.mixin))
      return `An operation's ${what} cannot be the mixin \`${id}\`.`;
    return undefined;
  };
}

function anError(target: Shape): string | undefined {
  if (target.type === "structure" && hasTrait(target, traits.error)) return undefined;
  return `\`${target.id}\` is not an error: expected a structure with the trait \`${traits.error.id}\`.`;
}
