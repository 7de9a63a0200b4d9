import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FetchInit, HttpResponse } from "../../../templates/runtime/contract/http.js";
import { generateFrom } from "../../support/generate.js";
import {
  serve,
  type Answer,
  type ReceivedRequest,
  type TestServer,
} from "../../support/httpServer.js";
import { importPackage, type ImportedPackage } from "../../support/importPackage.js";

const golden = resolve(import.meta.dirname, "../../golden");

interface Outcome {
  readonly ok: boolean;
  readonly value: unknown;
  readonly error: Error & Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}
type Call = (client: unknown, input: object, options?: object) => Promise<Outcome>;
type Handlers = Readonly<Record<string, (input: object) => unknown>>;
type Fake = (handlers: Handlers) => { config: object; calls: { input: object }[] };
type Sdk = new (of: object) => { send(command: object): Promise<object> };

const settings = {
  region: "eu-west-1",
  credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
  maxAttempts: 1,
};

const packages = new Map<string, ImportedPackage>();
let server: TestServer;
let received: ReceivedRequest[];
let answer: Answer;

beforeAll(async () => {
  for (const name of ["rest-json", "rest-xml"]) {
    packages.set(name, await importPackage(await generateFrom(join(golden, name, "model.json"))));
  }
  server = await serve((request) => {
    received.push(request);
    return answer;
  });
});
afterAll(async () => {
  for (const { remove } of packages.values()) remove();
  await server.close();
});
beforeEach(() => {
  received = [];
  answer = { status: 200, body: "" };
});

const of = (name: string) => packages.get(name)!;
const functionOf = (name: string, operation: string) => of(name).index[operation] as Call;
const call = (name: string, operation: string, config: object, input: object = {}) =>
  functionOf(name, operation)(
    (of(name).index["createExampleClient"] as (config: object) => unknown)({
      ...settings,
      ...config,
    }),
    input,
  );

/** Calls the server. */
const callServer = (name: string, operation: string, input: object = {}) =>
  call(name, operation, { endpoint: server.endpoint }, input);

/** What a call makes of a response. */
const outcomeOf = (
  name: string,
  operation: string,
  response: () => Response | HttpResponse,
  input: object = { Id: "1" },
) =>
  call(
    name,
    operation,
    { endpoint: "https://example.com", fetch: () => Promise.resolve(response()) },
    input,
  );

const date = new Date("2026-01-02T03:04:05Z");
const bytes = Uint8Array.of(0, 0xff, 0xfe);

/** Inputs that have something everywhere. */
const inputs: readonly (readonly [name: string, operation: string, input: object])[] = [
  [
    "rest-json",
    "putThing",
    {
      Id: "a/b ?#%é",
      Path: "x/y z/%2F",
      Token: "t",
      Size: 2,
      Notes: '{"a":"é"}',
      Tags: ["a", "b, c", 'd"e'],
      Dates: [date, new Date(0)],
      Since: date,
      Metadata: { a: "1", constructor: "2" },
      DryRun: false,
      Name: "n",
      Count: 0,
      Created: new Date(1500),
    },
  ],
  [
    "rest-json",
    "findThings",
    {
      Words: ["a&b", "+", "", "!'()*"],
      After: date,
      Day: date,
      Limit: 5,
    },
  ],
  ["rest-json", "findThings", { Others: { x: ["1", "2"], "a=b": [""] } }],
  ["rest-json", "headThing", { Id: "..." }],
  ["rest-json", "putPicture", { Id: "1", Picture: bytes, Type: "image/gif" }],
  ["rest-json", "putNote", { Id: "1", Note: "é\r\n" }],
  ["rest-json", "putSettings", { Settings: { Theme: "dark", Parent: { Theme: "light" } } }],
  ["rest-json", "deleteThing", { Id: "1" }],
  [
    "rest-xml",
    "putThing",
    {
      Id: "a/b",
      Type: "x",
      Name: "<&>\"'\r\n\t ]]>",
      Lang: 'e"n',
      Tags: ["a", ""],
      Flat: ["1", "2"],
      Labels: { a: 1, "<b>": 2 },
      FlatLabels: { c: 3 },
      Owner: { Id: "o&o", Name: "O" },
      Created: date,
      Data: bytes,
      Choice: { Owner: { Id: "x" } },
    },
  ],
  ["rest-xml", "putRules", { Rules: { Rule: [{ Id: "1" }, { Id: "2", Name: "two" }] } }],
];

