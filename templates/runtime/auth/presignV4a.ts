import type { HttpRequest } from "../contract/http.js";
import { canonicalTarget, type CanonicalOptions } from "./canonical.js";
import type { Credentials } from "./credentials.js";
import { presignable, unsignedQuery } from "./presign.js";
import { algorithm, proofOf } from "./sigv4a.js";

/**
 * The query of a request with an AWS Signature Version 4a, as `presign` gives one of Version 4: the
 * regions that it is for are in the query, too.
 *
 * @throws ConfigError where the platform cannot sign, from what it returns
 */
export async function presignV4a(
  request: HttpRequest,
  query: string,
  credentials: Credentials,
  time: number,
  expiresIn: number,
  options?: CanonicalOptions,
  signable: RegExp = presignable,
): Promise<string> {
  const { origin, region, regionSet = region } = request;
  const headers = { host: new URL(origin).host, ...request.headers };
  const proofFor = (target: string) =>
    proofOf(request, headers, credentials, time, target, signable);
  const { sessionToken } = credentials;
  const about = { algorithm, ...proofFor(""), expiresIn, sessionToken, regionSet };
  const unsigned = unsignedQuery(query, about);
  const { signature } = proofFor(canonicalTarget(request.path, unsigned, options));
  return `${unsigned}&X-Amz-Signature=${await signature()}`;
}
