import { property } from "../json.js";
import { checkNode } from "../nodeValue.js";
import { membersOf } from "../members.js";
import { selectorProblem } from "../metadata.js";
import type { ShapeId } from "../model.js";
import type { NodeProblem } from "../nodeContext.js";
import { at, error, inside } from "../report.js";
import { problemAt } from "./nodeProblems.js";
import { textValue } from "./shapesOf.js";
import type { Validator } from "./validator.js";

/** Metadata that shapes describe, by the trait `@metadata`, is as they say. */
export const validateTypedMetadata: Validator = ({ model, world }) =>
  [...(model.whole ?? model.shapes).values()].flatMap((shape) => {
    const key = textValue(shape, "smithy.api#metadata", "key");
    const value = key === undefined ? undefined : property(model.metadata, key);
    if (key === undefined || value === undefined) return [];
    const source = model.metadataSources?.get(key);
    const what = (keys: NodeProblem["keys"]) =>
      `The metadata \`${[key, ...keys].join(".")}\` is wrong`;
    return checkNode(value, shape, world).map((problem) =>
      // Lists of several files are one by now, so that only the key has a place.
      problemAt(`TypedMetadata.${key}`, what(problem.keys), { ...problem, keys: [] }, { source }),
    );
  });

const selectors: Readonly<Record<ShapeId, string>> = {
  "smithy.api#trait": "selector",
  "smithy.api#idRef": "selector",
};

/** Selectors in the definitions of traits are selectors. */
export const validateSelectors: Validator = ({ shapes }) =>
  shapes.flatMap((shape) =>
    [shape, ...membersOf(shape)].flatMap((subject) =>
      Object.entries(selectors).flatMap(([trait, key]) => {
        const text = textValue(subject, trait, key);
        const problem = text === undefined ? undefined : selectorProblem(text);
        if (problem === undefined) return [];
        const place = inside(at(subject), "traits", trait, key);
        return [error("TraitValue", `Expected a selector: ${problem}.`, place)];
      }),
    ),
  );
