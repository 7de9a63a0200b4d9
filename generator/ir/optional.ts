import type { Direction, MemberIr } from "./ir.js";

/** Whether callers may leave a member out, or have to expect that it is. */
export function isOptional(member: MemberIr, direction: Direction): boolean {
  const filled = member.default !== undefined || member.idempotencyToken;
  if (direction === "output") return !member.required && member.default === undefined;
  return !member.required || filled;
}
