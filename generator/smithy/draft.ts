import type { Json, ShapeId, SourceLocation } from "./model.js";
import type { ShapeType } from "./shapeProperties.js";

/** A member as a file has it, or as a mixin hands it on. */
export interface DraftMember {
  readonly target: ShapeId;
  readonly traits: Map<ShapeId, Json>;
  readonly source: SourceLocation;
}

/** A shape while it is being put together: read, merged, mixed and upgraded in place. */
export interface Draft {
  readonly id: ShapeId;
  type: ShapeType;
  /** The major version of Smithy that the shape's file is written in. */
  readonly version: 1 | 2;
  readonly source: SourceLocation;
  readonly traits: Map<ShapeId, Json>;
  readonly mixins: ShapeId[];
  /** A list's `member`, a map's `key` and `value`, or what `members` holds. */
  members: Map<string, DraftMember>;
  /** Traits applied to members that are not among `members`: those of mixins, where all is well. */
  readonly inherited: Map<string, Application>;
  /** References by property: `input`, `output`, `create`, … */
  readonly references: Map<string, ShapeId>;
  /** Lists of references by property: `errors`, `operations`, … */
  readonly lists: Map<string, ShapeId[]>;
  /** Maps by property: `identifiers` and `properties` to references, `rename` to names. */
  readonly maps: Map<string, Map<string, string>>;
  serviceVersion: string | undefined;
}

/** The traits that `apply` statements put on a member, and where the first of them stands. */
export interface Application {
  readonly traits: Map<ShapeId, Json>;
  readonly source: SourceLocation;
}

/** An `apply` statement: traits for a shape, or a member, that is defined elsewhere. */
export interface Apply {
  readonly target: ShapeId;
  readonly traits: ReadonlyMap<ShapeId, Json>;
  readonly source: SourceLocation;
}
