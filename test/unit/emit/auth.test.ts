import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { importSources } from "../../support/bundleSources.js";
import { importModules } from "../../support/bundle.js";
import { generateText } from "../../support/generate.js";
import { textClient, type TextClient } from "../../support/textClient.js";

const sigv4 = { "aws.auth#sigv4": { name: "example" } };
const bearer = { "smithy.api#httpBearerAuth": {} };
const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET" };
const region = "eu-west-1";

beforeEach(() => {
  for (const name of [
    ...["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"],
    ...["AWS_AUTH_SCHEME_PREFERENCE", "AWS_BEARER_TOKEN_EXAMPLE", "AWS_SIGV4A_SIGNING_REGION_SET"],
  ]) {
    vi.stubEnv(name, undefined);
  }
});

async function authorization(client: TextClient, operation: string, config: object) {
  const result = await client.call(operation, config);
  if (!result.ok) return `${result.error.name}: ${result.error.message}`.split("\n")[0];
  return client.sent
    .at(-1)
    ?.headers.get("authorization")
    ?.replace(/ .*Sig.*/, "");
}

describe("a service with several schemes", () => {
  let client: TextClient;
  beforeAll(async () => {
    client = await textClient(
      { ...sigv4, ...bearer, "smithy.api#auth": ["smithy.api#httpBearerAuth", "aws.auth#sigv4"] },
      {
        Get: {},
        Look: { "smithy.api#optionalAuth": {} },
        Ping: { "smithy.api#auth": [] },
        Put: { "smithy.api#auth": ["aws.auth#sigv4"] },
        Try: { "smithy.api#auth": ["aws.auth#sigv4"], "smithy.api#optionalAuth": {} },
      },
    );
  });
  const token = { token: "abc" };

  it.each<[string, object, string | undefined]>([
    ["get", { token, credentials }, "Bearer abc"],
    ["get", { token: () => Promise.resolve(token) }, "Bearer abc"],
    ["get", { credentials }, "AWS4-HMAC-SHA256"],
    ["get", {}, "CredentialsError: No source has credentials:"],
    ["get", { token: { token: "" } }, "CredentialsError: The token is empty, or not plain ASCII"],
    ["put", { token, credentials }, "AWS4-HMAC-SHA256"],
    ["put", { token }, "CredentialsError: No source has credentials:"],
    ["look", { token }, "Bearer abc"],
    ["look", { credentials }, "AWS4-HMAC-SHA256"],
    ["look", {}, undefined],
    ["try", { token }, undefined],
    ["try", { credentials }, "AWS4-HMAC-SHA256"],
    ["ping", { token, credentials }, undefined],
  ])("authenticates %s with %j by %s", async (operation, config, expected) => {
    // `try` is a word of the language.
    const name = operation === "try" ? "try_" : operation;
    expect(await authorization(client, name, { region, ...config })).toBe(expected);
  });

  it("signs with credentials of the environment", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKID");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "SECRET");
    expect(await authorization(client, "get", { region })).toBe("AWS4-HMAC-SHA256");
  });

  it("needs a region, as it may sign for one", async () => {
    expect(await authorization(client, "get", { token })).toMatch(
      /^ConfigError: .*\bregion or AWS_REGION\b/,
    );
  });

  it("asks for a token once for all calls, until it is about to expire", async () => {
    let now = 0;
    const clock = { now: () => now, after: () => () => {} };
    const provider = vi.fn(() => Promise.resolve({ token: "abc", expiration: new Date(900_000) }));
    const failing = vi.fn(provider).mockRejectedValueOnce(new Error("Down"));
    const config = { region, token: failing, clock };
    expect(await authorization(client, "get", config)).toBe("CredentialsError: Down");
    for (const [time, asked] of [
      [0, 2],
      [599_999, 2],
      [600_000, 3],
    ] as const) {
      now = time;
      expect(await authorization(client, "get", config)).toBe("Bearer abc");
      expect(failing).toHaveBeenCalledTimes(asked);
    }
  });
});

