import type { MemberIr, ShapeId } from "../ir/ir.js";
import type { EmitContext } from "./context.js";
import { code, join, propertyKey, type Code } from "./printing/code.js";
import { isInherited } from "./types.js";

/** The input of a call that gives none. What every object has may stand in the way of its type. */
export function emptyInput(members: readonly MemberIr[]): Code {
  const inherited = members.filter(({ name }) => isInherited(name));
  const absent = inherited.map(({ name }) => code`${propertyKey(name)}: undefined`);
  return code`{ ${join(absent, ", ")} }`;
}

/** The members of an input or output; none where the operation has none. */
export function membersOf(context: EmitContext, id: ShapeId | undefined): readonly MemberIr[] {
  return (id === undefined ? undefined : context.service.structures.get(id))?.members ?? [];
}
