import { expect, it } from "vitest";
import { cutModel } from "../../generator/smithy/cut.js";
import { loadModel } from "../../generator/smithy/load.js";
import { membersOf } from "../../generator/smithy/members.js";
import type { Model } from "../../generator/smithy/model.js";
import { operationsOf, selectService } from "../../generator/smithy/select.js";
import { sliceModel } from "../../generator/smithy/slice.js";
import { traitTable } from "../../generator/smithy/traits.js";
import { validateModel } from "../../generator/smithy/validate.js";
import { describeWith } from "../support/conformance.js";
import { hash, load, print } from "../support/printedModel.js";

describeWith("models", "the official models", ({ jsonIn, read }) => {
  it.each(jsonIn("models"))("%s loads, and breaks no rule", (name) => {
    const source = { file: name, text: read(`models/${name}`) };
    const start = performance.now();
    const { model, diagnostics } = loadModel([source]);
    console.info(`${name}: loaded in ${Math.round(performance.now() - start)} ms`);
    expect(diagnostics).toEqual([]);
    if (model === undefined) throw new Error("There is no model.");
    expect([...traitsIn(model)].filter((id) => !traitTable.has(id))).toEqual([]);
    const { service } = selectService(model);
    if (service === undefined) throw new Error("There is no service.");
    const wrong = validateModel(model, service).filter(({ code }) => code !== "UnsupportedTrait");
    expect(wrong).toEqual([]);
  });
});

function traitsIn(model: Model): Set<string> {
  const ids = new Set<string>();
  for (const shape of model.shapes.values()) {
    for (const subject of [shape, ...membersOf(shape)]) {
      for (const id of subject.traits.keys()) ids.add(id);
    }
  }
  return ids;
}

describeWith("models", "an official model, printed and cut,", ({ jsonIn, read }) => {
  it.each(jsonIn("models"))("is the same to the generator: %s", (file) => {
    const model = load(read(`models/${file}`));
    const text = print(model);
    const again = load(text);
    expect(hash(again)).toBe(hash(model));
    expect(print(again)).toBe(text);

    const { service } = selectService(model);
    if (!service) throw new Error("There is no service.");
    const some = operationsOf(model, service).filter((_, index) => index % 7 === 0);
    const cut = load(print(cutModel(model, service, some)));
    const chosen = selectService(cut).service;
    if (!chosen) throw new Error("There is no service.");
    const asked = new Set(some.map(({ id }) => id));
    const [operations, others] = [true, false].map((isAsked) =>
      operationsOf(cut, chosen).filter(({ id }) => asked.has(id) === isAsked),
    );
    expect(operations?.map(({ id }) => id)).toEqual([...asked]);
    // What finds the endpoints of the others is there besides.
    expect(others?.every(({ id }) => id.endsWith("#DescribeEndpoints"))).toBe(true);
    const slice = sliceModel(model, service, some);
    expect(hash(sliceModel(cut, chosen, operations ?? []))).toBe(hash(slice));
  });
});
