import * as sdk from "@aws-sdk/client-kms";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ReceivedRequest, serve, type TestServer } from "../support/httpServer.js";
import { arbitraryOf, inputSide } from "../support/modelArbitrary.js";
import { createKMSClient, type KMSClientConfig, listKeys } from "../support/kms.js";
import { model, operations } from "../support/kmsOperations.js";
import { refusalOf } from "../support/verifySigV4.js";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG" };
const temporary = { ...credentials, sessionToken: "AQoDYXdzEPT//////////wEXAMPLE+tc=" };
const region = "eu-central-1";
const HOUR = 3600_000;

let server: TestServer;
let expected: typeof credentials & { sessionToken?: string };
let serverOffset: number;
let requests: number;
let tamper: (request: ReceivedRequest) => ReceivedRequest;

beforeAll(async () => {
  server = await serve(async (request) => {
    requests += 1;
    const now = () => Date.now() + serverOffset;
    const refusal = await refusalOf(tamper(request), { credentials: expected, region, now });
    return refusal ?? { status: 200, body: "{}" };
  });
});
afterAll(() => server.close());
beforeEach(() => {
  expected = credentials;
  serverOffset = 0;
  requests = 0;
  tamper = (request) => request;
});

const client = (config: KMSClientConfig = {}) =>
  createKMSClient({ region, credentials, endpoint: server.endpoint, maxAttempts: 1, ...config });

describe("the verifying server", () => {
  it("accepts AWS's own client", async () => {
    const aws = new sdk.KMSClient({ region, credentials, endpoint: server.endpoint });
    await expect(aws.send(new sdk.ListKeysCommand({ Limit: 1 }))).resolves.toBeDefined();
    aws.destroy();
  });

  it.each<[string, (request: ReceivedRequest) => ReceivedRequest]>([
    ["body", (request) => ({ ...request, body: Buffer.from('{"Limit":2}') })],
    ["path", (request) => ({ ...request, url: "/other" })],
    ["query", (request) => ({ ...request, url: `${request.url}?a=b` })],
    ["method", (request) => ({ ...request, method: "PUT" })],
    [
      "target",
      (request) => ({
        ...request,
        headers: { ...request.headers, "x-amz-target": "TrentService.ListAliases" },
      }),
    ],
    ["host", (request) => ({ ...request, headers: { ...request.headers, host: "elsewhere" } })],
  ])("refuses a request whose %s was changed on the way", async (_, change) => {
    tamper = change;
    expect(await listKeys(client(), { Limit: 1 })).toMatchObject({
      ok: false,
      error: { name: "UnmodeledServiceError", code: "InvalidSignatureException", statusCode: 400 },
    });
  });

  it("refuses another secret and another region", async () => {
    const others = [
      client({ credentials: { ...credentials, secretAccessKey: "other" } }),
      client({ region: "us-east-1" }),
    ];
    for (const other of others) {
      expect(await listKeys(other)).toMatchObject({
        ok: false,
        error: { code: "InvalidSignatureException" },
      });
    }
  });
});

describe.each<[string, KMSClientConfig]>([
  ["node:http", {}],
  ["the global fetch", { fetch: globalThis.fetch }],
])("over %s, accepts the signature of", (_, transport) => {
  it.each(operations)("$name", async ({ input, call }) => {
    const given = arbitraryOf(model, input, inputSide) as fc.Arbitrary<object>;
    await fc.assert(
      fc.asyncProperty(given, fc.boolean(), async (value, withToken) => {
        expected = withToken ? temporary : credentials;
        expect(await call(client({ ...transport, credentials: expected }), value)).toMatchObject({
          ok: true,
        });
      }),
      { numRuns: 15 },
    );
  });

  it("headers of the caller's, with odd spaces", async () => {
    const headers = { "X-Odd": "  a   b\tc  ", "x-empty": "", "x-amz-thing": "1,2" };
    expect(await listKeys(client(transport), {}, { headers })).toMatchObject({ ok: true });
  });

  it("no headers that are the client's to set: they are refused", async () => {
    for (const name of ["User-Agent", "Authorization", "Host"]) {
      expect(await listKeys(client(transport), {}, { headers: { [name]: "mine" } })).toMatchObject({
        ok: false,
        error: { name: "InputError", attempts: 0 },
      });
    }
  });

  it("an endpoint with a path", async () => {
    const endpoint = `${server.endpoint}/a%20b/c+d/`;
    expect(await listKeys(client({ ...transport, endpoint }))).toMatchObject({ ok: true });
  });
});

it("corrects a clock that is an hour off, and keeps it corrected", async () => {
  serverOffset = HOUR;
  const kms = client({ maxAttempts: 2, random: () => 0 });
  expect(await listKeys(kms)).toMatchObject({ ok: true, metadata: { attempts: 2 } });
  expect(await listKeys(kms)).toMatchObject({ ok: true, metadata: { attempts: 1 } });
  expect(requests).toBe(3);
});
