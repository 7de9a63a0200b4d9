import type { ErrorIr, MemberIr, ServiceIr, ShapeId, StructureIr, UnionIr } from "../ir/ir.js";
import { defaultOf, fillOf } from "./fill.js";
import { structureCodec, type JsonCodecs } from "./jsonCodecs.js";
import { runtime, type MemberPlan, type StructurePlan } from "./plan.js";

/** How a service's structures, unions and errors stand in bodies that are objects. */
export function planStructures(
  service: ServiceIr,
  codecs: JsonCodecs,
): ReadonlyMap<ShapeId, StructurePlan> {
  const inputs = new Set(service.operations.map(({ input }) => input));
  return new Map(
    [...service.structures.values(), ...service.errors.values()].map((shape) => [
      shape.shape,
      planStructure(shape, codecs, !inputs.has(shape.shape)),
    ]),
  );
}

function planStructure(
  shape: StructureIr | UnionIr | ErrorIr,
  codecs: JsonCodecs,
  isNested: boolean,
): StructurePlan {
  const isUnion = "kind" in shape && shape.kind === "union";
  return {
    codec: isUnion ? codecs.union : structureCodec(shape.members),
    members: shape.members.map((member) => ({
      name: member.name,
      codec: codecs.codecOf(member.type),
      ...(isUnion ? {} : absent(member, isNested)),
    })),
  };
}

/** What stands for a member that is absent, in a response and in a request. */
function absent(member: MemberIr, isNested: boolean): Pick<MemberPlan, "fill" | "sent"> {
  // The defaults of an input are the service's to fill in: it may change them.
  const isSent = isNested && member.sendsDefault && member.default !== undefined;
  return {
    fill: fillOf(member),
    sent: member.idempotencyToken
      ? runtime("serde/idempotencyToken", "idempotencyToken", [])
      : isSent
        ? defaultOf(member.type, member.default)
        : undefined,
  };
}
