import { createHash, createHmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentity, Checksum, SourceData } from "@smithy/types";
import type { Answer, ReceivedRequest } from "./httpServer.js";

/** SHA-256, or its HMAC, as `@smithy/signature-v4` wants to be given it. */
export class NodeSha256 implements Checksum {
  readonly #hash;

  constructor(secret?: SourceData) {
    this.#hash =
      secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }

  update(data: SourceData): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }

  reset(): void {
    throw new Error("Not needed to sign");
  }
}

function bytesOf(data: SourceData): string | Uint8Array {
  if (typeof data === "string") return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

const authorization =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}$/;

/** What a request to KMS has to sign, at least. */
const MUST_SIGN = ["content-type", "host", "x-amz-date", "x-amz-target"];

export interface Verification {
  readonly credentials: AwsCredentialIdentity;
  readonly region: string;
  /** The server's time, in milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Verifies the Signature Version 4 of a request: signs what was received with Smithy's signer and
 * compares.
 *
 * @returns the refusal, or `undefined` where the signature is right
 */
export async function refusalOf(
  request: ReceivedRequest,
  { credentials, region, now }: Verification,
): Promise<Answer | undefined> {
  const { method, url, body } = request;
  const received = request.headers.authorization ?? "";
  const [, accessKeyId, , service, names] = authorization.exec(received) ?? [];
  if (service === undefined || names === undefined) {
    return refusal("IncompleteSignatureException", "Not a signature", now());
  }
  if (accessKeyId !== credentials.accessKeyId) {
    return refusal("UnrecognizedClientException", "The security token is invalid.", now());
  }
  const signedNames = names.split(";");
  const mustSign = credentials.sessionToken ? [...MUST_SIGN, "x-amz-security-token"] : MUST_SIGN;
  const unsigned = mustSign.filter((name) => !signedNames.includes(name));
  if (unsigned.length > 0) {
    return refusal("InvalidSignatureException", `Not signed: ${unsigned.join(", ")}`, now());
  }

  const headers = Object.fromEntries(
    signedNames.map((name) => [name, String(request.headers[name] ?? "")]),
  );
  const [, y, mo, d, h, mi, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers["x-amz-date"] ?? "") ?? [];
  const signingDate = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (!(Math.abs(+signingDate - now()) <= 300_000)) {
    return refusal("InvalidSignatureException", "Signature expired", now());
  }

  const { protocol, hostname, port, pathname, searchParams } = new URL(url, "http://127.0.0.1");
  const signer = new SignatureV4({
    credentials,
    region,
    service: "kms",
    sha256: NodeSha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol,
      hostname,
      ...(port && { port: Number(port) }),
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers,
      body,
    },
    { signingDate, signableHeaders: new Set(signedNames) },
  );
  return signed.headers["authorization"] === received
    ? undefined
    : refusal("InvalidSignatureException", "The signature does not match.", now());
}

function refusal(code: string, message: string, now: number): Answer {
  return {
    status: 400,
    headers: { date: new Date(now).toUTCString() },
    body: JSON.stringify({ __type: code, message }),
  };
}
