import { fromHex, hmac, sha256 } from "#platform";
import type { Credentials } from "./credentials.js";
import type { HttpRequest } from "../contract/http.js";

// What the last request was signed with, and the next one mostly is too: the same for a second.
let source: string;
let date: string;
let host: string;
let scope: string;
let key: string | Uint8Array;

/**
 * The headers of a request with an AWS Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 * A header `x-amz-content-sha256` stands for the body's hash, which a stream does not have.
 *
 * @param time - in milliseconds since 1970
 * @param target - path and query in their canonical forms, each on a line; by default for a path of
 *   segments that need no normalizing, and no query
 * @param signable - the names of the headers to sign; by default those that have to be, since others
 *   may change on the way
 */
export function sign(
  { method, origin, path, region, signingName, headers, body }: HttpRequest,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  time: number,
  target: string = path.replace(/[^\w.~/-]/gu, encodeURIComponent) + "\n",
  signable: RegExp = /^(host$|content-(type|md5)$|x-amz-)/,
): Record<string, string> {
  const needed = [Math.floor(time / 1000), origin, region, signingName, secretAccessKey].join("/");
  if (needed !== source) {
    // Until all of it is there: anything may throw.
    source = "";
    host = new URL(origin).host;
    date = new Date(time).toISOString().replace(/-|:|\..../g, "");
    const parts = [date.slice(0, 8), region, signingName, "aws4_request"];
    scope = parts.join("/");
    key = parts.reduce<string | Uint8Array>(
      (key, part) => fromHex(hmac(key, part)),
      "AWS4" + secretAccessKey,
    );
    source = needed;
  }
  const signed: Record<string, string> = { host, ...headers, "x-amz-date": date };
  if (sessionToken) signed["x-amz-security-token"] = sessionToken;
  const names = Object.keys(signed)
    .filter((name) => signable.test(name))
    .sort();
  const list = names.join(";");
  const canonical = [
    method,
    target,
    ...names.map((name) => `${name}:${signed[name]!.trim().replace(/[ \t]+/g, " ")}`),
    "",
    list,
    // Of a string as of bytes.
    signed["x-amz-content-sha256"] ?? sha256((body as string | undefined) ?? ""),
  ].join("\n");
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`);
  signed["authorization"] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`;
  return signed;
}
