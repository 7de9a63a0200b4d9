import type { ErrorIr, ServiceIr, ShapeId } from "../ir/ir.js";
import { errorEntries, operationEntries } from "./entries.js";
import { json, runtime, type Expression, type StructurePlan, type WirePlan } from "./plan.js";
import { queryStatuses } from "./statuses.js";
import {
  planXmlStructure,
  xmlCodecs,
  type Members,
  type XmlCodecs,
  type XmlFormat,
} from "./xmlCodecs.js";

/** What the two protocols whose requests are forms, and whose responses are XML, differ in. */
export interface QueryProtocol {
  readonly form: XmlFormat;
  readonly document: XmlFormat;
  /** The function of the runtime that reads responses. */
  readonly read: Expression;
  readonly fake: Expression;
  /** An error's code on the wire. */
  readonly codeOf: (error: ErrorIr) => string;
}

export function planQuery(service: ServiceIr, protocol: QueryProtocol): WirePlan {
  const form = xmlCodecs(protocol.form);
  const document = xmlCodecs(protocol.document);
  const client = structuresOf(service, document, form);
  const served = structuresOf(service, form, document);
  return {
    service: [{ name: "version", value: json(service.version) }],
    messages: {
      write: runtime("protocols/queryRequest", "writeQuery"),
      read: protocol.read,
    },
    fake: protocol.fake,
    statuses: queryStatuses(service),
    ...client,
    served,
    operations: new Map(
      service.operations.map((operation) => [operation.shape, operationEntries(operation)]),
    ),
    errors: new Map(
      [...service.errors.values()].map((error) => [
        error.shape,
        errorEntries({ ...error, code: protocol.codeOf(error) }),
      ]),
    ),
  };
}

/** How structures are read by some codecs and written by others. */
function structuresOf(
  service: ServiceIr,
  from: XmlCodecs,
  to: XmlCodecs,
): Pick<WirePlan, "structures" | "unit"> {
  const inputs = new Set<ShapeId | undefined>(service.operations.map(({ input }) => input));
  const plan = (shape: Members, isNested: boolean): StructurePlan => {
    const read = planXmlStructure(shape, from, isNested);
    const write = planXmlStructure(shape, to, isNested);
    return {
      codec: { read: read.codec.read, write: write.codec.write },
      members: read.members.map((member, index) => ({
        ...member,
        codec: { ...member.codec, write: write.members[index]!.codec.write },
      })),
    };
  };
  return {
    structures: new Map(
      [...service.structures.values(), ...service.errors.values()].map((shape) => [
        shape.shape,
        plan(shape, !inputs.has(shape.shape)),
      ]),
    ),
    unit: plan({ members: [] }, true),
  };
}