describe("the preference of a client", () => {
  let client: TextClient;
  const both = { region, credentials, token: { token: "abc" } };
  beforeAll(async () => {
    client = await textClient(
      {
        ...{
          ...bearer,
          "aws.auth#sigv4": { name: "my example-2" },
          "aws.auth#sigv4a": { name: "x" },
        },
        "smithy.api#auth": ["aws.auth#sigv4a", "aws.auth#sigv4", "smithy.api#httpBearerAuth"],
      },
      { Get: {}, Put: { "smithy.api#auth": ["aws.auth#sigv4", "smithy.api#httpBearerAuth"] } },
    );
  });
  const variable = "AWS_BEARER_TOKEN_MY_EXAMPLE_2";
  const [v4, v4a] = ["AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"];

  it.each<[string, object, Record<string, string>, string]>([
    ["get", {}, {}, v4a],
    ["put", {}, {}, v4],
    ["get", { authSchemePreference: ["sigv4"] }, {}, v4],
    ["get", { authSchemePreference: ["aws.auth#sigv4", "sigv4a"] }, {}, v4],
    ["get", { authSchemePreference: ["smithy.api#httpBearerAuth"] }, {}, "Bearer abc"],
    // What a service or an operation does not have is passed over.
    ["get", { authSchemePreference: ["httpBasicAuth", "none"] }, {}, v4a],
    ["put", { authSchemePreference: ["sigv4a", "httpBearerAuth"] }, {}, "Bearer abc"],
    ["get", {}, { AWS_AUTH_SCHEME_PREFERENCE: " sigv4 , sigv4a" }, v4],
    ["get", { authSchemePreference: [] }, { AWS_AUTH_SCHEME_PREFERENCE: "sigv4" }, v4a],
    // A token in the environment is preferred, but not to the client's own setting, or own token.
    ["get", { token: undefined }, { [variable]: "t" }, "Bearer t"],
    ["put", { token: undefined }, { [variable]: "t" }, "Bearer t"],
    ["get", {}, { [variable]: "t", AWS_AUTH_SCHEME_PREFERENCE: "sigv4" }, "Bearer abc"],
    ["get", { authSchemePreference: ["sigv4"] }, { [variable]: "t" }, v4],
    ["get", { token: undefined }, { [variable]: "" }, v4a],
    [
      "get",
      { token: undefined },
      { [variable]: "\n" },
      "CredentialsError: The token is empty, or not plain ASCII",
    ],
  ])("has %s with %j and %j authenticated by %s", async (operation, config, env, expected) => {
    vi.stubEnv(variable, undefined);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(await authorization(client, operation, { ...both, ...config })).toBe(expected);
  });

  it("is nothing that a client with one scheme has", async () => {
    const { files } = await textClient(sigv4, { Get: {} });
    expect([...files.keys()].filter((path) => /preference|sigv4a|versions/.test(path))).toEqual([]);
  });
});

describe("Signature Version 4a", () => {
  let client: TextClient;
  beforeAll(async () => {
    client = await textClient(
      { ...sigv4, "aws.auth#sigv4a": { name: "example" }, "smithy.api#auth": ["aws.auth#sigv4a"] },
      { Get: {} },
    );
  });
  const own = { sigv4aSigningRegionSet: ["us-east-1", "us-west-2"] };

  it.each<[object, string | undefined, string]>([
    [{}, undefined, "eu-west-1"],
    [own, undefined, "us-east-1,us-west-2"],
    [own, "*", "us-east-1,us-west-2"],
    [{}, "us-east-1, us-west-2", "us-east-1,us-west-2"],
    [{}, "*", "*"],
  ])("is for the regions of %j and %j: %s", async (config, variable, expected) => {
    vi.stubEnv("AWS_SIGV4A_SIGNING_REGION_SET", variable);
    const result = await client.call("get", { region, credentials, ...config });
    expect(result).toMatchObject({ ok: true });
    const { headers } = client.sent.at(-1)!;
    expect(headers.get("x-amz-region-set")).toBe(expected);
    expect(headers.get("authorization")).toMatch(
      /^AWS4-ECDSA-P256-SHA256 Credential=AKID\/\d{8}\/example\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-region-set;x-amz-target, Signature=30[0-9a-f]{130,142}$/,
    );
  });

  it("takes no regions that cannot be names", async () => {
    const config = { region, credentials, sigv4aSigningRegionSet: ["eu-west-1\n"] };
    expect(await authorization(client, "get", config)).toMatch(/^ConfigError: sigv4aSigningReg/);
  });

  it("is left out where Signature Version 4 is preferred, with the same credentials", async () => {
    const auth = { "smithy.api#auth": ["aws.auth#sigv4", "aws.auth#sigv4a"] };
    const { files } = await textClient(
      { ...sigv4, "aws.auth#sigv4a": { name: "example" }, ...auth },
      { Get: {} },
    );
    expect([...files.keys()].filter((path) => path.includes("sigv4a"))).toEqual([]);
  });

  it("needs WebCrypto, and says so", async () => {
    vi.spyOn(crypto, "subtle", "get").mockReturnValue(undefined as never);
    const others = { accessKeyId: "OTHER", secretAccessKey: "SECRET" };
    const result = await client.call("get", { region, credentials: others });
    expect(result).toMatchObject({ error: { name: "ConfigError", attempts: 1 } });
  });

  it("signs commands", async () => {
    interface Request {
      readonly headers: Record<string, string>;
    }
    type Create = new (of: object) => { send(command: object): Promise<object> };
    const { smithy = {} } = (await importModules(client.files, ["smithy"])) as {
      readonly smithy?: Record<string, Create>;
    };
    const requests: Request[] = [];
    const sender = new smithy["ExampleClient"]!({
      ...{ endpoint: "https://example.com", region, credentials, ...own },
      requestHandler: {
        handle(request: Request) {
          requests.push(request);
          return Promise.resolve({ response: { statusCode: 200, headers: {}, body: "{}" } });
        },
      },
    });
    await sender.send(new smithy["GetCommand"]!({}));
    expect(requests[0]?.headers).toMatchObject({
      "x-amz-region-set": "us-east-1,us-west-2",
      authorization: expect.stringMatching(/^AWS4-ECDSA-P256-SHA256 .*Signature=30/) as string,
    });
  });
});

