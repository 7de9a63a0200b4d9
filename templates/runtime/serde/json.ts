import type { JsonValue } from "../contract/document.js";
import { mismatch } from "./structure.js";

export function readString(value: unknown): string {
  return typeof value === "string" ? value : mismatch("a string");
}

export function readBoolean(value: unknown): boolean {
  return typeof value === "boolean" ? value : mismatch("a boolean");
}

/** A byte, short or integer. */
export function readInteger(value: unknown): number {
  return Number.isInteger(value) ? (value as number) : mismatch("an integer");
}

/** A long. Where a number would be another than what was sent, it is none. */
export function readLong(value: unknown): number {
  return Number.isSafeInteger(value)
    ? (value as number)
    : mismatch("an integer of at most 53 bits, which a number holds");
}

/** A float or double; JSON has no literals for the three that are not finite. */
export function readFloat(value: unknown): number {
  if (typeof value === "number") return value;
  return value === "NaN" || value === "Infinity" || value === "-Infinity"
    ? Number(value)
    : mismatch("a number");
}

export function writeFloat(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** Any JSON value. */
export function readDocument(value: unknown): JsonValue {
  return value as JsonValue;
}
