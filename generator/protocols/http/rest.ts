import type { ServiceIr, StructureIr, UnionIr } from "../../ir/ir.js";
import { errorTables, operationEntries } from "../entries.js";
import { planEvents } from "../eventStreams.js";
import { runtime, type Expression, type StructurePlan, type WirePlan } from "../plan.js";
import { httpStatuses } from "../statuses.js";
import type { DocumentCodecs } from "./bindings.js";
import { httpEntries } from "./entries.js";
import { headCodec, planMessages } from "./messages.js";
import { streamEntries, transportEntry } from "./streams.js";

/** What a protocol that binds members to parts of HTTP messages says of itself. */
export interface RestProtocol {
  /** How members are written to the document of a body, and read from it. */
  readonly documents: DocumentCodecs;
  /** How a structure within a document is written and read. */
  readonly structure: (shape: StructureIr | UnionIr, isNested: boolean) => StructurePlan;
  readonly messages: WirePlan["messages"];
  readonly fake: Expression;
  /** How events' documents are written and read. */
  readonly events: Expression;
}

/** The plan of a service whose members are bound to parts of HTTP messages. */
export function planRest(service: ServiceIr, protocol: RestProtocol): WirePlan {
  const { documents, structure, messages, fake, events } = protocol;
  const inputs = new Set(service.operations.map(({ input }) => input));
  const bound = planMessages(service, documents);
  const plan: WirePlan = {
    service: [transportEntry(service)],
    messages,
    fake,
    statuses: httpStatuses(service),
    structures: new Map([
      ...[...service.structures.values()].map(
        (shape) =>
          [
            shape.shape,
            bound.shapes.get(shape.shape) ?? structure(shape, !inputs.has(shape.shape)),
          ] as const,
      ),
      ...[...service.errors.keys()].map((id) => [id, bound.shapes.get(id)!] as const),
    ]),
    whole: bound.messages,
    hasTargets: true,
    presigning: {},
    unit: { codec: headCodec, members: [] },
    operations: new Map(
      service.operations.map((operation) => [
        operation.shape,
        [
          ...operationEntries(operation),
          ...httpEntries(operation),
          ...streamEntries(service, operation),
        ],
      ]),
    ),
    errors: errorTables(service),
  };
  return planEvents(plan, service, {
    ...documents,
    format: events,
    error: runtime("protocols/http/eventError", "eventError"),
    isRpc: false,
  });
}
