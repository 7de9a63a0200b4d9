import type { Diagnostic } from "../diagnostic.js";
import type { Model, ServiceShape, Shape } from "../model.js";
import type { World } from "../world.js";

/** What a validator of shapes looks at. */
export interface Checked {
  readonly model: Model;
  /** What the shapes are checked against. */
  readonly world: World;
  /** The shapes to check, ordered by ID. */
  readonly shapes: readonly Shape[];
}

/** What a validator of a service looks at: the shapes are its closure. */
export interface Closure extends Checked {
  readonly service: ServiceShape;
}

/** One rule of the Smithy specification, or of what can be generated. */
export type Validator = (checked: Checked) => readonly Diagnostic[];

/** A rule of that kind for a service and its closure. */
export type ServiceValidator = (closure: Closure) => readonly Diagnostic[];
