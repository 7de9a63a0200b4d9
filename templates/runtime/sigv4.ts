import { fromHex, hmac, sha256 } from "#platform";
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
}

/** What signatures for the same service with the same credentials have in common for a second. */
export interface SigningContext {
  readonly id: string;
  /** `example.com:8080` */
  readonly host: string;
  /** `20150830T123600Z` */
  readonly date: string;
  /** `20150830/us-east-1/service/aws4_request` */
  readonly scope: string;
  readonly key: string | Uint8Array;
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
  const { accessKeyId, sessionToken } = options.credentials;
  const context = contextOf(request, options);
  // Several times as fast as to add to what a spread made.
  const headers: Record<string, string> = Object.assign({}, request.headers, {
    "x-amz-date": context.date,
  });
  if (sessionToken) headers["x-amz-security-token"] = sessionToken;
  const signed = { ...request, headers };
  const names = signedHeaders(signed);
  headers["authorization"] =
    `${algorithm} Credential=${accessKeyId}/${context.scope}, ` +
    `SignedHeaders=${names.join(";")}, Signature=${signatureOf(signed, names, options, context)}`;
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
  const { accessKeyId, sessionToken } = options.credentials;
  const context = contextOf(request, options);
  const names = signedHeaders(request);
  const query =
    (request.query && request.query + "&") +
    `X-Amz-Algorithm=${algorithm}` +
    `&X-Amz-Credential=${encode(`${accessKeyId}/${context.scope}`)}` +
    `&X-Amz-Date=${context.date}` +
    `&X-Amz-Expires=${options.expiresIn}` +
    (sessionToken ? `&X-Amz-Security-Token=${encode(sessionToken)}` : "") +
    `&X-Amz-SignedHeaders=${encode(names.join(";"))}`;
  const signature = signatureOf({ ...request, query }, names, options, context);
  return { ...request, query: `${query}&X-Amz-Signature=${signature}` };
}

const algorithm = "AWS4-HMAC-SHA256";

let last: SigningContext | undefined;

/** The context to sign a request in; the last one is kept. */
export function contextOf(
  { origin }: HttpRequest,
  { time, region, service, credentials: { secretAccessKey } }: SigningOptions,
): SigningContext {
  const id = [Math.floor(time / 1000), region, service, secretAccessKey, origin].join("\n");
  if (last?.id !== id) {
    const date = new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
    const scope = [date.slice(0, 8), region, service, "aws4_request"];
    let key: string | Uint8Array = "AWS4" + secretAccessKey;
    for (const part of scope) key = fromHex(hmac(key, part));
    last = { id, host: new URL(origin).host, date, scope: scope.join("/"), key };
  }
  return last;
}

/** The names of the headers to sign, in order: all but those that change on the way. */
export const signedHeaders = ({ headers }: HttpRequest): string[] =>
  Object.keys({ host: "", ...headers })
    .filter((name) => !changeable.test(name))
    .sort();

const changeable =
  /^(authorization|connection|expect|transfer-encoding|user-agent|x-amzn-trace-id)$/;

function signatureOf(
  request: HttpRequest,
  names: readonly string[],
  options: SigningOptions,
  context: SigningContext,
) {
  return hmac(
    context.key,
    stringToSign(canonicalRequest(request, names, context.host, options), context),
  );
}

/** The form of a request that its signature covers. */
export function canonicalRequest(
  { method, path, query, headers, body = "" }: HttpRequest,
  names: readonly string[],
  host: string,
  options: SigningOptions,
): string {
  let lines = "";
  for (const name of names) {
    // Only `host` is signed without being among the headers.
    lines += `${name}:${(headers[name] ?? host).trim().replace(/[ \t]+/g, " ")}\n`;
  }
  return `${method}\n${canonicalPath(path, options)}\n${query && canonicalQuery(query)}\n${lines}\n${names.join(";")}\n${headers["x-amz-content-sha256"] ?? sha256(body)}`;
}

/** What the signature is the HMAC of. */
export const stringToSign = (canonical: string, { date, scope }: SigningContext): string =>
  `${algorithm}\n${date}\n${scope}\n${sha256(canonical)}`;

/** Percent-encodes all but the unreserved characters of RFC 3986. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => "%" + character.charCodeAt(0).toString(16).toUpperCase(),
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
    if (segments[0] && path.endsWith("/")) segments.push("");
    path = "/" + segments.join("/");
  }
  return doubleEncode ? encode(path).replace(/%2F/g, "/") : path;
}

/** Parameters in order of name, then value, encoded where they are not; a lone name gets its `=`. */
const canonicalQuery = (query: string) =>
  encode(query)
    .split("%26")
    .filter(Boolean)
    // A space sorts before any character that a name can go on with.
    .map((parameter) => parameter.replace(/%3D|$/, " ").replace(/%25/g, "%"))
    .sort()
    .join("&")
    .replace(/ /g, "=");
