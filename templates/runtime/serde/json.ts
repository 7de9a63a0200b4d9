import { mismatch } from "./structure.js";

// What JSON has as it is goes through one function either way.

export const asString = (value: unknown): string =>
  typeof value === "string" ? value : mismatch("a string");

export const asBoolean = (value: unknown): boolean =>
  typeof value === "boolean" ? value : mismatch("a boolean");

/** A long. Where a number would be another than what was meant, it is none. */
export const asLong = (value: unknown): number =>
  Number.isSafeInteger(value)
    ? (value as number)
    : mismatch("an integer of at most 53 bits, which a number holds");

/** Reads a byte, short or integer; how large it is, the service has to know. */
export const readInteger = (value: unknown): number =>
  Number.isInteger(value) ? (value as number) : mismatch("an integer");

const writeBits = (value: number, bits: number): number =>
  Number.isInteger(value) && -(2 ** (bits - 1)) <= value && value < 2 ** (bits - 1)
    ? value
    : mismatch(`an integer of ${bits} bits`);

export const writeByte = (value: number): number => writeBits(value, 8);
export const writeShort = (value: number): number => writeBits(value, 16);
export const writeInteger = (value: number): number => writeBits(value, 32);

/** A float or double; JSON has no literals for the three that are not finite. */
export function readFloat(value: unknown): number {
  if (typeof value === "number") return value;
  return value === "NaN" || value === "Infinity" || value === "-Infinity"
    ? Number(value)
    : mismatch("a number");
}

export function writeFloat(value: number): number | string {
  if (typeof value !== "number") mismatch("a number");
  return Number.isFinite(value) ? value : String(value);
}
