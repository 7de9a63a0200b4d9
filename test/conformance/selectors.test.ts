import { join } from "node:path";
import { expect, it } from "vitest";
import { assemble } from "../../generator/smithy/assemble.js";
import { readAst } from "../../generator/smithy/ast.js";
import { definitions } from "../../generator/smithy/definitions/definitions.js";
import { mergeFiles } from "../../generator/smithy/merge.js";
import { mixIn } from "../../generator/smithy/mixins.js";
import type { JsonObject } from "../../generator/smithy/model.js";
import { graphOf } from "../../generator/smithy/selector/graph.js";
import { compileSelector } from "../../generator/smithy/selector/select.js";
import { describeWith } from "../support/conformance.js";

interface Case {
  readonly selector: string;
  readonly matches: readonly string[];
  readonly skipPreludeShapes?: boolean;
}

const folder = "selectors/cases";

describeWith(folder, "selectors", ({ jsonIn, read }) => {
  const cases = jsonIn(folder).flatMap((file) => {
    const ast = JSON.parse(read(join(folder, file))) as JsonObject;
    const { selectorTests } = ast["metadata"] as unknown as { selectorTests: readonly Case[] };
    return selectorTests.map((each) => ({ ...each, file, ast }));
  });

  it("have cases", () => {
    expect(cases.length).toBeGreaterThan(50);
  });

  it.each(cases)("$file: $selector", ({ file, ast, selector, matches, skipPreludeShapes }) => {
    // Not loaded as a whole: the cases select strings by their `@enum`, which loading turns into enums.
    const fail = ({ message, severity }: { message: string; severity: string }) => {
      if (severity === "error") throw new Error(message);
    };
    const { drafts, metadata } = mergeFiles([readAst(file, ast, fail)], fail);
    mixIn(drafts, fail);
    const model = assemble(drafts, metadata, fail);
    const graph = graphOf(model.shapes.values(), definitions);
    const found = [...compileSelector(selector).select(graph)]
      .map(({ id }) => id)
      .filter((id) => skipPreludeShapes !== true || !id.startsWith("smithy.api#"));
    expect(found.sort()).toEqual([...matches].sort());
  });
});
