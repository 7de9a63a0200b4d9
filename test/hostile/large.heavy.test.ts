import { describe, expect, it } from "vitest";
import { generateText } from "../support/generate.js";
import { loadModel } from "../../generator/smithy/load.js";
import { validateWhole } from "../../generator/smithy/validate.js";
import { worstCases } from "../../scripts/worstCases.js";

describe("row 71: a model of thousands", () => {
  it.each(["operations", "enum", "structure", "depth"] as const)(
    "of %s is generated",
    async (name) => {
      const { files, diagnostics } = await generateText(worstCases[name](), {
        format: (_, text) => Promise.resolve(text),
      });
      expect(diagnostics).toEqual([]);
      expect(files?.size).toBeGreaterThan(50);
    },
  );

  it("has as many mistakes told as there are", () => {
    const { model } = loadModel([{ file: "m.json", text: worstCases.mistakes() }]);
    if (!model) throw new Error("The model does not load.");
    expect(validateWhole(model)).toHaveLength(150_000);
  });
});