describe("an operation whose bodies are not signed", () => {
  let client: TextClient;
  beforeAll(async () => {
    client = await textClient(sigv4, { Get: {}, Put: { "aws.auth#unsignedPayload": {} } });
  });
  const hash = () => client.sent.at(-1)!.headers.get("x-amz-content-sha256");

  it("says so, and signs that", async () => {
    expect(await client.call("put", { region, credentials })).toMatchObject({ ok: true });
    expect(hash()).toBe("UNSIGNED-PAYLOAD");
    expect(client.sent.at(-1)!.headers.get("authorization")).toContain(";x-amz-content-sha256;");
  });

  it("is the only one", async () => {
    await client.call("get", { region, credentials });
    expect(hash()).toBeNull();
  });
});

describe("a service without schemes", () => {
  it("needs neither region nor credentials, and sends requests as they are", async () => {
    const client = await textClient({}, { Get: {} });
    expect(await client.call("get")).toMatchObject({ ok: true });
    const [{ headers, url } = { headers: new Headers(), url: undefined }] = client.sent;
    expect(url?.href).toBe("https://example.com/");
    expect([...headers.keys()].sort()).toEqual([
      ...["amz-sdk-invocation-id", "amz-sdk-request"],
      ...["content-type", "user-agent", "x-amz-target"],
    ]);
  });
});

describe("an API key", () => {
  const place = (of: object) => ({ "smithy.api#httpApiKeyAuth": of });
  const apiKey = { apiKey: "a b&c" };

  it("is sent in a header", async () => {
    const client = await textClient(place({ in: "header", name: "X-Api-Key" }), { Get: {} });
    await client.call("get", { apiKey });
    expect(client.sent[0]?.headers.get("x-api-key")).toBe("a b&c");
  });

  it("is sent in a header after a scheme", async () => {
    const header = { in: "header", name: "Authorization", scheme: "Key" };
    const client = await textClient(place(header), { Get: {} });
    await client.call("get", { apiKey });
    expect(client.sent[0]?.headers.get("authorization")).toBe("Key a b&c");
  });

  it("is sent in the query, once, however often an attempt is made", async () => {
    const query = place({ in: "query", name: "key" });
    const client = await textClient(query, { Get: {} }, () => new Response("", { status: 500 }));
    await client.call("get", {
      apiKey,
      interceptors: [
        async (request: object, next: (request: object) => Promise<unknown>) => {
          await next(request);
          return next(request);
        },
      ],
    });
    expect(new Set(client.sent.map(({ url }) => url.search))).toEqual(new Set(["?key=a%20b%26c"]));
    expect(client.sent).toHaveLength(6);
  });

  it("has to be set", async () => {
    const client = await textClient(place({ in: "query", name: "key" }), { Get: {} });
    expect(await authorization(client, "get", {})).toBe("CredentialsError: Set apiKey");
  });
});

