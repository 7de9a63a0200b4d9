import type { ErrorIr, MemberIr, ServiceIr, ShapeId, StructureIr, UnionIr } from "../ir/ir.js";
import { absent } from "./absent.js";
import { structureCodec, type JsonCodecs } from "./jsonCodecs.js";
import { json, runtime, type Codec, type StructurePlan } from "./plan.js";

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

/**
 * A structure, union or error in such a body.
 *
 * @param isNested - clients send its members' defaults
 * @param nameOf - the members' names in it; by default those of the model
 */
export function planStructure(
  shape: StructureIr | UnionIr | ErrorIr,
  codecs: JsonCodecs,
  isNested: boolean,
  nameOf: (member: MemberIr) => string = ({ name }) => name,
): StructurePlan {
  const isUnion = "kind" in shape && shape.kind === "union";
  return {
    codec: namedCodec(
      isUnion ? codecs.union : structureCodec(shape.members),
      shape.members,
      nameOf,
    ),
    members: shape.members.map((member) => ({
      name: member.name,
      codec: codecs.codecOf(member.type),
      ...(isUnion ? {} : absent(member, isNested)),
    })),
  };
}

/** The codec of what has some members by other names. */
function namedCodec(
  { read, write }: Codec,
  members: readonly MemberIr[],
  nameOf: (member: MemberIr) => string,
): Codec {
  const named = members.filter((member) => nameOf(member) !== member.name);
  if (named.length === 0) return { read, write };
  const onWire = Object.fromEntries(named.map((member) => [member.name, nameOf(member)]));
  const inModel = Object.fromEntries(named.map((member) => [nameOf(member), member.name]));
  return {
    read: runtime("serde/named", "readNamed", [json(inModel), read]),
    write: runtime("serde/named", "writeNamed", [json(onWire), write]),
  };
}
