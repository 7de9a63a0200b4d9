import { fromHex, hmac, sha256 } from "#platform";
import type { Credentials } from "./credentials.js";
import type { HttpRequest } from "../contract/http.js";

type Headers = HttpRequest["headers"];

/** A time, in milliseconds since 1970, as signatures have it: `20150830T123600Z`. */
export const dateOf = (time: number): string =>
  new Date(time).toISOString().replace(/-|:|\..../g, "");

/** What a signing key is good for: `20150830/us-east-1/kms/aws4_request`. */
export const scopeOf = (
  date: string,
  { region, signingName }: Pick<HttpRequest, "region" | "signingName">,
): string => `${date.slice(0, 8)}/${region}/${signingName}/aws4_request`;

/** The names of the headers that are signed, which are all that are given, as signatures list them. */
export const signedNames = (headers: Headers): string => Object.keys(headers).sort().join(";");

/**
 * What a signature covers of a request.
 *
 * @param target - path and query in their canonical forms, each on a line
 * @param headers - those to sign, `host` among them; `x-amz-content-sha256` stands for the body's hash
 * @param names - the headers' names, where they are known already
 */
export function canonicalRequest(
  { method, body }: Pick<HttpRequest, "method" | "body">,
  target: string,
  headers: Headers,
  names: string = signedNames(headers),
): string {
  const lines = names
    .split(";")
    .map((name) => `${name}:${headers[name]!.trim().replace(/[ \t]+/g, " ")}`);
  const bodyHash =
    headers["x-amz-content-sha256"] ?? sha256((body as string | Uint8Array | undefined) ?? "");
  return [method, target, ...lines, "", names, bodyHash].join("\n");
}

/** What a signature is the HMAC of. */
export const stringToSign = (canonical: string, date: string, scope: string): string =>
  ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");

// The last signing key, and what it was made of.
let keySource: string;
let key: string | Uint8Array;

/** The signature of a text. */
export function signatureOf(text: string, scope: string, secretAccessKey: string): string {
  if (keySource !== (keySource = secretAccessKey + scope)) {
    key = scope
      .split("/")
      .reduce<string | Uint8Array>(
        (key, part) => fromHex(hmac(key, part)),
        "AWS4" + secretAccessKey,
      );
  }
  return hmac(key, text);
}

/**
 * The headers of a request with an AWS Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 *
 * @param time - in milliseconds since 1970
 * @param target - path and query in their canonical forms, each on a line; by default for a path of
 *   segments that need no normalizing, and no query
 */
export function sign(
  request: HttpRequest,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  time: number,
  target: string = request.path.replace(/[^\w.~/-]/gu, encodeURIComponent) + "\n",
): Record<string, string> {
  const date = dateOf(time);
  const scope = scopeOf(date, request);
  const signed: Record<string, string> = {
    host: new URL(request.origin).host,
    ...request.headers,
    "x-amz-date": date,
  };
  if (sessionToken) signed["x-amz-security-token"] = sessionToken;
  const names = signedNames(signed);
  const text = stringToSign(canonicalRequest(request, target, signed, names), date, scope);
  const signature = signatureOf(text, scope, secretAccessKey);
  signed["authorization"] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return signed;
}
