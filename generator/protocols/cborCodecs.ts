import type { TypeIr } from "../ir/ir.js";
import { runtime, type Codec, type Expression } from "./plan.js";

/** How values stand in CBOR, where that is another way than in JSON. */
export function cborCodec(type: TypeIr): Codec | undefined {
  switch (type.kind) {
    case "blob":
      return both(runtime("serde/bytes", "asBytes"));
    case "float":
      return both(runtime("serde/cborValues", "asFloat"));
    case "long":
      return type.as === "bigint" ? bigNumber("BigLong") : undefined;
    case "bigInteger":
      return bigNumber("Bignum");
    case "bigDecimal":
      return bigNumber("Decimal");
    case "timestamp":
      return {
        read: runtime("serde/timestamps", "readEpochSeconds"),
        write: runtime("serde/cborValues", "writeEpoch"),
      };
    default:
      return undefined;
  }
}

const both = (expression: Expression): Codec => ({ read: expression, write: expression });

const bigNumber = (name: string): Codec => ({
  read: runtime("serde/cborBigNumbers", `read${name}`),
  write: runtime("serde/cborBigNumbers", `write${name}`),
});
