import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import {
  compileDiagram,
  compileRuleSet,
  parseDiagram,
  parseRuleSet,
  type CompiledRuleSet,
  type RuleOptions,
} from "../../generator/endpoints/compile.js";
import { defaultPartition, otherPartitions } from "../../generator/endpoints/partitions.js";
import type { EndpointProgram } from "../../generator/endpoints/program.js";
import type { Json } from "../../generator/smithy/model.js";
import type { DetailedEndpoint as Endpoint } from "../../templates/runtime/endpoints/details.js";
import { describeWith, type ConformanceData } from "../support/conformance.js";
import { endpointResolver, endpointSource, type Outcome } from "../support/endpointModule.js";
import { typeErrors } from "../support/typeErrors.js";

type Parameters = Readonly<Record<string, unknown>>;

interface TestCase {
  readonly documentation?: string;
  readonly params?: Parameters;
  readonly expect: { readonly endpoint?: Endpoint; readonly error?: string };
}

interface Service {
  readonly ruleSet: Json;
  /** The same rules as a decision diagram. */
  readonly diagram?: Json | undefined;
  readonly cases: readonly TestCase[];
}

/** Cases that do not pass, as `file: documentation`; one that does pass fails the run. */
const expectedFailures: ReadonlySet<string> = new Set<string>();

/** The service of a model with its endpoint rules, if it has them as a tree. */
function serviceIn(text: string): Service | undefined {
  const { shapes } = JSON.parse(text) as {
    shapes: Record<string, { traits?: Record<string, Json> }>;
  };
  for (const { traits = {} } of Object.values(shapes)) {
    const ruleSet = traits["smithy.rules#endpointRuleSet"];
    const tests = traits["smithy.rules#endpointTests"] as { testCases?: TestCase[] } | undefined;
    const diagram = traits["smithy.rules#endpointBdd"];
    if (ruleSet !== undefined) return { ruleSet, diagram, cases: tests?.testCases ?? [] };
  }
  return undefined;
}

function compiled({ ruleSet }: Service, options?: RuleOptions) {
  return programOf(compileRuleSet(ruleSet, undefined, options));
}

function programOf({ program, diagnostics }: CompiledRuleSet): EndpointProgram {
  expect(diagnostics).toEqual([]);
  if (!program) throw new Error("A rule set without diagnostics has a program.");
  return program;
}

function outcomeOf({ expect: expected }: TestCase): Outcome {
  if (expected.error !== undefined) return { error: expected.error };
  return { endpoint: withDefaults(expected.endpoint ?? { url: "" }) };
}

function withDefaults({ url, headers = {}, properties = {} }: Endpoint): Endpoint {
  return { url, headers, properties };
}

/** The services with endpoint rules in a folder, by file. */
function servicesIn(folder: string, { list, read }: ConformanceData): Map<string, Service> {
  const services = new Map<string, Service>();
  for (const file of list(folder)) {
    if (!file.endsWith(".json") || file === "MANIFEST.json") continue;
    const service = serviceIn(read(`${folder}/${file}`));
    if (service) services.set(file, service);
  }
  return services;
}

const counts: string[] = [];
let total = 0;
afterAll(() => {
  console.info(`Endpoint tests passed: ${total}, of which ${counts.join(", ")}`);
});

function testService(
  file: string,
  service: Service,
  compile: (options?: RuleOptions) => EndpointProgram = (options) => compiled(service, options),
): void {
  it(`resolves ${service.cases.length} cases of ${file}`, async () => {
    const run = await endpointResolver(compile());
    // As it is in clients that sign, which send nothing without a region.
    const runWithRegion = await endpointResolver(compile({ hasRegion: true }));
    let passed = 0;
    for (const testCase of service.cases) {
      const outcome = run(testCase.params ?? {});
      const actual = "endpoint" in outcome ? { endpoint: withDefaults(outcome.endpoint) } : outcome;
      const name = `${file}: ${testCase.documentation}`;
      if (testCase.params?.["Region"]) {
        expect(runWithRegion(testCase.params), name).toEqual(outcome);
      }
      if (expectedFailures.has(name)) {
        expect(actual, `${name} passes, and should not be listed`).not.toEqual(outcomeOf(testCase));
      } else {
        expect(actual, name).toEqual(outcomeOf(testCase));
        passed++;
      }
    }
    total += passed;
    counts.push(`${file} ${passed} of ${service.cases.length}`);
  });
}

