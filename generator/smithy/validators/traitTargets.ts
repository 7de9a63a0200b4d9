import type { Diagnostic } from "../diagnostic.js";
import { membersOf } from "../members.js";
import type { Member, Model, Shape } from "../model.js";
import { at, error } from "../report.js";
import { traitTable, type Subjects } from "../traits.js";
import type { Validator } from "./validator.js";

/** Traits are only on what they are meant for. */
export const validateTraitTargets: Validator = ({ model, shapes }) =>
  shapes.flatMap((shape) => {
    const wrong = misplaced(shape, (on) => on.shapes?.includes(shape.type) === true);
    for (const member of membersOf(shape)) {
      wrong.push(...misplaced(member, (on) => fitsMember(on, shape, member, model)));
    }
    return wrong;
  });

function misplaced(subject: Shape | Member, fits: (on: Subjects) => boolean): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  for (const id of subject.traits.keys()) {
    const on = traitTable.get(id)?.on;
    if (on === undefined || fits(on)) continue;
    const message = `The trait \`${id}\` cannot be applied here: ${wording(on)}.`;
    wrong.push(error("TraitTarget", message, at(subject)));
  }
  return wrong;
}

function fitsMember(on: Subjects, container: Shape, member: Member, model: Model): boolean {
  if (on.members === undefined) return false;
  const { of, to } = on.members;
  const target = model.shapes.get(member.target)?.type;
  return (
    (of === undefined || of.includes(container.type)) &&
    (to === undefined || (target !== undefined && to.includes(target)))
  );
}

function wording({ shapes, members }: Subjects): string {
  const parts: string[] = [];
  if (shapes !== undefined) parts.push(`shapes of type ${shapes.join(", ")}`);
  if (members !== undefined) {
    const of = members.of === undefined ? "" : ` of a ${members.of.join(", ")}`;
    const to = members.to === undefined ? "" : ` that target a ${members.to.join(", ")}`;
    parts.push(`members${of}${to}`);
  }
  return `it is for ${parts.join(", and for ")}`;
}