describe("the fake of a REST service", () => {
  const fake = (name: string, handlers: Handlers) =>
    (of(name).testing["createFakeExample"] as Fake)(handlers);

  it.each(inputs)("of %s reads back what %s sent", async (name, operation, input) => {
    const output = name === "rest-json" ? { Names: [], Version: 1 } : {};
    const { config, calls } = fake(name, { [operation]: () => output });
    const { ok, error } = await call(name, operation, config, input);
    expect(error).toBeUndefined();
    expect(ok).toBe(true);
    const { Others: _, ...rest } = { ...calls[0]?.input } as { Others?: object };
    expect(calls).toHaveLength(1);
    expect("Others" in input ? calls[0]?.input : rest).toEqual(input);
  });

  it("puts all parameters into a map of them, as services do", async () => {
    const { config, calls } = fake("rest-json", { findThings: () => ({ Names: [] }) });
    await call("rest-json", "findThings", config, { Limit: 5, Others: { x: ["1"], limit: ["6"] } });
    const Others = { x: ["1"], limit: ["5"] };
    expect(calls).toEqual([{ operation: "findThings", input: { Limit: 5, Others } }]);
  });

  it.each<[name: string, operation: string, output: object]>([
    [
      "rest-json",
      "putThing",
      {
        Status: 202,
        Version: 3,
        Modified: date,
        Metadata: { a: "b" },
        Numbers: [1, -2],
        Name: "n",
        Count: 7,
      },
    ],
    ["rest-json", "findThings", { Names: ["a"], Next: "b" }],
    ["rest-json", "headThing", { Length: 9007199254740991 }],
    ["rest-json", "getPicture", { Picture: bytes, Type: "image/webp" }],
    ["rest-json", "putSettings", { Settings: { Parent: {} } }],
    [
      "rest-xml",
      "putThing",
      {
        Version: "1",
        Name: " a ",
        Tags: ["a"],
        Flat: ["b"],
        Labels: { a: 1 },
        Owner: { Id: "1" },
        Choice: { Text: "t" },
      },
    ],
    ["rest-xml", "getThing", { Name: "a", Size: 1 }],
    ["rest-xml", "putRules", { Rules: { Rule: [{ Id: "1" }] } }],
  ])("of %s writes what %s reads", async (name, operation, output) => {
    const { config } = fake(name, { [operation]: () => output });
    const { value } = await call(name, operation, config, { Id: "1", Path: "p" });
    expect(value).toEqual(output);
  });

  it.each(["rest-json", "rest-xml"])("of %s writes errors", async (name) => {
    const make = of(name).testing["fakeError"] as (name: string, options: object) => Error;
    const data = { Id: "1", Why: "because" };
    const { config } = fake(name, {
      putThing: () => make("Missing", { message: "Not here", data }),
    });
    expect(await call(name, "putThing", config, { Id: "1", Path: "p" })).toMatchObject({
      ok: false,
      error: { name: "Missing", message: "Not here", data },
    });
  });

  it.each(["rest-json", "rest-xml"])("of %s answers with the model's statuses", async (name) => {
    const make = of(name).testing["fakeError"] as (name: string, options: object) => Error;
    const missing = (options: object) => () => make("Missing", options);
    const statusOf = async (operation: string, handler: () => unknown) => {
      const { config } = fake(name, { [operation]: handler });
      return (await call(name, operation, config, { Id: "1", Path: "p" })).metadata["statusCode"];
    };
    expect(await statusOf("putThing", missing({}))).toBe(404);
    expect(await statusOf("putThing", missing({ statusCode: 410 }))).toBe(410);
    if (name === "rest-xml") return;
    expect(await statusOf("headThing", () => ({}))).toBe(200);
    expect(await statusOf("putThing", () => ({ Version: 1 }))).toBe(201);
    expect(await statusOf("deleteThing", () => undefined)).toBe(204);
  });

  it("tells operations apart by method, path and query", async () => {
    const handlers = Object.fromEntries(
      ["putThing", "findThings", "headThing", "getPicture", "putNote", "deleteThing"].map(
        (operation) => [operation, () => ({ Names: [], Version: 1 })],
      ),
    );
    const { config, calls } = fake("rest-json", handlers);
    const { fetch } = config as { fetch: (url: string, init: object) => Promise<HttpResponse> };
    const ask = async (method: string, path: string) => {
      calls.length = 0;
      const { status } = await fetch(`https://fake.invalid${path}`, { method, headers: {} });
      return (calls as unknown as { operation: string }[])[0]?.operation ?? status;
    };
    expect(await ask("GET", "/things")).toBe("findThings");
    expect(await ask("GET", "/things?x=1")).toBe("findThings");
    expect(await ask("GET", "/things/")).toBe(400);
    expect(await ask("GET", "/things/1")).toBe(400);
    expect(await ask("HEAD", "/things/1")).toBe("headThing");
    expect(await ask("DELETE", "/things/1")).toBe("deleteThing");
    expect(await ask("DELETE", "/things/a%2Fpicture")).toBe("deleteThing");
    expect(await ask("GET", "/things/1/picture")).toBe("getPicture");
    expect(await ask("PUT", "/things/1/note")).toBe("putNote");
    expect(await ask("PUT", "/things/1/parts/a/b?overwrite=true")).toBe("putThing");
    expect(await ask("PUT", "/things/1/parts/a/b?x=1&overwrite=true")).toBe("putThing");
    expect(await ask("PUT", "/things/1/parts/a/b")).toBe(400);
    expect(await ask("PUT", "/things/1/parts/a/b?overwrite=false")).toBe(400);
    expect(await ask("PUT", "/things/1/parts/?overwrite=true")).toBe(400);
  });
});

