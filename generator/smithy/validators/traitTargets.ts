import type { Diagnostic } from "../diagnostic.js";
import { membersOf } from "../members.js";
import { at, error } from "../report.js";
import { textIn } from "../world.js";
import type { Validator } from "./validator.js";

/** Traits are only on what the selectors of their definitions select. */
export const validateTraitTargets: Validator = ({ shapes, world }) => {
  const wrong: Diagnostic[] = [];
  for (const shape of shapes) {
    if (shape.source === undefined) continue;
    for (const subject of [shape, ...membersOf(shape)]) {
      for (const id of subject.traits.keys()) {
        const definition = world.definitionOf(id);
        const selector = definition && textIn(definition, "selector");
        if (selector === undefined || world.matcher(selector)(subject)) continue;
        const message = `The trait \`${id}\` cannot be applied here: it is for what the selector ${selector} selects.`;
        wrong.push(error("TraitTarget", message, at(subject)));
      }
    }
  }
  return wrong;
};
