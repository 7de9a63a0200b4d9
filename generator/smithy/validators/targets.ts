import type { Code } from "../codes.js";
import type { Diagnostic } from "../diagnostic.js";
import { membersOf } from "../members.js";
import type { Model, Shape, ShapeId } from "../model.js";
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
    if (target === undefined) continue;
    const problem = memberProblem(shape, target);
    if (problem !== undefined) wrong.push(error(...problem, inside(at(member), "target")));
    const isKey = shape.type === "map" && member.name === "key";
    if (isKey && target.type !== "string" && target.type !== "enum") {
      const message = `A map's key has to target a string, not the ${target.type} \`${target.id}\`.`;
      wrong.push(error("Target", message, inside(at(shape), "key", "target")));
    }
  }
  return wrong;
}

function memberProblem(container: Shape, target: Shape): [code: Code, message: string] | undefined {
  const isEnum = container.type === "enum" || container.type === "intEnum";
  if (target.id === unit && !isEnum && container.type !== "union") {
    return ["UnitType", `Only members of a union or an enum can target \`${unit}\`.`];
  }
  const problem = targetProblem(target, isEnum);
  return problem === undefined ? undefined : ["Target", problem];
}

function targetProblem(target: Shape, isEnum: boolean): string | undefined {
  const { type } = target;
  if (type === "service" || type === "operation" || type === "resource") {
    return `A member cannot target the ${type} \`${target.id}\`.`;
  }
  if (hasTrait(target, traits.mixin)) return `A member cannot target the mixin \`${target.id}\`.`;
  if (target.traits.has("smithy.api#trait")) {
    return `A member cannot target \`${target.id}\`, which defines a trait.`;
  }
  if (isEnum && target.id !== unit) return `The members of an enum have to target \`${unit}\`.`;
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
      const problem = target && (problemOf(target) ?? special(target));
      return problem ? [error("Target", problem, inside(at(shape), property))] : [];
    }),
  );
}

/** What nothing refers to, but by applying it as a trait or using it as a mixin. */
function special(target: Shape): string | undefined {
  if (target.traits.has("smithy.api#trait")) {
    return `Nothing can refer to \`${target.id}\`, which defines a trait.`;
  }
  return hasTrait(target, traits.mixin)
    ? `Only \`mixins\` can refer to the mixin \`${target.id}\`.`
    : undefined;
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
    return undefined;
  };
}

function anError(target: Shape): string | undefined {
  if (target.type === "structure" && hasTrait(target, traits.error)) return undefined;
  return `\`${target.id}\` is not an error: expected a structure with the trait \`${traits.error.id}\`.`;
}
