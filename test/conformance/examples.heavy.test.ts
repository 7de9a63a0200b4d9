import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { generate, type GenerateInput } from "../../generator/generate.js";
import { loadModel } from "../../generator/smithy/load.js";
import { compile, errorsOf } from "../support/compile.js";
import { describeWith } from "../support/conformance.js";
import { docExamplesIn } from "../support/docExamples.js";
import { optionsOf, readTemplates } from "../support/generate.js";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "test/conformance/out");
const packageName = "@example/client";

/** The examples of a model's package, checked; absent where it cannot be generated. */
async function check(file: string, text: string, options: Pick<GenerateInput, "long"> = {}) {
  const { model } = loadModel([{ file, text }]);
  if (!model) throw new Error(`${file} does not load.`);
  const { files } = await generate({
    model,
    packageName,
    generatorVersion: "0.0.0",
    ...options,
    templates: readTemplates(),
    format: (_, printed) => Promise.resolve(printed),
  });
  if (!files) return undefined;
  const sources = [...files]
    .filter(([path]) => path.endsWith(".ts"))
    .map(([path, text]): [string, string] => [join(folder, path), text]);
  const examples = sources
    .filter(([path]) => path.includes("/operations/"))
    .flatMap(([path, text]) => docExamplesIn(path, text))
    .map((code, index): [string, string] => [join(folder, `example${index}.ts`), code]);
  const program = compile(new Map([...sources, ...examples]), {
    types: ["node"],
    paths: { [packageName]: [join(folder, "src/index.ts")] },
  });
  const errors = examples.flatMap(([path]) => errorsOf(program, program.getSourceFile(path)));
  const inModel = [...model.shapes.values()].map(
    ({ traits }) => ((traits.get("smithy.api#examples") ?? []) as unknown[]).length,
  );
  const expected = inModel.reduce((sum, count) => sum + Math.min(count, 5), 0);
  return { errors, shown: examples.length, expected };
}

it("compiles every example of KMS", async () => {
  const text = readFileSync(join(root, "model/kms.json"), "utf8");
  const checked = await check("model/kms.json", text);
  expect(checked?.errors).toEqual([]);
  expect(checked?.shown).toBeGreaterThan(0);
  expect(checked?.shown).toBe(checked?.expected);
});

it("compiles every example of the golden feature", async () => {
  const feature = join(root, "test/golden/examples");
  const text = readFileSync(join(feature, "model.json"), "utf8");
  const checked = await check("model.json", text, optionsOf(feature));
  expect(checked?.errors).toEqual([]);
  // But for the one that says why it is left out.
  expect(checked?.shown).toBe((checked?.expected ?? 0) - 1);
});

describeWith("models", "compiles every example of", ({ jsonIn, read }) => {
  const files = jsonIn("models").filter((file) => {
    const text = read(`models/${file}`);
    return text.includes("aws.protocols#awsJson") && text.includes("smithy.api#examples");
  });

  it.each(files)("%s", async (file) => {
    const checked = await check(file, read(`models/${file}`));
    expect(checked?.errors).toEqual([]);
    expect(checked?.shown).toBe(checked?.expected);
    console.log(`${file}: ${checked?.shown} examples`);
  });
});
