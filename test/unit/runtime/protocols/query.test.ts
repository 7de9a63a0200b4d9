import { describe, expect, it } from "vitest";
import type {
  AnyOperation,
  Protocol,
  Service,
} from "../../../../templates/runtime/contract/service.js";
import { readAwsQuery } from "../../../../templates/runtime/protocols/awsQuery.js";
import { readEc2Query } from "../../../../templates/runtime/protocols/ec2Query.js";
import { writeQuery } from "../../../../templates/runtime/protocols/queryRequest.js";
import { readXmlMembers, readXmlString } from "../../../../templates/runtime/serde/xmlValues.js";

const operation: AnyOperation = {
  name: "Do",
  write: (input) => input as unknown,
  read: (body) => readXmlMembers(body, { Name: readXmlString }),
  errors: {
    Gone: {
      fault: "server",
      read: (body) => readXmlMembers(body, { Where: readXmlString }),
    },
    LostError: { fault: "client", code: "Lost" },
    Secret: { fault: "client", sensitive: true },
  },
};

/** What a response is read as, whether it is an output or an error. */
const read = (
  by: Protocol["read"],
  status: number,
  text: string,
  of: AnyOperation = operation,
): Promise<unknown> =>
  by(of, {
    status,
    headers: new Headers({ "content-type": "text/xml" }),
    text: () => Promise.resolve(text),
  }).catch((thrown: unknown) => thrown);

describe("a request", () => {
  const service = { version: "2020-01-08" } as Service;
  it.each<[object, string]>([
    [{}, "Action=Do&Version=2020-01-08"],
    [{ Name: "a b", List: ["x"] }, "Action=Do&Version=2020-01-08&Name=a%20b&List.1=x"],
  ])("of %j", (input, body) => {
    expect(writeQuery(service, operation, input)).toEqual({
      method: "POST",
      path: "/",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body,
    });
  });
});

describe("an output", () => {
  it.each<[Protocol["read"], string, unknown]>([
    [readAwsQuery, "<DoResponse><DoResult><Name>a</Name></DoResult></DoResponse>", { Name: "a" }],
    [readAwsQuery, "<DoResponse xmlns='u'><DoResult/></DoResponse>", {}],
    [readAwsQuery, "<DoResponse><ResponseMetadata/></DoResponse>", {}],
    [readAwsQuery, "<DoResponse/>", {}],
    [readAwsQuery, "", {}],
    [readEc2Query, "<DoResponse xmlns='u'><Name>a</Name></DoResponse>", { Name: "a" }],
    [readEc2Query, "<DoResponse/>", {}],
    [readEc2Query, "", {}],
  ])("%o: %s", async (by, text, value) => {
    expect(await read(by, 200, text)).toEqual(value);
  });

  it.each([readAwsQuery, readEc2Query])("%o: another document is none", async (by) => {
    for (const text of ["<html><p>Hello</p></html>", "Hello", "<DoResponse>", '{"Name":"a"}']) {
      const message = `Expected XML, got 200 text/xml ${JSON.stringify(text)}`;
      expect(await read(by, 200, text)).toMatchObject({ name: "ResponseError", message });
    }
    const sensitive = { ...operation, sensitive: true } as const;
    const message = "Expected XML, got 200 text/xml";
    expect(await read(by, 200, "secret", sensitive)).toMatchObject({ message });
  });
});

const wrapped = (error: string) =>
  [
    [
      readAwsQuery,
      `<ErrorResponse><Error>${error}</Error><RequestId>1</RequestId></ErrorResponse>`,
    ],
    [
      readEc2Query,
      `<Response><Errors><Error>${error}</Error></Errors><RequestID>1</RequestID></Response>`,
    ],
    // As some services of AWS query have it.
    [readAwsQuery, `<Response><Errors><Error>${error}</Error></Errors></Response>`],
    [readAwsQuery, `<Error>${error}</Error>`],
  ] as const;

describe("an error", () => {
  it.each<[string, number, object]>([
    [
      "<Type>Receiver</Type><Code>Gone</Code><Message>It went</Message><Where>there</Where>",
      500,
      {
        name: "Gone",
        code: "Gone",
        message: "It went",
        $fault: "server",
        data: { Where: "there" },
      },
    ],
    ["<Code>Gone</Code><Where><x/></Where>", 500, { name: "Gone", message: "Gone", data: {} }],
    [
      "<Code>\n Lost </Code><message>Where?</message>",
      404,
      { name: "LostError", code: "Lost", message: "Where?", $fault: "client", data: undefined },
    ],
    ["<Code>Secret</Code><Message>x</Message>", 400, { name: "Secret", message: "Secret" }],
    [
      "<Code>New</Code><Message>It is new</Message>",
      400,
      { name: "UnmodeledServiceError", code: "New", message: "It is new", $fault: "client" },
    ],
    [
      "<Code>toString</Code>",
      503,
      { name: "UnmodeledServiceError", code: "toString", message: "toString", $fault: "server" },
    ],
  ])("%s", async (error, status, expected) => {
    for (const [by, text] of wrapped(error)) {
      expect(await read(by, status, text)).toMatchObject(expected);
    }
  });

  it.each<[string, string]>([
    ["", "502"],
    [
      "<html><body>Bad gateway</body></html>",
      '502 text/xml "<html><body>Bad gateway</body></html>"',
    ],
    ["<!DOCTYPE html><br>", '502 text/xml "<!DOCTYPE html><br>"'],
    ["<ErrorResponse/>", '502 text/xml "<ErrorResponse/>"'],
    ["<Error><Code><x/></Code></Error>", '502 text/xml "<Error><Code><x/></Code></Error>"'],
  ])("without a code: %j", async (text, message) => {
    for (const by of [readAwsQuery, readEc2Query]) {
      expect(await read(by, 502, text)).toMatchObject({
        name: "UnmodeledServiceError",
        code: "502",
        message,
        $fault: "server",
      });
    }
  });
});
