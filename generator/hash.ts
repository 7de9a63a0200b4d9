import { sha256 } from "#sha256";
import type { Model } from "./smithy/model.js";

/** The SHA-256 of a file's text, however its lines end: Git may end them otherwise, which is no edit. */
export function textHash(text: string): string {
  return sha256(text.replaceAll("\r\n", "\n"));
}

/** A hash of everything a model says, whatever the files' order of keys and places. */
export function hashModel(model: Model): string {
  return hashValue({ shapes: model.shapes, metadata: model.metadata });
}

/** A hash of a value of JSON and maps, whatever the order of its keys. */
export function hashValue(value: unknown): string {
  return sha256(JSON.stringify(canonical(value)));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries: Iterable<readonly [string, unknown]> =
    value instanceof Map ? (value as ReadonlyMap<string, unknown>) : Object.entries(value);
  return [...entries]
    .filter(([key]) => key !== "source")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, canonical(item)]);
}
