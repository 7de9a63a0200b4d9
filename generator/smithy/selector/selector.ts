/**
 * A parsed selector (Smithy 2.0, selectors): steps that each take shapes in and pass shapes on, from
 * the first to the last.
 */
export type Selector = readonly Step[];

export type Step =
  /** Passes on what is of a type, or of a category of types; `*` is every type. */
  | { readonly kind: "type"; readonly type: string }
  /** `[path]` or `[path = value, …]`. */
  | { readonly kind: "attribute"; readonly path: Path; readonly test?: AttributeTest }
  /** `[@path: @{…} = value && …]`. */
  | { readonly kind: "scoped"; readonly path: Path; readonly assertions: readonly Assertion[] }
  /** `:name(selector, …)`. */
  | { readonly kind: "function"; readonly name: string; readonly selectors: readonly Selector[] }
  /** `>`, `<`, `-[a]->` and `<-[a]-`: neighbours, of all relationships where none is named. */
  | {
      readonly kind: "neighbours";
      readonly direction: "forward" | "reverse";
      readonly relationships?: readonly string[];
    }
  /** `~>`. */
  | { readonly kind: "closure" }
  /** `$name(selector)`. */
  | { readonly kind: "set"; readonly name: string; readonly selector: Selector }
  /** `${name}`. */
  | { readonly kind: "get"; readonly name: string };

/** Keys from a shape to one of its attributes; those in parentheses are properties such as `(keys)`. */
export type Path = readonly string[];

export interface AttributeTest {
  readonly comparator: string;
  readonly values: readonly string[];
  readonly ignoresCase: boolean;
}

export interface Assertion {
  readonly left: Operand;
  readonly comparator: string;
  readonly right: readonly Operand[];
  readonly ignoresCase: boolean;
}

export type Operand = { readonly text: string } | { readonly path: Path };

/** A text that is not a selector. */
export class SelectorSyntaxError extends Error {
  constructor(
    message: string,
    /** Where in the text, from 0. */
    readonly offset: number,
  ) {
    super(message);
  }
}
