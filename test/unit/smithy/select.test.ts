import { describe, expect, it } from "vitest";
import { closureOf } from "../../../generator/smithy/closure.js";
import type { Json } from "../../../generator/smithy/model.js";
import { operationsOf, selectOperations, selectService } from "../../../generator/smithy/select.js";
import { sliceModel } from "../../../generator/smithy/slice.js";
import { cutModel } from "../../../generator/smithy/cut.js";
import { printAst } from "../../../generator/smithy/printAst.js";
import { lines, loadValid, shapeOf, traitsOf } from "./models.js";

const ref = (name: string) => ({ target: `ns#${name}` });
const s = { target: "smithy.api#String" };

/** A service with operations of its own and of resources. */
const model = loadValid({
  Weather: {
    type: "service",
    version: "1",
    operations: [ref("GetTime")],
    resources: [ref("City")],
    errors: [ref("Broken")],
    rename: { "ns#Place": "Location", "ns#Apart": "Other" },
    traits: {
      "smithy.rules#endpointTests": {
        testCases: [
          {
            params: {},
            operationInputs: [{ operationName: "GetCity" }, { operationName: "GetTime" }],
          },
          { params: {}, operationInputs: [{ operationName: "GetTime" }] },
        ],
      },
      "ns#protocol": {},
    },
  },
  Other: { type: "service", version: "1" },
  MixinService: { type: "service", traits: { "smithy.api#mixin": {} } },
  protocol: {
    type: "structure",
    traits: { "smithy.api#trait": {}, "smithy.api#protocolDefinition": {} },
  },
  City: {
    type: "resource",
    identifiers: { id: ref("CityId") },
    read: ref("GetCity"),
    list: ref("ListCities"),
    resources: [ref("Forecast")],
    collectionOperations: [ref("ClearCities")],
  },
  Forecast: { type: "resource", operations: [ref("GetForecast")] },
  CityId: { type: "string" },
  GetTime: { type: "operation", output: ref("Time") },
  GetCity: { type: "operation", input: ref("GetCityInput"), errors: [ref("NoSuchCity")] },
  ListCities: { type: "operation" },
  ClearCities: { type: "operation" },
  GetForecast: { type: "operation" },
  Unbound: { type: "operation" },
  Time: { type: "structure", members: { at: { target: "smithy.api#Timestamp" } } },
  GetCityInput: {
    type: "structure",
    members: { id: ref("CityId"), near: ref("Places") },
    traits: { "smithy.api#references": [{ resource: "ns#City" }] },
  },
  Places: { type: "map", key: s, value: ref("Place") },
  Place: { type: "structure", members: { inside: ref("Place") } },
  NoSuchCity: { type: "structure", traits: { "smithy.api#error": "client" } },
  Broken: { type: "structure", traits: { "smithy.api#error": "server" } },
  Apart: { type: "structure" },
});
const weather = shapeOf(model, "Weather", "service");

describe("selectService", () => {
  const single = loadValid({ Only: { type: "service" } });

  it("finds a service by ID, by name, or as the only one", () => {
    expect(selectService(single).service?.id).toBe("ns#Only");
    expect(selectService(model, "Weather").service?.id).toBe("ns#Weather");
    expect(selectService(model, "ns#Other").service?.id).toBe("ns#Other");
  });

  const cases: [service: string | undefined, message: string][] = [
    [undefined, "The model has several services; say which: `ns#Other`, `ns#Weather`."],
    ["Wethr", "The model has no service `Wethr`. Did you mean `Weather`?"],
    ["Kitchen", "The model has no service `Kitchen`. It has `ns#Other`, `ns#Weather`."],
    ["MixinService", "The model has no service `MixinService`. It has `ns#Other`, `ns#Weather`."],
    ["Place", "The model has no service `Place`. It has `ns#Other`, `ns#Weather`."],
  ];
  it.each(cases)("does not find %s", (name, message) => {
    const { service, diagnostics } = selectService(model, name);
    expect(service).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: "Service.Unknown", severity: "error", message }]);
  });

  it("says when there is none", () => {
    expect(selectService(loadValid({})).diagnostics[0]?.message).toBe("The model has no service.");
  });
});

