import type { Json, MemberIr, ShapeId, StructureIr, TypeIr, UnionIr } from "../ir/ir.js";
import { structureCodec } from "./jsonCodecs.js";
import { json, runtime, type Codec, type Expression, type StructurePlan } from "./plan.js";
import { absent } from "./absent.js";

/** How values stand in a tree of elements or parameters, for the protocols that have such. */
export interface XmlCodecs {
  readonly memberCodec: (member: MemberIr) => Codec;
  /** Of a structure or union of these members. */
  readonly structureCodec: (shape: Members) => Codec;
}

/** A structure, union or error. */
export interface Members {
  readonly kind?: "structure" | "union" | undefined;
  readonly members: readonly MemberIr[];
}

type Wire = ReadonlyMap<ShapeId, Json>;

/** What formats differ in. */
export interface XmlFormat {
  /** A member's name; of attributes, with `@` before it. */
  readonly nameOf: (member: Pick<MemberIr, "name" | "wire">) => string;
  /** Whether the list or map that a member targets has no element around it. */
  readonly isFlat: (type: TypeIr, member: Wire) => boolean;
  /** Whether namespaces are declared. */
  readonly namespaces: boolean;
  /** The codec of a flattened list, by that of its items. */
  readonly flatList: (item: Codec) => Codec;
  /** The codec of a structure, where its members' names are not those of a table. */
  readonly structure?: ((shape: Members) => Codec) | undefined;
}

/** https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings */
export const xmlFormat: XmlFormat = {
  nameOf: ({ name, wire }) => (wire.has(xmlAttribute) ? "@" : "") + xmlNameOf(wire, name),
  isFlat: (_type, member) => member.has("smithy.api#xmlFlattened"),
  namespaces: true,
  flatList: ({ read, write }) => ({
    read: xml("readFlatList", [read]),
    write: runtime("serde/structure", "listOf", [write]),
  }),
};

const xmlAttribute = "smithy.api#xmlAttribute";

/** The name that a trait gives, or else the model's. */
export function xmlNameOf(wire: Wire, name: string): string {
  return (wire.get("smithy.api#xmlName") as string | undefined) ?? name;
}

/** The attribute that declares the namespace of an element, with `@` before it, and its URI. */
export function namespaceOf(wire: Wire): readonly [declaration: string, uri: string] | undefined {
  const namespace = wire.get("smithy.api#xmlNamespace") as
    { readonly uri: string; readonly prefix?: string } | undefined;
  if (!namespace) return undefined;
  return [namespace.prefix === undefined ? "@xmlns" : `@xmlns:${namespace.prefix}`, namespace.uri];
}

export function xmlCodecs(format: XmlFormat): XmlCodecs {
  const noWire: Wire = new Map();
  return {
    memberCodec: ({ type, wire }) => elementCodec(type, wire, wire),
    structureCodec: format.structure ?? namedStructure,
  };

  /**
   * @param traits - of what targets the type, as an element
   * @param flat - the same, where it may ask for a flattened list or map
   */
  function elementCodec(type: TypeIr, traits: Wire, flat: Wire = noWire): Codec {
    const codec = codecOf(type, format.isFlat(type, flat));
    return { read: codec.read, write: namespaced(codec.write, traits) };
  }

  function namespaced(write: Expression, traits: Wire): Expression {
    const namespace = format.namespaces ? namespaceOf(traits) : undefined;
    return namespace
      ? runtime("serde/xmlNamespace", "writeNamespaced", [...namespace.map(json), write])
      : write;
  }

  function codecOf(type: TypeIr, isFlat: boolean): Codec {
    switch (type.kind) {
      case "list": {
        const item = partCodec(type.item, type.itemWire, type.sparse);
        if (isFlat) return format.flatList(item);
        const name = xmlNameOf(type.itemWire, "member");
        const args = name === "member" ? [] : [json(name)];
        return {
          read: xml("readXmlList", [item.read, ...args]),
          write: xml("writeXmlList", [item.write, ...args]),
        };
      }
      case "map": {
        const { read, write } = partCodec(type.value, type.valueWire, type.sparse);
        const name = isFlat ? "FlatMap" : "XmlMap";
        const key = xmlNameOf(type.keyWire, "key");
        const value = xmlNameOf(type.valueWire, "value");
        const names = [key, value].map(json);
        const writeKey = namespaced(asString, type.keyWire);
        const secret = type.secretKeys ? [runtime("serde/sensitive", "secretMapOf")] : [];
        return {
          read: xml(`read${name}`, [
            read,
            ...(secret.length || key !== "key" || value !== "value" ? names : []),
            ...secret,
          ]),
          write: xml(`write${name}`, [
            write,
            ...(secret.length || writeKey !== asString
              ? [...names, writeKey]
              : key !== "key" || value !== "value"
                ? names
                : []),
            ...secret,
          ]),
        };
      }
      case "structure":
      case "union":
        return {
          read: { kind: "reader", shape: type.shape },
          write: { kind: "writer", shape: type.shape },
        };
      default:
        return leafCodec(type);
    }
  }

  /** Of the items of a list, or the values of a map. */
  function partCodec(type: TypeIr, traits: Wire, sparse: boolean): Codec {
    const { read, write } = elementCodec(type, traits);
    return sparse ? { read: orNull(read), write: orNull(write) } : { read, write };
  }

  function namedStructure({ kind, members }: Members): Codec {
    const { read, write } = kind === "union" ? union : xmlStructure(members);
    const named = members.filter((member) => format.nameOf(member) !== member.name);
    if (named.length === 0) return { read, write };
    const table = (entry: (member: MemberIr) => readonly [string, string]) =>
      json(Object.fromEntries(named.map(entry)));
    const inModel = table((member) => [format.nameOf(member), member.name]);
    const onWire = table((member) => [member.name, format.nameOf(member)]);
    return {
      read: runtime("serde/named", "readNamed", [inModel, read]),
      write: runtime("serde/named", "writeNamed", [onWire, write]),
    };
  }
}

