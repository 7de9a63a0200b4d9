import type { Diagnostic } from "../diagnostic.js";
import { membersOf } from "../members.js";
import { checkNode } from "../nodeValue.js";
import { at } from "../report.js";
import { problemAt } from "./nodeProblems.js";
import type { Validator } from "./validator.js";

/** The values of traits are values of the shapes that define the traits. */
export const validateTraitValues: Validator = ({ shapes, world }) => {
  const wrong: Diagnostic[] = [];
  for (const shape of shapes) {
    for (const subject of [shape, ...membersOf(shape)]) {
      for (const [id, value] of subject.traits) {
        const definition = world.definitionOf(id);
        if (definition === undefined) continue;
        for (const problem of checkNode(value, definition.shape, world)) {
          const what = `The value of trait \`${id}\` is wrong`;
          wrong.push(problemAt("TraitValue", what, problem, at(subject), "traits", id));
        }
      }
    }
  }
  return wrong;
};
