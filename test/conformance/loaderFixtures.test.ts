import { join } from "node:path";
import { expect, it } from "vitest";
import { checkParameters } from "../../generator/endpoints/bindings.js";
import { compileEndpoints } from "../../generator/endpoints/service.js";
import type { Diagnostic } from "../../generator/smithy/diagnostic.js";
import { loadModel, type Loaded } from "../../generator/smithy/load.js";
import { membersOf } from "../../generator/smithy/members.js";
import type { Model } from "../../generator/smithy/model.js";
import { traitTable } from "../../generator/smithy/traits.js";
import { validateWhole } from "../../generator/smithy/validate.js";
import { describeWith, type ConformanceData } from "../support/conformance.js";

/** Loads files of the conformance data as one model. */
type LoadFiles = (...paths: string[]) => Loaded;

const loader =
  (read: ConformanceData["read"]): LoadFiles =>
  (...paths) =>
    loadModel(paths.map((file) => ({ file, text: read(file) })));

function errorsOf(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

/** Each error as its code and the shape that it is about. */
function summaryOf(diagnostics: readonly Diagnostic[]): string[] {
  return errorsOf(diagnostics).map(({ code, shape }) => `${code} ${shape ?? "-"}`);
}

const traitDefinitions = "spec/prelude-and-traits.json";

describeWith(traitDefinitions, "the trait definitions", ({ read }) => {
  it("are all in the trait table", () => {
    const { model, diagnostics } = loader(read)(traitDefinitions);
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

describeWith("loader", "the loader fixtures", ({ jsonIn, read }) => {
  const loadFiles = loader(read);
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
const aliases: Readonly<Record<string, readonly string[]>> = {
  // What Smithy's own code for a trait refuses, and what the trait's definition does.
  Model: ["TraitValue"],
  // The parts of endpoint rules that Smithy has a validator for each.
  OperationContextParamsTrait: ["EndpointParameter"],
  RuleSetAuthSchemes: ["RuleSet"],
  RuleSetBuiltIn: ["RuleSet"],
  RuleSetParameter: ["EndpointParameter", "RuleSet"],
  RuleSetTestCase: ["RuleSet"],
  RuleSetUri: ["RuleSet"],
  RulesEngineVersion: ["RuleSet"],
  StaticContextParamsTrait: ["EndpointParameter"],
};

const tests = "it is about test cases, which clients are not generated from";
const writers = "it is for those who write models for others to write traits and metadata by";
const oneOfTwo = "of members that disagree, the one is named that the rules disagree with";

/**
 * The errors of Smithy that are not reported, by the start of their event ID, and why. What becomes
 * implemented has to be taken off here.
 */
const leftOut: Readonly<Record<string, string>> = {
  AwsSpecialCaseEndpoint: "endpoints come from the rule set, which does not read the trait",
  EndpointTestsTrait: tests,
  EventStreamTestsTrait: tests,
  HttpMalformedRequestTests: tests,
  HttpRequestTestsInput: tests,
  HttpResponseTestsError: tests,
  IamResourceTraitConflictingName: "permissions are the service's, and no part of a client",
  RuleSetAuthSchemes: "a scheme that Smithy's own tests make up has settings that only they know",
  "RuleSetParameter.ContextParam": oneOfTwo,
  "RuleSetParameter.RuleSet": oneOfTwo,
  "RuleSetParameter.TestCase": tests,
  RuleSetTestCase: tests,
  ShapeClosure: writers,
  SmokeTestCase: tests,
  TagResourcePropertyType: "resources are no part of a client",
  TaggableResource: "resources are no part of a client",
  TraitBreakingChanges: writers,
  "TypedMetadata.shapeClosures": writers,
  UniqueProtocolTestCaseId: tests,
  UniqueSmokeTestCaseId: tests,
  WaitableTrait: "the message of a waiter may be no text: clients do not show it",
};

/**
 * Errors that the specification asks for, and the lists of events beside the models do not have:
 * these lists leave out some rules.
 */
const beyondLists: Readonly<Record<string, readonly string[]>> = {
  "smithy-model/validators/host-request-validator.json": [
    "HostLabelTrait ns.foo#A",
    "HostLabelTrait ns.foo#BInput",
    "HostLabelTrait ns.foo#DInput",
    "HostLabelTrait ns.foo#K",
  ],
  "smithy-model/validators/http-binding-trait-ignored.json": [
    "HttpLabelTrait smithy.example#NestedBindings$string",
    "HttpPayload smithy.example#NestedBindings",
  ],
  "smithy-model/validators/http-request-response-validator.json": [
    "HttpHeaderTrait ns.foo#DInput",
    "HttpHeaderTrait ns.foo#DOutput",
    "HttpHeaderTrait ns.foo#KInput",
    "HttpLabelTrait ns.foo#A",
    "HttpLabelTrait ns.foo#BInput",
    "HttpLabelTrait ns.foo#NInput$a",
    "HttpLabelTrait ns.foo#PInput$a",
    "HttpPrefixHeadersTrait ns.foo#DInput$e",
    "HttpPrefixHeadersTrait ns.foo#DOutput$c",
    "HttpQueryTrait ns.foo#KInput",
    "HttpUriConflict ns.foo#K",
    "HttpUriConflict ns.foo#L",
  ],
  "smithy-rules-engine/invalid/inconsistent-input-param-types.json": [
    "EndpointParameter.Type example#GetAnotherResourceInput$ResourceId",
  ],
  "smithy-model/validators/streaming-trait.json": [
    "StreamingTrait ns.foo#BadError",
    "StreamingTrait ns.foo#InvalidNestedStream$Body",
    "StreamingTrait ns.foo#InvalidNestedStream$NestedStream",
    "StreamingTrait ns.foo#NestedMixinStream$Body",
  ],
};

interface Event {
  readonly severity: string;
  readonly shape: string;
  readonly id: string;
}

/** The events of a list, as they stand beside a model. */
function eventsIn(list: string): Event[] {
  return list.split("\n").flatMap((line) => {
    const [, severity, shape, id] = /^\[(\w+)\] (\S+): .* \| (\S+)$/.exec(line) ?? [];
    return severity && shape && id ? [{ severity, shape, id }] : [];
  });
}

/** What is wrong with the endpoints of each service, all operations being its own. */
function validateEndpoints(model: Model): readonly Diagnostic[] {
  const shapes = [...model.shapes.values()];
  const operations = shapes.filter(({ type }) => type === "operation").map(({ id }) => id);
  const services = shapes.filter((shape) => shape.type === "service");
  if (services.length === 0) return checkParameters(model, operations);
  return services.flatMap((service) => compileEndpoints(model, service, operations).diagnostics);
}

/** Whether a diagnostic is about the same shape and rule as an event. */
function matches({ code, shape }: Diagnostic, event: Event): boolean {
  const [family = ""] = event.id.split(".");
  const [ours] = code.split(".");
  return (
    (shape ?? "-") === event.shape && (ours === family || !!aliases[family]?.includes(ours ?? ""))
  );
}

describeWith("validation", "the validation events", ({ jsonIn, read }) => {
  const loadFiles = loader(read);
  const results = jsonIn("validation").map((name) => {
    const path = join("validation", name);
    const { model, diagnostics } = loadFiles(path);
    const found = [...diagnostics, ...(model === undefined ? [] : validateWhole(model))];
    // Rules are compiled of a model that is valid.
    const valid = model !== undefined && errorsOf(found).length === 0;
    const all = [...found, ...(valid ? validateEndpoints(model) : [])];
    return {
      name,
      all,
      errors: errorsOf(all),
      events: eventsIn(read(path.replace(/json$/, "events.txt"))),
    };
  });
  const errorEvents = results.flatMap(({ name, errors, events }) =>
    events.filter(({ severity }) => severity === "ERROR").map((event) => ({ name, errors, event })),
  );

  it("has no error where Smithy has none", () => {
    const extra = results.flatMap(({ name, errors, events }) => {
      const beyond = new Set(beyondLists[name]);
      const unexpected = errors.filter(
        (each) =>
          !beyond.delete(`${each.code} ${each.shape ?? "-"}`) &&
          !events.some((event) => event.severity === "ERROR" && matches(each, event)) &&
          !beyondLists[name]?.includes(`${each.code} ${each.shape ?? "-"}`),
      );
      return [
        ...unexpected.map(({ code, shape }) => `${name}: ${code} ${shape ?? "-"}`),
        ...[...beyond].map((each) => `${name}: ${each} is not found`),
      ];
    });
    expect(extra).toEqual([]);
  });

  it("has the errors that Smithy has, but for those of rules that are left out", () => {
    const missing = errorEvents.filter(
      ({ errors, event }) => !errors.some((diagnostic) => matches(diagnostic, event)),
    );
    const [all, found] = [errorEvents.length, errorEvents.length - missing.length];
    console.info(`${found} of ${all} errors are found`);
    const unexplained = missing.filter(
      ({ event }) => !Object.keys(leftOut).some((start) => event.id.startsWith(start)),
    );
    expect(unexplained.map(({ name, event }) => `${name}: ${event.id} ${event.shape}`)).toEqual([]);
    const unused = Object.keys(leftOut).filter(
      (start) => !missing.some(({ event }) => event.id.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });

  it("has a place for every error", () => {
    const lost = results.flatMap(({ name, errors }) =>
      errors
        .filter(({ source }) => source === undefined)
        .map(({ code, shape }) => `${name}: ${code} ${shape ?? "-"}`),
    );
    expect(lost).toEqual([]);
  });
});