const kms = resolve(import.meta.dirname, "../../model/kms.json");

describeWith("models/kms.json", "endpoints of our KMS model", ({ read }) => {
  const official = serviceIn(read("models/kms.json"));
  const ours = serviceIn(readFileSync(kms, "utf8"));
  if (!ours || !official) throw new Error("KMS has no endpoint rules.");
  it("has the official model's cases", () => expect(official.cases.length).toBeGreaterThan(60));
  testService("model/kms.json", { ruleSet: ours.ruleSet, cases: official.cases });
});

for (const folder of ["models", "endpoint-rules/core", "endpoint-rules/engine/traits"]) {
  describeWith(folder, `endpoints of ${folder}`, (data) => {
    const services = servicesIn(folder, data);
    it("finds rule sets", () => expect(services.size).toBeGreaterThan(4));
    for (const [file, service] of services) testService(file, service);

    it("emits code that compiles under strict settings", () => {
      const sources = new Map<string, string>();
      for (const [file, service] of services) {
        sources.set(file.replace(/\.json$/, ".ts"), endpointSource(compiled(service)));
      }
      expect(typeErrors(sources)).toEqual([]);
    });

    it("simplifies without a change of outcome", async () => {
      for (const [file, { ruleSet, cases }] of services) {
        const { program } = parseRuleSet(ruleSet);
        if (!program) throw new Error(`${file} does not parse.`);
        const plain = await endpointResolver(program);
        const simple = await endpointResolver(compiled({ ruleSet, cases }));
        for (const parameters of mixtures(cases, 2000)) {
          expect(simple(parameters), `${file}: ${JSON.stringify(parameters)}`).toEqual(
            plain(parameters),
          );
        }
      }
    });
  });
}

describeWith("models", "decision diagrams of models", (data) => {
  const services = new Map<string, Service & { readonly diagram: Json }>();
  for (const [file, service] of servicesIn("models", data)) {
    const { diagram } = service;
    if (diagram !== undefined) services.set(file, { ...service, diagram });
  }
  it("are found", () => expect(services.size).toBeGreaterThan(10));
  for (const [file, service] of services) {
    testService(`${file} (diagram)`, service, (options) =>
      programOf(compileDiagram(service.diagram, undefined, options)),
    );
  }

  it("are emitted as code that compiles under strict settings", () => {
    const sources = new Map<string, string>();
    for (const [file, { diagram }] of services) {
      const source = endpointSource(programOf(compileDiagram(diagram)));
      sources.set(file.replace(/\.json$/, ".ts"), source);
    }
    expect(typeErrors(sources)).toEqual([]);
  });

  it("say the same as the trees, and simplified as they are", async () => {
    for (const [file, service] of services) {
      const tree = await endpointResolver(compiled(service));
      const plain = await endpointResolver(programOf(parseDiagram(service.diagram)));
      const simple = await endpointResolver(programOf(compileDiagram(service.diagram)));
      let compared = 0;
      for (const parameters of mixtures(service.cases, 2000)) {
        const outcome = simple(parameters);
        const message = `${file}: ${JSON.stringify(parameters)}`;
        expect(outcome, message).toEqual(plain(parameters));
        if (file === "s3.json" && differsInS3(parameters)) continue;
        expect(withoutEmpty(outcome), message).toEqual(withoutEmpty(tree(parameters)));
        compared++;
      }
      expect(compared, file).toBeGreaterThan(1000);
    }
  });
});

/**
 * S3's diagram comes from another tree than the model's. It has an answer where an endpoint is no URL,
 * and signs for the control endpoint of S3 Express as for a bucket.
 */
