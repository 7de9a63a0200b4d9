import { encode } from "../http/uri.js";
import { canonicalTarget, type CanonicalOptions } from "./canonical.js";
import type { Credentials } from "./credentials.js";
import type { HttpRequest } from "../contract/http.js";
import { sign } from "./sigv4.js";

/**
 * The query of a request with an AWS Signature Version 4: while it lasts, whoever has the URL can
 * send the request, with the same body and the same headers of those that are signed.
 *
 * @param query - the request's own, percent-encoded, without `?`
 * @param time - in milliseconds since 1970
 * @param expiresIn - how long the signature lasts, in seconds
 * @param signable - the names of the headers to sign, as for {@link sign}; date and token, which are
 *   in the query, are not among them
 */
export function presign(
  request: HttpRequest,
  query: string,
  credentials: Credentials,
  time: number,
  expiresIn: number,
  options?: CanonicalOptions,
  signable: RegExp = /^(host$|content-(type|md5)$|x-amz-(?!(date|security-token)$))/,
): string {
  const proofFor = (target: string) => {
    const { authorization, "x-amz-date": date } = sign(
      request,
      credentials,
      time,
      target,
      signable,
    );
    const [, credential, names, signature] =
      /Credential=(.*), SignedHeaders=(.*), Signature=(.*)/.exec(authorization!)!;
    return { date: date!, credential: credential!, names: names!, signature: signature! };
  };
  // What the signature says of itself is a part of what it signs.
  const { date, credential, names } = proofFor("");
  const { sessionToken } = credentials;
  const unsigned =
    (query && query + "&") +
    "X-Amz-Algorithm=AWS4-HMAC-SHA256" +
    `&X-Amz-Credential=${encode(credential)}` +
    `&X-Amz-Date=${date}` +
    `&X-Amz-Expires=${expiresIn}` +
    (sessionToken ? `&X-Amz-Security-Token=${encode(sessionToken)}` : "") +
    `&X-Amz-SignedHeaders=${encode(names)}`;
  const { signature } = proofFor(canonicalTarget(request.path, unsigned, options));
  return `${unsigned}&X-Amz-Signature=${signature}`;
}
