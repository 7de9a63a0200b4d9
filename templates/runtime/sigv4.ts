import { hmac, hmacHex, sha256 } from "#platform";
import type { Credentials } from "./credentials.js";
import type { HttpRequest } from "./http.js";

/** What to sign a request with, and how. */
export interface SigningOptions {
  readonly credentials: Credentials;
  readonly region: string;
  /** The name that the service signs under: `kms`. */
  readonly service: string;
  /** In milliseconds since the epoch. */
  readonly time: number;
  /** Whether the path is percent-encoded again to be signed; `false` for S3. */
  readonly doubleEncode?: boolean | undefined;
  /** Whether the path is signed without empty, `.` and `..` segments; `false` for S3. */
  readonly normalizePath?: boolean | undefined;
  /** Whether the body's hash is sent in `x-amz-content-sha256`; presigning does not. */
  readonly signBody?: boolean | undefined;
  /** Whether the session token is added after signing, not covered by the signature. */
  readonly omitSessionToken?: boolean | undefined;
}

/**
 * Signs a request in its headers, with AWS Signature Version 4.
 *
 * @param request - without a signature; its `x-amz-content-sha256` header, where it has one, stands
 *   for the body's hash
 * @returns a copy with `x-amz-date`, `authorization` and, for credentials that have a session token,
 *   `x-amz-security-token`
 */
export function signHeaders(request: HttpRequest, options: SigningOptions): HttpRequest {
  const { accessKeyId, secretAccessKey, sessionToken } = options.credentials;
  const [date, scope] = dateAndScope(options);
  const bodyHash = hashBody(request);
  // Several times faster than to add to what a spread made.
  const headers: Record<string, string> = Object.assign({ "x-amz-date": "" }, request.headers);
  headers["x-amz-date"] = date;
  const signed = { ...request, headers };
  if (options.signBody) headers["x-amz-content-sha256"] = bodyHash;
  if (sessionToken && !options.omitSessionToken) headers["x-amz-security-token"] = sessionToken;
  const names = signedHeaders(headers);
  const canonical = canonicalRequest(signed, names, bodyHash, options);
  const signature = sign(stringToSign(date, scope, canonical), scope, secretAccessKey);
  if (sessionToken) headers["x-amz-security-token"] = sessionToken;
  headers["authorization"] =
    `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, ` +
    `SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return signed;
}

/**
 * Signs a request in its query, with AWS Signature Version 4: for `expiresIn` seconds, whoever has
 * the URL can send it with the same headers and body.
 *
 * @param request - without a signature
 * @returns a copy with the signature's parameters in its query
 */
export function presign(
  request: HttpRequest,
  options: SigningOptions & { readonly expiresIn: number },
): HttpRequest {
  const { accessKeyId, secretAccessKey, sessionToken } = options.credentials;
  const [date, scope] = dateAndScope(options);
  const token = sessionToken ? "&X-Amz-Security-Token=" + encode(sessionToken) : "";
  const names = signedHeaders(request.headers);
  const query =
    (request.query && request.query + "&") +
    "X-Amz-Algorithm=AWS4-HMAC-SHA256" +
    `&X-Amz-Credential=${encode(`${accessKeyId}/${scope}`)}` +
    `&X-Amz-Date=${date}` +
    `&X-Amz-Expires=${options.expiresIn}` +
    `&X-Amz-SignedHeaders=${encode(names.join(";"))}`;
  const signed = { ...request, query: options.omitSessionToken ? query : query + token };
  const canonical = canonicalRequest(signed, names, hashBody(request), options);
  const signature = sign(stringToSign(date, scope, canonical), scope, secretAccessKey);
  return { ...request, query: `${query}${token}&X-Amz-Signature=${signature}` };
}

/** The form of a request that its signature covers. `names` are those of {@link signedHeaders}. */
export function canonicalRequest(
  { method, origin, path, query, headers }: HttpRequest,
  names: readonly string[],
  bodyHash: string,
  options: SigningOptions,
): string {
  let lines = "";
  for (const name of names) {
    // Only `host` is signed without being among the headers.
    const value = headers[name] ?? new URL(origin).host;
    lines += `${name}:${value.trim().replace(/[ \t]+/g, " ")}\n`;
  }
  return `${method}\n${canonicalPath(path, options)}\n${query && canonicalQuery(query)}\n${lines}\n${names.join(";")}\n${bodyHash}`;
}

/** What the signature is the HMAC of. */
export const stringToSign = (date: string, scope: string, canonical: string): string =>
  `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;

/** The names of the headers to sign, in order: all but those that are changed on the way. */
export const signedHeaders = (headers: HttpRequest["headers"]): string[] =>
  Object.keys({ host: "", ...headers })
    .filter((name) => !changeable.test(name))
    .sort();

const changeable =
  /^(authorization|connection|expect|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|(proxy|sec)-.*)$/;

let lastSecond: number | undefined;
let lastDate: string;

/** The time as `20150830T123600Z`, and what the signing key is good for: a day, region and service. */
function dateAndScope({ time, region, service }: SigningOptions): [date: string, scope: string] {
  // A busy client signs many requests a second, and to format a date is a tenth of the work.
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) {
    lastDate = new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
    lastSecond = second;
  }
  return [lastDate, `${lastDate.slice(0, 8)}/${region}/${service}/aws4_request`];
}

const hashBody = ({ headers, body = "" }: HttpRequest) =>
  headers["x-amz-content-sha256"] ?? sha256(body);

/** Signing keys by scope and secret. Days pass and credentials change, so not more than a few. */
const keys = new Map<string, string | Uint8Array>();

function sign(text: string, scope: string, secretAccessKey: string): string {
  const id = scope + secretAccessKey;
  let key = keys.get(id);
  if (!key) {
    key = "AWS4" + secretAccessKey;
    for (const part of scope.split("/")) key = hmac(key, part);
    if (keys.size > 50) keys.clear();
    keys.set(id, key);
  }
  return hmacHex(key, text);
}

/** Percent-encodes what is not an unreserved character of RFC 3986, or other characters to keep. */
const encode = (text: string, unsafe = /[^\w.~-]/gu) =>
  text.replace(unsafe, (character) =>
    encodeURIComponent(character).replace(
      // `encodeURIComponent` lets five reserved characters be.
      /^.$/,
      (left) => "%" + left.charCodeAt(0).toString(16).toUpperCase(),
    ),
  );

function canonicalPath(
  path: string,
  { doubleEncode = true, normalizePath = true }: SigningOptions,
): string {
  if (normalizePath) {
    const segments: string[] = [];
    for (const segment of path.split("/")) {
      if (segment === "..") segments.pop();
      else if (segment && segment !== ".") segments.push(segment);
    }
    path = "/" + segments.join("/") + (segments[0] && path.endsWith("/") ? "/" : "");
  }
  return doubleEncode ? encode(path, /[^\w.~/-]/gu) : path;
}

/** Parameters in order of name, then value, encoded where they are not; a lone name gets its `=`. */
const canonicalQuery = (query: string) =>
  encode(query, /[^\w.~%&=-]/gu)
    .split("&")
    .filter(Boolean)
    // A space sorts before any character that a name can go on with.
    .map((parameter) => parameter.replace(/=|$/, " ").replaceAll("=", "%3D"))
    .sort()
    .join("&")
    .replaceAll(" ", "=");
