import type { MemberIr, TimestampFormat, TypeIr } from "../ir/ir.js";
import { runtime, type Codec, type Expression } from "./plan.js";

/** How values stand in JSON, and in what has the same values, for the protocols that use it. */
export interface JsonCodecs {
  readonly codecOf: (type: TypeIr) => Codec;
  /** Of every union. */
  readonly union: Codec;
}

/**
 * @param exact - some numbers come by their digits
 * @param timestamps - the format of those that have none of their own
 * @param differing - what a protocol has in another way
 */
export function jsonCodecs({
  exact,
  timestamps,
  differing,
}: {
  readonly exact: boolean;
  readonly timestamps: TimestampFormat;
  readonly differing?: (type: TypeIr) => Codec | undefined;
}): JsonCodecs {
  const numbers = exact ? exactNumbers : plainNumbers;
  return { codecOf, union: exact ? exactUnion : plainUnion };

  function codecOf(type: TypeIr): Codec {
    return differing?.(type) ?? jsonCodec(type);
  }

  function jsonCodec(type: TypeIr): Codec {
    switch (type.kind) {
      case "string":
      case "enum":
        return both(runtime("serde/json", "asString"));
      case "boolean":
        return both(runtime("serde/json", "asBoolean"));
      case "integer":
        return { read: numbers.integer, write: integerWriters[type.bits] };
      case "intEnum":
        return { read: numbers.integer, write: integerWriters[32] };
      case "long":
        if (type.as === "bigint") return bigNumber("ExactLong");
        return { read: numbers.long, write: runtime("serde/json", "asLong") };
      case "float":
        return { read: numbers.float, write: runtime("serde/json", "writeFloat") };
      case "bigInteger":
        return bigNumber("BigInteger");
      case "bigDecimal":
        return bigNumber("BigDecimal");
      case "document":
        return { read: numbers.document, write: runtime("serde/document", "writeDocument") };
      case "unit":
        return both(runtime("serde/structure", "asUnit"));
      case "blob":
        return {
          read: runtime("serde/base64", "readBlob"),
          write: runtime("serde/base64", "writeBlob"),
        };
      case "timestamp": {
        const name = timestampNames[type.format ?? timestamps];
        return {
          read:
            name === "EpochSeconds"
              ? numbers.epochSeconds
              : runtime("serde/timestamps", `read${name}`),
          write: runtime("serde/timestamps", `write${name}`),
        };
      }
      case "list":
        return each(listOf, itemCodec(type.item, type.sparse));
      case "map":
        return each(type.secretKeys ? secretMapOf : mapOf, itemCodec(type.value, type.sparse));
      case "structure":
      case "union":
        return {
          read: { kind: "reader", shape: type.shape },
          write: { kind: "writer", shape: type.shape },
        };
    }
  }

  function itemCodec(type: TypeIr, sparse: boolean): Codec {
    const codec = codecOf(type);
    return sparse ? each(orNull, codec) : codec;
  }
}

/** The codec of a structure of these members. */
export function structureCodec(members: readonly Pick<MemberIr, "name">[]): Codec {
  // An assignment to `__proto__` makes no property.
  return members.some(({ name }) => name === "__proto__")
    ? {
        read: runtime("serde/protoMember", "readProtoMembers"),
        write: runtime("serde/protoMember", "writeProtoMembers"),
      }
    : {
        read: runtime("serde/structure", "readMembers"),
        write: runtime("serde/structure", "writeMembers"),
      };
}

const both = (expression: Expression): Codec => ({ read: expression, write: expression });

type Of = (item: Expression) => Expression;
const listOf: Of = (item) => runtime("serde/structure", "listOf", [item]);
const mapOf: Of = (item) => runtime("serde/structure", "mapOf", [item]);
const orNull: Of = (item) => runtime("serde/sparse", "orNull", [item]);
const secretMapOf: Of = (item) => runtime("serde/sensitive", "secretMapOf", [item]);

const each = (of: Of, { read, write }: Codec): Codec => ({ read: of(read), write: of(write) });

const bigNumber = (name: string): Codec => ({
  read: runtime("serde/bigNumbers", `read${name}`),
  write: runtime("serde/bigNumbers", `write${name}`),
});

const integerWriters = {
  8: runtime("serde/json", "writeByte"),
  16: runtime("serde/json", "writeShort"),
  32: runtime("serde/json", "writeInteger"),
} as const;

const plainNumbers = {
  integer: runtime("serde/json", "readInteger"),
  long: runtime("serde/json", "asLong"),
  float: runtime("serde/json", "readFloat"),
  document: runtime("serde/document", "readDocument"),
  epochSeconds: runtime("serde/timestamps", "readEpochSeconds"),
} as const;

/** Those of a package some of whose numbers come by their digits. */
const exactNumbers: typeof plainNumbers = {
  integer: runtime("serde/bigNumbers", "readExactInteger"),
  long: runtime("serde/bigNumbers", "readSafeLong"),
  float: runtime("serde/bigNumbers", "readExactFloat"),
  document: runtime("serde/bigNumbers", "readExactDocument"),
  epochSeconds: runtime("serde/bigNumbers", "readExactEpochSeconds"),
};

const plainUnion: Codec = {
  read: runtime("serde/union", "readUnion"),
  write: runtime("serde/union", "writeUnion"),
};
const exactUnion: Codec = {
  read: runtime("serde/bigNumbers", "readExactUnion"),
  write: runtime("serde/union", "writeUnion"),
};

const timestampNames = {
  "epoch-seconds": "EpochSeconds",
  "date-time": "DateTime",
  "http-date": "HttpDate",
} as const;
