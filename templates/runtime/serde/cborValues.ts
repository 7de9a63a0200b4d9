import { Tagged } from "./cbor.js";
import { mismatch } from "./structure.js";
import { writeEpochSeconds } from "./timestamps.js";

// What CBOR has otherwise than JSON.

/** A float or double, either way: a whole number may come as an integer of any size. */
export const asFloat = (value: unknown): number =>
  typeof value === "number" || typeof value === "bigint" ? Number(value) : mismatch("a number");

/** A timestamp in seconds since 1970, with fractions. @throws InputError */
export const writeEpoch = (value: Date): Tagged => new Tagged(1, writeEpochSeconds(value));
