import { createPublicKey, verify } from "node:crypto";
import { SignatureV4a } from "@smithy/signature-v4a";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { canonicalTarget } from "../../templates/runtime/auth/canonical.js";
import { publicPoint } from "../../templates/runtime/auth/p256.js";
import { privateKey, prove, sign } from "../../templates/runtime/auth/sigv4a.js";
import { encode } from "../../templates/runtime/http/uri.js";
import { NodeSha256 } from "../support/verifySigV4.js";

const printable = fc.string({
  unit: fc.integer({ min: 33, max: 126 }).map((c) => String.fromCharCode(c)),
});
const request = fc.record({
  accessKeyId: fc.stringMatching(/^[A-Z0-9]{16,20}$/),
  secretAccessKey: fc.stringMatching(/^[\w+/]{30,40}$/),
  sessionToken: fc.option(fc.stringMatching(/^[\w+/=]{1,50}$/), { nil: undefined }),
  regionSet: fc.constantFrom("*", "eu-west-1", "us-east-1,us-west-2"),
  segments: fc.array(printable, { maxLength: 4 }),
  query: fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 4 }),
  headers: fc.dictionary(fc.stringMatching(/^x-amz-[a-z]{1,8}$/), printable, { maxKeys: 4 }),
  body: fc.string(),
});

it("verifies what @smithy/signature-v4a signs, of the same string", async () => {
  const signed = vi.spyOn(crypto.subtle, "sign");
  await fc.assert(
    fc.asyncProperty(request, async (given) => {
      const { regionSet, body } = given;
      const { accessKeyId, secretAccessKey, sessionToken } = given;
      const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
      const path = "/" + given.segments.map(encode).join("/");
      const query = Object.entries(given.query)
        .map((pair) => pair.map(encode).join("="))
        .join("&");
      const time = Date.UTC(2026, 10, 28, 12, 30, 15);
      const headers = sign(
        {
          ...{ method: "PUT", origin: "https://example.com", path, body, headers: given.headers },
          ...{ region: "eu-west-1", signingName: "example", regionSet },
        },
        credentials,
        time,
        canonicalTarget(path, query, { normalizePath: true }),
      );
      await prove(headers);
      const ours = /^(.*, Signature=)(.*)$/.exec(headers["authorization"]!)!;
      const toSign = Buffer.from(signed.mock.lastCall![2] as Uint8Array);

      const theirs = new SignatureV4a({
        ...{ credentials, region: regionSet, service: "example", sha256: NodeSha256 },
        applyChecksum: false,
      });
      const { headers: expected } = (await theirs.sign(
        {
          ...{ method: "PUT", protocol: "https:", hostname: "example.com", path, body },
          ...{ query: given.query, headers: { ...given.headers, host: "example.com" } },
        },
        { signingDate: new Date(time) },
      )) as { readonly headers: Record<string, string> };
      const [, head, signature = ""] = /^(.*, Signature=)(.*)$/.exec(expected["authorization"]!)!;
      expect(ours[1]).toBe(head);
      const { authorization: _, ...others } = headers;
      const { authorization: _a, ...same } = expected;
      expect(others).toEqual(same);

      const { x, y } = publicPoint(privateKey(credentials));
      const base64 = (value: bigint) =>
        Buffer.from(value.toString(16).padStart(64, "0"), "hex").toString("base64url");
      const key = createPublicKey({
        key: { kty: "EC", crv: "P-256", x: base64(x), y: base64(y) },
        format: "jwk",
      });
      for (const one of [ours[2]!, signature]) {
        expect(verify("sha256", toSign, key, Buffer.from(one, "hex"))).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
