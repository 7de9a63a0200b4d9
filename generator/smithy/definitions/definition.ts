import type { ShapeId } from "../model.js";
import type { Value } from "./value.js";

/** What Smithy says of a trait. */
export interface Definition {
  readonly value: Value;
  /** A selector of what it may be on; anything where absent. */
  readonly on?: string;
  /** Traits that cannot be beside it. */
  readonly conflicts?: readonly ShapeId[];
  /** Only one member of a structure may have it, or target what has it. */
  readonly exclusive?: "member" | "target";
  /** It defines an authentication scheme or a protocol, or that a member is no resource's property. */
  readonly defines?: "auth" | "protocol" | "noProperty";
}

export type Definitions = Readonly<Record<ShapeId, Definition>>;

const groups = {
  auth: "smithy.api#authDefinition",
  protocol: "smithy.api#protocolDefinition",
  noProperty: "smithy.api#notProperty",
} as const;

/** The trait that marks what a definition defines. */
export function markOf({ defines }: Definition): ShapeId | undefined {
  return defines && groups[defines];
}