/** The plan of a structure, union or error in an XML document or a form. */
export function planXmlStructure(
  shape: Members,
  codecs: XmlCodecs,
  isNested: boolean,
): StructurePlan {
  return {
    codec: codecs.structureCodec(shape),
    members: shape.members.map((member) => ({
      name: member.name,
      codec: codecs.memberCodec(member),
      ...(shape.kind === "union" ? {} : absent(member, isNested)),
    })),
  };
}

/** The name of the element that a structure is as a whole document, and what declares its namespace. */
export function xmlRoot(
  { wire }: Pick<StructureIr | UnionIr, "wire">,
  name: string,
  service: { readonly wire: Wire },
): { readonly name: string; readonly namespace?: readonly [string, string] | undefined } {
  return {
    name: xmlNameOf(wire, name),
    namespace: namespaceOf(wire) ?? namespaceOf(service.wire),
  };
}

/** A value that is the text of an element. */
function leafCodec(type: TypeIr): Codec {
  switch (type.kind) {
    case "boolean":
      return { read: xml("readXmlBoolean"), write: runtime("serde/json", "asBoolean") };
    case "integer":
      return { read: xml("readXmlInteger"), write: integerWriters[type.bits] };
    case "intEnum":
      return { read: xml("readXmlInteger"), write: integerWriters[32] };
    case "long":
      return type.as === "bigint"
        ? bigNumber("ExactLong")
        : { read: xml("readXmlLong"), write: runtime("serde/json", "asLong") };
    case "float":
      return { read: xml("readXmlFloat"), write: runtime("serde/json", "writeFloat") };
    case "bigInteger":
      return bigNumber("BigInteger");
    case "bigDecimal":
      return bigNumber("BigDecimal");
    case "blob":
      return { read: xml("readXmlBlob"), write: runtime("serde/base64", "writeBlob") };
    case "timestamp": {
      const name = timestampNames[type.format ?? "date-time"];
      return {
        read: xml(`readXml${name}`),
        write: runtime("serde/timestamps", `write${name}`),
      };
    }
    case "unit":
      return {
        read: xml("ofElement", [runtime("serde/structure", "asUnit")]),
        write: runtime("serde/structure", "asUnit"),
      };
    case "document":
      return {
        read: runtime("serde/document", "readDocument"),
        write: runtime("serde/document", "writeDocument"),
      };
    default:
      return { read: xml("readXmlString"), write: asString };
  }
}

/** A structure whose members go by the model's names. */
function xmlStructure(members: readonly Pick<MemberIr, "name">[]): Codec {
  const { read, write } = structureCodec(members);
  return { read: isPlain(read) ? xml("readXmlMembers") : xml("ofElement", [read]), write };
}

/** Whether it is the reader or writer of structures, and not one for unusual members. */
export function isPlain(codec: Expression): boolean {
  return codec.kind === "template" && /^(read|write)Members$/.test(codec.name);
}

function xml(name: string, args?: readonly Expression[]): Expression {
  return runtime("serde/xmlValues", name, args);
}

const asString = runtime("serde/json", "asString");

const orNull = (item: Expression) => runtime("serde/sparse", "orNull", [item]);

const bigNumber = (name: string): Codec => ({
  read: runtime("serde/xmlBigNumbers", `readXml${name}`),
  write: runtime("serde/bigNumbers", `write${name}`),
});

const union: Codec = {
  read: xml("readXmlUnion"),
  write: runtime("serde/union", "writeUnion"),
};

const integerWriters = {
  8: runtime("serde/json", "writeByte"),
  16: runtime("serde/json", "writeShort"),
  32: runtime("serde/json", "writeInteger"),
} as const;

const timestampNames = {
  "epoch-seconds": "EpochSeconds",
  "date-time": "DateTime",
  "http-date": "HttpDate",
} as const;
