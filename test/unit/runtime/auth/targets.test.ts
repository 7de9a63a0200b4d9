import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sign, signBy, targetOf } from "../../../../templates/runtime/auth/targets.js";
import type { AnyOperation } from "../../../../templates/runtime/contract/service.js";
import type { HttpRequest } from "../../../../templates/runtime/contract/http.js";
import { requestOf } from "../../../../templates/runtime/protocols/http/request.js";
import { NodeSha256 } from "../../../support/verifySigV4.js";

const credentials = { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "t=" };
const time = Date.UTC(2026, 0, 2, 3, 4, 5);

const requestTo = (path: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: "PUT",
  origin: "https://things.example.com:8443",
  path,
  region: "eu-west-1",
  signingName: "things",
  headers: { "content-type": "application/json", "x-amz-meta-a": "  b   c " },
  body: "{}",
  ...more,
});

/** What Smithy's own signer makes of the request. */
async function opinion({ origin, path: target, pathAsIs, ...request }: HttpRequest) {
  const { protocol, hostname, port, host } = new URL(origin);
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  const parameters = Object.create(null) as Record<string, string[]>;
  for (const parameter of query.split("&").filter(Boolean)) {
    const [name = "", value = ""] = parameter.split(/=(.*)/s).map(decodeURIComponent);
    (parameters[name] ??= []).push(value);
  }
  const signer = new SignatureV4({
    credentials,
    region: request.region,
    service: request.signingName,
    sha256: NodeSha256,
    applyChecksum: false,
    uriEscapePath: !pathAsIs,
  });
  const { headers } = await signer.sign(
    {
      ...request,
      protocol,
      hostname,
      port: Number(port),
      path,
      query: parameters,
      headers: { ...request.headers, host },
    },
    { signingDate: new Date(time) },
  );
  return headers["authorization"];
}

const ours = (request: HttpRequest) => sign(request, credentials, time)["authorization"];

describe("the signature of a request with a path and a query of its own", () => {
  it.each([
    "/",
    "/a/b",
    "/a/",
    "//a//b//",
    "/a%2Fb/%3F%23",
    "/%2E%2E/x",
    "/%2E",
    "/...",
    "/a%20b/%C3%A9",
    "/a:b@c;d=e+f$g,h~i",
    "/2015-03-31/functions/arn%3Aaws%3Alambda%3A%3A1%3Afunction%3Ax/invocations?Qualifier=%24LATEST",
    "/?",
    "/?a",
    "/?a=",
    "/?a&b=1&a=0",
    "/?b=2&b=1&a=3&B=0",
    "/?a=%3D%26&a%3Db=%2B",
    "/?a=b=c",
    "/?a-b=1&a=2&a.b=3&a%20=4",
    "/?list-type=2&prefix=a%2Fb%20c",
    "/x?%C3%A9=%F0%9F%98%80",
  ])("is the one that Smithy's signer makes: %s", async (path) => {
    expect(ours(requestTo(path))).toBe(await opinion(requestTo(path)));
  });

  it("is that of any labels and parameters", async () => {
    const text = fc
      .oneof(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
        fc.string({ unit: fc.constantFrom(..."%/.?&=+ !'()*~"), minLength: 1, maxLength: 6 }),
      )
      .filter((value) => !/[\uD800-\uDFFF]/u.test(value));
    const parameter = fc.tuple(text, fc.oneof(text, fc.constant("")));
    await fc.assert(
      fc.asyncProperty(
        fc.record({ Id: text, Key: text }),
        fc.array(parameter, { maxLength: 5 }),
        async (labels, query) => {
          const operation = { method: "PUT", uri: "/a/{Id}/{Key+}?fixed" } as AnyOperation;
          const { path } = requestOf(operation, { labels, query, params: [], headers: {} });
          expect(ours(requestTo(path))).toBe(await opinion(requestTo(path)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("has the path as it is, where a service wants it so", async () => {
    for (const path of ["/a%2Fb%20c?x=%2F", "/a%C3%A9/b"]) {
      const request = requestTo(path, { pathAsIs: true });
      expect(ours(request)).toBe(await opinion(request));
      expect(ours(request)).not.toBe(ours(requestTo(path)));
    }
    expect(targetOf(requestTo("//a/../b//?x", { pathAsIs: true }))).toBe("//a/../b//\nx=");
  });

  it("is of the target that is given, if one is", () => {
    const signed = sign(requestTo("/a?b"), credentials, time, "/other\n");
    expect(signed["authorization"]).toBe(ours(requestTo("/other")));
  });

  it("is the same for an identity of one of several schemes", () => {
    const identity = {
      sign: (request: HttpRequest, at: number, target?: string) =>
        sign(request, credentials, at, target),
    };
    const signed = signBy(requestTo("/a b/../c?z&a=1"), identity, time);
    expect(signed["authorization"]).toBe(ours(requestTo("/a b/../c?z&a=1")));
    // Where it does not sign, nothing is asked of it.
    const others: unknown[] = [];
    signBy(requestTo("/x?y"), { sign: (...given) => (others.push(given[2]), {}) }, time);
    expect(others).toEqual(["/x\ny="]);
  });
});
