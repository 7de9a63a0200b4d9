import { fromSdk, type SdkRequest } from "./bridgeHttp.js";
import type { Credentials } from "./credentials.js";
import type { Service } from "./protocol.js";
import { sign } from "./sigv4.js";

// Not signed, since they may change on the way or are the signature's own.
const unsigned = /^(authorization|connection|expect|transfer-encoding|user-agent|x-amzn-trace-id)$/;

/**
 * The headers of a request, signed with an AWS Signature Version 4. Middleware may have given the
 * request any path, query and headers, which is more than the runtime's own requests have.
 *
 * @param time - in milliseconds since 1970
 */
export function signedHeaders(
  request: SdkRequest,
  service: Service,
  region: string,
  credentials: Credentials,
  time: number,
): Record<string, string> {
  const plain = fromSdk(request, region);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(plain.headers)) {
    if (!unsigned.test(name)) headers[name] = value.trim().replace(/[ \t]+/g, " ");
  }
  const target = `${canonicalPath(request.path)}\n${canonicalQuery(request.query)}`;
  const signed = sign({ ...plain, headers }, service, credentials, time, target);
  const signature = ["authorization", "x-amz-date", "x-amz-security-token"].flatMap((name) =>
    signed[name] === undefined ? [] : [[name, signed[name]] as const],
  );
  return { ...plain.headers, ...Object.fromEntries(signature) };
}

/** Percent-encodes all but the unreserved characters of RFC 3986. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => "%" + character.charCodeAt(0).toString(16).toUpperCase(),
  );

/** A path without empty, `.` and `..` segments, each percent-encoded once more. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment && segment !== ".") segments.push(encode(segment));
  }
  if (segments[0] && path.endsWith("/")) segments.push("");
  return "/" + segments.join("/");
}

/** Parameters in order of name, then value. */
const canonicalQuery = (query: SdkRequest["query"]) =>
  Object.entries(query)
    .flatMap(([name, value]) =>
      // A space sorts before any character that a name can go on with.
      [value].flat().map((one) => `${encode(name)} ${encode(one ?? "")}`),
    )
    .sort()
    .join("&")
    .replace(/ /g, "=");
