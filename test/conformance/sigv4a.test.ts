import { createECDH, createPublicKey, verify, type KeyObject } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type * as platforms from "#platform";
import { describeWith } from "../support/conformance.js";
import type { QueryRequest } from "../support/signing.js";
import {
  accessKeyId,
  all,
  allInQuery,
  casesIn,
  optionsOf,
  parseRequest,
  secretAccessKey,
  sorted,
  trimmed,
} from "../support/signingSuite.js";

const suite = "sigv4/v4a";

/** A key as the suite writes it. */
function publicKey(text: string): KeyObject {
  const { X, Y } = JSON.parse(text) as { readonly X: string; readonly Y: string };
  const [x = "", y = ""] = [X, Y].map((hex) => Buffer.from(hex, "hex").toString("base64url"));
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
}

describe.each(["node", "web"])("Signature Version 4a suite on platform.%s", async (platform) => {
  vi.resetModules();
  const real = (await import(
    `../../templates/runtime/http/platform.${platform}.ts`
  )) as typeof platforms;
  const sha256 = vi.fn(real.sha256);
  vi.doMock("#platform", () => ({ ...real, sha256 }));
  const { sign, prove, privateKey } = await import("../../templates/runtime/auth/sigv4a.js");
  const { publicPoint } = await import("../../templates/runtime/auth/p256.js");
  const { presignV4a } = await import("../../templates/runtime/auth/presignV4a.js");
  const { canonicalTarget } = await import("../../templates/runtime/auth/canonical.js");

  /** The canonical request, whose hash ends the string to sign. */
  const canonical = (toSign: string) =>
    sha256.mock.calls.map(([text]) => text).find((text) => toSign.endsWith(real.sha256(text)));

  const isSigned = (text: string, signature: string | undefined, key: KeyObject) =>
    verify("sha256", Buffer.from(text), key, Buffer.from(signature ?? "", "hex"));

  /** A request in the runtime's terms, and what to sign it with. */
  function parse(text: string, options: ReturnType<typeof optionsOf>, signBody: boolean) {
    const { query, ...parsed } = parseRequest(text);
    const { region, service: signingName } = options;
    const hash = signBody && { "x-amz-content-sha256": sha256((parsed.body ?? "") as string) };
    const headers = { ...parsed.headers, ...hash };
    return { query, request: { ...parsed, headers, region, signingName } };
  }

  describeWith(suite, "the suite", (data) => {
    const { folders: given, has, read, context } = casesIn(suite, data);
    // Two cases tell what to sign, and not what comes of it.
    const folders = given.filter((folder) => has(folder, "header-signature.txt"));
    const keyOf = (folder: string) => publicKey(data.read(`${suite}/${folder}/public-key.json`));

    it("has cases", () => {
      expect(folders.length).toBeGreaterThanOrEqual(38);
    });

    it("derives the key of its credentials", () => {
      const { x, y } = publicPoint(privateKey({ accessKeyId, secretAccessKey }));
      const [folder = ""] = folders;
      expect(keyOf(folder).equals(keyFrom(x, y))).toBe(true);
    });

    it.each(folders)("headers: %s", async (folder) => {
      const { sign_body, omit_session_token, credentials } = context(folder);
      const options = optionsOf(context(folder));
      const { query, request } = parse(read(folder, "request"), options, sign_body);
      const target = canonicalTarget(request.path, query, options);
      sha256.mockClear();
      const headers = sign(request, options.credentials, options.time, target, all);
      expect(headers).not.toHaveProperty("authorization");
      await prove(headers);

      const toSign = read(folder, "header-string-to-sign");
      expect(canonical(toSign)).toBe(read(folder, "header-canonical-request"));
      const [head, signature] = headers["authorization"]!.split(/, Signature=/);
      expect(isSigned(toSign, signature, keyOf(folder))).toBe(true);
      expect(isSigned(toSign, read(folder, "header-signature"), keyOf(folder))).toBe(true);

      const { host: _, authorization: _a, ...signed } = headers;
      const token = omit_session_token && { "x-amz-security-token": credentials.token ?? "" };
      const expected = parseRequest(read(folder, "header-signed-request"));
      const { authorization, ...others } = expected.headers;
      expect(trimmed({ ...signed, ...token })).toEqual(trimmed(others));
      // Each signature is another, by a random number in it.
      expect(head).toBe(authorization?.trim().replace(/, Signature=.*/, ""));
    });

    it.each(folders)("query: %s", async (folder) => {
      const { omit_session_token, credentials, expiration_in_seconds } = context(folder);
      const options = optionsOf(context(folder));
      const { query, request } = parse(read(folder, "request"), options, false);
      sha256.mockClear();
      const signed = await presignV4a(
        request,
        query,
        options.credentials,
        options.time,
        expiration_in_seconds,
        options,
        allInQuery,
      );
      const toSign = read(folder, "query-string-to-sign");
      expect(canonical(toSign)).toBe(read(folder, "query-canonical-request"));
      const [, signature] = /&X-Amz-Signature=(.*)$/.exec(signed) ?? [];
      expect(isSigned(toSign, signature, keyOf(folder))).toBe(true);
      expect(isSigned(toSign, read(folder, "query-signature"), keyOf(folder))).toBe(true);
      const token = omit_session_token
        ? `&X-Amz-Security-Token=${encodeURIComponent(credentials.token ?? "")}`
        : "";
      const expected: QueryRequest = parseRequest(read(folder, "query-signed-request"));
      expect(withoutSignature(sorted(signed + token))).toEqual(
        withoutSignature(sorted(expected.query)),
      );
    });
  });

  it("finds the public points that OpenSSL finds", () => {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const keys = [1n, 2n, 3n, order - 1n, order - 2n, order / 2n, 1n << 255n];
    for (let n = 0n; n < 9n; n++) keys.push(BigInt("0x" + real.sha256(`key ${n}`)) % order);
    for (const key of keys) {
      const ecdh = createECDH("prime256v1");
      ecdh.setPrivateKey(key.toString(16).padStart(64, "0"), "hex");
      const { x, y } = publicPoint(key);
      const point = "04" + [x, y].map((one) => one.toString(16).padStart(64, "0")).join("");
      expect(point).toBe(ecdh.getPublicKey("hex"));
    }
  });
});

function keyFrom(x: bigint, y: bigint): KeyObject {
  const [X, Y] = [x, y].map((one) => one.toString(16).padStart(64, "0"));
  return publicKey(JSON.stringify({ X, Y }));
}

const withoutSignature = (parameters: readonly string[]) =>
  parameters.filter((parameter) => !parameter.startsWith("X-Amz-Signature="));
