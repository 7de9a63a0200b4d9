import { mismatch, tagOf } from "./structure.js";

/** Bytes, those of any realm. */
export const asBytes = (value: unknown): Uint8Array =>
  tagOf(value) === "[object Uint8Array]" ? (value as Uint8Array) : mismatch("a Uint8Array");
