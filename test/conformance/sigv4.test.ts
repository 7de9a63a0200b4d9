import { describe, expect, it, vi } from "vitest";
import type * as platforms from "#platform";
import { describeWith } from "../support/conformance.js";
import { loadSigner, type QueryRequest } from "../support/signing.js";
import {
  accessKeyId,
  all,
  allInQuery,
  casesIn,
  optionsOf,
  parseDate,
  parseRequest,
  secretAccessKey,
  sorted,
  trimmed,
} from "../support/signingSuite.js";

const suite = "sigv4/v4";

describe.each(["node", "web"])("Signature Version 4 suite on platform.%s", async (platform) => {
  vi.resetModules();
  const real = (await import(
    `../../templates/runtime/http/platform.${platform}.ts`
  )) as typeof platforms;
  const sha256 = vi.fn(real.sha256);
  const hmac = vi.fn(real.hmac);
  vi.doMock("#platform", () => ({ ...real, sha256, hmac }));
  const { signHeaders, presign } = await loadSigner();
  const ours = await import("../../templates/runtime/http/sha256.js");

  it("signs with the hash of that platform", () => {
    expect(real.sha256 === ours.sha256).toBe(platform === "web");
  });

  /** The canonical request and the string to sign of what was signed last. */
  const lastForms = () => ({
    canonical: sha256.mock.lastCall?.[0],
    toSign: hmac.mock.lastCall?.[1],
  });

  describeWith(suite, "Signature Version 4, headers", (data) => {
    const { folders, has, read, context } = casesIn(suite, data);

    it.each(folders.filter((folder) => has(folder, "context.json")))("%s", (folder) => {
      const { sign_body, omit_session_token, credentials } = context(folder);
      const options = optionsOf(context(folder));
      const parsed = parseRequest(read(folder, "request"));
      const request: QueryRequest = sign_body
        ? {
            ...parsed,
            headers: {
              ...parsed.headers,
              "x-amz-content-sha256": sha256((parsed.body ?? "") as string),
            },
          }
        : parsed;
      const signed = signHeaders(request, options);

      const { canonical, toSign } = lastForms();
      expect(canonical).toBe(read(folder, "header-canonical-request"));
      expect(toSign).toBe(read(folder, "header-string-to-sign"));
      expect(signed.headers["authorization"]).toMatch(
        new RegExp(`Signature=${read(folder, "header-signature")}$`),
      );
      const headers = omit_session_token
        ? { ...signed.headers, "x-amz-security-token": credentials.token ?? "" }
        : signed.headers;
      const expected = parseRequest(read(folder, "header-signed-request"));
      expect({ ...signed, headers: trimmed(headers) }).toEqual({
        ...expected,
        headers: trimmed(expected.headers),
      });
    });

    // These have no context, but carry date and scope in what they expect.
    it.each(folders.filter((folder) => !has(folder, "context.json")))("%s", (folder) => {
      const expected = read(folder, "header-canonical-request");
      const authorization =
        parseRequest(read(folder, "header-signed-request")).headers["authorization"] ?? "";
      const [, id = "", region = "", service = ""] =
        /Credential=(.*?)\/\d+\/(.*?)\/(.*?)\//.exec(authorization) ?? [];
      const time = parseDate(/x-amz-date:(.*)/.exec(expected)?.[1] ?? "");
      const options = {
        credentials: { accessKeyId: id, secretAccessKey },
        region,
        service,
        time,
        signable: all,
      };
      const signed = signHeaders(parseRequest(read(folder, "request")), options);

      const { canonical, toSign } = lastForms();
      expect(canonical).toBe(expected);
      if (has(folder, "header-string-to-sign.txt")) {
        expect(toSign).toBe(read(folder, "header-string-to-sign").trimEnd());
      }
      // Others are signed with a secret that the suite does not tell.
      if (id === accessKeyId) expect(signed.headers["authorization"]).toBe(authorization.trim());
    });
  });

  describeWith(suite, "Signature Version 4, query", (data) => {
    const { folders, has, read, context } = casesIn(suite, data);

    it.each(folders.filter((folder) => has(folder, "query-signature.txt")))("%s", (folder) => {
      const { omit_session_token, credentials, expiration_in_seconds } = context(folder);
      const options = {
        ...optionsOf(context(folder)),
        expiresIn: expiration_in_seconds,
        signable: allInQuery,
      };
      const signed = presign(parseRequest(read(folder, "request")), options);
      const [, signature] = /&X-Amz-Signature=(.*)$/.exec(signed.query) ?? [];

      const { canonical, toSign } = lastForms();
      expect(canonical).toBe(read(folder, "query-canonical-request"));
      expect(toSign).toBe(read(folder, "query-string-to-sign"));
      expect(signature).toBe(read(folder, "query-signature"));
      const token = omit_session_token
        ? `&X-Amz-Security-Token=${encodeURIComponent(credentials.token ?? "")}`
        : "";
      const expected = parseRequest(read(folder, "query-signed-request"));
      expect({ ...signed, query: sorted(signed.query + token) }).toEqual({
        ...expected,
        query: sorted(expected.query),
      });
    });
  });
});
