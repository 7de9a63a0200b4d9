import { encode } from "../http/uri.js";
import { canonicalTarget, type CanonicalOptions } from "./canonical.js";
import type { Credentials } from "./credentials.js";
import type { HttpRequest } from "../contract/http.js";
import { sign } from "./sigv4.js";

/**
 * The headers that are signed where the query has the signature: date and token are in the query, and
 * the hash of the body in neither, so that one `x-amz-content-sha256: UNSIGNED-PAYLOAD` leaves the body
 * open.
 */
export const presignable: RegExp =
  /^(host$|content-(type|md5)$|x-amz-(?!(date|security-token|content-sha256)$))/;

/** What a query says of its signature. */
interface QueryProof {
  readonly algorithm: string;
  readonly credential: string;
  readonly date: string;
  readonly expiresIn: number;
  readonly sessionToken?: string | undefined;
  readonly names: string;
  readonly regionSet?: string | undefined;
}

/** A query that says what its signature is, but for that itself, which is of all of this. */
export function unsignedQuery(
  query: string,
  { algorithm, credential, date, expiresIn, sessionToken, names, regionSet }: QueryProof,
): string {
  return (
    (query && query + "&") +
    `X-Amz-Algorithm=${algorithm}` +
    `&X-Amz-Credential=${encode(credential)}` +
    `&X-Amz-Date=${date}` +
    `&X-Amz-Expires=${expiresIn}` +
    (sessionToken ? `&X-Amz-Security-Token=${encode(sessionToken)}` : "") +
    (regionSet ? `&X-Amz-Region-Set=${encode(regionSet)}` : "") +
    `&X-Amz-SignedHeaders=${encode(names)}`
  );
}

/**
 * The query of a request with an AWS Signature Version 4: while it lasts, whoever has the URL can
 * send the request, with the same body and the same headers of those that are signed
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html).
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
  signable: RegExp = presignable,
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
  const algorithm = "AWS4-HMAC-SHA256";
  const { sessionToken } = credentials;
  const unsigned = unsignedQuery(query, { algorithm, ...proofFor(""), expiresIn, sessionToken });
  const { signature } = proofFor(canonicalTarget(request.path, unsigned, options));
  return `${unsigned}&X-Amz-Signature=${signature}`;
}
