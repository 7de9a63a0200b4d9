import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { generateTypes } from "../../generator/generate.js";
import { codes, families } from "../../generator/smithy/codes.js";
import { loadModel } from "../../generator/smithy/load.js";
import { validateWhole } from "../../generator/smithy/validate.js";
import { describeWith } from "../support/conformance.js";
import { readTemplates } from "../support/generate.js";

// More than a test run needs: TINSMITH_FUZZ=100.
const runs = Number(process.env.TINSMITH_FUZZ ?? 1);
const templates = readTemplates();

/** Small ones, and of all kinds: mixins, streams, resources, waiters, HTTP, XML, query, JSON. */
const names = ["sqs", "codecatalyst", "transcribe-streaming", "timestream-query", "glacier", "sns"];

type Mutable = Record<string, unknown> | unknown[];

/** Every place in a model that something else can be put into, as a container and its key. */
function placesIn(value: unknown, places: [Mutable, string][] = []): [Mutable, string][] {
  if (typeof value !== "object" || value === null) return places;
  for (const [key, item] of Object.entries(value)) {
    places.push([value as Mutable, key]);
    placesIn(item, places);
  }
  return places;
}

/** A change of one place: what is there, and what else stands in the model. */
type Change = (here: unknown, elsewhere: unknown) => unknown;

const changes: readonly Change[] = [
  () => undefined,
  () => null,
  () => -1,
  () => "",
  () => [],
  () => ({}),
  (_, elsewhere) => elsewhere,
  (here) => [here],
  (here) => ({ target: here }),
  (here) => (typeof here === "string" ? `${here}X` : here),
  (here) => (Array.isArray(here) ? [...(here as unknown[]), ...(here as unknown[])] : here),
];

function mutated(text: string, picks: readonly (readonly [number, number, Change])[]): string {
  const model: unknown = JSON.parse(text);
  const places = placesIn(model);
  const pick = (index: number) => places[index % places.length] as [Mutable, string];
  for (const [at, other, change] of picks) {
    const [container, key] = pick(at);
    const [from, name] = pick(other);
    const copy = structuredClone((from as Record<string, unknown>)[name]);
    const value = change((container as Record<string, unknown>)[key], copy);
    (container as Record<string, unknown>)[key] = value;
  }
  return JSON.stringify(model) ?? "";
}

function isKnown(code: string): boolean {
  return (
    (codes as readonly string[]).includes(code) ||
    families.some((family) => code.startsWith(`${family}.`))
  );
}

describeWith("models", "an official model", ({ read }) => {
  it.each(names)(
    "%s: however it is changed, loads or says why not",
    { timeout: 300_000 * runs },
    async (name) => {
      const text = read(join("models", `${name}.json`));
      const pick = fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...changes));
      const property = fc.asyncProperty(
        fc.array(pick, { minLength: 1, maxLength: 4 }),
        async (picks) => {
          const { model, diagnostics } = loadModel([
            { file: "m.json", text: mutated(text, picks) },
          ]);
          expect(model === undefined).toBe(
            diagnostics.some(({ severity }) => severity === "error"),
          );
          const all = [...diagnostics, ...(model ? validateWhole(model) : [])];
          expect(all.map(({ code }) => code).filter((code) => !isKnown(code))).toEqual([]);
          expect(all.filter(({ source }) => source === undefined)).toEqual([]);
          if (model === undefined) return;
          const format = (_: string, source: string) => Promise.resolve(source);
          const generated = await generateTypes({ model, templates, format });
          expect(generated.files !== undefined || generated.diagnostics.length > 0).toBe(true);
        },
      );
      await fc.assert(property, { numRuns: 20 * runs });
    },
  );

  it("is the same from any order of files, shapes and keys", () => {
    const model = JSON.parse(read("models/glacier.json")) as {
      shapes: Record<string, Record<string, unknown>>;
    };
    const entries = Object.entries(model.shapes);
    const loaded = (parts: readonly (typeof entries)[]) => {
      const files = parts.map((part, index) => ({
        file: `${index}.json`,
        text: JSON.stringify({ ...model, shapes: Object.fromEntries(part) }),
      }));
      const { model: made, diagnostics } = loadModel(files);
      expect(diagnostics).toEqual([]);
      return JSON.stringify([...(made?.shapes ?? [])], (key, value: unknown) =>
        key === "source"
          ? undefined
          : value instanceof Map
            ? [...(value as Map<string, unknown>)]
            : value,
      );
    };
    const expected = loaded([entries]);
    const reversed = entries
      .map(([id, shape]) => [id, Object.fromEntries(Object.entries(shape).reverse())] as const)
      .reverse() as typeof entries;
    const property = fc.property(fc.nat(entries.length), (split) => {
      const parts = [reversed.slice(0, split), reversed.slice(split)];
      expect(loaded(parts)).toBe(expected);
      expect(loaded(parts.reverse())).toBe(expected);
    });
    fc.assert(property, { numRuns: 3 });
  });
});
