import type { Diagnostic } from "../diagnostic.js";
import { membersOf } from "../members.js";
import type { Member, Shape } from "../model.js";
import { at, error } from "../report.js";
import { traitTable } from "../traits.js";
import type { Validator } from "./validator.js";

/** No trait is there without which the generated code would be wrong. */
export const validateSupport: Validator = ({ shapes }) =>
  shapes.flatMap((shape) => [shape, ...membersOf(shape)].flatMap(unsupportedOn));

function unsupportedOn(subject: Shape | Member): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  for (const [id, value] of subject.traits) {
    const support = traitTable.get(id)?.support;
    if (support?.status !== "unsupported" || support.unless(value, subject.traits)) continue;
    const message = `The trait \`${id}\` is not supported: ${support.reason}.`;
    wrong.push(error("UnsupportedTrait", message, at(subject)));
  }
  return wrong;
}
