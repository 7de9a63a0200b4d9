import { eventOperations, eventsIn, eventUnions, isEvents, type EventsIr } from "../ir/events.js";
import type { OperationIr, ServiceIr, ShapeId, StructureIr, TypeIr } from "../ir/ir.js";
import { eventCodec, isBound, planEvent, type EventProtocol } from "./eventMembers.js";
import { runtime, json, type Codec, type Entry, type Expression } from "./plan.js";
import type { StructurePlan, TemplateType, WirePlan } from "./plan.js";

// Streams of events (https://smithy.io/2.0/spec/streaming.html#event-streams).

const bindings = "protocols/http/bindings";
const message = "protocols/http/message";
const readMessage = runtime(message, "readMessage");
const writeMessage = runtime(message, "writeMessage");

/** A plan, and in it how the service's streams of events are read and written. */
export function planEvents(plan: WirePlan, service: ServiceIr, protocol: EventProtocol): WirePlan {
  const operations = eventOperations(service);
  if (operations.length === 0) return plan;
  const structures = new Map(plan.structures);
  const whole = new Map(plan.whole);
  for (const { input, output } of operations) {
    for (const id of [input, output]) {
      const member = eventsIn(service, id);
      if (!id || !member) continue;
      const known = whole.get(id);
      if (known) whole.set(id, { message: withStream(known.message, service, id, protocol) });
      const structure = structures.get(id);
      if (structure) structures.set(id, withStream(structure, service, id, protocol));
    }
  }
  for (const union of eventUnions(service)) {
    const events = union.members.map(({ name, type }) => ({
      name,
      shape: structureOf(service, type),
    }));
    structures.set(union.shape, {
      codec: {
        read: runtime("serde/union", "readUnion"),
        write: runtime("serde/union", "writeUnion"),
      },
      members: events.map(({ name, shape }) => ({ name, codec: eventCodec(shape, protocol) })),
    });
    for (const { shape } of events) {
      if (shape.members.some(isBound)) structures.set(shape.shape, planEvent(shape, protocol));
    }
  }
  const { write, read } = plan.messages;
  const sends = operations.some(({ input }) => eventsIn(service, input));
  const said = protocol.said === undefined ? [] : [json(protocol.said)];
  const names = new Map([...service.errors].map(([id, { name }]) => [id, name]));
  const entries = operations.map(
    (operation) =>
      [operation.shape, eventEntries(service, operation, protocol.isRpc, names)] as const,
  );
  return {
    ...plan,
    messages: {
      write:
        sends || protocol.accepts
          ? runtime("streams/eventWriting", "writingEvents", [write, protocol.format])
          : write,
      read: runtime("streams/eventReading", "readingEvents", [
        read,
        protocol.format,
        protocol.error,
        ...said,
      ]),
    },
    fake: {
      kind: "template",
      module: "testing/events",
      name: "fakeEvents",
      arguments: [plan.fake, protocol.format, ...said],
    },
    structures,
    ...(plan.whole && { whole }),
    ...(sends && { signsEvents: true as const }),
    operations: new Map([
      ...plan.operations,
      ...entries.map(([id, own]) => [id, [...(plan.operations.get(id) ?? []), ...own]] as const),
    ]),
  };
}

/** Documents of JSON, some of whose numbers may come by their digits. */
export const jsonEvents = (exact: boolean): Expression =>
  exact
    ? runtime("streams/eventExactJson", "exactJsonEvents")
    : runtime("streams/eventJson", "jsonEvents");

/** What sends the requests of an RPC protocol, where there are streams; else what it has. */
export function eventTransport(service: ServiceIr, transport?: Expression): readonly Entry[] {
  const hasEvents = eventOperations(service).length > 0;
  if (!hasEvents) return transport ? [{ name: "transport", value: transport }] : [];
  const inner = transport ?? runtime("http/platformTransport", "platformTransport");
  const value = runtime("http/operationTransport", "operationTransport", [inner]);
  return [{ name: "transport", value }];
}

