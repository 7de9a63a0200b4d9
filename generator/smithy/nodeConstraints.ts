import { isArray, isObject, property } from "./json.js";
import type { Json, Member, Shape } from "./model.js";
import type { NodeContext } from "./nodeContext.js";
import { matchesOwnPattern } from "./pattern.js";
import { isShapeId, memberParts } from "./shapeId.js";

export interface ConstraintProblem {
  readonly message: string;
  readonly isRange: boolean;
}

/** What is wrong in a value of a shape, by a trait of the shape or of a member that targets it. */
type Check = (
  content: Json,
  value: Json,
  shape: Shape,
  subject: Shape | Member,
  context: NodeContext,
) => string | undefined;

/** What constraint traits ask of a value. */
const checks: Readonly<Record<string, Check>> = {
  "smithy.api#length": (length, value, shape) => {
    const size = sizeOf(value, shape);
    return size === undefined ? undefined : outside(length, size, "a length of");
  },
  "smithy.api#range": (range, value) =>
    value === "NaN" ? "expected a number" : outside(range, rangeable(value), "a number of"),
  "smithy.api#pattern": (pattern, value, _, { source }, context) => {
    if (typeof pattern !== "string" || typeof value !== "string") return undefined;
    // Only what defines official traits comes from no file.
    const matches = source === undefined ? matchesOwnPattern : context.matches;
    return matches(pattern, value) === false ? `expected a match of ${pattern}` : undefined;
  },
  "smithy.api#uniqueItems": (_, value) => {
    if (!isArray(value)) return undefined;
    const seen = new Set<string>();
    for (const item of value) {
      const text = JSON.stringify(item);
      if (seen.has(text)) return `the item ${text} is there twice`;
      seen.add(text);
    }
    return undefined;
  },
  "smithy.api#idRef": (reference, value, _shape, _subject, context) => {
    if (!isObject(reference) || typeof value !== "string") return undefined;
    if (!isShapeId(value) && memberParts(value) === undefined) {
      return `\`${value}\` is not a valid shape ID`;
    }
    const selector = property(reference, "selector");
    const text = typeof selector === "string" ? selector : "*";
    const found = context.selects(text, value);
    if (found === "missing") {
      // Shapes of the package that defines tests, which a model need not hold.
      const isOfTests = value.startsWith("smithy.test#");
      return property(reference, "failWhenMissing") === true && !isOfTests
        ? `\`${value}\` is not defined`
        : undefined;
    }
    return found === "yes" ? undefined : `\`${value}\` is not what the selector ${text} selects`;
  },
};

/** What is wrong in a value of a shape by the constraint traits of it, or of a member. */
export function checkConstraints(
  value: Json,
  shape: Shape,
  subject: Shape | Member,
  context: NodeContext,
): ConstraintProblem[] {
  const problems: ConstraintProblem[] = [];
  if (context.ignoresConstraints) return problems;
  for (const [id, content] of subject.traits) {
    const message = checks[id]?.(content, value, shape, subject, context);
    if (message !== undefined) problems.push({ message, isRange: id === "smithy.api#range" });
  }
  return problems;
}

/** A number, those that JSON has no form for among them; nothing is below or above what is none. */
function rangeable(value: Json): number {
  return typeof value === "number" || value === "Infinity" || value === "-Infinity"
    ? Number(value)
    : NaN;
}

function outside(bounds: Json, actual: number, what: string): string | undefined {
  if (!isObject(bounds)) return undefined;
  const [min, max] = [property(bounds, "min"), property(bounds, "max")];
  if (typeof min === "number" && actual < min) {
    return `expected ${what} ${min} or more, found ${actual}`;
  }
  if (typeof max === "number" && actual > max) {
    return `expected ${what} ${max} or less, found ${actual}`;
  }
  return undefined;
}

function sizeOf(value: Json, shape: Shape): number | undefined {
  if (isArray(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  if (typeof value !== "string") return undefined;
  // A string's length is in code points, a blob's in bytes.
  return shape.type === "blob" ? new TextEncoder().encode(value).length : Array.from(value).length;
}