describe("the bridge of a REST service", () => {
  it.each(inputs)("of %s sends what %s sends", async (name, operation, input) => {
    await callServer(name, operation, input);
    const { smithy } = of(name);
    const Client = smithy["ExampleClient"] as Sdk;
    const Command = smithy[`${operation[0]!.toUpperCase()}${operation.slice(1)}Command`] as new (
      input: object,
    ) => object;
    const client = new Client({ ...settings, endpoint: server.endpoint });
    await client.send(new Command(input));
    const [own, bridged] = received.map(({ headers, ...request }) => ({
      ...request,
      headers: Object.fromEntries(
        Object.entries(headers).filter(([name]) => /^(x-(?!amz)|content|if-)/.test(name)),
      ),
    }));
    expect(received).toHaveLength(2);
    expect(bridged).toEqual(own);
  });
});

describe("labels of dots", () => {
  const dots = [".", "..", "%2e%2e"];

  it.each(dots)("%j go over the wire as they are, by Node", async (Id) => {
    expect(await callServer("rest-json", "headThing", { Id })).toMatchObject({ ok: true });
    const path = Id.startsWith("%") ? "%252e%252e" : Id.replaceAll(".", "%2E");
    expect(received.map(({ url }) => url)).toEqual([`/things/${path}`]);
  });

  it.each([
    ["headThing", { Id: "." }],
    ["headThing", { Id: ".." }],
    ["putNote", { Id: "..", Note: "a" }],
    ["putThing", { Id: "a", Path: "b/../../../c" }],
    ["putThing", { Id: "a", Path: "." }],
  ])("are refused before a fetch takes them for steps: %s %j", async (operation, input) => {
    const urls: string[] = [];
    const fetch = (url: string) => {
      urls.push(url);
      return Promise.resolve(new Response());
    };
    const config = { endpoint: "https://example.com", fetch, maxAttempts: 3 };
    expect(await call("rest-json", operation, config, input)).toMatchObject({
      ok: false,
      error: {
        name: "InputError",
        message: expect.stringContaining('".."') as string,
        attempts: 1,
      },
    });
    expect(urls).toEqual([]);
  });

  it.each(["...", "a..", "%2E", "a/..", ".a"])("that are more are not refused: %j", async (Id) => {
    const fetch = globalThis.fetch;
    const config = { endpoint: server.endpoint, fetch };
    expect(await call("rest-json", "headThing", config, { Id })).toMatchObject({ ok: true });
    expect(received.map(({ url }) => decodeURIComponent(url.slice(8)))).toEqual([Id]);
  });
});

