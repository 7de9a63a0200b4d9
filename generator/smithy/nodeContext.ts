import type { Shape, ShapeId } from "./model.js";
import type { PatternMatcher } from "./pattern.js";

/** What is wrong in a value: where below it, and what was expected. */
export interface NodeProblem {
  readonly keys: readonly (string | number)[];
  readonly message: string;
  /** A stable name where it is a kind of its own, such as `Member.InvalidRange`. */
  readonly kind?: string | undefined;
  readonly isWarning?: boolean | undefined;
}

/** What values are checked against. */
export interface NodeContext {
  readonly shapeOf: (id: ShapeId) => Shape | undefined;
  /** Whether the ID of a shape is of one that is there, and that a selector selects. */
  readonly selects: (selector: string, id: ShapeId) => "yes" | "no" | "missing";
  /** Whether a text has a match of a pattern of the model. */
  readonly matches: PatternMatcher;
  /** Whether zero may be out of range, which the defaults of version 1 may be. */
  readonly forgivesZero?: boolean;
  /** Whether constraints may be broken, as in examples of what fails. */
  readonly ignoresConstraints?: boolean;
}
