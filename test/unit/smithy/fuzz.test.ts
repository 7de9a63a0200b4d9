import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadModel } from "../../../generator/smithy/load.js";
import { operationsOf, selectService } from "../../../generator/smithy/select.js";
import { sliceModel } from "../../../generator/smithy/slice.js";
import { validateModel } from "../../../generator/smithy/validate.js";
import { modelText } from "./models.js";

// More than a test run needs: TINSMITH_FUZZ=100.
const runs = Number(process.env.TINSMITH_FUZZ ?? 1);
const ref = (name: string) => ({ target: `ns#${name}` });

/** A small model with some of everything. */
const valid: unknown = JSON.parse(
  modelText(
    {
      S: {
        type: "service",
        version: "1",
        operations: [ref("Op")],
        resources: [ref("R")],
        errors: [ref("Err")],
        rename: { "ns#U": "Renamed" },
        traits: {
          "aws.auth#sigv4": { name: "s" },
          "smithy.rules#endpointTests": { testCases: [{}] },
        },
      },
      R: { type: "resource", identifiers: { id: ref("Str") }, read: ref("Op") },
      Op: {
        type: "operation",
        input: ref("In"),
        errors: [ref("Err")],
        traits: { "smithy.api#paginated": { inputToken: "a", outputToken: "a" } },
      },
      In: { type: "structure", members: { a: ref("Str"), l: ref("L") }, mixins: [ref("Mix")] },
      Mix: { type: "structure", members: { m: ref("M") }, traits: { "smithy.api#mixin": {} } },
      In$m: { type: "apply", traits: { "smithy.api#required": {} } },
      Err: { type: "structure", traits: { "smithy.api#error": "client" } },
      L: { type: "list", member: ref("U") },
      M: { type: "map", key: ref("Str"), value: ref("U") },
      U: { type: "union", members: { e: ref("E"), i: { target: "smithy.api#PrimitiveInteger" } } },
      E: { type: "enum", members: { A: { target: "smithy.api#Unit" } } },
      Str: { type: "string", traits: { "smithy.api#enum": [{ value: "a" }] } },
    },
    "2.0",
    { metadata: { a: [1] } },
  ),
);

/** Everything that the stage does with a text: none of it may throw. */
function exercise(...texts: string[]): void {
  const sources = texts.map((text, index) => ({ file: `${index}.json`, text }));
  const { model, diagnostics } = loadModel(sources);
  expect(model === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
  for (const { code, message } of diagnostics) expect(typeof (code + message)).toBe("string");
  if (model === undefined) return;
  const { service } = selectService(model);
  if (service === undefined) return;
  validateModel(model, service);
  const slice = sliceModel(model, service, operationsOf(model, service).slice(0, 1));
  const kept = slice.shapes.get(service.id);
  if (kept?.type === "service") validateModel(slice, kept);
}

/** Every place in a value, as a path of keys. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

/** A copy of a value with what stands at a path replaced, or taken out. */
function replaceAt(value: unknown, [key, ...path]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (
    Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  ) as Record<string, unknown>;
  const item = replaceAt(copy[key], path, by);
  if (item === undefined && path.length === 0 && !Array.isArray(copy)) delete copy[key];
  else copy[key] = item;
  return copy;
}

/** Whether a path still leads somewhere after what an earlier change took away. */
function hasPath(value: unknown, [key, ...path]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
  return hasPath((value as Record<string, unknown>)[key], path);
}

const paths = pathsOf(valid);
const words = [
  "type", "members", "member", "key", "value", "target", "traits", "mixins", "shapes", "smithy",
  "apply", "structure", "union", "list", "set", "map", "enum", "service", "operation", "resource",
  "ns#S", "ns#Op", "ns#In", "ns#U", "ns#E", "ns#Mix", "ns#In$m", "smithy.api#String", "smithy.api#Unit",
  "smithy.api#default", "smithy.api#required", "smithy.api#mixin", "smithy.api#enum", "__proto__",
  "constructor", "toString", "a-b", "", "1.0", "2.0", "*/",
]; // prettier-ignore
const word = fc.constantFrom(...words);
const wordTree = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    word,
    fc.constantFrom(null, true, 0, -1, 1.5, "x"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(word, tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("loading never throws", { timeout: 300_000 * runs }, () => {
  it("the model that is mutated is right", () => {
    expect(loadModel([{ file: "m.json", text: JSON.stringify(valid) }]).diagnostics).toEqual([]);
  });

  it("whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => exercise(text)),
      { numRuns: 1000 * runs },
    );
  });

  it("whatever follows the version", () => {
    const file = fc.record({
      smithy: fc.constantFrom("1.0", "2.0"),
      shapes: wordTree,
      metadata: wordTree,
    });
    fc.assert(
      fc.property(file, (value) => exercise(JSON.stringify(value))),
      { numRuns: 1000 * runs },
    );
  });

  it("whatever is changed in a model", () => {
    const mutation = fc.tuple(
      fc.constantFrom(...paths),
      fc.oneof(fc.constant(undefined), wordTree),
    );
    const mutations = fc.array(mutation, { minLength: 1, maxLength: 3 });
    const property = fc.property(mutations, (changes) => {
      const changed = changes.reduce<unknown>((value, [path, by]) => {
        return hasPath(value, path) ? replaceAt(value, path, by) : value;
      }, valid);
      exercise(JSON.stringify(changed) ?? "");
    });
    fc.assert(property, { numRuns: 1000 * runs });
  });

  it("whatever is beside a model", () => {
    const property = fc.property(wordTree, (shapes) =>
      exercise(JSON.stringify(valid), JSON.stringify({ smithy: "2", shapes, metadata: shapes })),
    );
    fc.assert(property, { numRuns: 500 * runs });
  });

  it("however it is cut off", () => {
    const text = JSON.stringify(valid, null, 1);
    const property = fc.property(fc.nat(text.length - 1), (length) => {
      const { model, diagnostics } = loadModel([{ file: "m.json", text: text.slice(0, length) }]);
      expect(model).toBeUndefined();
      expect(diagnostics[0]?.message).toMatch(/line \d+, column \d+/);
    });
    fc.assert(property, { numRuns: 100 * runs });
  });
});

it("what is loaded does not depend on the order of keys", () => {
  const shuffle = (value: unknown, seed: number): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => shuffle(item, seed));
    const entries = Object.entries(value).map(([key, item]) => [key, shuffle(item, seed)] as const);
    const rotation = seed % Math.max(entries.length, 1);
    return Object.fromEntries(
      [...entries.slice(rotation), ...entries.slice(0, rotation)].reverse(),
    );
  };
  const printed = (value: unknown) => {
    const { model } = loadModel([{ file: "m.json", text: JSON.stringify(value) }]);
    return JSON.stringify(model, (key, item: unknown) => {
      if (!(item instanceof Map)) return item;
      const entries = [...(item as Map<string, unknown>)];
      return key === "members" ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries;
    });
  };
  const expected = printed(valid);
  const property = fc.property(fc.nat(50), (seed) => {
    expect(printed(shuffle(valid, seed))).toBe(expected);
  });
  fc.assert(property);
});
