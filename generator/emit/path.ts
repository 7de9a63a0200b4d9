import { isOptional } from "../ir/optional.js";
import type { Direction, ServiceIr, ShapeId, TypeIr } from "../ir/ir.js";
import { membersAlong } from "../ir/path.js";
import { code, optionalAccess, propertyAccess, type Code } from "./printing/code.js";

/** A value within a structure, and how to get at it. */
export interface Place {
  readonly code: Code;
  readonly type: TypeIr;
  /** Whether it may be absent. */
  readonly optional: boolean;
}

/**
 * What lies at the end of a path of members, from a structure on; nothing where a structure on the way
 * has no such member.
 *
 * @param root - what has the structure
 */
export function placeIn(
  service: ServiceIr,
  root: Code,
  id: ShapeId | undefined,
  path: readonly string[],
  direction: Direction,
): Place | undefined {
  let place: Place | undefined;
  for (const member of membersAlong(service, id, path) ?? []) {
    const access = place?.optional ? optionalAccess(member.name) : propertyAccess(member.name);
    place = {
      code: code`${place?.code ?? root}${access}`,
      type: member.type,
      optional: (place?.optional ?? false) || isOptional(member, direction),
    };
  }
  return place;
}
