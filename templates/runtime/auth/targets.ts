import type { HttpRequest } from "../contract/http.js";
import { canonicalTarget } from "./canonical.js";
import type { CredentialsConfig, Credentials } from "./credentials.js";
import { sign as signIdentity } from "./schemes.js";
import { sign as signPath } from "./sigv4.js";

// Signing for services whose requests have paths and queries of their own.

export { credentialsSource as identitySource } from "./credentials.js";
export type { CredentialsConfig as AuthConfig, Credentials as AuthIdentity };

/** The identity that a fake of the service takes. */
export const fakeIdentity: CredentialsConfig = {
  credentials: { accessKeyId: "AKIAFAKE", secretAccessKey: "fake" },
};

/** Path and query of a request in their canonical forms, each on a line. */
export function targetOf({ path: target, pathAsIs }: HttpRequest): string {
  const [path = "", query = ""] = target.split(/\?([^]*)/);
  const asIs = { doubleEncode: false, normalizePath: false };
  return canonicalTarget(path, query, pathAsIs ? asIs : {});
}

/** As Signature Version 4 alone signs. */
export const sign: typeof signPath = (request, credentials, time, target, signable) =>
  signPath(hashless(request), credentials, time, target ?? targetOf(request), signable);

/** As an identity of one of several schemes signs. */
export const signBy: typeof signIdentity = (request, identity, time, target) =>
  signIdentity(hashless(request), identity, time, target ?? targetOf(request));

/** A request that says so where its body is not there yet, and cannot be signed. */
function hashless(request: HttpRequest): HttpRequest {
  const { body, headers } = request;
  if (typeof body !== "object" || ArrayBuffer.isView(body)) return request;
  return { ...request, headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD", ...headers } };
}
