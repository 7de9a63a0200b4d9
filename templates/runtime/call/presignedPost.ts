import { fromHex, hmac, toBase64 } from "#platform";
import type { Credentials } from "../auth/credentials.js";
import { systemClock } from "../contract/clock.js";
import { callError, type ClientError } from "../contract/errors.js";
import type { Result } from "../contract/result.js";
import type { Client, Operation } from "../contract/service.js";
import { takeRequest, type PresignOptions } from "./presigned.js";

/** What a form that uploads a file has to satisfy. */
export interface PresignPostInput {
  readonly Bucket: string;
  /** Of the object; where it ends with `${filename}`, the name of the file takes that one's place. */
  readonly Key: string;
  /**
   * What the form's fields may be: `{ acl: "public-read" }`, `["starts-with", "$Content-Type", "image/"]`,
   * `["content-length-range", 0, 1_000_000]`.
   */
  readonly Conditions?: readonly PostCondition[] | undefined;
  /** Fields of the form, which have to be as they are here. */
  readonly Fields?: Readonly<Record<string, string>> | undefined;
}

/** A condition of a policy (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html). */
export type PostCondition =
  | Readonly<Record<string, string>>
  | readonly ["eq" | "starts-with", string, string]
  | readonly ["content-length-range", number, number];

/** Where a form is sent, and its fields; those of the file come after them. */
export interface PresignedPost {
  readonly url: string;
  readonly fields: Record<string, string>;
}

/**
 * What a form needs to upload a file to S3, without credentials of its own
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html).
 *
 * @param operation - the one that puts an object
 */
export function presignedPost(
  client: Client,
  operation: Operation<{ Bucket: string; Key: string }, unknown, never>,
  { Bucket, Key, Conditions = [], Fields = {} }: PresignPostInput,
  { expiresIn = 900, ...options }: PresignOptions,
): Promise<Result<PresignedPost, ClientError>> {
  return takeRequest(
    client,
    operation,
    { Bucket, Key },
    { expiresIn, ...options },
    async ({ scheme = "sigv4", region }, identity, config, endpoint) => {
      const { accessKeyId, secretAccessKey, sessionToken } =
        (await identity()) as unknown as Credentials;
      if (scheme !== "sigv4") throw callError("ConfigError", `No forms are signed with ${scheme}`);
      const now = (config.clock ?? systemClock).now();
      const iso = (time: number) => new Date(time).toISOString().replace(/\.\d+/, "");
      const date = iso(now).replace(/[-:]/g, "");
      const scope = [date.slice(0, 8), region, "s3", "aws4_request"];
      const signed: Record<string, string> = {
        ...Fields,
        bucket: Bucket,
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": [accessKeyId, ...scope].join("/"),
        "X-Amz-Date": date,
        ...(sessionToken && { "X-Amz-Security-Token": sessionToken }),
      };
      const [prefix, isNamed] = Key.split(/\$\{filename\}$/);
      const key = isNamed === undefined ? { key: Key } : ["starts-with", "$key", prefix];
      const same = Object.entries(signed).map(([name, value]) => ({ [name]: value }));
      const policy = JSON.stringify({
        expiration: iso(now + expiresIn * 1000),
        conditions: [...Conditions, ...same, key],
      });
      const encoded = toBase64(new TextEncoder().encode(policy));
      const signingKey = scope.reduce<string | Uint8Array>(
        (key, part) => fromHex(hmac(key, part)),
        "AWS4" + secretAccessKey,
      );
      return {
        url: new URL(endpoint).href,
        fields: {
          ...signed,
          key: Key,
          Policy: encoded,
          "X-Amz-Signature": hmac(signingKey, encoded),
        },
      };
    },
  );
}
