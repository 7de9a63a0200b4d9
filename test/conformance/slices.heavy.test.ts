import { join } from "node:path";
import { expect, it } from "vitest";
import { cutModel } from "../../generator/smithy/cut.js";
import { loadModel } from "../../generator/smithy/load.js";
import type { Model, ServiceShape, ShapeId } from "../../generator/smithy/model.js";
import { printAst } from "../../generator/smithy/printAst.js";
import { operationsOf, selectService } from "../../generator/smithy/select.js";
import { sliceModel } from "../../generator/smithy/slice.js";
import { validateModel } from "../../generator/smithy/validate.js";
import { generateTypes } from "../../generator/generate.js";
import { describeWith } from "../support/conformance.js";
import { readTemplates } from "../support/generate.js";

// Of each model, this many operations; TINSMITH_SLICES=1000 is all of them.
const sample = Number(process.env.TINSMITH_SLICES ?? 5);
const templates = readTemplates();

function serviceIn(model: Model | undefined, id?: ShapeId): ServiceShape {
  const { service } = model ? selectService(model, id) : {};
  if (service === undefined) throw new Error("There is no service.");
  return service;
}

describeWith("models", "one operation", ({ jsonIn, read }) => {
  it.each(jsonIn("models"))("of %s is a model of its own", { timeout: 600_000 }, async (name) => {
    const { model } = loadModel([{ file: name, text: read(join("models", name)) }]);
    if (model === undefined) throw new Error("There is no model.");
    const service = serviceIn(model);
    const all = operationsOf(model, service);
    const step = Math.max(1, Math.ceil(all.length / sample));
    for (const operation of all.filter((_, index) => index % step === 0)) {
      const slice = sliceModel(model, service, [operation]);
      const problems = validateModel(slice, serviceIn(slice, service.id));
      expect({ operation: operation.id, problems }).toEqual({
        operation: operation.id,
        problems: [],
      });

      const text = JSON.stringify(printAst(cutModel(model, service, [operation])));
      const cut = loadModel([{ file: "cut.json", text }]);
      expect(cut.diagnostics).toEqual([]);
      const found = cut.model && validateModel(cut.model, serviceIn(cut.model, service.id));
      expect(found).toEqual([]);

      const { files, diagnostics } = await generateTypes({
        model,
        service: service.id,
        operations: [operation.id],
        templates,
        format: (_, source) => Promise.resolve(source),
      });
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(files?.size).toBeGreaterThan(0);
    }
  });
});
