/**
 * What endpoint rules compile to: checked, lowered and simplified, ready to be printed. Both ways a
 * model can state its rules, as a tree or as a decision diagram, end here.
 */
export interface EndpointProgram {
  readonly parameters: readonly EndpointParameter[];
  /** Always ends with a result, on every path. */
  readonly body: Block;
  /** What several paths have in common, each before those that it goes on with. */
  readonly functions: readonly EndpointFunction[];
}

/** Rules that more than one path goes on with. */
export interface EndpointFunction {
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  /** Always ends with a result, on every path. */
  readonly body: Block;
}

/** A variable of the caller, or what it looks at of one that holds a partition. */
export interface FunctionParameter {
  readonly variable: Variable;
  /** The attribute of a partition. */
  readonly attribute?: string | undefined;
  readonly type: Type;
  readonly optional: boolean;
}

export interface EndpointParameter {
  readonly variable: Variable;
  readonly type: ParameterType;
  /** What it goes by: its name, or that of the setting every client has. */
  readonly property: string;
  /** It is always set, whatever the rules say. */
  readonly isSet?: boolean | undefined;
  /** Stands in where the parameter is not set. */
  readonly default?: boolean | string | readonly string[] | undefined;
  /** The setting it gets its value from, such as `AWS::Region`. */
  readonly builtIn?: string | undefined;
  /** Markdown or HTML, as the model has it. */
  readonly documentation?: string | undefined;
  /** Why not to use it any more; may be empty. */
  readonly deprecated?: string | undefined;
}

export type ParameterType = "string" | "boolean" | "stringArray";

/** Something with a value: a parameter, or what a condition assigns. */
export interface Variable {
  /** The name in the rules; two variables may share it. */
  readonly name: string;
  /** Unlike that of every other variable of the program. */
  readonly id: number;
}

/** Statements, run in order until one ends with a result. */
export type Block = readonly Statement[];

export type Statement =
  | {
      readonly kind: "bind";
      readonly variable: Variable;
      readonly value: Expression;
      /** Whether the value may be unset, as far as the tests before it tell. */
      readonly optional: boolean;
    }
  | { readonly kind: "if"; readonly test: Expression; readonly then: Block }
  /** The body, for each row of values in turn, until one ends with a result. */
  | {
      readonly kind: "each";
      readonly variables: readonly Variable[];
      readonly rows: readonly (readonly Expression[])[];
      readonly body: Block;
    }
  | EndpointResult
  | { readonly kind: "error"; readonly message: Expression }
  /** The result of a function; its arguments are in the order of its parameters. */
  | {
      readonly kind: "resolve";
      readonly function: string;
      readonly arguments: readonly Expression[];
    };

export interface EndpointResult {
  readonly kind: "endpoint";
  readonly url: Expression;
  readonly headers: readonly (readonly [name: string, values: readonly Expression[]])[];
  readonly properties: readonly (readonly [name: string, value: Property])[];
}

/** The value of an endpoint's property: JSON whose strings are expressions. */
export type Property =
  | { readonly kind: "list"; readonly items: readonly Property[] }
  | { readonly kind: "record"; readonly entries: readonly (readonly [string, Property])[] }
  | Expression;

/** All expressions are pure, and the types of their operands have been checked. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | boolean | number }
  | { readonly kind: "reference"; readonly variable: Variable }
  /** Strings, one after the other. */
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | {
      readonly kind: "attribute";
      readonly of: Expression;
      readonly type: RecordType;
      readonly name: string;
    }
  /** An item of a list, counted from its end if negative; unset where the list is shorter. */
  | { readonly kind: "item"; readonly of: Expression; readonly index: number }
  | { readonly kind: "isSet"; readonly of: Expression }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "and" | "or"; readonly of: readonly Expression[] }
  | { readonly kind: "equals"; readonly left: Expression; readonly right: Expression }
  /** A number, more or less by some. */
  | { readonly kind: "plus"; readonly of: Expression; readonly value: number }
  /** The first that is set. */
  | { readonly kind: "coalesce"; readonly of: readonly Expression[] }
  | {
      readonly kind: "choose";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: "call";
      readonly function: FunctionName;
      readonly arguments: readonly Expression[];
    };

/** The types of the rule language; its only lists are of strings. */
export type Type = "string" | "boolean" | "integer" | "stringArray" | RecordType;

/** The types of values with attributes. */
export type RecordType = "URL" | "ARN" | "partition";

/** Functions that are more than an operator of the language. */
export type FunctionName =
  | "aws.isVirtualHostableS3Bucket"
  | "aws.parseArn"
  | "aws.partition"
  | "isValidHostLabel"
  | "parseURL"
  | "split"
  | "substring"
  | "uriEncode";
