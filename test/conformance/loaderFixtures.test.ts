import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../generator/smithy/diagnostic.js";
import { loadModel, type Loaded } from "../../generator/smithy/load.js";
import { membersOf } from "../../generator/smithy/members.js";
import type { Model } from "../../generator/smithy/model.js";
import { selectService } from "../../generator/smithy/select.js";
import { traitTable } from "../../generator/smithy/traits.js";
import { validateModel, validateShapes } from "../../generator/smithy/validate.js";
import { hasConformance, jsonIn, readConformance } from "../support/conformance.js";

function loadFiles(...paths: string[]): Loaded {
  return loadModel(paths.map((file) => ({ file, text: readConformance(file) })));
}

function errorsOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** Each error as its code and the shape that it is about. */
function summaryOf(diagnostics: readonly Diagnostic[]): string[] {
  return errorsOf(diagnostics).map(({ code, shape }) => `${code} ${shape ?? "-"}`);
}

function traitsIn(model: Model): Set<string> {
  const ids = new Set<string>();
  for (const shape of model.shapes.values()) {
    for (const subject of [shape, ...membersOf(shape)]) {
      for (const id of subject.traits.keys()) ids.add(id);
    }
  }
  return ids;
}

describe.runIf(hasConformance("models", "official models"))("the official models", () => {
  it.each(jsonIn("models"))("%s loads, and breaks no rule", (name) => {
    const source = { file: name, text: readConformance(join("models", name)) };
    const start = performance.now();
    const { model, diagnostics } = loadModel([source]);
    console.info(`${name}: loaded in ${Math.round(performance.now() - start)} ms`);
    expect(diagnostics).toEqual([]);
    if (model === undefined) throw new Error("There is no model.");
    expect([...traitsIn(model)].filter((id) => !traitTable.has(id))).toEqual([]);
    const { service } = selectService(model);
    if (service === undefined) throw new Error("There is no service.");
    const wrong = validateModel(model, service).filter(({ code }) => code !== "UnsupportedTrait");
    expect(wrong).toEqual([]);
  });
});

describe.runIf(hasConformance("spec", "trait definitions"))("the trait definitions", () => {
  it("are all in the trait table", () => {
    const { model, diagnostics } = loadFiles("spec/prelude-and-traits.json");
    expect(errorsOf(diagnostics)).toEqual([]);
    const defined = [...(model?.shapes.values() ?? [])]
      .filter(({ traits }) => traits.has("smithy.api#trait"))
      .map(({ id }) => id);
    expect(defined.length).toBeGreaterThan(100);
    expect(defined.filter((id) => !traitTable.has(id))).toEqual([]);
  });
});

/** What the loader says of the fixtures that do not load; every other one has to load. */
const failing: Readonly<Record<string, readonly string[]>> = {
  "assembler-fail-invalid-jar/META-INF/smithy/invalid-array.json": ["Model.NotSmithy -"],
  // Beside a model they would be left aside; see below.
  "assembler-ignore-unrecognized-json/array.json": ["Model.NotSmithy -"],
  "assembler-ignore-unrecognized-json/unrecognized.json": ["Model.NotSmithy -"],
  "errors.json": ["TraitValue example.namespace#Invalid1", "TraitValue example.namespace#Invalid2"],
  "invalid-shape-types.json": ["Model.ShapeType example.namespace#Invalid"],
  "invalid/version/properties-v2-only.json": ["Model.Version smithy.example#Book"],
  // They apply traits to a shape of another file.
  "nested/merges-2.json": ["Model.UnknownApply example.namespace#String"],
  "nested/merges-3.json": ["Model.UnknownApply example.namespace#String"],
  "other-top-level.json": ["Model.Expected example.namespace#String"],
  "string-member-external-traits.json": ["Model.ShapeId ns.foo#List$member"],
};

