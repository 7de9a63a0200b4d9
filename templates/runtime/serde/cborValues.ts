import { Tagged } from "./cbor.js";
import { mismatch, tagOf } from "./structure.js";
import { writeEpochSeconds } from "./timestamps.js";

// What CBOR has otherwise than JSON.

/** Bytes, those of any realm, either way. */
export const asBytes = (value: unknown): Uint8Array =>
  tagOf(value) === "[object Uint8Array]" ? (value as Uint8Array) : mismatch("a Uint8Array");

/** A float or double, either way: a whole number may come as an integer of any size. */
export const asFloat = (value: unknown): number =>
  typeof value === "number" || typeof value === "bigint" ? Number(value) : mismatch("a number");

/** A timestamp in seconds since 1970, with fractions. @throws InputError */
export const writeEpoch = (value: Date): Tagged => new Tagged(1, writeEpochSeconds(value));
