import { expect, it } from "vitest";
import { generateText } from "../../support/generate.js";

const format = (_: string, text: string) => Promise.resolve(text);

const [list, text] = ["example#Names", "smithy.api#String"];
const exampleOf = (target: string) => ({
  title: "One",
  input: { Given: target === list ? ["a"] : "a" },
});

/** The line of a package's README that calls an operation, of operations by what their input requires. */
async function callIn(inputs: Readonly<Record<string, string>>, examples: readonly string[]) {
  const shapes = Object.entries(inputs).flatMap(([name, target]): [string, object][] => [
    [
      `example#${name}`,
      {
        type: "operation",
        input: { target: `example#${name}Input` },
        traits: examples.includes(name) ? { "smithy.api#examples": [exampleOf(target)] } : {},
      },
    ],
    [
      `example#${name}Input`,
      {
        type: "structure",
        members: { Given: { target, traits: { "smithy.api#required": {} } } },
      },
    ],
  ]);
  const model = JSON.stringify({
    smithy: "2.0",
    shapes: {
      "example#Radio": {
        type: "service",
        version: "1",
        operations: Object.keys(inputs).map((name) => ({ target: `example#${name}` })),
        traits: { "aws.protocols#awsJson1_0": {} },
      },
      "example#Names": { type: "list", member: { target: "smithy.api#String" } },
      ...Object.fromEntries(shapes),
    },
  });
  const { files, diagnostics } = await generateText(model, { format });
  const readme = files?.get("README.md");
  if (readme === undefined) throw new Error(JSON.stringify(diagnostics));
  return /await (\w+\(client.*\));/.exec(readme)?.[1];
}

it("shows a call of the first operation that has an example", async () => {
  const call = await callIn({ Find: text, Play: text, Tune: text }, ["Play", "Tune"]);
  expect(call).toBe('play(client, { Given: "…" })');
});

it("prefers one of them whose input needs no list, which would be empty", async () => {
  const call = await callIn({ Find: text, Play: list, Tune: text }, ["Play", "Tune"]);
  expect(call).toBe('tune(client, { Given: "…" })');
});

it("takes a list where nothing else has an example, and the first operation where nothing has", async () => {
  const inputs = { Find: text, Play: list };
  expect(await callIn(inputs, ["Play"])).toBe("play(client, { Given: [] })");
  expect(await callIn(inputs, [])).toBe('find(client, { Given: "…" })');
});
