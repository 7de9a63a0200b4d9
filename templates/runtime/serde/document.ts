import type { JsonValue } from "../contract/document.js";
import { listOf, mapOf, mismatch } from "./structure.js";

/** Any JSON value. */
export function readDocument(value: unknown): JsonValue {
  return value as JsonValue;
}

/**
 * Any JSON value, and nothing that JSON would have as another. A property that is `undefined` is
 * absent, as JSON has it.
 *
 * @throws InputError
 */
export function writeDocument(value: JsonValue): JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : mismatch("a JSON value");
  if (typeof value !== "object") mismatch("a JSON value");
  if (Array.isArray(value)) return listOf(writeDocument)(value);
  const property = (item: JsonValue | undefined) =>
    item === undefined ? item : writeDocument(item);
  return mapOf(property)(value) as JsonValue;
}
