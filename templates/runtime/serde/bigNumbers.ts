import type { JsonValue } from "../contract/document.js";
import { Digits } from "./digits.js";
import { readDocument } from "./document.js";
import { asLong, readFloat, readInteger } from "./json.js";
import { listOf, mapOf, mismatch, tagOf, type Converters, type WireObject } from "./structure.js";
import { readEpochSeconds } from "./timestamps.js";
import { readUnion } from "./union.js";

/** Reads an integer of any size, however it is written: `100`, `100.0`, `1e2`. @throws ResponseError */
export function readBigInteger(value: unknown): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  return (value instanceof Digits ? integerOf(value.text) : undefined) ?? mismatch("an integer");
}

/** The integer that a JSON number is, if it is one; no one sends one of 10,000 digits. */
function integerOf(text: string): bigint | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const digits = whole + fraction;
  const shift = Number(exponent) - fraction.length;
  if (shift > 9999 || (shift < 0 && /[^0]/.test(digits.slice(shift)))) return undefined;
  const integer = shift < 0 ? digits.slice(0, shift) : digits + "0".repeat(shift);
  return BigInt(sign + (integer || "0"));
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
  return typeof value === "string" && decimal.test(value)
    ? new Digits(value)
    : mismatch("a decimal number, as a string");
}

// The readers of other numbers, where those may come as digits too: what a client without such
// numbers would read.

const numberOf = (value: unknown): unknown => (value instanceof Digits ? Number(value) : value);

/** Reads a byte, short or integer. @throws ResponseError */
export function readExactInteger(value: unknown): number {
  return readInteger(numberOf(value));
}

/** Reads a long as a number. @throws ResponseError */
export function readSafeLong(value: unknown): number {
  return asLong(numberOf(value));
}

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
  if (Array.isArray(value)) return listOf(readExactDocument)(value);
  if (tagOf(value) === "[object Object]") return mapOf(readExactDocument)(value as WireObject);
  return readDocument(numberOf(value));
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
