import { expect, it } from "vitest";
import { describe } from "../../generator/describe.js";
import { loadModel } from "../../generator/smithy/load.js";
import type { Model } from "../../generator/smithy/model.js";
import { operationsOf, selectService } from "../../generator/smithy/select.js";
import { rememberedOf } from "../../generator/versioning/exported.js";
import type { Surface } from "../../generator/versioning/surface.js";
import { namesLost } from "../support/compilerVerdict.js";
import { describeWith } from "../support/conformance.js";

describeWith("models", "the names of an official model", ({ jsonIn, read }) => {
  it.each(jsonIn("models"))("%s: are the same again, and for more operations", (name) => {
    const model = modelOf(read(`models/${name}`));
    const whole = surfaceOf(model);
    expect(surfaceOf(model, whole)).toEqual(whole);
    const some = operationNames(model).filter((_, index) => index % 3 === 0);
    const slice = surfaceOf(model, undefined, some);
    expect(namesLost(slice, surfaceOf(model, slice))).toEqual([]);
  });

  it.each(jsonIn("models"))("%s: stay where a shape gets the name of another thing", (name) => {
    const text = read(`models/${name}`);
    const model = modelOf(text);
    const ids = new Set([...model.shapes.keys()].map((id) => id.replace(/^.*#/, "")));
    const alike = operationNames(model)
      .flatMap((operation) =>
        ["Error", "Command", "CommandInput", "CommandOutput"].map((end) => `${operation}${end}`),
      )
      .filter((shape) => ids.has(shape));
    if (alike.length === 0) return;
    // So as if these shapes came with the next release.
    const before = modelOf(
      alike.reduce((all, shape) => all.replaceAll(`#${shape}"`, `#Other${shape}"`), text),
    );
    const older = surfaceOf(before);
    const newer = surfaceOf(model, older);
    const isGone = (lost: string) => alike.some((shape) => lost.includes(`Other${shape}`));
    expect(namesLost(older, newer).filter((lost) => !isGone(lost))).toEqual([]);
    for (const shape of alike) {
      expect(Object.keys({ ...newer.types, ...newer.enums, ...newer.errors })).toContain(
        `${shape}_`,
      );
    }
    console.info(`${name}: ${alike.join(", ")}`);
  });
});

function modelOf(text: string): Model {
  const { model, diagnostics } = loadModel([{ file: "model.json", text }]);
  if (!model) throw new Error(JSON.stringify(diagnostics));
  return model;
}

function surfaceOf(model: Model, before?: Surface, operations?: readonly string[]): Surface {
  const remembered = before && rememberedOf(before);
  const { surface, diagnostics } = describe({ model, operations, remembered });
  if (!surface) throw new Error(JSON.stringify(diagnostics));
  return surface;
}

function operationNames(model: Model): readonly string[] {
  const { service } = selectService(model);
  if (!service) throw new Error("There is no service.");
  return operationsOf(model, service).map(({ id }) => id.replace(/^.*#/, ""));
}
