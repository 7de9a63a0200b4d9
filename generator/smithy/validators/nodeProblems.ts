import type { Family } from "../codes.js";
import type { Diagnostic } from "../diagnostic.js";
import type { NodeProblem } from "../nodeContext.js";
import { error, inside, warning, type Place } from "../report.js";

/** A problem in a value that stands under some keys of a place, as a diagnostic. */
export function problemAt(
  code: Exclude<Family, "TypedMetadata"> | `TypedMetadata.${string}`,
  what: string,
  { keys, message, kind, isWarning }: NodeProblem,
  place: Place,
  ...under: readonly (string | number)[]
): Diagnostic {
  const say = isWarning === true ? warning : error;
  const full = kind === undefined ? code : (`${code}.${kind}` as const);
  return say(full, `${what}: ${message}.`, inside(place, ...under, ...keys));
}