describe("operations", () => {
  const names = (patterns?: string[]) => {
    const { operations, diagnostics } = selectOperations(model, weather, patterns);
    return [
      operations.map(({ id }) => id.slice(3)).join(" "),
      ...diagnostics.map((d) => d.message),
    ];
  };
  const all = "ClearCities GetCity GetForecast GetTime ListCities";

  it("are those of the service and of its resources, by name", () => {
    expect(
      operationsOf(model, weather)
        .map(({ id }) => id.slice(3))
        .join(" "),
    ).toBe(all);
    expect(names()).toEqual([all]);
  });

  const cases: [patterns: string[], expected: string[]][] = [
    [["ListCities", "GetTime", "GetTime"], ["GetTime ListCities"]],
    [["Get*"], ["GetCity GetForecast GetTime"]],
    [["*Cit*"], ["ClearCities GetCity ListCities"]],
    [["*"], [all]],
    [["ns#GetCity"], ["GetCity"]],
    [["G*t*C*y"], ["GetCity"]],
    [["GetC*City"], ["", "No operation of `Weather` matches `GetC*City`."]],
    [
      ["Put*", "GetTime"],
      ["GetTime", "No operation of `Weather` matches `Put*`."],
    ],
    [
      ["GetCities"],
      ["", "`Weather` has no operation `GetCities`. Did you mean `GetCity` or `ListCities`?"],
    ],
    [["Get.*"], ["", "No operation of `Weather` matches `Get.*`."]],
    [["Unbound"], ["", "`Weather` has no operation `Unbound`."]],
    [[""], ["", "`Weather` has no operation ``."]],
    [[], [""]],
  ];
  it.each(cases)("%j select", (patterns, expected) => {
    expect(names(patterns)).toEqual(expected);
  });

  it("that are not there are errors of the service", () => {
    expect(lines(selectOperations(model, weather, ["X"]).diagnostics)).toEqual([
      "Operation.Unknown ns#Weather /shapes/ns#Weather",
    ]);
  });
});

describe("closureOf", () => {
  it("holds the roots and all that they lead to, in order", () => {
    expect(closureOf(model, ["ns#GetCity", "ns#none"])).toEqual([
      "ns#CityId",
      "ns#GetCity",
      "ns#GetCityInput",
      "ns#NoSuchCity",
      "ns#Place",
      "ns#Places",
      "smithy.api#String",
      "smithy.api#Unit",
    ]);
  });

  it("follows services and resources", () => {
    const closure = closureOf(model, ["ns#Weather"]);
    expect(closure).toContain("ns#GetForecast");
    expect(closure).toContain("ns#Forecast");
    expect(closure).not.toContain("ns#Apart");
    expect(closure).not.toContain("ns#Unbound");
  });
});

