import { expect } from "vitest";
import type { Diagnostic } from "../../../generator/smithy/diagnostic.js";
import { loadModel, type Loaded } from "../../../generator/smithy/load.js";
import type { Json, Model, Shape } from "../../../generator/smithy/model.js";
import { validateModel } from "../../../generator/smithy/validate.js";

/** Definitions of shapes as a model file has them, each under `ns#` and its name. */
export type Definitions = Readonly<Record<string, unknown>>;

/** The text of a model file with some shapes; names without a namespace are put into `ns`. */
export function modelText(shapes: Definitions, version = "2.0", rest: Definitions = {}): string {
  const absolute = Object.entries(shapes).map(([name, shape]) => [
    name.includes("#") ? name : `ns#${name}`,
    shape,
  ]);
  return JSON.stringify({
    smithy: version,
    ...rest,
    shapes: Object.fromEntries(absolute) as unknown,
  });
}

/** Loads a model of some shapes. */
export function load(shapes: Definitions, version?: string): Loaded {
  return loadModel([{ file: "model.json", text: modelText(shapes, version) }]);
}

/** Loads a model that has to be right. */
export function loadValid(shapes: Definitions, version?: string): Model {
  const { model, diagnostics } = load(shapes, version);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (model === undefined) throw new Error("There is no model.");
  return model;
}

/** A shape of a model, which has to be of a type. */
export function shapeOf<T extends Shape["type"]>(
  model: Model,
  name: string,
  type: T,
): Shape & { type: T } {
  const shape = model.shapes.get(`ns#${name}`);
  expect(shape?.type).toBe(type);
  return shape as Shape & { type: T };
}

/** Traits as a plain object. */
export function traitsOf(subject: { traits: ReadonlyMap<string, Json> } | undefined): unknown {
  return Object.fromEntries(subject?.traits ?? []);
}

/** The errors and warnings of diagnostics, each in a line of code, shape and pointer. */
export function lines(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter(({ severity }) => severity !== "note")
    .map(({ code, shape, source }) => `${code} ${shape ?? "-"} ${source?.pointer ?? "-"}`);
}

/** Wraps shapes as the closure of a service, `ns#S`, whose one operation has `Input` as its input. */
export function serviceAround(shapes: Definitions): Definitions {
  return {
    S: { type: "service", version: "1", operations: [{ target: "ns#Op" }] },
    Op: { type: "operation", input: { target: "ns#Input" } },
    ...shapes,
  };
}

/** Validates the service `ns#S` of a model that loads. */
export function validate(shapes: Definitions, version?: string): Diagnostic[] {
  const model = loadValid(shapes, version);
  return validateModel(model, shapeOf(model, "S", "service"));
}
