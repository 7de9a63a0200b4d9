import { fromHex, hmac, sha256 } from "#platform";
import type { Credentials } from "./credentials.js";
import type { HttpRequest } from "./http.js";
import type { Service } from "./protocol.js";

// The last signing key, and what it was made of.
let keySource: string;
let key: string | Uint8Array;

/**
 * The headers of a request with an AWS Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 *
 * @param time - in milliseconds since 1970
 * @param target - the path and the query in their canonical forms, each on a line; by default for a
 *   path without anything to encode or normalize, and without a query
 */
export function sign(
  request: HttpRequest,
  service: Service,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  time: number,
  target: string = request.path + "\n",
): Record<string, string> {
  const date = new Date(time).toISOString().replace(/-|:|\..../g, "");
  const scope = `${date.slice(0, 8)}/${request.region}/${service.signingName}/aws4_request`;
  const host = request.origin.split("//")[1];
  const signed: Record<string, string> = Object.assign({ host }, request.headers, {
    "x-amz-date": date,
  });
  if (sessionToken) signed["x-amz-security-token"] = sessionToken;
  const names = Object.keys(signed).sort();
  const nameList = names.join(";");
  const canonicalRequest = [
    request.method,
    target,
    ...names.map((name) => name + ":" + signed[name]),
    "",
    nameList,
    sha256(request.body ?? ""),
  ].join("\n");
  if (keySource !== (keySource = secretAccessKey + scope)) {
    key = scope
      .split("/")
      .reduce<string | Uint8Array>(
        (key, part) => fromHex(hmac(key, part)),
        "AWS4" + secretAccessKey,
      );
  }
  const stringToSign = ["AWS4-HMAC-SHA256", date, scope, sha256(canonicalRequest)].join("\n");
  signed["authorization"] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${nameList}, Signature=${hmac(key, stringToSign)}`;
  return signed;
}
