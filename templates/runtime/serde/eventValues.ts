import { mismatch, tagOf } from "./structure.js";

// Headers of events have types of their own: a date is one, a long is a bigint where need be.

export const asDate = (value: unknown): Date =>
  tagOf(value) === "[object Date]" && !isNaN(+(value as Date))
    ? (value as Date)
    : mismatch("a timestamp");

/** A long, either way, where callers have bigints. */
export const asBigLong = (value: unknown): bigint => {
  const long = Number.isSafeInteger(value) ? BigInt(value as number) : value;
  return typeof long === "bigint" && BigInt.asIntN(64, long) === long
    ? long
    : mismatch("a bigint of 64 bits");
};
