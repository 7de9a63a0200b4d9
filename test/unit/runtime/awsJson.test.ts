import { describe, expect, it } from "vitest";
import { readAwsJson } from "../../../templates/runtime/protocols/awsJson.js";
import type { AnyOperation } from "../../../templates/runtime/contract/service.js";
import { readMembers } from "../../../templates/runtime/serde/structure.js";
import { asString } from "../../../templates/runtime/serde/json.js";

const operation: AnyOperation = {
  name: "Do",
  write: () => ({}),
  read: (body) => readMembers(body, { Name: asString }),
  errors: {
    Gone: { fault: "server", read: (body) => readMembers(body, { Where: asString }) },
    Secret: { fault: "client", sensitive: true },
  },
};

function read(status: number, text: string, headers: Record<string, string> = {}): unknown {
  const response = { status, headers: new Headers(headers), text: () => Promise.resolve(text) };
  try {
    return readAwsJson(operation, response, text);
  } catch (thrown) {
    return thrown;
  }
}

describe("an output in AWS JSON", () => {
  it.each([
    ["", {}],
    ["{}", {}],
    ["null", {}],
    [' \n\t{ "Name" : "a" } \n', { Name: "a" }],
    ['{"__type":"Output","Name":"a","New":1}', { Name: "a" }],
    ['{"Name":null}', {}],
  ])("is read from %j", (text, expected) => {
    expect(read(200, text)).toEqual(expected);
  });

  it.each(["[]", "1", '"a"', "true", "<html>", "{"])("is not read from %j", (text) => {
    expect(read(200, text)).toMatchObject({ name: "ResponseError", message: "Expected an object" });
  });
});

const type = "x-amzn-errortype";

describe("the code of an error in AWS JSON", () => {
  // https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
  it.each<[string, Record<string, string>]>([
    ['{"__type":"Gone"}', {}],
    ['{"__type":"com.example#Gone"}', {}],
    ['{"__type":"Gone:http://internal.example.com/coral/com.example/"}', {}],
    ['{"__type":"com.example#Gone:http://internal.example.com/coral/com.example/"}', {}],
    ['{"__type":"com.example#Gone:http://internal.example.com/#anchor"}', {}],
    ['{"__type":"Gone:http://internal.example.com/#anchor"}', {}],
    ['{"code":"Gone"}', {}],
    ['{"code":"com.example#Gone"}', {}],
    ['{"__type":"Gone","code":"Other"}', {}],
    ['{"__type":null,"code":"Gone"}', {}],
    ['{"__type":{"a":1},"code":"Gone"}', {}],
    ["", { [type]: "Gone" }],
    ["{}", { [type]: "com.example#Gone:http://internal.example.com/" }],
    ['{"__type":"Other"}', { [type]: "Gone" }],
    ['{"__type":"Gone"}', { [type]: "" }],
  ])("is Gone in %j with %j", (text, headers) => {
    expect(read(400, text, headers)).toMatchObject({
      name: "Gone",
      code: "Gone",
      message: "Gone",
      $fault: "server",
      data: {},
    });
  });

  it("does not stand for data that is not there", () => {
    const error = read(400, "<html>", { [type]: "Gone" });
    expect(error).toMatchObject({ name: "ResponseError", message: "Expected an object" });
    expect(read(400, "<html>", { [type]: "Secret" })).toMatchObject({ name: "Secret" });
  });

  it.each([
    ["{}", "404"],
    ["", "404"],
    ["null", "404"],
    ["[]", "404"],
    ['"Gone"', "404"],
    ["<html>", "404"],
    ['{"__type":""}', "404"],
    ['{"__type":404}', "404"],
    ['{"__type":["Gone"]}', "404"],
    ['{"__type":{"toString":1,"valueOf":1}}', "404"],
    ['{"code":{"toString":null}}', "404"],
    ['{"__type":"gone"}', "gone"],
    ['{"__type":"__proto__"}', "__proto__"],
    ['{"__type":"toString"}', "toString"],
    ['{"__type":"constructor"}', "constructor"],
  ])("of %j is none of the model's, but %s", (text, code) => {
    const error = read(404, text);
    expect(error).toMatchObject({ name: "UnmodeledServiceError", code, $fault: "client" });
    expect(read(503, text)).toMatchObject({ $fault: "server" });
  });
});

describe("the message of an error in AWS JSON", () => {
  it.each([
    ['{"__type":"Gone","message":"a"}', "a"],
    ['{"__type":"Gone","Message":"a"}', "a"],
    ['{"__type":"Gone","message":null,"Message":"a"}', "a"],
    ['{"__type":"Gone","message":{"toString":1}}', "Gone"],
    ['{"__type":"Gone","message":1}', "Gone"],
    ['{"__type":"Secret","message":"a"}', "Secret"],
    ['{"__type":"Other","message":"a"}', "a"],
  ])("of %j is %j", (text, message) => {
    expect(read(400, text)).toMatchObject({ message });
  });

  it("leaves the members beside it", () => {
    const text = '{"__type":"Gone","message":"a","Where":"b"}';
    expect(read(400, text)).toMatchObject({ data: { Where: "b" } });
  });
});
