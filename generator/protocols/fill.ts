import type { Json, MemberIr, TypeIr } from "../ir/ir.js";
import { json, type Expression } from "./plan.js";

/**
 * What stands for a member that the output type promises and a response lacks: its default, or what
 * client error correction says of a required one
 * (https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction).
 */
export function fillOf({ type, default: value, required }: MemberIr): Expression | undefined {
  if (value !== undefined) return defaultOf(type, value);
  return required ? emptyOf(type) : undefined;
}

/**
 * A default as callers have it. The trait allows lists and maps no defaults but empty ones, and
 * structures none.
 */
export function defaultOf(type: TypeIr, value: Json): Expression {
  switch (type.kind) {
    case "timestamp":
      return {
        kind: "date",
        milliseconds: typeof value === "number" ? value * 1000 : Date.parse(value as string),
      };
    case "blob":
      return { kind: "bytes", base64: value as string };
    case "document":
      return json(value);
    case "string":
    case "enum":
    case "boolean":
    case "integer":
    case "intEnum":
    case "long":
    case "float":
    case "bigInteger":
    case "bigDecimal":
      return numberOf(type, value as string | number | boolean);
    default:
      return emptyOf(type);
  }
}

function emptyOf(type: TypeIr): Expression {
  switch (type.kind) {
    case "string":
    case "enum":
      return json("");
    case "boolean":
      return json(false);
    case "integer":
    case "intEnum":
    case "long":
    case "float":
    case "bigInteger":
    case "bigDecimal":
      return numberOf(type, 0);
    case "document":
      return json(null);
    case "unit":
    case "map":
      return json({});
    case "blob":
      return { kind: "bytes", base64: "" };
    case "timestamp":
      return { kind: "date", milliseconds: 0 };
    case "list":
      return json([]);
    case "structure":
      return { kind: "reader", shape: type.shape, arguments: [json({})] };
    case "union":
      return { kind: "unknownUnion" };
  }
}

/** A number as its type has it: those that a JavaScript number may not hold are none. */
function numberOf(type: TypeIr, value: string | number | boolean): Expression {
  if (type.kind === "bigInteger" || (type.kind === "long" && type.as === "bigint")) {
    return { kind: "bigint", value: BigInt(value) };
  }
  return json(type.kind === "bigDecimal" ? String(value) : value);
}
