import { eventOperations, eventsIn, eventUnions, isEvents, type EventsIr } from "../ir/events.js";
import type { MemberIr, OperationIr, ServiceIr, ShapeId, StructureIr, TypeIr } from "../ir/ir.js";
import { absent } from "./absent.js";
import { runtime, json, type Codec, type Entry, type Expression } from "./plan.js";
import type { StructurePlan, TemplateType, WirePlan } from "./plan.js";

// Streams of events (https://smithy.io/2.0/spec/streaming.html#event-streams).

/** What a protocol has of its own in events. */
export interface EventProtocol {
  /** The form of documents: an `EventFormat` of the runtime. */
  readonly format: Expression;
  /** Makes the errors that events are. */
  readonly error: Expression;
  /** Members beside a stream are an event, and no headers. */
  readonly isRpc: boolean;
  readonly codecOf: (member: MemberIr) => Codec;
  readonly nameOf?: ((member: MemberIr) => string) | undefined;
  /** Of a member that is all of the document. */
  readonly payloadOf: (member: MemberIr) => Codec;
  /** What writes a structure as a document, by what writes it. */
  readonly documentOf?: ((shape: StructureIr, write: Expression) => Expression) | undefined;
  /** The same of one some of whose members are in the document. */
  readonly messageOf?: ((shape: StructureIr, write: Expression) => Expression) | undefined;
}

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
  const names = new Map([...service.errors].map(([id, { name }]) => [id, name]));
  const entries = operations.map(
    (operation) =>
      [operation.shape, eventEntries(service, operation, protocol.isRpc, names)] as const,
  );
  return {
    ...plan,
    messages: {
      write: runtime("streams/eventWriting", "writingEvents", [write, protocol.format]),
      read: runtime("streams/eventReading", "readingEvents", [
        read,
        protocol.format,
        protocol.error,
      ]),
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

const header = "smithy.api#eventHeader";
const payload = "smithy.api#eventPayload";

const isBound = ({ wire }: MemberIr): boolean => wire.has(header) || wire.has(payload);

/** The codec of an event among others. */
function eventCodec(shape: StructureIr, { documentOf = asIs }: EventProtocol): Codec {
  const id = shape.shape;
  if (shape.members.some(isBound)) {
    return { read: { kind: "reader", shape: id }, write: { kind: "writer", shape: id } };
  }
  return {
    read: runtime(message, "fromBody", [{ kind: "reader", shape: id }]),
    write: runtime(message, "inBody", [documentOf(shape, { kind: "writer", shape: id })]),
  };
}

const asIs = (_shape: StructureIr, write: Expression): Expression => write;

/** An event some of whose members are its headers, or its payload. */
function planEvent(shape: StructureIr, protocol: EventProtocol): StructurePlan {
  const { messageOf = asIs } = protocol;
  const hasDocument = shape.members.some((member) => !isBound(member));
  return {
    codec: {
      read: readMessage,
      write: hasDocument ? messageOf(shape, writeMessage) : runtime(message, "writeHead"),
    },
    members: shape.members.map((member) => ({
      name: member.name,
      codec: memberCodec(member, protocol),
      ...absent(member, true),
    })),
  };
}

function memberCodec(member: MemberIr, protocol: EventProtocol): Codec {
  const { name, type, wire } = member;
  if (wire.has(header)) {
    const [kind, codec] = headerCodec(type, protocol.codecOf(member));
    return {
      read: runtime(bindings, "fromHeader", [json(name), codec.read]),
      write: runtime("streams/eventWriting", "toEventHeader", [
        json(name),
        json(kind),
        codec.write,
      ]),
    };
  }
  if (wire.has(payload)) return payloadCodec(member, protocol);
  const { nameOf = ({ name }: MemberIr) => name } = protocol;
  const codec = protocol.codecOf(member);
  const onWire = nameOf(member);
  if (onWire === name) return codec;
  return {
    read: runtime(bindings, "fromNamed", [json(onWire), codec.read]),
    write: runtime(bindings, "toNamed", [json(onWire), codec.write]),
  };
}

/** The type of a header, and how its values are read and written. */
function headerCodec(type: TypeIr, { read, write }: Codec): readonly [string, Codec] {
  switch (type.kind) {
    case "boolean":
      return ["boolean", both(runtime("serde/json", "asBoolean"))];
    case "integer":
      return [integerTypes[type.bits], { read: runtime("serde/json", "readInteger"), write }];
    case "intEnum":
      return ["integer", { read: runtime("serde/json", "readInteger"), write }];
    case "long":
      return [
        "long",
        both(
          type.as === "bigint"
            ? runtime("serde/eventValues", "asBigLong")
            : runtime("serde/json", "asLong"),
        ),
      ];
    case "blob":
      return ["blob", both(runtime("serde/bytes", "asBytes"))];
    case "timestamp":
      return ["timestamp", both(runtime("serde/eventValues", "asDate"))];
    case "string":
    case "enum":
      return ["string", both(runtime("serde/json", "asString"))];
    default:
      return ["string", { read, write }];
  }
}

const integerTypes = { 8: "byte", 16: "short", 32: "integer" } as const;

const both = (expression: Expression): Codec => ({ read: expression, write: expression });

function payloadCodec(member: MemberIr, { payloadOf }: EventProtocol): Codec {
  const { type } = member;
  switch (type.kind) {
    case "blob":
      return content(type.mediaType ?? "application/octet-stream", {
        read: runtime("serde/bytes", "asBytes"),
        write: runtime("serde/bytes", "asBytes"),
      });
    case "string":
    case "enum":
      return content((type.kind === "string" && type.mediaType) || "text/plain", {
        read: runtime("serde/text", "fromUtf8"),
        write: runtime("serde/json", "asString"),
      });
    default: {
      const { read, write } = payloadOf(member);
      return {
        read: runtime(bindings, "fromPayload", [read]),
        write: runtime(bindings, "toPayload", [write]),
      };
    }
  }
}

function content(type: string, { read, write }: Codec): Codec {
  return {
    read: runtime(bindings, "fromContent", [read]),
    write: runtime(bindings, "toContent", [json(type), write]),
  };
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
    { name: "via", value: wayOf(sent !== undefined, received !== undefined) },
  ];
}

function wayOf(sends: boolean, receives: boolean): Expression {
  const ways = [
    ...(receives ? [runtime("streams/keeping", "keeping")] : []),
    ...(sends ? [runtime("streams/eventWriting", "sendingEvents")] : []),
  ];
  const [way] = ways;
  return ways.length === 1 && way ? way : runtime("http/operationTransport", "inTurn", ways);
}
