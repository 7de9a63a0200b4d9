import type { Diagnostic } from "../diagnostic.js";
import type { Model, ServiceShape, Shape } from "../model.js";

/** What a validator looks at. */
export interface Closure {
  readonly model: Model;
  readonly service: ServiceShape;
  /** Every shape of the service's closure, ordered by ID. */
  readonly shapes: readonly Shape[];
}

/** One rule of the Smithy specification, or of what can be generated. */
export type Validator = (closure: Closure) => readonly Diagnostic[];
