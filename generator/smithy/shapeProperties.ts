import type { SimpleType } from "./model.js";

/** Every `type` of a shape definition in a model file. */
export type ShapeType =
  | SimpleType
  | "enum"
  | "intEnum"
  | "list"
  | "set"
  | "map"
  | "structure"
  | "union"
  | "operation"
  | "resource"
  | "service";

/** What a property of a shape definition holds. */
export type PropertyKind =
  "member" | "members" | "reference" | "references" | "referenceMap" | "names" | "string";

type Properties = Readonly<Record<string, PropertyKind>>;

const members: Properties = { members: "members" };

const simple = [
  "blob",
  "boolean",
  "string",
  "byte",
  "short",
  "integer",
  "long",
  "float",
  "double",
  "bigInteger",
  "bigDecimal",
  "timestamp",
  "document",
] as const satisfies readonly SimpleType[];

/** The types of shapes without members. */
export const simpleTypes: ReadonlySet<string> = new Set(simple);

/** The properties of each shape type besides `type`, `traits` and `mixins`. */
export const shapeProperties: ReadonlyMap<string, Properties> = new Map<ShapeType, Properties>([
  ...simple.map((type): [ShapeType, Properties] => [type, {}]),
  ["enum", members],
  ["intEnum", members],
  ["list", { member: "member" }],
  ["set", { member: "member" }],
  ["map", { key: "member", value: "member" }],
  ["structure", members],
  ["union", members],
  ["operation", { input: "reference", output: "reference", errors: "references" }],
  [
    "resource",
    {
      identifiers: "referenceMap",
      properties: "referenceMap",
      create: "reference",
      put: "reference",
      read: "reference",
      update: "reference",
      delete: "reference",
      list: "reference",
      operations: "references",
      collectionOperations: "references",
      resources: "references",
    },
  ],
  [
    "service",
    {
      version: "string",
      operations: "references",
      resources: "references",
      errors: "references",
      rename: "names",
    },
  ],
]);

/** A resource's properties that bind an operation to a step of its life. */
export const lifecycle = ["create", "put", "read", "update", "delete", "list"] as const;

/** The types that version 1 gave a zero value to, unless boxed. */
export const zeroValues: ReadonlyMap<string, false | 0> = new Map<ShapeType, false | 0>([
  ["boolean", false],
  ["byte", 0],
  ["short", 0],
  ["integer", 0],
  ["long", 0],
  ["float", 0],
  ["double", 0],
]);
