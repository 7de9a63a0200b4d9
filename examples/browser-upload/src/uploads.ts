import { randomUUID } from "node:crypto";
import { unwrap, type S3Client } from "./aws/s3/index.js";
import { presignGetObject, presignPutObject } from "./aws/s3/presign.js";

export const MAX_BYTES = 10_000_000;
const TYPES = ["image/jpeg", "image/png", "image/webp"];

/** What a browser sends to S3 by itself: its `fetch` takes it as it is, with the file as the body. */
export interface Upload {
  readonly key: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Lets whoever gets it put one file, of this type and length and no other, within five minutes.
 *
 * Nothing is sent for it: a presigned URL is a signature.
 *
 * @param file - what a browser says of it, which may be anything
 * @returns why not, where the file is not wanted
 */
export async function createUpload(
  s3: S3Client,
  bucket: string,
  file: unknown,
): Promise<Upload | string> {
  const { type, size } = (file ?? {}) as Partial<Record<"type" | "size", unknown>>;
  if (typeof type !== "string" || !TYPES.includes(type)) return `Pictures are ${TYPES.join(", ")}.`;
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > MAX_BYTES) {
    return `Pictures have at most ${MAX_BYTES} bytes.`;
  }

  // The key is ours: who uploads chooses no place in the bucket.
  const key = `uploads/${randomUUID()}.${type.replace("image/", "")}`;
  const input = { Bucket: bucket, Key: key, ContentType: type, ContentLength: size };
  const { url, method, headers } = await unwrap(presignPutObject(s3, input, { expiresIn: 300 }));
  // Browsers set the length themselves, and S3 compares it with the signed one.
  const { "content-length": _, ...rest } = headers;
  return { key, url, method, headers: rest };
}

/** A URL by which a browser shows what was uploaded, for a minute. */
export async function pictureUrl(s3: S3Client, bucket: string, key: string): Promise<string> {
  const input = { Bucket: bucket, Key: key };
  const { url } = await unwrap(presignGetObject(s3, input, { expiresIn: 60 }));
  return url;
}
