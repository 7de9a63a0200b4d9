import { fromBase64, toBase64 } from "#platform";
import type { Bytes } from "../contract/bytes.js";
import { asString } from "./json.js";
import { mismatch } from "./structure.js";

/** Bytes from base64 text (RFC 4648, section 4). @throws ResponseError */
export function readBlob(value: unknown): Bytes {
  return fromBase64(asString(value));
}

/** Bytes, those of any realm, to base64 text. @throws InputError */
export function writeBlob(value: Uint8Array): string {
  return ArrayBuffer.isView(value) ? toBase64(value) : mismatch("a Uint8Array");
}
