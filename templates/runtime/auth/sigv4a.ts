import { fromHex, hmac, sha256, toBase64 } from "#platform";
import { misconfigured } from "../contract/endpoint.js";
import type { HttpRequest } from "../contract/http.js";
import type { Credentials } from "./credentials.js";
import { order, publicPoint } from "./p256.js";

/** The name of the algorithm, in signatures and in what keys are derived from. */
export const algorithm = "AWS4-ECDSA-P256-SHA256";

/** What is signed of a request, and the signature, which takes time. */
export interface Proof {
  readonly date: string;
  /** Access key and scope: the scope has no region. */
  readonly credential: string;
  /** The names of the headers that are signed. */
  readonly names: string;
  readonly signature: () => Promise<string>;
}

/**
 * Proves who sends a request, by an AWS Signature Version 4a: of a key pair that is derived from the
 * credentials, and valid in several regions
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html#how-sigv4a-works).
 *
 * @param headers - of the request, with all that are to be signed but the date
 * @param time - in milliseconds since 1970
 * @param target - path and query in their canonical forms, each on a line
 * @param signable - the names of the headers to sign
 */
export function proofOf(
  { method, signingName, body }: HttpRequest,
  headers: Readonly<Record<string, string>>,
  credentials: Credentials,
  time: number,
  target: string,
  signable: RegExp,
): Proof {
  const date = new Date(time).toISOString().replace(/-|:|\..../g, "");
  const scope = `${date.slice(0, 8)}/${signingName}/aws4_request`;
  const signed = Object.keys(headers)
    .filter((name) => signable.test(name))
    .sort();
  const names = signed.join(";");
  const canonical = [
    method,
    target,
    ...signed.map((name) => `${name}:${headers[name]!.trim().replace(/[ \t]+/g, " ")}`),
    "",
    names,
    // Of a string as of bytes.
    headers["x-amz-content-sha256"] ?? sha256((body as string | undefined) ?? ""),
  ].join("\n");
  const text = `${algorithm}\n${date}\n${scope}\n${sha256(canonical)}`;
  return {
    date,
    credential: `${credentials.accessKeyId}/${scope}`,
    names,
    signature: () => signatureOf(text, credentials),
  };
}

/** What completes the headers that {@link sign} gave. */
const unproven = new WeakMap<object, Proof>();

/**
 * The headers of a request that is to have an AWS Signature Version 4a, which {@link prove} adds: the
 * platforms' functions for it are asynchronous. As with Signature Version 4, a header
 * `x-amz-content-sha256` stands for the body's hash, and a stream is not signed.
 *
 * @param time - in milliseconds since 1970
 * @param target - path and query in their canonical forms, each on a line
 * @param signable - the names of the headers to sign
 */
export function sign(
  request: HttpRequest,
  credentials: Credentials,
  time: number,
  target: string,
  signable: RegExp = /^(host$|content-(type|md5)$|x-amz-)/,
): Record<string, string> {
  const { origin, region, regionSet = region, headers: given, body } = request;
  const { sessionToken } = credentials;
  const headers: Record<string, string> = {
    host: new URL(origin).host,
    ...given,
    "x-amz-date": new Date(time).toISOString().replace(/-|:|\..../g, ""),
    "x-amz-region-set": regionSet,
  };
  if (sessionToken) headers["x-amz-security-token"] = sessionToken;
  // It is not there yet.
  if (typeof body === "object" && !ArrayBuffer.isView(body)) {
    headers["x-amz-content-sha256"] ??= "UNSIGNED-PAYLOAD";
  }
  unproven.set(headers, proofOf(request, headers, credentials, time, target, signable));
  return headers;
}

/** Completes the headers of a request that is signed by SigV4a; leaves others as they are. @throws ConfigError */
export async function prove(headers: Record<string, string>): Promise<void> {
  const proof = unproven.get(headers);
  if (!proof) return;
  const { credential, names, signature } = proof;
  headers["authorization"] =
    `${algorithm} Credential=${credential}, SignedHeaders=${names}, Signature=${await signature()}`;
}

/** As types call it that may be those of Node or of browsers. */
type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

// Deriving a key takes some thousand times as long as signing with it.
const keys = new WeakMap<Credentials, Promise<Key>>();

async function signatureOf(text: string, credentials: Credentials): Promise<string> {
  let key = keys.get(credentials);
  if (!key) keys.set(credentials, (key = importKey(credentials)));
  const imported = await key;
  const bytes = new TextEncoder().encode(text);
  const pair = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, imported, bytes);
  return derOf(new Uint8Array(pair));
}

async function importKey(credentials: Credentials): Promise<Key> {
  // Older types have it that there always is one.
  if (!(crypto.subtle as object | undefined)) {
    misconfigured("SigV4a needs crypto.subtle, which pages have in secure contexts only");
  }
  const d = privateKey(credentials);
  const { x, y } = publicPoint(d);
  const number = (value: bigint) =>
    toBase64(fromHex(value.toString(16).padStart(64, "0")))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace("=", "");
  return crypto.subtle.importKey(
    "jwk",
    { kty: "EC", crv: "P-256", x: number(x), y: number(y), d: number(d) },
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["sign"],
  );
}

/**
 * The private key of credentials: the first number of a sequence that is one (NIST SP 800-108, in
 * counter mode). One of four billion is none.
 */
export function privateKey({ accessKeyId, secretAccessKey }: Credentials): bigint {
  for (let counter = 1; ; counter++) {
    const input = `\0\0\0\x01${algorithm}\0${accessKeyId}${String.fromCharCode(counter)}\0\0\x01\0`;
    const key = BigInt("0x" + hmac("AWS4A" + secretAccessKey, input)) + BigInt(1);
    if (key < order) return key;
  }
}

/** The two numbers of a signature, in hexadecimal DER (RFC 3279, section 2.2.3). */
function derOf(pair: Uint8Array): string {
  const numbers = [pair.subarray(0, 32), pair.subarray(32)].map((bytes) => {
    const start = bytes.findIndex((byte) => byte > 0);
    const digits = [...bytes.subarray(start)];
    // Or it would be negative.
    if (digits[0]! > 127) digits.unshift(0);
    return [2, digits.length, ...digits];
  });
  const content = numbers.flat();
  return [48, content.length, ...content]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
