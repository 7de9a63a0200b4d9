import type { ErrorIr, Json, MemberIr, ShapeId, StructureIr, TypeIr } from "../../ir/ir.js";
import { json, runtime, type Codec, type Expression } from "../plan.js";
import { headerListCodec, textCodec } from "./textCodecs.js";

// Which part of an HTTP message a member is (https://smithy.io/2.0/spec/http-bindings.html).

/** How a protocol writes the documents that bodies are. */
export interface DocumentCodecs {
  readonly codecOf: (member: MemberIr) => Codec;
  /** The member's name in the document. */
  readonly nameOf: (member: MemberIr) => string;
  /** Of a member that is all of the document. */
  readonly payloadOf: (member: MemberIr) => Codec;
  /** What writes a structure as a document, by what writes it; the same, where absent. */
  readonly documentOf?: (shape: StructureIr, write: Expression) => Expression;
  /** The same of a message some of whose members are in a document. */
  readonly messageOf?: (shape: StructureIr | ErrorIr, write: Expression) => Expression;
}

/** What a message is to clients. */
export type Role = "input" | "output";

type Kind = "label" | "query" | "queryParams" | "header" | "prefixHeaders" | "payload" | "status";

const everywhere: readonly (readonly [ShapeId, Kind])[] = [
  ["smithy.api#httpHeader", "header"],
  ["smithy.api#httpPrefixHeaders", "prefixHeaders"],
  ["smithy.api#httpPayload", "payload"],
];
const kinds = {
  input: [
    ...everywhere,
    ["smithy.api#httpLabel", "label"],
    ["smithy.api#httpQuery", "query"],
    ["smithy.api#httpQueryParams", "queryParams"],
  ],
  output: [...everywhere, ["smithy.api#httpResponseCode", "status"]],
} as const satisfies Record<string, readonly (readonly [ShapeId, Kind])[]>;

/** What a member is bound to, if it is no part of a document. */
export function bindingOf(
  { wire }: MemberIr,
  role: Role,
): { readonly kind: Kind; readonly value: Json } | undefined {
  for (const [id, kind] of kinds[role]) {
    const value = wire.get(id);
    if (value !== undefined) return { kind, value };
  }
  return undefined;
}

/** How a member of a message is written and read. */
export function memberCodec(member: MemberIr, role: Role, documents: DocumentCodecs): Codec {
  const binding = bindingOf(member, role);
  const { name, type } = member;
  switch (binding?.kind) {
    case "label":
      return bound("Label", name, textCodec(type, "date-time"));
    case "query":
      return bound("Query", binding.value as string, queryCodec(type), type.kind === "list");
    case "queryParams":
      return named("QueryParams", [], mapCodec(type, queryCodec), isListMap(type));
    case "header": {
      const header = (binding.value as string).toLowerCase();
      const codec =
        type.kind === "list"
          ? headerListCodec(type.item, "http-date")
          : textCodec(type, "http-date", true);
      return bound("Header", header, codec);
    }
    case "prefixHeaders": {
      const prefix = (binding.value as string).toLowerCase();
      return bound(
        "PrefixHeaders",
        prefix,
        mapCodec(type, (value) => textCodec(value, "http-date")),
      );
    }
    case "payload":
      return payloadCodec(member, documents);
    case "status": {
      const status = runtime(module, "fromStatus");
      return { read: status, write: runtime(module, "toStatus") };
    }
    case undefined: {
      const codec = documents.codecOf(member);
      const wire = documents.nameOf(member);
      return wire === name ? codec : bound("Named", wire, codec);
    }
  }
}

const module = "protocols/http/bindings";

function bound(kind: string, name: string, codec: Codec, isList?: boolean): Codec {
  return named(kind, [json(name)], codec, isList);
}

function named(
  kind: string,
  args: readonly Expression[],
  { read, write }: Codec,
  isList: boolean = false,
): Codec {
  return {
    read: /^(Label|Query)/.test(kind)
      ? // Only the service reads them.
        {
          kind: "template",
          module: "testing/http",
          name: `from${isList ? kind.replace("Query", "QueryList") : kind}`,
          arguments: [...args, read],
        }
      : runtime(module, `from${kind}`, [...args, read]),
    write: runtime(module, `to${kind}`, [...args, write]),
  };
}

const isListMap = (type: TypeIr): boolean => type.kind === "map" && type.value.kind === "list";

function queryCodec(type: TypeIr): Codec {
  if (type.kind !== "list") return textCodec(type, "date-time");
  const { read, write } = textCodec(type.item, "date-time");
  const listOf = (item: Expression) => runtime("serde/structure", "listOf", [item]);
  return { read: listOf(read), write: listOf(write) };
}

/** A map whose keys are names of parameters or headers. */
function mapCodec(type: TypeIr, codecOf: (value: TypeIr) => Codec): Codec {
  if (type.kind !== "map") throw new Error("The model was not validated: it binds no map.");
  const { read, write } = codecOf(type.value);
  const mapOf = (item: Expression) => runtime("serde/structure", "mapOf", [item]);
  return { read: mapOf(read), write: mapOf(write) };
}

function payloadCodec(member: MemberIr, documents: DocumentCodecs): Codec {
  const { type } = member;
  switch (type.kind) {
    case "blob": {
      if (type.stream) {
        const media = json(type.mediaType ?? "application/octet-stream");
        return {
          read: runtime(module, "fromStream", [runtime("streams/streamOutput", "streamOutput")]),
          write: runtime(module, "toContent", [media, runtime("streams/streamInput", "asStream")]),
        };
      }
      const content = [json(type.mediaType ?? "application/octet-stream")];
      return {
        read: runtime(module, "fromContent", [runtime("serde/bytes", "asBytes")]),
        write: runtime(module, "toContent", [...content, runtime("serde/bytes", "asBytes")]),
      };
    }
    case "string":
    case "enum":
      return {
        read: runtime(module, "fromContent", [runtime("serde/text", "fromUtf8")]),
        write: runtime(module, "toContent", [
          json(type.kind === "string" ? (type.mediaType ?? "text/plain") : "text/plain"),
          runtime("serde/json", "asString"),
        ]),
      };
    default: {
      const { read, write } = documents.payloadOf(member);
      return {
        read: runtime(module, "fromPayload", [read]),
        write: runtime(module, "toPayload", [write]),
      };
    }
  }
}
