import { mismatch } from "./structure.js";

// Numbers of any size, where they are JSON strings
// (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html#numeric-type-serialization).

/** @throws ResponseError */
export function readIntegerText(value: unknown): bigint {
  return typeof value === "string" && /^-?(0|[1-9]\d*)$/.test(value)
    ? BigInt(value)
    : mismatch("an integer, as a string");
}

/** @throws InputError */
export function writeIntegerText(value: bigint): string {
  return typeof value === "bigint" ? String(value) : mismatch("a bigint");
}

/** A decimal number, either way. */
export const asDecimalText = (value: unknown): string =>
  typeof value === "string" && /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(value)
    ? value
    : mismatch("a decimal number, as a string");