describe("what a REST client sends", () => {
  const sent = async (operation: string, input: object) => {
    let init: FetchInit | undefined;
    const fetch = (_: string, given: FetchInit) => {
      init = given;
      return Promise.resolve(new Response());
    };
    const outcome = await call(
      "rest-json",
      operation,
      { endpoint: "https://example.com", fetch },
      input,
    );
    return { init, outcome };
  };

  it.each([
    ["putNote", { Id: "" }, "Id"],
    ["putNote", {}, "Id"],
    ["putThing", { Id: "a", Path: "" }, "Path"],
    ["putThing", { Id: "a", Path: "b", Tags: ["a", "\r\nx: y"] }, "Tags"],
    ["putThing", { Id: "a", Path: "b", Tags: ["a", 1] }, "Tags[1]"],
    ["putThing", { Id: "a", Path: "b", Metadata: { k: "é" } }, 'Metadata["k"]'],
    ["putThing", { Id: "a", Path: "b", Metadata: { "a b": "v" } }, 'Metadata["a b"]'],
    ["putThing", { Id: "a", Path: "b", Token: "\n" }, "Token"],
    ["putThing", { Id: "a", Path: "b", Since: new Date(NaN) }, "Since"],
    ["putThing", { Id: "a", Path: "b", Name: 1 }, "Name"],
    ["findThings", { Words: ["\udc00"] }, "Words"],
  ])("is not %s of %j", async (operation, input, path) => {
    const { init, outcome } = await sent(operation, input);
    expect(init).toBeUndefined();
    expect(outcome).toMatchObject({ ok: false, error: { name: "InputError", path, attempts: 0 } });
  });

  it("has no type where it has no body", async () => {
    for (const [operation, input] of [
      ["putNote", { Id: "1" }],
      ["putPicture", { Id: "1" }],
      ["putSettings", {}],
      ["deleteThing", { Id: "1" }],
    ] as const) {
      const { init } = await sent(operation, input);
      expect(init?.body).toBeUndefined();
      expect(init?.headers).not.toHaveProperty("content-type");
    }
  });

  it("has the type of its body", async () => {
    const typeOf = async (operation: string, input: object) =>
      (await sent(operation, input)).init?.headers["content-type"];
    expect(await typeOf("putNote", { Id: "1", Note: "" })).toBe("text/plain");
    expect(await typeOf("putPicture", { Id: "1", Picture: bytes })).toBe("image/png");
    expect(await typeOf("putPicture", { Id: "1", Picture: bytes, Type: "a/b" })).toBe("a/b");
    expect(await typeOf("putThing", { Id: "1", Path: "a" })).toBe("application/json");
    expect(await typeOf("putSettings", { Settings: {} })).toBe("application/json");
  });
});

describe.each(["rest-json", "rest-xml"])("what a client of %s makes of a response", (name) => {
  const isJson = name === "rest-json";
  const operation = "putThing";
  const input = { Id: "1", Path: "a" };
  const respond = (body: BodyInit | null, status: number, headers: Record<string, string> = {}) =>
    outcomeOf(name, operation, () => new Response(body, { status, headers }), input);

  it.each(["", isJson ? "{}" : "<PutThingOutput/>", isJson ? "null" : " <a></a>\n"])(
    "that is empty: %j",
    async (body) => {
      expect(await respond(body, 200)).toMatchObject({ ok: true });
    },
  );

  it.each(["<html><body>Sign in</p></html>", "{", "\0", "<!DOCTYPE html><html></html>"])(
    "of another kind: %j",
    async (body) => {
      const failed = await respond(body, 200, { "content-type": "text/html" });
      expect(failed).toMatchObject({
        ok: false,
        error: { name: "ResponseError", statusCode: 200 },
      });
      expect(failed.error.message).toContain("got 200 text/html");
    },
  );

  it.each([
    [400, "client"],
    [302, "client"],
    [502, "server"],
  ])("that is a proxy's page of %d", async (status, $fault) => {
    const page = "<html><hr>Bad Gateway";
    const { error } = await respond(page, status, { "content-type": "text/html" });
    expect(error).toMatchObject({ name: "UnmodeledServiceError", code: String(status), $fault });
    expect(error.message).toContain("Bad Gateway");
  });

  it.each([404, 500])("that is an error without a body: %d", async (status) => {
    expect(await respond(null, status)).toMatchObject({
      ok: false,
      error: { name: "UnmodeledServiceError", code: String(status), statusCode: status },
    });
  });

  const missing = isJson
    ? '{"__type":"example#Missing","message":"No","why":"w"}'
    : "<ErrorResponse><Error><Code>Missing</Code><Message>No</Message><Why>w</Why></Error></ErrorResponse>";

  it("that is an error with members in headers and body", async () => {
    expect(await respond(missing, 404, { "x-missing": "1" })).toMatchObject({
      error: { name: "Missing", message: "No", data: { Id: "1", Why: "w" } },
    });
  });

  it.each(["constructor", "__proto__", "toString", "Missing:x#", "", "#", "a#b:c"])(
    "whose code is %j: none of the model's",
    async (code) => {
      const body = isJson
        ? JSON.stringify({ __type: code })
        : `<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`;
      const { error } = await respond(body, 400);
      const isKnown = isJson && code.startsWith("Missing");
      expect(error.name).toBe(isKnown ? "Missing" : "UnmodeledServiceError");
    },
  );
});

