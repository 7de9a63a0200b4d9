import type { JsonValue } from "../contract/document.js";
import { Digits } from "./exactJson.js";
import { readFloat } from "./json.js";
import { mismatch, type Converters } from "./structure.js";
import { readEpochSeconds } from "./timestamps.js";
import { readUnion } from "./union.js";

/** Reads an integer of any size. @throws ResponseError */
export function readBigInteger(value: unknown): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  return value instanceof Digits && /^-?\d+$/.test(value.text)
    ? BigInt(value.text)
    : mismatch("an integer");
}

/** @throws InputError */
export function writeBigInteger(value: bigint): Digits {
  return typeof value === "bigint" ? new Digits(String(value)) : mismatch("a bigint");
}

/** Reads an integer of 64 bits. @throws ResponseError */
export function readExactLong(value: unknown): bigint {
  return long(readBigInteger(value));
}

/** @throws InputError */
export function writeExactLong(value: bigint): Digits {
  return writeBigInteger(long(value));
}

function long(value: bigint): bigint {
  return typeof value === "bigint" && BigInt.asIntN(64, value) === value
    ? value
    : mismatch("a bigint of 64 bits");
}

/** Reads a decimal number of any size and precision. @throws ResponseError */
export function readBigDecimal(value: unknown): string {
  if (typeof value === "number") return String(value);
  return value instanceof Digits ? value.text : mismatch("a decimal number");
}

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** Writes a decimal number that is given as JSON has it, such as `-1.50` or `6.02e23`. @throws InputError */
export function writeBigDecimal(value: string): Digits {
  return decimal.test(value) ? new Digits(value) : mismatch("a decimal number, as a string");
}

// The readers of other numbers, where those may come as digits too.

const numberOf = (value: unknown): unknown =>
  value instanceof Digits ? Number(value.text) : value;

/** Reads a float or double, the nearest to what was sent. @throws ResponseError */
export function readExactFloat(value: unknown): number {
  return readFloat(numberOf(value));
}

/** Reads a timestamp in seconds since 1970. @throws ResponseError */
export function readExactEpochSeconds(value: unknown): Date {
  return readEpochSeconds(numberOf(value));
}

/** Any JSON value, its numbers the nearest to what was sent. */
export function readExactDocument(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(readExactDocument);
  if (typeof value !== "object" || !value || value instanceof Digits) {
    return numberOf(value) as JsonValue;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, readExactDocument(item)]),
  );
}

/** Reads a union, the value of an unknown member as a document. @throws ResponseError */
export const readExactUnion: typeof readUnion = <C extends Converters>(
  value: unknown,
  readers: C,
) => {
  const union = readUnion(value, readers);
  if ("$unknown" in union) {
    const [name, member] = union.$unknown as [string, unknown];
    return { $unknown: [name, readExactDocument(member)] as [string, unknown] };
  }
  return union;
};
