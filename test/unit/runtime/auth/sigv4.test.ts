import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentity, HashConstructor, SourceData } from "@smithy/types";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi, type MockInstance } from "vitest";
import * as platform from "#platform";
import { canonicalTarget } from "../../../../templates/runtime/auth/canonical.js";
import { sign } from "../../../../templates/runtime/auth/sigv4.js";
import {
  loadSigner,
  type QueryRequest as HttpRequest,
  type SigningOptions,
} from "../../../support/signing.js";

const { presign, signHeaders } = await loadSigner();

const request: HttpRequest = {
  method: "POST",
  origin: "https://kms.eu-west-1.amazonaws.com",
  path: "/",
  query: "",
  headers: {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "TrentService.ReEncrypt",
  },
  body: '{"KeyId":"alias/é"}',
};
const options: SigningOptions = {
  credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
  region: "eu-west-1",
  service: "kms",
  time: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
};

const authorization = (signed: HttpRequest) => signed.headers["authorization"] ?? "";
const signedHeaders = (signed: HttpRequest) =>
  /SignedHeaders=(.*?),/.exec(authorization(signed))?.[1]?.split(";");

/** What `@smithy/signature-v4` hashes with. */
const Sha256: HashConstructor = class {
  readonly #hash;
  constructor(secret?: SourceData) {
    this.#hash = secret ? createHmac("sha256", secret as Uint8Array) : createHash("sha256");
  }
  update(data: Uint8Array) {
    this.#hash.update(data);
  }
  digest() {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset() {}
};

/** A request as `@smithy/signature-v4` takes it. */
function toSmithy({ method, origin, path, query, headers, body }: HttpRequest) {
  const { protocol, hostname, host } = new URL(origin);
  const parameters = Object.create(null) as Record<string, string[]>;
  for (const parameter of query ? query.split("&") : []) {
    const [name = "", value = ""] = parameter.split("=").map(decodeURIComponent);
    (parameters[name] ??= []).push(value);
  }
  return {
    method,
    protocol,
    hostname,
    path,
    query: parameters,
    headers: { host, ...headers },
    body,
  };
}

/** The headers that are not signed. */
const unsignable = ({ headers }: HttpRequest) =>
  new Set(Object.keys(headers).filter((n) => !/^(content-type|content-md5|x-amz-.*)$/.test(n)));

function smithySigner({ credentials, region, service, doubleEncode = true }: SigningOptions) {
  return new SignatureV4({
    credentials: credentials as AwsCredentialIdentity,
    region,
    service,
    sha256: Sha256,
    uriEscapePath: doubleEncode,
    applyChecksum: false,
  });
}

const escape = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const word = fc.string({ unit: "grapheme", maxLength: 8 }).filter((s) => !/\p{Surrogate}/u.test(s));
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
const randomRequest = fc.record({
  method: fc.constantFrom("GET", "PUT", "POST", "DELETE"),
  origin: fc.constantFrom("https://h.example", "http://h.example:8080", "https://[::1]:443"),
  path: fc
    .array(fc.oneof(fc.constantFrom(".", "..", "", "a"), word.map(escape)), { maxLength: 5 })
    .map((segments) => `/${segments.join("/")}`),
  query: fc
    .array(fc.tuple(word.filter(Boolean).map(escape), word.map(escape)), { maxLength: 5 })
    .map((parameters) => parameters.map((parameter) => parameter.join("=")).join("&")),
  headers: fc.dictionary(
    fc.oneof(
      name,
      name.map((rest) => `x-amz-${rest}`),
      fc.constantFrom(
        ...["authorization", "connection", "content-length", "expect", "transfer-encoding"],
        ...["content-md5", "content-type", "user-agent", "x-amz-content-sha256", "x-amzn-trace-id"],
      ),
    ),
    fc.string({ maxLength: 20 }),
    { noNullPrototype: true },
  ),
  body: fc.oneof(fc.constant(undefined), word, fc.uint8Array()),
});
const randomOptions = fc.record({
  credentials: fc.record({
    accessKeyId: fc.stringMatching(/^[A-Z0-9]{4,20}$/),
    secretAccessKey: fc.string({ minLength: 1, maxLength: 80 }),
    sessionToken: fc.oneof(fc.constant(undefined), fc.string({ minLength: 1 })),
  }),
  region: fc.constantFrom("us-east-1", "eu-west-1"),
  service: fc.constantFrom("kms", "execute-api"),
  time: fc.integer({ min: 0, max: Date.UTC(2100) }),
});

describe("signHeaders", () => {
  it("adds the date and the signature to a copy", () => {
    const before = structuredClone(request);
    const signed = signHeaders(request, options);
    expect(request).toEqual(before);
    expect(signed).toEqual({
      ...request,
      headers: {
        ...request.headers,
        "x-amz-date": "20260102T030405Z",
        authorization: expect.stringMatching(
          /^AWS4-HMAC-SHA256 Credential=AKID\/20260102\/eu-west-1\/kms\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[0-9a-f]{64}$/,
        ) as string,
      },
    });
  });

  it("signs a session token", () => {
    const credentials = { ...options.credentials, sessionToken: "tok/en=" };
    const signed = signHeaders(request, { ...options, credentials });
    expect(signed.headers["x-amz-security-token"]).toBe("tok/en=");
    expect(signedHeaders(signed)).toContain("x-amz-security-token");
  });

  it("row 14: signs what has to be signed, and nothing that may change on the way", () => {
    const unsigned = {
      accept: "*/*",
      "accept-encoding": "gzip",
      "amz-sdk-request": "attempt=1",
      "cache-control": "no-cache",
      connection: "close",
      "content-length": "2",
      "content-md5-2": "no hash",
      "content-type-2": "no type",
      expect: "100-continue",
      "host-2": "no host",
      "transfer-encoding": "chunked",
      "user-agent": "me",
      via: "1.1 proxy",
      "x-amzn-trace-id": "Root=1",
      "x-forwarded-for": "::1",
      "x-host": "other",
      "xx-amz-a": "no prefix",
    };
    const headers = {
      ...unsigned,
      authorization: "old",
      "content-md5": "hash",
      "content-type": "type",
      "x-amz-date-2": "no date",
      "x-amz-user-agent": "me",
    };
    const signed = signHeaders({ ...request, headers }, options);
    expect(signedHeaders(signed)).toEqual([
      "content-md5",
      "content-type",
      "host",
      "x-amz-date",
      "x-amz-date-2",
      "x-amz-user-agent",
    ]);
    expect(signed.headers).toMatchObject(unsigned);
    const { query } = presign({ ...request, headers }, { ...options, expiresIn: 60 });
    expect(new URLSearchParams(query).get("X-Amz-SignedHeaders")).toBe(
      "content-md5;content-type;host;x-amz-date-2;x-amz-user-agent",
    );
  });

  it("takes a hash in x-amz-content-sha256 for the body's", () => {
    const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const one = signHeaders({ ...request, headers, body: "one" }, options);
    const two = signHeaders({ ...request, headers, body: "two" }, options);
    expect(authorization(one)).toBe(authorization(two));
  });

  it("signs headers without the spaces that may change on the way", () => {
    const sign = (value: string) =>
      authorization(signHeaders({ ...request, headers: { "x-amz-a": value } }, options));
    expect(sign(" a \t b\t")).toBe(sign("a b"));
    expect(sign("a b")).not.toBe(sign("ab"));
  });

  it("replaces a date that is there", () => {
    const headers = { ...request.headers, "x-amz-date": "20000101T000000Z" };
    expect(signHeaders({ ...request, headers }, options)).toEqual(signHeaders(request, options));
  });

  it.each([
    ["https://EXAMPLE.com", "example.com"],
    ["https://example.com:443", "example.com"],
    ["http://example.com:80", "example.com"],
    ["http://example.com:443", "example.com:443"],
    ["https://example.com:80", "example.com:80"],
    ["http://[::1]:8080", "[::1]:8080"],
  ])("signs the host that goes out for %s", (origin, host) => {
    const explicit = { ...request, origin: "https://other", headers: { ...request.headers, host } };
    expect(authorization(signHeaders({ ...request, origin }, options))).toBe(
      authorization(signHeaders(explicit, options)),
    );
  });

  it("is not confused by names of Object.prototype", () => {
    const headers = Object.fromEntries([
      ["constructor", "a"],
      ["__proto__", "b"],
      ["tostring", "c"],
    ]);
    const signed = signHeaders({ ...request, headers }, { ...options, signable: /./ });
    expect(Object.getPrototypeOf(signed.headers)).toBe(Object.prototype);
    // What is signed is what is sent.
    const sent = Object.keys(signed.headers).filter((header) => header !== "authorization");
    expect(sent).toEqual(expect.arrayContaining(Object.keys(headers)));
    expect(signedHeaders(signed)).toEqual([...sent, "host"].sort());
  });

  it("encodes the path again, and makes it plain, unless told not to", () => {
    const sign = (path: string, more: Partial<SigningOptions> = {}) =>
      authorization(signHeaders({ ...request, path }, { ...options, ...more }));
    expect(sign("/a%20b/./c//../d/")).toBe(sign("/a%20b/d/"));
    expect(sign("/a%20b")).not.toBe(sign("/a b"));
    expect(sign("/a%2520b", { doubleEncode: false })).toBe(sign("/a%20b"));
    expect(sign("/a//b", { normalizePath: false })).not.toBe(sign("/a/b"));
    expect(sign("/..//")).toBe(sign("/"));
  });

  it.each([
    ["b=2&a=1", "a=1&b=2"],
    ["a=2&a=1", "a=1&a=2"],
    ["a&b", "a=&b="],
    ["a=b=c", "a=b%3Dc"],
    ["a=*", "a=%2A"],
    ["a-b=1&a=2", "a=2&a-b=1"],
    ["a=é", "a=%C3%A9"],
    ["a=1&", "a=1"],
    ["a=%25", "a=%25"],
  ])("signs the query %s as %s", (query, canonical) => {
    expect(authorization(signHeaders({ ...request, query }, options))).toBe(
      authorization(signHeaders({ ...request, query: canonical }, options)),
    );
  });

  it("agrees with @smithy/signature-v4", async () => {
    await fc.assert(
      fc.asyncProperty(randomRequest, randomOptions, async (random, randomized) => {
        const expected = await smithySigner(randomized).sign(toSmithy(random), {
          signingDate: new Date(randomized.time),
          unsignableHeaders: unsignable(random),
        });
        const { host, ...headers } = expected.headers;
        expect(signHeaders(random, randomized).headers).toEqual(headers);
        expect(host).toBe(new URL(random.origin).host);
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with @smithy/signature-v4 on paths that are signed as they are", async () => {
    await fc.assert(
      fc.asyncProperty(randomRequest, randomOptions, async (random, randomized) => {
        const raw = { ...randomized, doubleEncode: false, normalizePath: false };
        const expected = await smithySigner(raw).sign(toSmithy(random), {
          signingDate: new Date(raw.time),
          unsignableHeaders: unsignable(random),
        });
        expect(authorization(signHeaders(random, raw))).toBe(expected.headers["authorization"]);
      }),
    );
  });
});

describe("presign", () => {
  it("adds the signature to the query of a copy", () => {
    const before = structuredClone(request);
    const signed = presign({ ...request, query: "a=1" }, { ...options, expiresIn: 60 });
    expect(request).toEqual(before);
    expect(signed).toEqual({
      ...request,
      query: expect.stringMatching(
        /^a=1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20260102%2Feu-west-1%2Fkms%2Faws4_request&X-Amz-Date=20260102T030405Z&X-Amz-Expires=60&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-target&X-Amz-Signature=[0-9a-f]{64}$/,
      ) as string,
    });
  });

  it("makes a query where there is none", () => {
    const { query } = presign(request, { ...options, expiresIn: 60 });
    expect(query).toMatch(/^X-Amz-Algorithm=/);
  });

  it("agrees with @smithy/signature-v4", async () => {
    await fc.assert(
      fc.asyncProperty(
        // Smithy moves `x-amz-` headers to the query.
        randomRequest.filter(({ headers }) => !Object.keys(headers).some((n) => /^x-amz-/.test(n))),
        randomOptions,
        async (random, randomized) => {
          const expected = await smithySigner(randomized).presign(toSmithy(random), {
            signingDate: new Date(randomized.time),
            expiresIn: 60,
            unsignableHeaders: unsignable(random),
          });
          const { query } = presign(random, { ...randomized, expiresIn: 60 });
          expect(new URLSearchParams(query).get("X-Amz-Signature")).toBe(
            expected.query?.["X-Amz-Signature"],
          );
        },
      ),
    );
  });
});

describe("the kept signing key", () => {
  let hmac: MockInstance;
  beforeEach(() => {
    signHeaders(request, options);
    hmac = vi.spyOn(platform, "hmac");
  });

  it("is used again for the same second", () => {
    signHeaders(request, { ...options, time: options.time + 300 });
    expect(hmac).toHaveBeenCalledTimes(1);
  });

  it.each<[string, Partial<HttpRequest>, Partial<SigningOptions>]>([
    ["secret", {}, { credentials: { accessKeyId: "AKID", secretAccessKey: "other" } }],
    ["region", {}, { region: "us-east-1" }],
    ["service", {}, { service: "sts" }],
    ["time", {}, { time: options.time + 1000 }],
    ["origin", { origin: "http://localhost" }, {}],
  ])("is not used for another %s", (_what, otherRequest, otherOptions) => {
    const sign = () =>
      signHeaders({ ...request, ...otherRequest }, { ...options, ...otherOptions });
    const mine = signHeaders(request, options);
    const others = sign();
    expect(authorization(others)).not.toBe(authorization(mine));
    // Alternating changes nothing.
    expect(signHeaders(request, options)).toEqual(mine);
    expect(sign()).toEqual(others);
  });

  it.each<[string, Partial<HttpRequest>, Partial<SigningOptions>]>([
    ["origin", { origin: "nowhere" }, { time: options.time + 1000 }],
    ["time", { origin: "http://localhost" }, { time: NaN }],
    ["service", { origin: "http://localhost" }, { service: undefined as never }],
  ])("is not mixed up with an %s that there cannot be", (_what, otherRequest, otherOptions) => {
    const mine = signHeaders(request, options);
    const wrong = () =>
      signHeaders({ ...request, ...otherRequest }, { ...options, ...otherOptions });
    expect(wrong).toThrow();
    expect(wrong).toThrow();
    expect(signHeaders(request, options)).toEqual(mine);
  });

  it("does not mix up parts that read the same together", () => {
    const one = { ...options, region: "a", service: "b,c" };
    const two = { ...options, region: "a,b", service: "c" };
    expect(authorization(signHeaders(request, one)).slice(-64)).not.toBe(
      authorization(signHeaders(request, two)).slice(-64),
    );
  });
});

describe("a request of the runtime's own", () => {
  const { method, origin, headers, body } = request;
  const { credentials, time } = options;
  const own = { method, origin, path: "/", region: "eu-west-1", signingName: "kms", headers, body };

  it.each(["/", "/a", "/~a-b_c.d/@:$", "/%20/%C3%A9", "/a%2Fb/"])(
    "is signed for the path %j, encoded once more",
    (path) => {
      const target = canonicalTarget(path, "");
      expect(target).toMatch(/^\/.*\n$/);
      expect(sign({ ...own, path }, credentials, time)).toEqual(
        sign({ ...own, path }, credentials, time, target),
      );
    },
  );

  it("is not signed with the key of another region and name that look the same together", () => {
    const signed = (region: string, signingName: string) =>
      sign({ ...own, region, signingName }, credentials, time)["authorization"];
    signed("a", "bc");
    expect(signed("ab", "c")).toContain("/ab/c/aws4_request");
  });
});