describe("an error of restJson1", () => {
  it("counts, though its headers cannot be read", async () => {
    const response = () =>
      new Response('{"message":"Later"}', {
        status: 503,
        headers: { "x-amzn-errortype": "Busy", "retry-after": "Fri, 31 Dec 1999 23:59:59 GMT" },
      });
    expect(await outcomeOf("rest-json", "headThing", response)).toMatchObject({
      error: { name: "Busy", message: "Later", data: {}, statusCode: 503 },
    });
  });

  it("keeps what headers say, though its body cannot be read", async () => {
    for (const body of ['{"why":1}', "[]", '"text"', "<html>", "null", "1"]) {
      const response = () =>
        new Response(body, {
          status: 404,
          headers: { "x-amzn-errortype": "Missing:http://x", "x-missing": "7" },
        });
      expect(await outcomeOf("rest-json", "headThing", response)).toMatchObject({
        error: { name: "Missing", data: { Id: "7" } },
      });
    }
  });

  it("of a HEAD has no body: the header alone tells it, or the status", async () => {
    answer = { status: 404, body: "", headers: { "x-amzn-errortype": "Missing" } };
    expect(await callServer("rest-json", "headThing", { Id: "1" })).toMatchObject({
      error: { name: "Missing", message: "Missing", statusCode: 404 },
    });
    answer = { status: 403, body: "" };
    expect(await callServer("rest-json", "headThing", { Id: "1" })).toMatchObject({
      error: { name: "UnmodeledServiceError", code: "403" },
    });
  });
});

describe("headers of a response", () => {
  const headers = (of: Record<string, string>) =>
    outcomeOf("rest-json", "putThing", () => new Response("{}", { headers: of }), {
      Id: "1",
      Path: "a",
    });

  it("that are what the model says", async () => {
    const { value } = await headers({
      "x-version": " 7 ",
      "x-numbers": "1,2 , 3",
      "last-modified": "Fri, 02 Jan 2026 03:04:05 GMT",
      "x-meta-__proto__": "p",
      "x-meta-": "none",
    });
    expect(value).toEqual({
      Status: 200,
      Version: 7,
      Numbers: [1, 2, 3],
      Modified: date,
      Metadata: JSON.parse('{"__proto__":"p","":"none"}') as object,
    });
    expect(({} as { p?: unknown }).p).toBeUndefined();
  });

  it.each([
    ["x-version", "seven", "Version"],
    ["x-version", "", "Version"],
    ["x-version", "1.5", "Version"],
    ["x-version", "1, 1", "Version"],
    ["x-numbers", "1,,2", "Numbers[1]"],
    ["x-numbers", '"', "Numbers[0]"],
    ["last-modified", "yesterday", "Modified"],
  ])("%s of %j is none of the model's", async (name, value, path) => {
    expect(await headers({ [name]: value })).toMatchObject({
      ok: false,
      error: { name: "ResponseError", path },
    });
  });
});