describe.runIf(hasConformance("loader", "loader fixtures"))("the loader fixtures", () => {
  const shared = "loader/valid/__shared.json";

  it.each(jsonIn("loader"))("%s", (name) => {
    const path = join("loader", name);
    const files = name.startsWith("valid/") && path !== shared ? [path, shared] : [path];
    const { model, diagnostics } = loadFiles(...files);
    expect(summaryOf(diagnostics)).toEqual(failing[name] ?? []);
    expect(model === undefined).toBe(name in failing);
  });

  it("of several files are one model", () => {
    const merged = loadFiles(
      "loader/merges-1.json",
      "loader/nested/merges-2.json",
      "loader/nested/merges-3.json",
    );
    expect(merged.diagnostics).toEqual([]);
    const traits = merged.model?.shapes.get("example.namespace#String")?.traits;
    expect(traits?.get("smithy.api#mediaType")).toBe("application/json");
    const metadata = loadFiles(
      "loader/metadata-conflicts.json",
      "loader/metadata-conflicts-2.json",
    );
    expect(summaryOf(metadata.diagnostics)).toEqual(["Model.Metadata -"]);
    const folder = "assembler-ignore-unrecognized-json";
    const beside = loadFiles(
      ...jsonIn(`loader/${folder}`).map((name) => `loader/${folder}/${name}`),
    );
    expect(beside.model?.shapes.has("smithy.example#MyString")).toBe(true);
  });

  it("of version 1 are upgraded to those of version 2", () => {
    const shapesOf = (path: string) =>
      [...(loadFiles(path).model?.shapes.values() ?? [])].map((shape) => ({
        id: shape.id,
        traits: shape.traits,
        members: Array.from(membersOf(shape), ({ id, traits }) => ({ id, traits })),
      }));
    const upgraded = shapesOf("loader/needs-upgrade-document-node.json");
    expect(upgraded).toEqual(shapesOf("loader/needs-downgrade-document-node.json"));
    expect(upgraded.length).toBeGreaterThan(3);
  });
});

/** What Smithy reports under one ID, and we, for some cases, under another. */
const aliases: Readonly<Record<string, string>> = {
  EnumShape: "TraitValue",
  LengthTrait: "TraitValue",
  Model: "TraitValue",
  UnitType: "Target",
};

/**
 * How many of the errors that Smithy reports are not reported, by event ID and by reason. What
 * becomes implemented has to be taken off here.
 */
const missing: Readonly<Record<string, number>> = {
  // Rules that are implemented in part: only handled traits have their values and subjects
  // checked, by type and not by full selector; what conflicts or recurs is reported once, at one
  // of the shapes; and a model with unresolved targets, or malformed traits, is not checked any
  // further.
  DefaultTrait: 4,
  Model: 41,
  PaginatedTrait: 2,
  Service: 12,
  ShapeRecursion: 2,
  Target: 17,
  TraitTarget: 29,
  TraitValue: 9,
  "TraitValue.Member.InvalidRange": 2,

  // Rules of traits that cannot be together.
  ExclusiveStructureMemberTrait: 5,
  TraitConflict: 9,

  // HTTP bindings: not generated yet.
  CorsTrait: 2,
  HttpBindingsMissing: 2,
  HttpQueryTrait: 3,
  HttpUriConflict: 10,
  HttpUriFormat: 1,
  JsonName: 2,
  MediaType: 7,
  Rpcv2JsonTrait: 3,
  XmlNamespaceTrait: 1,

  // Streams, compression and authentication: not generated yet.
  HttpApiKeyAuthTrait: 1,
  RequestCompressionTrait: 3,
  StreamingTrait: 4,

  // Endpoints: the rule set is checked where it is compiled; the rest is not generated yet.
  "AwsSpecialCaseEndpoint.InvalidEndpointPatternUrl": 3,
  ClientEndpointDiscovery: 12,
  "ClientEndpointDiscovery.UnboundOperation.DescribeEndpoints": 1,
  EndpointTestsTrait: 2,
  OperationContextParamsTrait: 7,
  RuleSetAuthSchemes: 12,
  "RuleSetBuiltIn.RuleSet": 1,
  "RuleSetBuiltIn.TestCase.0.Inputs.0": 1,
  "RuleSetParameter.ContextParam.InconsistentType": 1,
  "RuleSetParameter.ContextParam.UnsupportedType": 1,
  "RuleSetParameter.RuleSet.TypeMismatch": 1,
  "RuleSetParameter.StaticContextParams.InconsistentType": 1,
  "RuleSetParameter.TestCase.RequiredMissing": 2,
  "RuleSetParameter.TestCase.TypeMismatch": 1,
  "RuleSetParameter.TestCase.Undefined": 1,
  RuleSetTestCase: 3,
  RuleSetUri: 1,
  RulesEngineVersion: 3,
  StaticContextParamsTrait: 1,

  // Resources, which clients have no part in.
  ArnTrait: 1,
  IamResourceTraitConflictingName: 1,
  IdempotentTrait: 2,
  ReferencesTrait: 3,
  ResourceIdentifier: 4,
  ResourceIdentifierBinding: 13,
  ResourceLifecycle: 10,
  ResourceOperationInputOutput: 7,
  SingleOperationBinding: 2,
  SingleResourceBinding: 1,
  TagResourcePropertyType: 1,
  TaggableResource: 1,

  // Waiters and test cases: not generated, or not read.
  EventStreamTestsTrait: 7,
  "EventStreamTestsTrait.0.events.0": 1,
  "EventStreamTestsTrait.3": 1,
  ExamplesTrait: 5,
  HttpMalformedRequestTests: 1,
  HttpRequestTestsInput: 3,
  HttpResponseTestsError: 2,
  SmokeTestCase: 5,
  UniqueProtocolTestCaseId: 6,
  UniqueSmokeTestCaseId: 7,
  UniqueWaiterNames: 4,
  WaitableTrait: 7,

  // For those who write models, traits and metadata.
  MetadataTrait: 3,
  OperationInputOutputMisuse: 6,
  PrivateAccess: 8,
  ShapeClosure: 3,
  TraitBreakingChanges: 2,
  "TypedMetadata.auditLevel": 3,
  "TypedMetadata.shapeClosures": 1,
};