describe("a password", () => {
  let client: TextClient;
  beforeAll(async () => {
    client = await textClient({ "smithy.api#httpBasicAuth": {} }, { Get: {} });
  });

  it.each([
    // RFC 7617, section 2 and 2.1.
    [{ username: "Aladdin", password: "open sesame" }, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="],
    [{ username: "test", password: "123£" }, "Basic dGVzdDoxMjPCow=="],
    [{ username: "a:b", password: "" }, "CredentialsError: The username is empty, or has a colon"],
  ])("of %j is sent as %s", async (login, expected) => {
    expect(await authorization(client, "get", { login })).toBe(expected);
  });
});

describe("the other entries of a package", () => {
  const place = { in: "query", name: "key" };
  let client: TextClient;
  beforeAll(async () => {
    client = await textClient(
      { ...bearer, "smithy.api#httpApiKeyAuth": place },
      {
        Get: { "smithy.api#auth": ["smithy.api#httpBearerAuth"] },
        Key: { "smithy.api#auth": ["smithy.api#httpApiKeyAuth"] },
      },
    );
  });

  it("authenticate commands", async () => {
    interface Request {
      readonly headers: Record<string, string>;
      readonly query: object;
    }
    type Create = new (of: object) => { send(command: object): Promise<object> };
    const { smithy = {} } = (await importModules(client.files, ["smithy"])) as {
      readonly smithy?: Record<string, Create>;
    };
    const requests: Request[] = [];
    const sender = new smithy["ExampleClient"]!({
      endpoint: "https://example.com",
      token: { token: "abc" },
      apiKey: { apiKey: "d e" },
      requestHandler: {
        handle(request: Request) {
          requests.push(request);
          return Promise.resolve({ response: { statusCode: 200, headers: {}, body: "{}" } });
        },
      },
    });
    for (const command of ["GetCommand", "KeyCommand"]) await sender.send(new smithy[command]!({}));
    expect(requests[0]).toMatchObject({ headers: { authorization: "Bearer abc" }, query: {} });
    expect(requests[1]).toMatchObject({ query: { key: "d e" } });
    expect(requests[1]?.headers).not.toHaveProperty("authorization");
  });

  it("have a fake that takes any", async () => {
    type CreateFake = (handlers: object) => { readonly config: object };
    const testing = await importSources<Record<string, CreateFake>>(
      client.files,
      "./src/testing.js",
    );
    const { config } = testing["createFakeExample"]!({ get: () => ({}) });
    expect(await client.call("get", config)).toMatchObject({ ok: true });
  });
});

describe("a scheme that is not generated", () => {
  const model = (service: object, operation: object, shapes = {}) =>
    JSON.stringify({
      smithy: "2.0",
      shapes: {
        "example#S": {
          type: "service",
          version: "1",
          operations: [{ target: "example#Get" }, { target: "example#Other" }],
          traits: { "aws.protocols#awsJson1_0": {}, ...service },
        },
        "example#Get": { type: "operation", traits: operation },
        "example#Other": { type: "operation" },
        ...shapes,
      },
    });
  const own = {
    "example#ours": {
      type: "structure",
      traits: { "smithy.api#trait": {}, "smithy.api#authDefinition": {} },
    },
  };

  it.each([
    ["alone", { "smithy.api#httpDigestAuth": {} }, {}],
    [
      "preferred",
      {
        ...sigv4,
        "smithy.api#httpDigestAuth": {},
        "smithy.api#auth": ["smithy.api#httpDigestAuth"],
      },
      {},
    ],
    ["the model's own", { "example#ours": {} }, own],
  ])("stops a service that has it %s", async (_, service, shapes) => {
    const { files, diagnostics } = await generateText(model(service, {}, shapes));
    expect(files).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["UnsupportedTrait"]);
  });

  it("leaves an operation that needs it with its types", async () => {
    const digest = { "smithy.api#httpDigestAuth": {}, ...bearer };
    const needs = { "smithy.api#auth": ["smithy.api#httpDigestAuth"] };
    const { files, diagnostics } = await generateText(model(digest, needs));
    expect(files).toBeDefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["Operation.TypesOnly"]);
  });

  it("is left out where there is another", async () => {
    const { diagnostics } = await generateText(
      model({ "smithy.api#httpDigestAuth": {}, ...bearer }, {}),
    );
    expect(diagnostics).toEqual([]);
  });
});
