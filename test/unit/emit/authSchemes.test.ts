import { beforeEach, describe, expect, it, vi } from "vitest";
import { goldenClient } from "../../support/goldenClient.js";
import { isSignedV4a } from "../../support/verifySigV4a.js";

const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET" };

describe("an endpoint that says how it is signed", async () => {
  const call = await goldenClient("auth-endpoint-schemes");
  beforeEach(() => vi.stubEnv("AWS_SIGV4A_SIGNING_REGION_SET", undefined));

  async function signed(input: object, settings = {}) {
    const { sent } = await call(
      "putEvents",
      { Text: "\u00fcn\u00ef", ...input },
      { credentials, ...settings },
    );
    const [{ url, init } = { url: "", init: undefined }] = sent;
    const headers: Record<string, string> = { ...init?.headers, host: new URL(url).host };
    return { url, headers, method: init?.method ?? "", body: init?.body as string };
  }

  it.each<[object, string]>([
    [{}, "*"],
    [{ sigv4aSigningRegionSet: ["eu-west-1"] }, "eu-west-1"],
  ])("has it for its regions, or those of %j", async (settings, regions) => {
    const request = await signed({ EndpointId: "abc" }, settings);
    expect(request.url).toBe("https://abc.endpoint.example.amazonaws.com/");
    expect(isSignedV4a(request, credentials, regions)).toBe(true);
    expect(isSignedV4a({ ...request, body: "{}" }, credentials, regions)).toBe(false);
    expect(isSignedV4a(request, { ...credentials, secretAccessKey: "OTHER" }, regions)).toBe(false);
  });

  it("has it with the token of a session", async () => {
    const temporary = { ...credentials, sessionToken: "TOKEN" };
    const request = await signed({ EndpointId: "abc" }, { credentials: temporary });
    expect(request.headers["x-amz-security-token"]).toBe("TOKEN");
    expect(isSignedV4a(request, temporary, "*")).toBe(true);
  });

  it("leaves others to Signature Version 4", async () => {
    const { url, headers } = await signed({});
    expect(url).toBe("https://example.eu-west-1.amazonaws.com/");
    expect(headers).toMatchObject({
      authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 /) as string,
    });
    expect(headers).not.toHaveProperty("x-amz-region-set");
  });
});
