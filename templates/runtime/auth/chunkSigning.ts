import { fromHex, hmac, sha256 } from "#platform";
import type { Credentials } from "./credentials.js";

/** What a request was signed with, whose body is signed chunk by chunk. */
export interface Seed {
  /** As in `x-amz-date`. */
  readonly date: string;
  readonly region: string;
  readonly signingName: string;
  /** Of the request, in lower-case hexadecimal. */
  readonly signature: string;
}

/** Signs the chunks of a body, each with what was signed before, the empty last one too. */
export interface ChunkSigner {
  chunk(bytes: Uint8Array): string;
  /** @param trailers - their lines, each with a line feed after it */
  trailer(trailers: string): string;
}

/**
 * Signs chunks of a body as `STREAMING-AWS4-HMAC-SHA256-PAYLOAD`
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html), and trailers as
 * `STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER`
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html).
 */
export function chunkSigner(
  { secretAccessKey }: Pick<Credentials, "secretAccessKey">,
  { date, region, signingName, signature: seed }: Seed,
): ChunkSigner {
  const parts = [date.slice(0, 8), region, signingName, "aws4_request"];
  const key = parts.reduce<string | Uint8Array>(
    (key, part) => fromHex(hmac(key, part)),
    "AWS4" + secretAccessKey,
  );
  let signature = seed;
  const next = (kind: string, ...hashes: readonly string[]) =>
    (signature = hmac(
      key,
      ["AWS4-HMAC-SHA256-" + kind, date, parts.join("/"), signature, ...hashes].join("\n"),
    ));
  return {
    // The first is of headers, which no chunk has.
    chunk: (bytes) => next("PAYLOAD", sha256(""), sha256(bytes)),
    trailer: (trailers) => next("TRAILER", sha256(trailers)),
  };
}
