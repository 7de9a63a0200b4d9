import { createECDH, createHash, createPublicKey, verify } from "node:crypto";
import type { Credentials } from "../../templates/runtime/auth/credentials.js";
import { privateKey } from "../../templates/runtime/auth/sigv4a.js";

/** A request as it was signed: to `/`, without a query. */
export interface SignedV4a {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string | Uint8Array;
}

/**
 * Whether a request has an AWS Signature Version 4a for regions: verified by OpenSSL alone, but for how
 * the key is derived.
 */
export function isSignedV4a(
  { method, headers, body }: SignedV4a,
  credentials: Credentials,
  regionSet: string,
): boolean {
  const [, id, scope = "", names = "", signature = ""] =
    /^AWS4-ECDSA-P256-SHA256 Credential=(.*?)\/(.*), SignedHeaders=(.*), Signature=(.*)$/.exec(
      String(headers["authorization"]),
    ) ?? [];
  const isFor = id === credentials.accessKeyId && headers["x-amz-region-set"] === regionSet;
  if (!isFor || !names.split(";").includes("x-amz-region-set")) return false;
  const lines = names.split(";").map((name) => `${name}:${String(headers[name])}`);
  const canonical = [method, "/", "", ...lines, "", names, hash(body)].join("\n");
  const date = String(headers["x-amz-date"]);
  return isSigningOfV4a({ request: canonical, date, scope, signature }, credentials);
}

/** A canonical request, and how it was signed. */
export interface SigningOfV4a {
  readonly request: string;
  /** As in `X-Amz-Date`. */
  readonly date: string;
  readonly scope: string;
  readonly signature: string;
}

/** Whether a canonical request has an AWS Signature Version 4a: verified by OpenSSL, as above. */
export function isSigningOfV4a(
  { request, date, scope, signature }: SigningOfV4a,
  credentials: Credentials,
): boolean {
  const text = ["AWS4-ECDSA-P256-SHA256", date, scope, hash(request)].join("\n");
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(privateKey(credentials).toString(16).padStart(64, "0"), "hex");
  const point = ecdh.getPublicKey();
  const [x = "", y = ""] = [point.subarray(1, 33), point.subarray(33)].map((one) =>
    one.toString("base64url"),
  );
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  return verify("sha256", Buffer.from(text), key, Buffer.from(signature, "hex"));
}

const hash = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
