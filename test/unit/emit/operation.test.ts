import { describe, expect, it } from "vitest";
import { customizePlan } from "../../../generator/customizations/customizations.js";
import { clientContext, createContext } from "../../../generator/emit/context.js";
import { operationModuleOf } from "../../../generator/emit/operation.js";
import { createPrinter } from "../../../generator/emit/printing/print.js";
import { lowerService } from "../../../generator/ir/lower.js";
import type { ServiceIr } from "../../../generator/ir/ir.js";
import { json, runtime, type WirePlan } from "../../../generator/protocols/plan.js";
import { planService } from "../../../generator/protocols/protocols.js";
import { loadModel } from "../../../generator/smithy/load.js";
import type { ServiceShape } from "../../../generator/smithy/model.js";

type Shapes = Readonly<Record<string, object>>;

/** A service with one operation of these properties. */
function serviceOf(
  properties: object,
  shapes: Shapes,
  { namespace = "x", name = "Example", operation = "Ask" } = {},
): ServiceIr {
  const id = `${namespace}#${name}`;
  const { model, diagnostics } = loadModel([
    {
      file: "model.json",
      text: JSON.stringify({
        smithy: "2.0",
        shapes: {
          [id]: {
            type: "service",
            version: "1",
            operations: [{ target: `${namespace}#${operation}` }],
            traits: { "aws.protocols#awsJson1_0": {} },
          },
          [`${namespace}#${operation}`]: { type: "operation", ...properties },
          ...shapes,
        },
      }),
    },
  ]);
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return lowerService(model, model.shapes.get(id) as ServiceShape);
}

const planOf = (service: ServiceIr): WirePlan => customizePlan(planService(service)!, service);

/** The text of what the runtime is told of the operation. */
function operationText(service: ServiceIr, plan = planOf(service)): string {
  const context = clientContext(createContext(service, undefined, plan), plan);
  const [operation] = service.operations;
  if (!operation) throw new Error("The service has no operation.");
  const text = createPrinter("X 1").print(operationModuleOf(context, operation));
  return /AskError> = \{\n([\s\S]*)\n\s*\};/.exec(text)?.[1]?.replace(/^ +/gm, "") ?? text;
}

const text = { target: "smithy.api#String" };
const secret = {
  "x#Secret": { type: "string", traits: { "smithy.api#sensitive": {} } },
};

describe("an operation", () => {
  it("is told by its name alone where there is no more to it", () => {
    expect(operationText(serviceOf({}, {}))).toBe(`\
name: "Ask",
write: (input) => writeMembers(input, {}),
read: (body) => readMembers(body, {}),
errors: {},`);
  });

  it("has the entries that the plan lists, in their order, whatever the protocol", () => {
    const service = serviceOf({}, {});
    const plan = planOf(service);
    const entries = [
      { name: "method", value: json("PUT") },
      { name: "path", value: runtime("protocols/rest", "path", [json("a"), json(["b"])]) },
    ];
    const operations = new Map([["x#Ask", entries]]);
    const codec = { read: runtime("serde/tree", "readTree"), write: runtime("serde/tree", "tree") };
    expect(operationText(service, { ...plan, operations, unit: { codec, members: [] } })).toBe(`\
method: "PUT",
path: /* @__PURE__ */ path("a", ["b"]),
write: (input) => tree(input, {}),
read: (body) => readTree(body, {}),
errors: {},`);
  });

  it("has an entry for each fact of the model that is so", () => {
    const traits = {
      "smithy.api#requestCompression": { encodings: ["gzip"] },
      "smithy.api#httpChecksumRequired": {},
      "smithy.api#endpoint": { hostPrefix: "a-{Name}." },
    };
    const shapes = {
      "x#In": {
        type: "structure",
        members: {
          Name: { ...text, traits: { "smithy.api#required": {}, "smithy.api#hostLabel": {} } },
        },
      },
      "x#Gone": {
        type: "structure",
        members: { message: text, Where: text },
        traits: { "smithy.api#error": "server", "smithy.api#retryable": { throttling: true } },
      },
    };
    const ask = { input: { target: "x#In" }, errors: [{ target: "x#Gone" }], traits };
    expect(operationText(serviceOf(ask, shapes))).toBe(`\
name: "Ask",
compressed: true,
checksumRequired: true,
hostPrefix: (input) => "a-" + hostLabel(input, "Name") + ".",
write: (input) => writeMembers(input, { Name: asString }),
read: (body) => readMembers(body, {}),
errors: {
Gone: { fault: "server", retry: "throttling", read: (body) => readMembers(body, { Where: asString }) },
},`);
  });

  it.each<[string, object, Shapes, boolean]>([
    [
      "a member of the output",
      { output: { target: "x#Out" } },
      { "x#Out": { type: "structure", members: { a: { target: "x#Secret" } } } },
      true,
    ],
    [
      "something far below the output",
      { output: { target: "x#Out" } },
      {
        "x#Out": { type: "structure", members: { a: { target: "x#List" } } },
        "x#List": { type: "list", member: { target: "x#Inner" } },
        "x#Inner": { type: "structure", members: { a: { target: "x#Secret" } } },
      },
      true,
    ],
    [
      "an error's data",
      { errors: [{ target: "x#Gone" }] },
      {
        "x#Gone": {
          type: "structure",
          members: { a: { target: "x#Secret" } },
          traits: { "smithy.api#error": "client" },
        },
      },
      true,
    ],
    [
      "the input alone",
      { input: { target: "x#In" } },
      { "x#In": { type: "structure", members: { a: { target: "x#Secret" } } } },
      false,
    ],
  ])("is sensitive, or not, by %s", (_, ask, shapes, expected) => {
    const text = operationText(serviceOf(ask, { ...secret, ...shapes }));
    expect(/^sensitive: true,$/m.test(text)).toBe(expected);
  });

  it.each([
    ["com.amazonaws.sqs#ReceiveMessage", true],
    ["com.amazonaws.sfn#GetActivityTask", true],
    ["com.amazonaws.swf#PollForActivityTask", true],
    ["com.amazonaws.swf#PollForDecisionTask", true],
    ["com.amazonaws.sqs#SendMessage", false],
    ["x#ReceiveMessage", false],
  ])("is a long poll, or not: %s", (id, expected) => {
    const [namespace = "", operation = ""] = id.split("#");
    const { operations } = planOf(serviceOf({}, {}, { namespace, operation }));
    const entry = { name: "longPoll", value: json(true) };
    expect(operations.get(id)?.filter(({ name }) => name === "longPoll")).toEqual(
      expected ? [entry] : [],
    );
  });

  it.each([
    ["com.amazonaws.dynamodb#DynamoDB_20120810", { delay: 25, attempts: 4 }],
    ["com.amazonaws.dynamodbstreams#DynamoDBStreams_20120810", { delay: 25, attempts: 4 }],
    ["com.amazonaws.kms#TrentService", undefined],
  ])("is tried again as its service wants it: %s", (id, retry) => {
    const [namespace = "", name = ""] = id.split("#");
    const { service } = planOf(serviceOf({}, {}, { namespace, name }));
    expect(service.filter(({ name }) => name === "retry")).toEqual(
      retry ? [{ name: "retry", value: json(retry) }] : [],
    );
  });
});
