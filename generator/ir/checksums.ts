import type { Model, OperationShape, StructureShape } from "../smithy/model.js";
import { getTrait, hasTrait, traits } from "../smithy/traits.js";
import type { ChecksumsIr } from "./ir.js";
import { shapeOf } from "./types.js";

/**
 * The checksums of an operation's messages, by
 * https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait.
 */
export function checksumsOf(model: Model, operation: OperationShape): ChecksumsIr | undefined {
  const trait = getTrait(operation, traits.httpChecksum);
  if (!trait) return undefined;
  const { members } = shapeOf(model, operation.input) as StructureShape;
  const headerOf = (member: string | undefined): string | undefined => {
    const bound = member === undefined ? undefined : members.get(member);
    return (bound && getTrait(bound, traits.httpHeader))?.toLowerCase();
  };
  const required =
    trait.requestChecksumRequired === true || hasTrait(operation, traits.httpChecksumRequired);
  const member = trait.requestAlgorithmMember;
  return {
    request:
      required || member !== undefined ? { required, member, header: headerOf(member) } : undefined,
    mode: headerOf(trait.requestValidationModeMember),
    ofResponses: (trait.responseAlgorithms ?? []).length > 0,
  };
}