interface Event {
  readonly shape: string;
  readonly id: string;
}

function eventsOf(path: string): Event[] {
  const lines = readConformance(path.replace(/json$/, "events.txt")).split("\n");
  return lines.flatMap((line) => {
    const [, shape, id] = /^\[ERROR\] (\S+): .* \| (\S+)$/.exec(line) ?? [];
    return shape === undefined || id === undefined ? [] : [{ shape, id }];
  });
}

function containerOf(shape: string | undefined): string {
  return shape?.split("$")[0] ?? "-";
}

/** Whether a diagnostic is about the same shape and rule as an event. */
function matches({ code, shape }: Diagnostic, event: Event): boolean {
  const [family = ""] = event.id.split(".");
  return (
    containerOf(shape) === containerOf(event.shape) &&
    [family, aliases[family]].includes(code.split(".")[0])
  );
}

describe.runIf(hasConformance("validation", "validation events"))("the validation events", () => {
  const results = jsonIn("validation").map((name) => {
    const path = join("validation", name);
    const { model, diagnostics } = loadFiles(path);
    const all = [...diagnostics];
    if (model !== undefined) {
      const shapes = [...model.shapes.values()];
      all.push(...validateShapes(model, shapes));
      for (const shape of shapes) {
        if (shape.type === "service") all.push(...validateModel(model, shape));
      }
    }
    const errors = errorsOf(all).filter(({ code }) => code !== "UnsupportedTrait");
    return { name, errors, events: eventsOf(path) };
  });

  it("has no error where Smithy has none", () => {
    const extra = results.flatMap(({ name, errors, events }) =>
      errors
        .filter(
          ({ shape }) => !events.some((each) => containerOf(each.shape) === containerOf(shape)),
        )
        .map(({ code, shape }) => `${name}: ${code} ${shape ?? "-"}`),
    );
    expect(extra).toEqual([]);
  });

  it("has the errors that Smithy has, but for those of rules that are listed", () => {
    const counts: Record<string, number> = {};
    let found = 0;
    for (const { errors, events } of results) {
      for (const event of events) {
        if (errors.some((diagnostic) => matches(diagnostic, event))) found++;
        else counts[event.id] = (counts[event.id] ?? 0) + 1;
      }
    }
    console.info(`${found} of ${results.flatMap(({ events }) => events).length} errors are found`);
    expect(counts).toEqual(missing);
  });
});
