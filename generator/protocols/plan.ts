import type { Json, ShapeId } from "../ir/ir.js";

/** How a value stands in a message: what readers and writers are printed from. */
export type Codec =
  /** As JSON has it, in both directions. */
  | { readonly kind: "string" | "boolean" | "integer" | "document" | "unit" }
  /** An integer, as far as a JavaScript number holds it. */
  | { readonly kind: "long" }
  /** Numbers by all of their digits. */
  | { readonly kind: "exactLong" | "bigInteger" | "bigDecimal" }
  /** A number, or the name of one that JSON cannot write. */
  | { readonly kind: "float" }
  | { readonly kind: "base64" }
  | { readonly kind: "epochSeconds" | "dateTime" | "httpDate" }
  | { readonly kind: "list"; readonly item: Codec; readonly sparse: boolean }
  | {
      readonly kind: "map";
      readonly value: Codec;
      readonly sparse: boolean;
      readonly secretKeys: boolean;
    }
  | { readonly kind: "structure"; readonly shape: ShapeId }
  | { readonly kind: "union"; readonly shape: ShapeId };

/** What stands for an absent member, by Smithy's client error correction or its default. */
export type Fill =
  | { readonly kind: "literal"; readonly value: string | number | bigint | boolean }
  | { readonly kind: "document"; readonly value: Json }
  | { readonly kind: "emptyList" | "emptyMap" | "unknownUnion" }
  | { readonly kind: "timestamp"; readonly milliseconds: number }
  | { readonly kind: "blob"; readonly base64: string }
  | { readonly kind: "structure"; readonly shape: ShapeId };

export interface MemberPlan {
  /** The member's name in the model, and so in the type. */
  readonly name: string;
  /** Its key in the message. */
  readonly key: string;
  readonly codec: Codec;
  /** The output type promises the member; this stands for it where a response lacks it. */
  readonly fill?: Fill | undefined;
  /** As it stands in the message: what is sent where the caller gives no value. */
  readonly sentDefault?: Json | undefined;
  /** The client makes one up where the caller gives none. */
  readonly idempotencyToken: boolean;
}

export interface StructurePlan {
  readonly shape: ShapeId;
  readonly kind: "structure" | "union";
  readonly members: readonly MemberPlan[];
}

/** How a protocol puts a service on the wire. Data, of which emitters make source text. */
export interface WirePlan {
  /** The runtime's module of the protocol, and the functions in it that write and read messages. */
  readonly protocol: {
    readonly module: string;
    readonly write: string;
    readonly read: string;
    readonly contentType: string;
    /** Errors have codes of AWS query beside. */
    readonly queryCompatible: boolean;
  };
  /** Of every structure and union, error data included. */
  readonly structures: ReadonlyMap<ShapeId, StructurePlan>;
  /** Some have numbers that a JavaScript number does not hold. */
  readonly exact: boolean;
}
