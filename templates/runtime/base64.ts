import { readString } from "./json.js";
import { mismatch } from "./serde.js";

/** Bytes from base64 text (RFC 4648, section 4). @throws ResponseError */
export function readBlob(value: unknown): Uint8Array {
  const text = atob(readString(value));
  return new Uint8Array(text.length).map((_, i) => text.charCodeAt(i));
}

/** Bytes to base64 text. @throws InputError */
export function writeBlob(value: Uint8Array): string {
  if (!(value instanceof Uint8Array)) mismatch("a Uint8Array");
  return btoa(value.reduce((text, byte) => text + String.fromCharCode(byte), ""));
}
