import type { Code } from "./codes.js";
import type { Diagnostic } from "./diagnostic.js";
import type { ShapeId, SourceLocation } from "./model.js";

/** Takes a diagnostic in: loading goes on after an error, to report all that is wrong at once. */
export type Report = (diagnostic: Diagnostic) => void;

/** What a diagnostic is about. */
export interface Place {
  readonly shape?: ShapeId | undefined;
  readonly source?: SourceLocation | undefined;
}

/** An error at a place. */
export function error(code: Code, message: string, place: Place = {}): Diagnostic {
  return { code, severity: "error", message, shape: place.shape, source: place.source };
}

/** A warning at a place. */
export function warning(code: Code, message: string, place: Place = {}): Diagnostic {
  return { ...error(code, message, place), severity: "warning" };
}

/** A note at a place. */
export function note(code: Code, message: string, place: Place = {}): Diagnostic {
  return { ...error(code, message, place), severity: "note" };
}

/** The place of a shape or member as a whole. */
export function at(shape: { id: ShapeId; source?: SourceLocation | undefined }): Place {
  return { shape: shape.id, source: shape.source };
}

/** The place of something inside a place, by the keys that lead to it. */
export function inside<P extends Place>(place: P, ...keys: readonly (string | number)[]): P {
  if (place.source === undefined) return place;
  const { file, pointer } = place.source;
  return { ...place, source: { file, pointer: pointer + pointerOf(keys) } };
}

/** Names as messages list them. */
export function quoted(names: Iterable<string>): string {
  return listed(Array.from(names, (name) => `\`${name}\``));
}

const mostListed = 20;

/** The first of some texts: each of thousands may have a message that names the others. */
export function listed(texts: readonly string[], separator = ", "): string {
  const rest = texts.length - mostListed;
  const shown = texts.slice(0, mostListed).join(separator);
  return rest > 0 ? `${shown}${separator}and ${rest} more` : shown;
}

/** A JSON pointer (RFC 6901) of keys, each with `~` and `/` escaped. */
export function pointerOf(keys: readonly (string | number)[]): string {
  let pointer = "";
  for (const key of keys) pointer += `/${escapeKey(String(key))}`;
  return pointer;
}

function escapeKey(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}
