/** What a JMESPath expression says (https://jmespath.org/specification.html), as data. */
export type Expression =
  /** The value that is looked at. */
  | { readonly kind: "current" }
  /** What `of` has under a name; of an identifier by itself, `of` is the current value. */
  | { readonly kind: "field"; readonly of: Expression; readonly name: string }
  /** Counted from the end where negative. */
  | { readonly kind: "index"; readonly of: Expression; readonly index: number }
  /** What `then` makes of `of`. */
  | { readonly kind: "pipe"; readonly of: Expression; readonly then: Expression }
  /** What `then` makes of each item of `of`, but for what it makes nothing of. */
  | { readonly kind: "project"; readonly of: Items; readonly then: Expression }
  | { readonly kind: "or" | "and"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly of: Expression }
  | {
      readonly kind: "compare";
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** A list, or an object, of what several expressions make of the current value, if there is one. */
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | {
      readonly kind: "object";
      readonly entries: readonly (readonly [name: string, value: Expression])[];
    }
  | { readonly kind: "literal"; readonly value: JsonValue }
  | { readonly kind: "call"; readonly name: FunctionName; readonly arguments: readonly Argument[] };

/** What a projection goes through. */
export type Items =
  | { readonly kind: "items" | "flatten" | "values"; readonly of: Expression }
  | { readonly kind: "filter"; readonly of: Expression; readonly condition: Expression }
  | {
      readonly kind: "slice";
      readonly of: Expression;
      /** Start, stop and step. */
      readonly bounds: readonly (number | undefined)[];
    };

/** What a function is given: a value, or an expression for it to evaluate. */
export type Argument = Expression | { readonly kind: "reference"; readonly of: Expression };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** What a function takes: how many arguments, and at which places expressions. */
interface Signature {
  readonly least: number;
  readonly most: number;
  /** The index of the argument that is an expression. */
  readonly expression?: number;
}

const takes = (least: number, most = least, expression?: number): Signature => ({
  least,
  most,
  ...(expression === undefined ? {} : { expression }),
});

/** The functions of the specification (https://jmespath.org/specification.html#built-in-functions). */
export const functions = {
  abs: takes(1),
  avg: takes(1),
  ceil: takes(1),
  contains: takes(2),
  ends_with: takes(2),
  floor: takes(1),
  join: takes(2),
  keys: takes(1),
  length: takes(1),
  map: takes(2, 2, 0),
  max: takes(1),
  max_by: takes(2, 2, 1),
  merge: takes(1, Infinity),
  min: takes(1),
  min_by: takes(2, 2, 1),
  not_null: takes(1, Infinity),
  reverse: takes(1),
  sort: takes(1),
  sort_by: takes(2, 2, 1),
  starts_with: takes(2),
  sum: takes(1),
  to_array: takes(1),
  to_number: takes(1),
  to_string: takes(1),
  type: takes(1),
  values: takes(1),
} as const satisfies Readonly<Record<string, Signature>>;

export type FunctionName = keyof typeof functions;

/** A text that is no JMESPath expression, or one of a function that there is not. */
export class JmespathError extends Error {
  override readonly name = "JmespathError";
}
