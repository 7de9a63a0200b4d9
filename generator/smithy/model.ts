/** An absolute shape ID: `namespace#Name`, or `namespace#Name$member` for a member. */
export type ShapeId = string;

/** A JSON value, as trait values and metadata hold it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Trait values by the trait's shape ID. */
export type Traits = ReadonlyMap<ShapeId, Json>;

/** Where something stands in the model files: a file, and a JSON pointer (RFC 6901) into it. */
export interface SourceLocation {
  readonly file: string;
  readonly pointer: string;
  /** From 1, where they were looked up, which is for those that are shown to someone. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

interface ShapeBase {
  readonly id: ShapeId;
  readonly traits: Traits;
  /** The mixins that the shape uses, whose members and traits it has already; absent where none. */
  readonly mixins?: readonly ShapeId[] | undefined;
  /** Absent for shapes of the Smithy prelude. */
  readonly source?: SourceLocation | undefined;
}

export interface Member {
  readonly id: ShapeId;
  readonly name: string;
  readonly target: ShapeId;
  readonly traits: Traits;
  readonly source?: SourceLocation | undefined;
}

export type SimpleType =
  | "blob"
  | "boolean"
  | "string"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "float"
  | "double"
  | "bigInteger"
  | "bigDecimal"
  | "timestamp"
  | "document";

export interface SimpleShape extends ShapeBase {
  readonly type: SimpleType;
}

/** Values are on the members' `smithy.api#enumValue`; a v1 `@enum` string becomes this too. */
export interface EnumShape extends ShapeBase {
  readonly type: "enum" | "intEnum";
  readonly members: ReadonlyMap<string, Member>;
}

/** A v1 `set` is a list with `smithy.api#uniqueItems`. */
export interface ListShape extends ShapeBase {
  readonly type: "list";
  readonly member: Member;
}

export interface MapShape extends ShapeBase {
  readonly type: "map";
  readonly key: Member;
  readonly value: Member;
}

export interface StructureShape extends ShapeBase {
  readonly type: "structure" | "union";
  readonly members: ReadonlyMap<string, Member>;
}

export interface OperationShape extends ShapeBase {
  readonly type: "operation";
  readonly input: ShapeId;
  readonly output: ShapeId;
  readonly errors: readonly ShapeId[];
}

export interface ResourceShape extends ShapeBase {
  readonly type: "resource";
  readonly identifiers: ReadonlyMap<string, ShapeId>;
  readonly properties: ReadonlyMap<string, ShapeId>;
  /** `create`, `put`, `read`, `update`, `delete` and `list`, where bound. */
  readonly lifecycle: ReadonlyMap<string, ShapeId>;
  readonly operations: readonly ShapeId[];
  readonly collectionOperations: readonly ShapeId[];
  readonly resources: readonly ShapeId[];
}

export interface ServiceShape extends ShapeBase {
  readonly type: "service";
  readonly version: string;
  readonly operations: readonly ShapeId[];
  readonly resources: readonly ShapeId[];
  readonly errors: readonly ShapeId[];
  /** The name a shape goes by in this service's closure, where it differs from its own. */
  readonly rename: ReadonlyMap<ShapeId, string>;
}

export type Shape =
  | SimpleShape
  | EnumShape
  | ListShape
  | MapShape
  | StructureShape
  | OperationShape
  | ResourceShape
  | ServiceShape;

/**
 * An assembled Smithy 2.0 model: mixins and `apply` are resolved, every target exists (the prelude's
 * shapes are in it), v1 forms are upgraded. Nothing changes it after it is made.
 */
export interface Model {
  readonly shapes: ReadonlyMap<ShapeId, Shape>;
  readonly metadata: JsonObject;
  /** Where each key of the metadata stands first. */
  readonly metadataSources?: ReadonlyMap<string, SourceLocation> | undefined;
  /** Of a slice, the shapes of the model that it is a part of. */
  readonly whole?: ReadonlyMap<ShapeId, Shape> | undefined;
}
