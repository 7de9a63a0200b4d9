import { describe, expect, it } from "vitest";
import type { AnyOperation } from "../../../../templates/runtime/contract/service.js";
import { readJsonText } from "../../../../templates/runtime/protocols/jsonText.js";
import { asString } from "../../../../templates/runtime/serde/json.js";
import { readMembers } from "../../../../templates/runtime/serde/structure.js";

const operation: AnyOperation = {
  name: "Do",
  write: () => ({}),
  read: (body) => readMembers(body, { Name: asString }),
  errors: {
    Gone: { fault: "server", read: (body) => readMembers(body, { Where: asString }) },
    Secret: { fault: "client", sensitive: true },
  },
};

/** What a response is read as, whether it is an output or an error. */
const read = (
  status: number,
  text: string,
  headers: Record<string, string> = {},
  of: AnyOperation = operation,
): Promise<unknown> =>
  readJsonText(of, {
    status,
    headers: new Headers(headers),
    text: () => Promise.resolve(text),
  }).catch((thrown: unknown) => thrown);

describe("an output in AWS JSON", () => {
  it.each([
    ["", {}],
    ["{}", {}],
    ["null", {}],
    [' \n\t{ "Name" : "a" } \n', { Name: "a" }],
    ['{"__type":"Output","Name":"a","New":1}', { Name: "a" }],
    ['{"Name":null}', {}],
  ])("is read from %j", async (text, expected) => {
    expect(await read(200, text)).toEqual(expected);
  });

  it.each(["[]", "1", '"a"', "true"])("is not read from %j", async (text) => {
    expect(await read(200, text)).toMatchObject({
      name: "ResponseError",
      message: "Expected an object",
    });
  });

  it.each(["<html>", "{", '{"Name":"a"}}', " "])("row 13: is not read from %j", async (text) => {
    expect(await read(200, text, { "content-type": "text/html" })).toMatchObject({
      name: "ResponseError",
      message: `Expected JSON, got 200 text/html ${JSON.stringify(text)}`,
    });
  });

  it.each([200, 201, 299])("is what a response of status %d has", async (status) => {
    expect(await read(status, '{"Name":"a"}')).toEqual({ Name: "a" });
  });

  it("that breaks off is what it broke off with", async () => {
    const cause = new Error("cut");
    const text = () => Promise.reject(cause);
    await expect(
      readJsonText(operation, { status: 200, headers: new Headers(), text }),
    ).rejects.toBe(cause);
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
  ])("is Gone in %j with %j", async (text, headers) => {
    expect(await read(400, text, headers)).toMatchObject({
      name: "Gone",
      code: "Gone",
      message: "Gone",
      $fault: "server",
      data: {},
    });
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
  ])("of %j is none of the model's, but %s", async (text, code) => {
    expect(await read(404, text)).toMatchObject({
      name: "UnmodeledServiceError",
      code,
      $fault: "client",
      data: undefined,
    });
    expect(await read(503, text)).toMatchObject({ $fault: "server" });
  });
});

describe("the message of an error in AWS JSON", () => {
  it.each([
    ['{"__type":"Gone","message":"a"}', "a"],
    ['{"__type":"Gone","Message":"a"}', "a"],
    ['{"__type":"Gone","message":null,"Message":"a"}', "a"],
    ['{"__type":"Gone","message":"","Message":"a"}', "a"],
    ['{"__type":"Gone","message":{"toString":1}}', "Gone"],
    ['{"__type":"Gone","message":1}', "Gone"],
    ['{"__type":"Secret","message":"a"}', "Secret"],
    ['{"__type":"Other","message":"a"}', "a"],
    ["", "400"],
    ["{}", "400"],
    ["5", "400"],
  ])("of %j is %j", async (text, message) => {
    expect(await read(400, text)).toMatchObject({ message });
  });

  it.each<[number, string, Record<string, string>, string]>([
    [
      403,
      "<html>Denied</html>",
      { "content-type": "text/html" },
      '403 text/html "<html>Denied</html>"',
    ],
    [302, "moved", {}, '302 null "moved"'],
    [502, "a\n\u001b[31m", { "content-type": "text/plain" }, '502 text/plain "a\\n\\u001b[31m"'],
    [403, "x".repeat(5000), {}, `403 null "${"x".repeat(200)}"`],
  ])("row 13: of status %d tells what came", async (status, text, headers, message) => {
    expect(await read(status, text, headers)).toMatchObject({
      name: "UnmodeledServiceError",
      code: `${status}`,
      message,
    });
  });

  it("row 13: does not tell it of operations whose outputs are sensitive", async () => {
    const headers = { "content-type": "text/html" };
    const secret: AnyOperation = { ...operation, sensitive: true };
    for (const status of [200, 403]) {
      const error = (await read(status, "<html>secret", headers, secret)) as Error;
      expect(error.message).toMatch(new RegExp(`${status} text/html$`));
    }
    // Nor where the error is.
    const error = (await read(403, "<html>secret", { [type]: "Secret" })) as Error;
    expect(error).toMatchObject({ name: "Secret", message: "Secret" });
  });
});

describe("the data of an error in AWS JSON", () => {
  it("are the members beside its message", async () => {
    const text = '{"__type":"Gone","message":"a","Where":"b"}';
    expect(await read(400, text)).toMatchObject({ data: { Where: "b" } });
  });

  it.each([
    "<html>",
    "[]",
    "null",
    "5",
    '{"Where":5,"message":"a"}',
    '{"Where":"x","throttlingReasons":"y","Where":[]}',
  ])("row 12: are those of an empty body where %j cannot be read", async (text) => {
    expect(await read(400, text, { [type]: "Gone" })).toMatchObject({
      name: "Gone",
      code: "Gone",
      $fault: "server",
      data: {},
    });
  });
});
