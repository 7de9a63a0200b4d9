import { join } from "node:path";
import { expect, it } from "vitest";
import { bindParameters } from "../../generator/endpoints/bindings.js";
import { readParameters } from "../../generator/endpoints/compile.js";
import { knownParameters, type KnownParameter } from "../../generator/endpoints/known.js";
import { compileEndpoints, compileRules } from "../../generator/endpoints/service.js";
import { loadModel } from "../../generator/smithy/load.js";
import type { Json } from "../../generator/smithy/model.js";
import { selectOperations, selectService } from "../../generator/smithy/select.js";
import { sliceModel } from "../../generator/smithy/slice.js";
import { describeWith } from "../support/conformance.js";
import { endpointResolver, endpointSource } from "../support/endpointModule.js";
import { typeErrors } from "../support/typeErrors.js";

type Parameters = Readonly<Record<string, unknown>>;

const region = { hasRegion: true };

describeWith("models", "endpoints of slices", ({ read }) => {
  const sources = new Map<string, string>();

  it.each<[string, string[], number]>([
    ["s3.json", ["GetObject"], 150],
    ["s3.json", ["GetObject", "PutObject"], 150],
    ["s3.json", ["ListBuckets"], 10],
    ["s3.json", ["CreateBucket", "ListDirectoryBuckets"], 5],
    ["s3.json", ["WriteGetObjectResponse"], 5],
    ["dynamodb.json", ["GetItem"], 50],
    ["eventbridge.json", ["PutEvents"], 30],
    ["s3-control.json", ["GetBucket"], 10],
    ["s3-control.json", ["CreateJob", "GetAccessPoint"], 10],
    ["kinesis.json", ["PutRecord"], 20],
    ["kms.json", ["Encrypt"], 30],
  ])("%s %j are those of the whole service", async (file, names, least) => {
    const { model } = loadModel([{ file, text: read(join("models", file)) }]);
    const { service: whole } = model ? selectService(model, undefined) : {};
    if (!model || !whole) throw new Error("There is no service.");
    const { operations } = selectOperations(model, whole, names);
    expect(operations).toHaveLength(names.length);
    const slice = sliceModel(model, whole, operations);
    const service = slice.shapes.get(whole.id);
    if (service?.type !== "service") throw new Error("A slice keeps its service.");
    const ids = operations.map(({ id }) => id);

    const rules = (service.traits.get("smithy.rules#endpointRuleSet") ?? {}) as Json;
    const parameters = readParameters(rules);
    const { bindings } = bindParameters(parameters, slice, service, ids);
    const known = knownParameters(parameters, bindings);
    const defaults = new Map(parameters.map((each) => [each.variable.name, each.default]));
    const { endpoints, diagnostics } = compileEndpoints(slice, service, ids, region);
    const full = compileRules(service, region)?.program;
    expect(diagnostics).toEqual([]);
    if (!endpoints || !full) throw new Error("The service has endpoint rules.");
    sources.set(`${file}-${names.join("-")}.ts`, endpointSource(endpoints.program));
    expect(endpointSource(endpoints.program).length).toBeLessThanOrEqual(
      endpointSource(full).length,
    );

    const { testCases } = (whole.traits.get("smithy.rules#endpointTests") ?? {}) as unknown as {
      testCases: readonly { readonly params?: Parameters }[];
    };
    const runSlice = await endpointResolver(endpoints.program);
    const runFull = await endpointResolver(full);
    let compared = 0;
    for (const { params = {} } of testCases) {
      // As calls of the operations are: what all of them say is there, and nothing that none says.
      for (const given of [params, asCalled(params, known)]) {
        if (!isPossible(given, known, defaults)) continue;
        expect(runSlice(given), JSON.stringify(given)).toEqual(runFull(given));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(least);
  });

  it("are found by code that compiles under strict settings", () => {
    expect(sources.size).toBeGreaterThan(5);
    expect(typeErrors(sources)).toEqual([]);
  });
});

/** Whether a call of the slice's operations can have parameters. */
function isPossible(
  params: Parameters,
  known: ReadonlyMap<string, KnownParameter>,
  defaults: ReadonlyMap<string, unknown>,
): boolean {
  if (!params["Region"]) return false;
  return [...known].every(([name, fact]) => {
    const value = params[name] ?? defaults.get(name);
    if (fact.kind === "set") return params[name] !== undefined;
    return fact.kind === "absent" ? value === defaults.get(name) : value === fact.value;
  });
}

function asCalled(params: Parameters, known: ReadonlyMap<string, KnownParameter>): Parameters {
  const called: Record<string, unknown> = { ...params };
  for (const [name, fact] of known) {
    if (fact.kind === "absent") delete called[name];
    else if (fact.kind === "constant") called[name] = fact.value;
    else called[name] ??= "given";
  }
  return called;
}
