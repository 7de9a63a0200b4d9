import { hashModel } from "../../generator/hash.js";
import { loadModel } from "../../generator/smithy/load.js";
import type { Model, Shape } from "../../generator/smithy/model.js";
import { printAst } from "../../generator/smithy/printAst.js";

/** @throws where the model has mistakes */
export function load(text: string): Model {
  const { model, diagnostics } = loadModel([{ file: "model.json", text }]);
  if (model) return model;
  throw new Error(diagnostics.map(({ message }) => message).join("\n"));
}

export const print = (model: Model): string => JSON.stringify(printAst(model));

/** A model without the names of mixins, which are flattened when it is printed. */
function flattened(model: Model): Model {
  const shapes = [...model.shapes].map(([id, shape]): [string, Shape] => {
    return [id, { ...shape, mixins: undefined }];
  });
  return { ...model, shapes: new Map(shapes) };
}

/** What the generator makes of a model depends on this alone. */
export const hash = (model: Model): string => hashModel(flattened(model));
