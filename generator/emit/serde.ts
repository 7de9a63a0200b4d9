import type { MemberPlan, StructurePlan } from "../protocols/plan.js";
import type { ShapeId } from "../ir/ir.js";
import { code, type Code } from "./printing/code.js";
import { structureReader, structureType, structureWriter, type EmitContext } from "./context.js";
import { expressionCode, objectCode } from "./expression.js";
import type { Declaration } from "./printing/module.js";
import { runtime } from "./runtime.js";

/** The expression that reads the structure called `name`. */
export function readMembers(
  context: EmitContext,
  { codec, members }: StructurePlan,
  name: string,
): Code {
  const readers = table(context, members, ({ codec }) => codec.read);
  const read = code`${expressionCode(context, codec.read)}(${name}, ${readers})`;
  const fills = members.filter((member) => member.fill);
  return fills.length === 0
    ? read
    : code`${runtime("serde/structure", "fill")}(${read}, ${table(context, fills, ({ fill }) => fill)})`;
}

/** The expression that writes the structure called `name`. */
export function writeMembers(
  context: EmitContext,
  { codec, members }: StructurePlan,
  name: string,
): Code {
  const writers = table(context, members, ({ codec }) => codec.write);
  const sent = members.filter((member) => member.sent);
  const given =
    sent.length === 0
      ? name
      : code`${runtime("serde/defaults", "withDefaults")}(${name}, ${table(context, sent, ({ sent }) => sent)})`;
  return code`${expressionCode(context, codec.write)}(${given}, ${writers})`;
}

/** An object literal with something of each member under its name. */
function table(
  context: EmitContext,
  members: readonly MemberPlan[],
  of: (member: MemberPlan) => MemberPlan["fill"],
): Code {
  return objectCode(
    members.flatMap((member) => {
      const expression = of(member);
      return expression ? [[member.name, expressionCode(context, expression)] as const] : [];
    }),
  );
}

/** The function that reads a structure or union. */
export function readerDeclaration(
  context: EmitContext,
  shape: ShapeId,
  plan: StructurePlan,
): Declaration {
  return {
    kind: "function",
    name: structureReader(context, shape).name,
    exported: true,
    parameters: [{ name: "value", type: code`unknown` }],
    returnType: code`${structureType(context, shape)}`,
    body: code`return ${readMembers(context, plan, "value")};`,
  };
}

/** The function that writes a structure or union. */
export function writerDeclaration(
  context: EmitContext,
  shape: ShapeId,
  plan: StructurePlan,
): Declaration {
  return {
    kind: "function",
    name: structureWriter(context, shape).name,
    exported: true,
    parameters: [{ name: "value", type: code`${structureType(context, shape)}` }],
    returnType: code`unknown`,
    body: code`return ${writeMembers(context, plan, "value")};`,
  };
}
