import { canonicalTarget, encode, signable, type CanonicalOptions } from "./canonical.js";
import type { Credentials } from "./credentials.js";
import type { HttpRequest } from "../contract/http.js";
import {
  canonicalRequest,
  dateOf,
  scopeOf,
  signatureOf,
  signedNames,
  stringToSign,
} from "./sigv4.js";

/**
 * The query of a request with an AWS Signature Version 4: while it lasts, whoever has the URL can
 * send the request, with the same headers and body.
 *
 * @param query - the request's own, percent-encoded, without `?`
 * @param time - in milliseconds since 1970
 * @param expiresIn - how long the signature lasts, in seconds
 */
export function presign(
  request: HttpRequest,
  query: string,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  time: number,
  expiresIn: number,
  options?: CanonicalOptions,
): string {
  const date = dateOf(time);
  const scope = scopeOf(date, request);
  const headers = { host: new URL(request.origin).host, ...signable(request.headers) };
  const unsigned =
    (query && query + "&") +
    "X-Amz-Algorithm=AWS4-HMAC-SHA256" +
    `&X-Amz-Credential=${encode(`${accessKeyId}/${scope}`)}` +
    `&X-Amz-Date=${date}` +
    `&X-Amz-Expires=${expiresIn}` +
    (sessionToken ? `&X-Amz-Security-Token=${encode(sessionToken)}` : "") +
    `&X-Amz-SignedHeaders=${encode(signedNames(headers))}`;
  const target = canonicalTarget(request.path, unsigned, options);
  const text = stringToSign(canonicalRequest(request, target, headers), date, scope);
  return `${unsigned}&X-Amz-Signature=${signatureOf(text, scope, secretAccessKey)}`;
}
