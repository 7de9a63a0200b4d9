import type { HttpRequest } from "../contract/http.js";
import type { Presigning } from "../contract/presigning.js";
import { encode } from "../http/uri.js";

// Signatures in the query of requests to Amazon S3
// (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html).

/** Headers that S3 takes from the query nowhere, or does not hold the sender to. */
const onlyHeaders =
  /^x-amz-(server-side-encryption|copy-source|checksum-(?!mode$)|content-sha256$)/;

/** What asks for a checksum: of a response that nobody checks, or of a body that is the sender's. */
const checksums = /^x-amz-(checksum-mode|sdk-checksum-algorithm)$/;

/** How requests to S3 are presigned. */
export const s3Presigning: Pick<Presigning, "prepare" | "signable"> = {
  prepare: (request) => prepare(request),
  signable: /^(?!x-amz-(date|security-token|content-sha256)$)/,
};

/**
 * The request with what headers of Amazon's say in the query, where S3 takes it as well, so that who
 * sends it has few to send along. What its body is is left open.
 */
function prepare(request: HttpRequest): HttpRequest {
  const headers: Record<string, string> = {};
  const hoisted: string[] = ["X-Amz-Content-Sha256=UNSIGNED-PAYLOAD"];
  for (const [name, value] of Object.entries(request.headers)) {
    if (checksums.test(name)) continue;
    // S3 knows this one in the query by this name.
    const inQuery = name === "x-amz-s3session-token" ? "X-Amz-S3session-Token" : name;
    if (/^x-amz-/.test(name) && !onlyHeaders.test(name)) {
      hoisted.push(`${encode(inQuery)}=${encode(value)}`);
    } else headers[name] = value;
  }
  headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
  const path = request.path + (request.path.includes("?") ? "&" : "?") + hoisted.join("&");
  return { ...request, path, headers };
}