describe("sliceModel", () => {
  const { operations } = selectOperations(model, weather, ["GetCity"]);
  const slice = sliceModel(model, weather, operations);
  const service = shapeOf(slice, "Weather", "service");

  it("keeps the service, the closure of the operations, and errors of all operations", () => {
    expect([...slice.shapes.keys()]).toEqual([
      "ns#Broken",
      "ns#CityId",
      "ns#GetCity",
      "ns#GetCityInput",
      "ns#NoSuchCity",
      "ns#Place",
      "ns#Places",
      "ns#Weather",
      "ns#protocol",
      "smithy.api#String",
      "smithy.api#Unit",
    ]);
  });

  it("binds the operations to the service, without resources", () => {
    expect(service.operations).toEqual(["ns#GetCity"]);
    expect(service.resources).toEqual([]);
    expect(service.errors).toEqual(["ns#Broken"]);
    expect(Object.fromEntries(service.rename)).toEqual({ "ns#Place": "Location" });
  });

  it("prunes what names shapes that are left out", () => {
    expect(traitsOf(shapeOf(slice, "GetCityInput", "structure"))).toEqual({});
    const tests = service.traits.get("smithy.rules#endpointTests") as Record<string, Json>;
    expect(tests["testCases"]).toEqual([
      { params: {}, operationInputs: [{ operationName: "GetCity" }] },
      { params: {} },
    ]);
  });

  it("prunes examples and smoke tests that end in errors that are left out", () => {
    const gone = "ns#Gone";
    const sliced = (traits: object) => {
      const loaded = loadValid({
        S: { type: "service", operations: [ref("Op")] },
        Op: { type: "operation", errors: [ref("Kept")], traits },
        Kept: { type: "structure", traits: { "smithy.api#error": "client" } },
        Gone: { type: "structure", traits: { "smithy.api#error": "client" } },
      });
      const operation = shapeOf(loaded, "Op", "operation");
      const { shapes } = sliceModel(loaded, shapeOf(loaded, "S", "service"), [operation]);
      return Object.fromEntries(shapes.get("ns#Op")?.traits ?? []);
    };
    const example = (shapeId: string) => ({ title: "T", error: { shapeId, content: {} } });
    const test = (expected: object) => ({ id: "a", expect: expected });
    expect(
      sliced({
        "smithy.api#examples": [example(gone), { title: "T" }, example("ns#Kept")],
        "smithy.test#smokeTests": [
          test({ failure: { errorId: gone } }),
          test({ success: {} }),
          test({ failure: {} }),
        ],
      }),
    ).toEqual({
      "smithy.api#examples": [{ title: "T" }, example("ns#Kept")],
      "smithy.test#smokeTests": [test({ success: {} }), test({ failure: {} })],
    });
    expect(sliced({ "smithy.api#examples": [example(gone)] })).toEqual({});
  });

  it("prunes what ARNs and tests refer to, of all kinds of shapes and members", () => {
    const arn = {
      "aws.api#arnReference": { type: "AWS::A::B", resource: "ns#R", service: "ns#S" },
    };
    const text = { ...s, traits: arn };
    const test = { id: "a", protocol: "ns#p", uri: "/", method: "GET" };
    const loaded = loadValid({
      S: { type: "service", operations: [ref("Op")], resources: [ref("R")] },
      R: {
        type: "resource",
        traits: { "aws.cloudformation#cfnResource": { additionalSchemas: ["ns#Schema"] } },
      },
      Op: {
        type: "operation",
        input: ref("In"),
        traits: {
          "smithy.test#httpRequestTests": [
            { ...test, vendorParams: {}, vendorParamsShape: "ns#Schema" },
            { ...test, id: "b", vendorParamsShape: "ns#In" },
          ],
          "smithy.test#httpResponseTests": [
            { id: "c", protocol: "ns#p", code: 200, vendorParamsShape: "ns#Schema" },
          ],
          "smithy.test#smokeTests": [
            { id: "d", expect: { success: {} }, vendorParamsShape: "ns#Schema" },
          ],
        },
      },
      In: { type: "structure", members: { a: text, l: ref("L"), m: ref("M"), t: ref("T") } },
      L: { type: "list", member: text },
      M: { type: "map", key: text, value: text },
      T: { type: "string", traits: arn },
      Schema: { type: "structure" },
      p: {
        type: "structure",
        traits: { "smithy.api#trait": {}, "smithy.api#protocolDefinition": {} },
      },
    });
    const operation = shapeOf(loaded, "Op", "operation");
    const slice = sliceModel(loaded, shapeOf(loaded, "S", "service"), [operation]);
    const written = JSON.stringify(printAst(slice));
    expect(written).not.toMatch(/ns#(?:R|Schema)"/);
    expect(written.match(/"service":"ns#S"/g)).toHaveLength(5);
    expect(written.match(/"vendorParamsShape":"ns#In"/g)).toHaveLength(1);
    expect(written.match(/"id":"[abcd]"/g)).toHaveLength(4);
  });

  it("leaves the model as it was", () => {
    expect(weather.resources).toEqual(["ns#City"]);
    expect(shapeOf(model, "GetCityInput", "structure").traits.size).toBe(1);
  });

  it("keeps what endpoint discovery calls, where an operation needs it", () => {
    const discovering = loadValid({
      S: {
        type: "service",
        operations: [ref("Op"), ref("Plain"), ref("Discover")],
        traits: {
          "aws.api#clientEndpointDiscovery": { operation: "ns#Discover", error: "ns#Moved" },
        },
      },
      Op: { type: "operation", traits: { "aws.api#clientDiscoveredEndpoint": { required: true } } },
      Plain: { type: "operation" },
      Discover: { type: "operation", output: ref("Places") },
      Places: { type: "structure" },
      Moved: { type: "structure", traits: { "smithy.api#error": "client" } },
    });
    const owner = shapeOf(discovering, "S", "service");
    const sliceOf = (name: string) =>
      [...sliceModel(discovering, owner, [shapeOf(discovering, name, "operation")]).shapes.keys()]
        .filter((id) => id.startsWith("ns#"))
        .join(" ");
    expect(sliceOf("Op")).toBe("ns#Discover ns#Moved ns#Op ns#Places ns#S");
    expect(sliceOf("Plain")).toBe("ns#Plain ns#S");
    expect(sliceOf("Discover")).toBe("ns#Discover ns#Places ns#S");
    const discovery = (name: string) => {
      const operation = shapeOf(discovering, name, "operation");
      return [sliceModel, cutModel].map((make) => {
        const { traits, operations } = shapeOf(
          make(discovering, owner, [operation]),
          "S",
          "service",
        );
        return [traits.size, ...operations].join(" ");
      });
    };
    // What stands on its own binds the operation too.
    expect(discovery("Op")).toEqual(["1 ns#Op", "1 ns#Discover ns#Op"]);
    expect(discovery("Plain")).toEqual(["0 ns#Plain", "0 ns#Plain"]);
    expect(discovery("Discover")).toEqual(["0 ns#Discover", "0 ns#Discover"]);
  });
});
