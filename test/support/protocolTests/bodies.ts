import { decode } from "cbor-x";
import { decodeCbor } from "../../../templates/runtime/serde/cbor.js";

// Bodies in tests are texts; those of CBOR are its base64.

const isCbor = (mediaType: string | undefined): boolean => mediaType === "application/cbor";

/** The body that a test has, as a message has it. */
export function bodyOf({
  body = "",
  bodyMediaType,
}: {
  readonly body?: string;
  readonly bodyMediaType?: string;
}): string | Uint8Array<ArrayBuffer> {
  return isCbor(bodyMediaType) ? Uint8Array.from(Buffer.from(body, "base64")) : body;
}

/** What of a body counts, by its media type; of others, every byte. */
export function meaningOf(body: string | Uint8Array, mediaType: string | undefined): unknown {
  if (isCbor(mediaType)) return body.length ? (decode(body as Uint8Array) as unknown) : body;
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  return mediaType === "application/json" && text ? (JSON.parse(text) as unknown) : text;
}

/** A body as a text with all digits of its numbers. */
export function digitsIn(test: Parameters<typeof bodyOf>[0]): string {
  if (!isCbor(test.bodyMediaType)) return test.body ?? "";
  const body = bodyOf(test) as Uint8Array;
  // Not by `cbor-x`, which knows no texts in chunks.
  return body.length === 0
    ? ""
    : JSON.stringify(decodeCbor(body), (_, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
}
