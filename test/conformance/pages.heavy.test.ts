import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWith } from "../support/conformance.js";
import { compile, errorsOf } from "../support/compile.js";
import { generateText } from "../support/generate.js";

interface Shape {
  readonly type: string;
  readonly traits?: Readonly<Record<string, unknown>>;
}

const folder = join(import.meta.dirname, "virtual");

describeWith("models", "the pages and waiters of official models", ({ jsonIn, read }) => {
  const models = jsonIn("models").flatMap((name) => {
    const text = read(join("models", name));
    const { shapes } = JSON.parse(text) as { readonly shapes?: Readonly<Record<string, Shape>> };
    const operations = Object.entries(shapes ?? {}).filter(([, { type }]) => type === "operation");
    const having = (trait: string) =>
      operations
        .filter(([, { traits = {} }]) => Object.hasOwn(traits, trait))
        .map(([id, { traits }]) => ({ name: id.split("#")[1]!, value: traits![trait] }));
    const paginated = having("smithy.api#paginated");
    const waitable = having("smithy.waiters#waitable");
    // What others ask for their endpoints comes along.
    const asked =
      having("aws.api#clientDiscoveredEndpoint").length > 0 ? ["DescribeEndpoints"] : [];
    const names = [...new Set([...paginated, ...waitable].map((each) => each.name))];
    const waiters = waitable.flatMap(({ value }) => Object.keys(value as object));
    return names.length === 0
      ? []
      : [{ name, text, names: [...names, ...asked], paginated, waiters }];
  });

  it.each(models)("$name", async ({ text, names, paginated, waiters }) => {
    const { files, diagnostics } = await generateText(text, {
      operations: names,
      format: (_path, source) => Promise.resolve(source),
    });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const sources = [...(files ?? [])].filter(
      ([path]) => path.startsWith("src/") && path.endsWith(".ts"),
    );
    const index = files?.get("src/index.ts") ?? "";
    // Operations that need a discovered endpoint are types only, and are told of.
    const uncalled = new Set(
      diagnostics
        .filter(({ code }) => code === "Operation.TypesOnly")
        .map(({ shape = "" }) => shape.split("#")[1]),
    );
    if (uncalled.size > 0) console.info(`types only: ${[...uncalled].join(", ")}`);
    const missing = [
      ...paginated.filter(({ name }) => !uncalled.has(name)).map((each) => `paginate${each.name}`),
      ...waiters.map((waiter) => `waitUntil${waiter}`),
    ].filter((name) => !new RegExp(`\\b${name}\\b`).test(index));
    expect(missing).toEqual([]);
    const program = compile(
      new Map(sources.map(([path, source]) => [join(folder, path), source])),
      {
        types: ["node"],
      },
    );
    expect(errorsOf(program)).toEqual([]);
  });
});
