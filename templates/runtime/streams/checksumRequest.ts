import { toBase64 } from "#platform";
import { callError } from "../contract/errors.js";
import type { Destination, Finish, ProtocolRequest } from "../contract/service.js";
import { own, type WireObject } from "../serde/structure.js";
import { algorithms, headerOf } from "./checksums.js";
import { whenSupported } from "./checksumUse.js";
import { chunked, chunkedLength } from "./chunked.js";
import type { Hash } from "./hash.js";

/** What a model says of the checksums of an operation's requests. */
export interface RequestChecksum {
  /** The member of the input that names the algorithm. */
  readonly member?: string;
  /** The header that tells it to the service. */
  readonly header?: string;
  /** The service takes no request without one. */
  readonly required?: boolean;
}

/** A call has one request for all of its attempts. */
const sums = new WeakMap<ProtocolRequest, Promise<string>>();

/**
 * Completes a request with the checksum of its body, unless the caller gives one
 * (https://smithy.io/2.0/aws/aws-core.html#behavior-with-httpchecksum): in a header, or, where the body
 * can be read once, in a trailer.
 *
 * @param before - what completes it before
 * @throws InputError, ConfigError
 */
export const checksummed =
  ({ member, header, required }: RequestChecksum, before: Finish = same): Finish =>
  async (given, call) => {
    const { config, input, request } = call;
    const found = await before(given, call);
    const headers = { ...(found.headers ?? request.headers) };
    const body = found.body ?? request.body ?? "";
    const chosen = member && (own(input as WireObject, member) as string | null | undefined);
    const isGiven = Object.keys(headers).some((name) => /^x-amz-checksum-(?!mode$)/.test(name));
    const isWanted =
      chosen ||
      required ||
      whenSupported(config, "requestChecksumCalculation", "AWS_REQUEST_CHECKSUM_CALCULATION");
    if (isGiven || !isWanted) return found;
    const algorithm = chosen || "CRC32";
    const make = own(algorithms, algorithm);
    if (!make) {
      const names = Object.keys(algorithms).join(", ");
      throw callError("InputError", `Expected one of ${names}, or the checksum itself`, {
        path: member,
      });
    }
    if (header) headers[header] = algorithm;
    const name = headerOf(algorithm);
    if (typeof body === "object" && "getReader" in body) {
      return { ...found, ...trailing(body, headers, { name, make }) };
    }
    const sum = sums.get(request) ?? sumOf(body, make());
    sums.set(request, sum);
    headers[name] = await sum;
    return { ...found, headers };
  };

const same: Finish = (found) => found;

/** A stream with its checksum after it. */
function trailing(
  body: ReadableStream<Uint8Array>,
  headers: Record<string, string>,
  trailer: Parameters<typeof chunked>[2],
): Pick<Destination, "body" | "headers"> {
  const length = headers["content-length"];
  if (length === undefined) {
    throw callError("InputError", "The body's length is unknown: set it, or pass bytes or a Blob");
  }
  return {
    body: chunked(body, +length, trailer),
    headers: {
      ...headers,
      "content-encoding": [headers["content-encoding"], "aws-chunked"].filter(Boolean).join(","),
      "content-length": `${chunkedLength(+length, trailer)}`,
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": length,
      "x-amz-trailer": trailer.name,
    },
  };
}

async function sumOf(
  body: string | Uint8Array | { stream(): ReadableStream<Uint8Array> },
  hash: Hash,
): Promise<string> {
  if (typeof body === "string") hash.update(new TextEncoder().encode(body));
  else if (ArrayBuffer.isView(body)) hash.update(body);
  else {
    // Piece by piece: it may be larger than memory. Not every browser iterates over streams.
    const reader = body.stream().getReader();
    for (let next; !(next = await reader.read()).done;) hash.update(next.value);
  }
  return toBase64(hash.digest());
}
