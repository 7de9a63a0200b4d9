import type { Diagnostic } from "../diagnostic.js";
import { isArray, property } from "../json.js";
import { membersOf } from "../members.js";
import type { Member, Shape, ShapeId, Traits } from "../model.js";
import { at, error, quoted } from "../report.js";
import { textIn, type World } from "../world.js";
import type { Validator } from "./validator.js";

/** No traits are together that exclude each other, or on more members than one that are for one. */
export const validateTraitConflicts: Validator = ({ shapes, world }) =>
  shapes.flatMap((shape) => [
    ...[shape, ...membersOf(shape)].flatMap((subject) => conflictsOn(subject, world)),
    ...(shape.type === "structure" ? repeated([...shape.members.values()], shape, world) : []),
  ]);

function conflictsOn(subject: Shape | Member, world: World): Diagnostic[] {
  if (subject.traits.size < 2) return [];
  const found = [...subject.traits.keys()].flatMap((id) =>
    conflictsOf(id, world)
      .filter((other) => subject.traits.has(other))
      .map((other) => `\`${id}\` with \`${other}\``),
  );
  if (found.length === 0) return [];
  const message = `Traits conflict: ${found.join(", ")}.`;
  return [error("TraitConflict", message, at(subject))];
}

function conflictsOf(trait: ShapeId, world: World): ShapeId[] {
  const definition = world.definitionOf(trait);
  const conflicts = definition && property(definition.trait, "conflicts");
  if (!isArray(conflicts)) return [];
  const ids = conflicts.filter((each) => typeof each === "string");
  return ids.map((id) => (id.includes("#") ? id : `smithy.api#${id}`));
}

/** Traits that only one member may have, or target a shape with, by what `traitsFor` finds. */
function repeated(members: readonly Member[], shape: Shape, world: World): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  const look = (exclusive: string, what: string, traitsFor: (member: Member) => Traits) => {
    const users = new Map<ShapeId, string[]>();
    for (const member of members) {
      for (const id of traitsFor(member).keys()) {
        const names = users.get(id) ?? [];
        names.push(member.name);
        users.set(id, names);
      }
    }
    for (const [id, names] of users) {
      const definition = names.length < 2 ? undefined : world.definitionOf(id);
      if (!definition || textIn(definition, "structurallyExclusive") !== exclusive) continue;
      const list = quoted(names);
      const message = `Only one member may ${what} \`${id}\`, and here are several: ${list}.`;
      wrong.push(error("ExclusiveStructureMemberTrait", message, at(shape)));
    }
  };
  look("member", "have the trait", ({ traits }) => traits);
  look("target", "target a shape with the trait", ({ target }) => {
    return world.shapeOf(target)?.traits ?? new Map<ShapeId, never>();
  });
  return wrong;
}
