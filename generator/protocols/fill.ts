import type { Json, MemberIr, TypeIr } from "../ir/ir.js";
import type { Fill } from "./plan.js";

/**
 * What stands for a member that the output type promises and a response lacks: its default, or what
 * client error correction says of a required one
 * (https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction).
 */
export function fillOf({ type, default: value, required }: MemberIr): Fill | undefined {
  if (value !== undefined) return defaultFill(type, value);
  return required ? emptyFill(type) : undefined;
}

// The trait allows lists and maps no defaults but empty ones, and structures none.
function defaultFill(type: TypeIr, value: Json): Fill {
  switch (type.kind) {
    case "timestamp":
      return {
        kind: "timestamp",
        milliseconds: typeof value === "number" ? value * 1000 : Date.parse(value as string),
      };
    case "blob":
      return { kind: "blob", base64: value as string };
    case "document":
      return { kind: "document", value };
    case "string":
    case "enum":
    case "boolean":
    case "integer":
    case "intEnum":
    case "long":
    case "float":
    case "bigInteger":
    case "bigDecimal":
      return numberFill(type, value as string | number | boolean);
    default:
      return emptyFill(type);
  }
}

function emptyFill(type: TypeIr): Fill {
  switch (type.kind) {
    case "string":
    case "enum":
      return { kind: "literal", value: "" };
    case "boolean":
      return { kind: "literal", value: false };
    case "integer":
    case "intEnum":
    case "long":
    case "float":
    case "bigInteger":
    case "bigDecimal":
      return numberFill(type, 0);
    case "document":
      return { kind: "document", value: null };
    case "unit":
      return { kind: "document", value: {} };
    case "blob":
      return { kind: "blob", base64: "" };
    case "timestamp":
      return { kind: "timestamp", milliseconds: 0 };
    case "list":
      return { kind: "emptyList" };
    case "map":
      return { kind: "emptyMap" };
    case "structure":
      return { kind: "structure", shape: type.shape };
    case "union":
      return { kind: "unknownUnion" };
  }
}

/** A number as its type has it: those that a JavaScript number may not hold are none. */
function numberFill(type: TypeIr, value: string | number | boolean): Fill {
  if (type.kind === "bigInteger" || (type.kind === "long" && type.as === "bigint")) {
    return { kind: "literal", value: BigInt(value) };
  }
  return { kind: "literal", value: type.kind === "bigDecimal" ? String(value) : value };
}
