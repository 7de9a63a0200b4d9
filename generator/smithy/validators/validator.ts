import type { Diagnostic } from "../diagnostic.js";
import type { Model, ServiceShape, Shape } from "../model.js";

/** What a validator looks at. */
export interface Closure {
  readonly model: Model;
  /** The service whose closure the shapes are, if they are one. */
  readonly service?: ServiceShape | undefined;
  /** The shapes to check, ordered by ID. */
  readonly shapes: readonly Shape[];
}

/** One rule of the Smithy specification, or of what can be generated. */
export type Validator = (closure: Closure) => readonly Diagnostic[];