function differsInS3({ Endpoint, UseS3ExpressControlEndpoint }: Parameters): boolean {
  return Endpoint === "abcde://nota#url" || (!!UseS3ExpressControlEndpoint && !!Endpoint);
}

function withoutEmpty(outcome: Outcome): Outcome {
  return "endpoint" in outcome ? { endpoint: withDefaults(outcome.endpoint) } : outcome;
}

/** Parameters put together from the values that any of the cases gives them, or none. */
function* mixtures(cases: readonly TestCase[], count: number) {
  const values = new Map<string, Set<unknown>>([["Region", new Set(["aws-cn-global"])]]);
  for (const { params = {} } of cases) {
    for (const [name, value] of Object.entries(params)) {
      const known = values.get(name) ?? new Set([undefined]);
      values.set(name, known.add(value));
      if (typeof value === "boolean") known.add(!value);
    }
  }
  let state = 1;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let n = 0; n < count; n++) {
    const parameters: Record<string, unknown> = {};
    // Half of them change one case in a few places: those get deep into the rules.
    const base = n % 2 === 0 ? {} : (cases[random(cases.length)]?.params ?? {});
    for (const [name, known] of values) {
      const value = n % 2 === 1 && random(4) > 0 ? base[name] : [...known][random(known.size)];
      if (value !== undefined) parameters[name] = value;
    }
    yield parameters;
  }
}

const localRegion = "endpoint-rules/engine/analysis/local-region-override";

describeWith(`${localRegion}.json`, "endpoints of the engine's local region", ({ read }) => {
  testService("local-region-override.json", {
    ruleSet: JSON.parse(read(`${localRegion}.json`)) as Json,
    cases: (JSON.parse(read(`${localRegion}-tests.json`)) as { testCases: TestCase[] }).testCases,
  });
});

const language = "endpoint-rules/engine/language";

describeWith(language, "rule sets of the engine's language", ({ read }) => {
  it.each(["example-complex-ruleset", "get-attr-type-inference", "minimal-ruleset", "substring"])(
    "compiles %s",
    (name) => {
      // They have comments, on lines of their own.
      const text = read(`${language}/${name}.json`).replace(/^\s*\/\/.*$/gm, "");
      compiled({ ruleSet: JSON.parse(text) as Json, cases: [] });
    },
  );
});

const partitionTable = "endpoint-rules/sdk-partitions-smithy-rs-2026.json";

describeWith(partitionTable, "partitions", ({ read }) => {
  const { partitions: official } = JSON.parse(read(partitionTable)) as {
    partitions: {
      id: string;
      regionRegex: string;
      regions: Record<string, unknown>;
      outputs: Record<string, unknown>;
    }[];
  };
  const ours = [defaultPartition, ...otherPartitions];

  it("has the facts of the official table", () => {
    expect(ours.map(({ name }) => name).sort()).toEqual(official.map(({ id }) => id).sort());
    for (const { id, outputs } of official) {
      const partition = ours.find(({ name }) => name === id);
      const { regions, otherRegions } = partition ?? {};
      expect(partition, id).toEqual({ ...outputs, regions, otherRegions });
    }
  });

  it("has the regions of the official table", () => {
    for (const { id, regionRegex, regions } of official) {
      const partition = ours.find(({ name }) => name === id);
      const pattern = regionRegex.replaceAll("\\-", "-").replace("(de)", "de");
      expect(`^${partition?.regions}$`, id).toBe(pattern);
      const others = Object.keys(regions).filter((region) => !new RegExp(regionRegex).test(region));
      expect(partition?.otherRegions, id).toEqual(others);
    }
  });

  it("claims no region twice, so that the order does not matter", () => {
    for (const { id, regions } of official) {
      for (const region of Object.keys(regions)) {
        const claimants = ours.filter(
          (partition) =>
            new RegExp(`^${partition.regions}$`).test(region) ||
            partition.otherRegions.includes(region),
        );
        expect(
          claimants.map(({ name }) => name),
          region,
        ).toEqual([id]);
      }
    }
  });
});
