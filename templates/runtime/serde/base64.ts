import { fromBase64, toBase64 } from "#platform";
import { asString } from "./json.js";
import { mismatch, tagOf } from "./structure.js";

/** Bytes from base64 text (RFC 4648, section 4). @throws ResponseError */
export const readBlob = (value: unknown): Uint8Array => fromBase64(asString(value));

/** Bytes, those of any realm, to base64 text. @throws InputError */
export const writeBlob = (value: Uint8Array): string =>
  tagOf(value) === "[object Uint8Array]" ? toBase64(value) : mismatch("a Uint8Array");