/** A message whose stream is its body. */
function withStream(
  { codec, members }: StructurePlan,
  service: ServiceIr,
  id: ShapeId,
  { isRpc }: EventProtocol,
): StructurePlan {
  const streams = new Map(
    (service.structures.get(id)?.members ?? [])
      .filter(isEvents)
      .map(({ name, type }) => [name, streamCodec(type.shape)]),
  );
  return {
    codec: isRpc ? { read: readMessage, write: writeMessage } : codec,
    // A stream last: what is wrong with another member would leave it open.
    members: [
      ...members.filter(({ name }) => !streams.has(name)),
      ...[...streams].map(([name, codec]) => ({ name, codec })),
    ],
  };
}

function streamCodec(shape: ShapeId): Codec {
  const events = runtime("streams/eventReading", "eventsFrom", [{ kind: "reader", shape }]);
  return {
    read: runtime(bindings, "fromStream", [events]),
    write: runtime("streams/eventWriting", "eventsTo", [{ kind: "writer", shape }]),
  };
}

function structureOf({ structures }: ServiceIr, type: TypeIr): StructureIr {
  const shape = type.kind === "structure" ? structures.get(type.shape) : undefined;
  if (shape?.kind === "structure") return shape;
  throw new Error("The model was not validated: an event is no structure.");
}

const eventOperation: TemplateType = {
  module: "runtime/contract/events",
  name: "EventOperation",
};

/** What the runtime is told of an operation with streams of events. */
function eventEntries(
  service: ServiceIr,
  { input, output }: OperationIr,
  isRpc: boolean,
  names: ReadonlyMap<ShapeId, string>,
): readonly Entry[] {
  const sent = eventsIn(service, input);
  const received = eventsIn(service, output);
  const streamEntry = (name: string, { type }: EventsIr, id: ShapeId | undefined): Entry => {
    const union = service.structures.get(type.shape);
    const exceptions = union?.kind === "union" ? [...(union.exceptions ?? [])] : [];
    const hasOthers = (service.structures.get(id ?? "")?.members ?? []).length > 1;
    return {
      name,
      value: json({
        ...(isRpc && (name === "sends" || hasOthers) ? { initial: true } : {}),
        ...(exceptions.length > 0 && {
          exceptions: Object.fromEntries(
            exceptions.map(([event, error]) => [event, names.get(error) ?? ""]),
          ),
        }),
      }),
      of: eventOperation,
    };
  };
  return [
    ...(received
      ? [{ name: "streams", value: json(received.name) }, streamEntry("receives", received, output)]
      : []),
    ...(sent ? [streamEntry("sends", sent, input)] : []),
    ...(sent && !received ? [{ name: "timeoutMs", value: json(2_000_000_000) }] : []),
    { name: "via", value: wayOf(service, sent !== undefined, received !== undefined) },
  ];
}

function wayOf(service: ServiceIr, sends: boolean, receives: boolean): Expression {
  const ways = [
    ...(receives ? [runtime("streams/keeping", "keeping")] : []),
    ...(sends ? [runtime("streams/eventWriting", "sendingEvents")] : []),
    ...(sends && wantsHttp2(service) ? [runtime("http/http2Transport", "overHttp2")] : []),
  ];
  const [way] = ways;
  return ways.length === 1 && way ? way : runtime("http/operationTransport", "inTurn", ways);
}

/**
 * Whether a service takes events over HTTP/2 rather than 1.1
 * (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#eventstreamhttp).
 */
function wantsHttp2({ protocols, wire }: ServiceIr): boolean {
  return protocols.some((id) => {
    const { http = [], eventStreamHttp = http } = wire.get(id) as {
      readonly http?: readonly string[];
      readonly eventStreamHttp?: readonly string[];
    };
    return eventStreamHttp[0] === "h2";
  });
}
