import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { presign } from "../../../../templates/runtime/auth/presign.js";
import { presignV4a } from "../../../../templates/runtime/auth/presignV4a.js";

// The example of https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html.
const credentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const time = Date.UTC(2013, 4, 24);
const asIs = { doubleEncode: false, normalizePath: false };
const request = {
  method: "GET",
  origin: "https://examplebucket.s3.amazonaws.com",
  path: "/test.txt",
  region: "us-east-1",
  signingName: "s3",
  headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
  body: undefined,
};

describe("a URL to give away", () => {
  it("leaves the body open, as S3's own example", () => {
    expect(presign(request, "", credentials, time, 86400, asIs)).toBe(
      "X-Amz-Algorithm=AWS4-HMAC-SHA256" +
        "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
        "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
        "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
  });

  it("has the hash of its body otherwise, which is no header", () => {
    const { headers: _, ...plain } = request;
    const hash = createHash("sha256").update("text").digest("hex");
    const ofBody = presign({ ...plain, headers: {}, body: "text" }, "", credentials, time, 1);
    const ofHash = { ...plain, headers: { "x-amz-content-sha256": hash } };
    expect(presign(ofHash, "", credentials, time, 1)).toBe(ofBody);
    expect(ofBody).toContain("SignedHeaders=host&");
  });

  it("signs the type and the length's companions that are given, and keeps its query", () => {
    const headers = { ...request.headers, "content-type": "text/plain", "x-amz-acl": "private" };
    const put = { ...request, method: "PUT", headers };
    expect(presign(put, "uploads=", credentials, time, 60)).toMatch(
      /^uploads=&X-Amz-Algorithm=.*&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-acl&X-Amz-Sig/,
    );
  });

  it("is for several regions by Signature Version 4a", async () => {
    const several = { ...request, regionSet: "us-east-1,us-west-2" };
    const temporary = { ...credentials, sessionToken: "TO/KEN" };
    expect(await presignV4a(several, "a=b", temporary, time, 60, asIs)).toMatch(
      /^a=b&X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=60&X-Amz-Security-Token=TO%2FKEN&X-Amz-Region-Set=us-east-1%2Cus-west-2&X-Amz-SignedHeaders=host&X-Amz-Signature=30[0-9a-f]+$/,
    );
  });
});
