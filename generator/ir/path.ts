import type { MemberIr, ServiceIr, ShapeId, TypeIr } from "./ir.js";

/**
 * The members that a path leads through, from a structure on: all of structures but the last; nothing
 * where one of these has no such member.
 */
export function membersAlong(
  { structures }: Pick<ServiceIr, "structures">,
  root: ShapeId | undefined,
  path: readonly string[],
): readonly MemberIr[] | undefined {
  const members: MemberIr[] = [];
  let at = root;
  for (const name of path) {
    const structure = structures.get(at ?? "");
    const member =
      structure?.kind === "structure"
        ? structure.members.find((each) => each.name === name)
        : undefined;
    if (!member) return undefined;
    members.push(member);
    at = member.type.kind === "structure" ? member.type.shape : undefined;
  }
  return members;
}

/** The type of what a path leads to. */
export function typeAt(
  service: Pick<ServiceIr, "structures">,
  root: ShapeId | undefined,
  path: readonly string[],
): TypeIr | undefined {
  return membersAlong(service, root, path)?.at(-1)?.type;
}
