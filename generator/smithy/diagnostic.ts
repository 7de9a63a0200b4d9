import type { ShapeId, SourceLocation } from "./model.js";

/** Something to tell the user about a model. Errors stop generation; notes show under `--verbose`. */
export interface Diagnostic {
  /** Stable and documented, such as `Target.UnresolvedShape`: what tests and tools match on. */
  readonly code: string;
  readonly severity: "error" | "warning" | "note";
  /** What is wrong, what was expected, and what to do about it. */
  readonly message: string;
  readonly shape?: ShapeId | undefined;
  readonly source?: SourceLocation | undefined;
}
