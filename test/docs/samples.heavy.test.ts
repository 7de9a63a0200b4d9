import { beforeAll, describe, expect, it } from "vitest";
import { describeWith } from "../support/conformance.js";
import {
  clientsOf,
  clientSources,
  docSamples,
  kmsSources,
  modulesOf,
  ownModels,
  sampleErrors,
  samplesIn,
  type Sample,
} from "../support/docSamples.js";

const all = docSamples();
const samples = all.filter(({ language }) => language === "ts");
const ownModelTexts = ownModels(all);
const isAtHand = (sample: Sample): boolean =>
  [...clientsOf([sample])].every((name) => name === "kms" || ownModelTexts.has(name));

async function errorsIn(chosen: readonly Sample[], read: (name: string) => string) {
  const clients = new Map<string, ReadonlyMap<string, string>>();
  for (const name of clientsOf(chosen)) {
    clients.set(name, name === "kms" ? kmsSources() : await clientSources(read(name)));
  }
  return sampleErrors(chosen, modulesOf(chosen, clients));
}

describe("samples in docs/", () => {
  it("compile, those of KMS, of SDK v3 and of models in the pages", async () => {
    const chosen = samples.filter(isAtHand);
    expect(chosen.length).toBeGreaterThan(20);
    expect(await errorsIn(chosen, (name) => ownModelTexts.get(name) ?? "")).toEqual([]);
  });

  it("would be told of, where one does not", async () => {
    const text = 'Text.\n\n```ts\nimport { listKeys } from "@tinsmith/kms";\n\nlistKeys(1);\n```\n';
    const [sample] = samplesIn("page", text);
    expect(sample?.line).toBe(4);
    const errors = await errorsIn([sample!], () => "");
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("docs/page.md:4: /test/docs/samples/pages/page/line4.ts:3 2345");
  });
});

describeWith("models", "samples in docs/ of services with official models", (data) => {
  let errors: readonly string[];
  const chosen = samples.filter((sample) => !isAtHand(sample));
  beforeAll(async () => {
    errors = await errorsIn(
      chosen,
      (name) => ownModelTexts.get(name) ?? data.read(`models/${name}.json`),
    );
  });

  it("compile", () => {
    expect(chosen.length).toBeGreaterThan(8);
    expect(errors).toEqual([]);
  });
});
