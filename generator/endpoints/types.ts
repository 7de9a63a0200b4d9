import { partitionAttributes } from "./partitions.js";
import type { Expression, FunctionName, RecordType, Type, Variable } from "./program.js";

/** An expression with what is known of its value. */
export interface Typed {
  readonly expression: Expression;
  readonly type: Type;
  /** Whether it may be unset. */
  readonly optional: boolean;
}

/** What a name stands for. */
export interface Binding {
  readonly variable: Variable;
  readonly type: Type;
  readonly optional: boolean;
}

export interface Signature {
  readonly parameters: readonly Type[];
  readonly type: Type;
  readonly optional: boolean;
}

/**
 * The functions that are more than operators. `aws.partition` may return nothing by its
 * specification; here, as in the AWS SDKs, a region that no partition claims is one of `aws`.
 */
export const signatures: ReadonlyMap<string, Signature> = new Map<FunctionName, Signature>([
  [
    "aws.isVirtualHostableS3Bucket",
    { parameters: ["string", "boolean"], type: "boolean", optional: false },
  ],
  ["aws.parseArn", { parameters: ["string"], type: "ARN", optional: true }],
  ["aws.partition", { parameters: ["string"], type: "partition", optional: false }],
  ["isValidHostLabel", { parameters: ["string", "boolean"], type: "boolean", optional: false }],
  ["parseURL", { parameters: ["string"], type: "URL", optional: true }],
  ["split", { parameters: ["string", "string", "integer"], type: "stringArray", optional: false }],
  [
    "substring",
    {
      parameters: ["string", "integer", "integer", "boolean"],
      type: "string",
      optional: true,
    },
  ],
  ["uriEncode", { parameters: ["string"], type: "string", optional: false }],
]);

/** The attributes of records; none of them is optional. */
export const attributes: ReadonlyMap<Type, ReadonlyMap<string, Type>> = new Map<
  RecordType,
  ReadonlyMap<string, Type>
>([
  [
    "URL",
    new Map<string, Type>([
      ["scheme", "string"],
      ["authority", "string"],
      ["path", "string"],
      ["normalizedPath", "string"],
      ["isIp", "boolean"],
    ]),
  ],
  [
    "ARN",
    new Map<string, Type>([
      ["partition", "string"],
      ["service", "string"],
      ["region", "string"],
      ["accountId", "string"],
      ["resourceId", "stringArray"],
    ]),
  ],
  ["partition", partitionAttributes],
]);
