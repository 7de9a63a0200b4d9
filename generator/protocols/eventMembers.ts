import type { MemberIr, StructureIr, TypeIr } from "../ir/ir.js";
import { absent } from "./absent.js";
import { runtime, json, type Codec, type Expression, type StructurePlan } from "./plan.js";

// Events and their members (https://smithy.io/2.0/spec/streaming.html#event-message-serialization).

/** What a protocol has of its own in events. */
export interface EventProtocol {
  /** The form of documents: an `EventFormat` of the runtime. */
  readonly format: Expression;
  /** Makes the errors that events are. */
  readonly error: Expression;
  /** Members beside a stream are an event, and no headers. */
  readonly isRpc: boolean;
  /** Requests say what type of response they take. */
  readonly accepts?: true | undefined;
  /** What responses tell as their `smithy-protocol`, if anything. */
  readonly said?: string;
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

const header = "smithy.api#eventHeader";
const payload = "smithy.api#eventPayload";

export const isBound = ({ wire }: MemberIr): boolean => wire.has(header) || wire.has(payload);

/** The codec of an event among others. */
export function eventCodec(shape: StructureIr, { documentOf = asIs }: EventProtocol): Codec {
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
export function planEvent(shape: StructureIr, protocol: EventProtocol): StructurePlan {
  const { messageOf = asIs } = protocol;
  const hasDocument = shape.members.some((member) => !isBound(member));
  return {
    codec: {
      read: runtime(message, "readMessage"),
      write: hasDocument
        ? messageOf(shape, runtime(message, "writeMessage"))
        : runtime(message, "writeHead"),
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
