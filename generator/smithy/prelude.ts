import type { Json, Shape, ShapeId, SimpleType } from "./model.js";

const simple: Readonly<Record<string, SimpleType>> = {
  BigDecimal: "bigDecimal",
  BigInteger: "bigInteger",
  Blob: "blob",
  Boolean: "boolean",
  Byte: "byte",
  Document: "document",
  Double: "double",
  Float: "float",
  Integer: "integer",
  Long: "long",
  Short: "short",
  String: "string",
  Timestamp: "timestamp",
};

const primitive: Readonly<Record<string, { type: SimpleType; zero: Json }>> = {
  PrimitiveBoolean: { type: "boolean", zero: false },
  PrimitiveByte: { type: "byte", zero: 0 },
  PrimitiveDouble: { type: "double", zero: 0 },
  PrimitiveFloat: { type: "float", zero: 0 },
  PrimitiveInteger: { type: "integer", zero: 0 },
  PrimitiveLong: { type: "long", zero: 0 },
  PrimitiveShort: { type: "short", zero: 0 },
};

/** The prelude's structure without members: what an operation without input or output has. */
export const unit: ShapeId = "smithy.api#Unit";

/** The shapes of the Smithy prelude that models may target, in every assembled model. */
export const prelude: ReadonlyMap<ShapeId, Shape> = new Map<ShapeId, Shape>(
  [
    ...Object.entries(simple).map(([name, type]): Shape => ({
      id: `smithy.api#${name}`,
      type,
      traits: new Map(),
    })),
    ...Object.entries(primitive).map(([name, { type, zero }]): Shape => ({
      id: `smithy.api#${name}`,
      type,
      traits: new Map([["smithy.api#default", zero]]),
    })),
    {
      id: unit,
      type: "structure" as const,
      traits: new Map([["smithy.api#unitType", {}]]),
      members: new Map(),
    },
  ].map((shape) => [shape.id, shape]),
);
