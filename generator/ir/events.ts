import type { MemberIr, OperationIr, ServiceIr, ShapeId, TypeIr, UnionIr } from "./ir.js";

/** A member that is a stream of events. */
export interface EventsIr extends MemberIr {
  readonly type: Extract<TypeIr, { readonly kind: "union" }>;
}

/** The member of an input or output that is a stream of events, if it has one. */
export function eventsIn(
  { structures }: Pick<ServiceIr, "structures">,
  message: ShapeId | undefined,
): EventsIr | undefined {
  return (structures.get(message ?? "")?.members ?? []).find(isEvents);
}

export function isEvents(member: MemberIr): member is EventsIr {
  return member.type.kind === "union" && member.type.stream;
}

/** The operations that can be called and have a stream of events, either way. */
export function eventOperations(service: ServiceIr): readonly OperationIr[] {
  return service.operations.filter(
    ({ typesOnly, input, output }) =>
      !typesOnly && (eventsIn(service, input) ?? eventsIn(service, output)),
  );
}

/** The unions that streams of events are of. */
export function eventUnions({ structures }: Pick<ServiceIr, "structures">): readonly UnionIr[] {
  return [...structures.values()].filter(
    (shape): shape is UnionIr => shape.kind === "union" && shape.exceptions !== undefined,
  );
}
