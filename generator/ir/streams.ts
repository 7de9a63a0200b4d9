import type { MemberIr, ServiceIr, ShapeId, TypeIr } from "./ir.js";

/** A member that is a whole body, read or sent piece by piece. */
export interface StreamIr extends MemberIr {
  readonly type: Extract<TypeIr, { readonly kind: "string" | "blob" }>;
}

/** The member of an input or output that is a stream of data, if it has one. */
export function streamIn(
  { structures }: Pick<ServiceIr, "structures">,
  message: ShapeId | undefined,
): StreamIr | undefined {
  const members = structures.get(message ?? "")?.members ?? [];
  return members.find(
    (member): member is StreamIr => member.type.kind === "blob" && member.type.stream !== undefined,
  );
}
