import type { TimestampFormat, TypeIr } from "../../ir/ir.js";
import { jsonCodecs } from "../jsonCodecs.js";
import { runtime, type Codec } from "../plan.js";

/**
 * How values stand in headers, queries and labels, where all is text.
 *
 * @param timestamps - the format of those that have none of their own
 * @param isHeader - which has text of another media type in base64
 */
export function textCodec(
  type: TypeIr,
  timestamps: TimestampFormat,
  isHeader: boolean = false,
): Codec {
  const plain = jsonCodecs({ exact: false, timestamps }).codecOf(type);
  switch (type.kind) {
    case "string":
    case "enum":
      return isHeader && type.kind === "string" && type.mediaType !== undefined
        ? {
            read: runtime("serde/text", "fromMediaText"),
            write: runtime("serde/text", "toMediaText"),
          }
        : plain;
    case "boolean":
      return { read: runtime("serde/text", "fromBoolean"), write: plain.write };
    case "integer":
    case "intEnum":
    case "float":
      return numeric(plain);
    case "long":
      return type.as === "bigint" ? digits(plain) : numeric(plain);
    case "bigInteger":
    case "bigDecimal":
      return digits(plain);
    case "timestamp":
      return (type.format ?? timestamps) === "epoch-seconds" ? numeric(plain) : plain;
    default:
      return plain;
  }
}

/** A list in a header. */
export function headerListCodec(item: TypeIr, timestamps: TimestampFormat): Codec {
  const { read, write } = textCodec(item, timestamps, true);
  const hasCommas = item.kind === "timestamp" && (item.format ?? timestamps) === "http-date";
  const list = hasCommas ? "DateList" : "HeaderList";
  return {
    read: runtime("serde/text", `from${list}`, [read]),
    write: runtime("serde/text", `to${list}`, [write]),
  };
}

const numeric = ({ read, write }: Codec): Codec => ({
  read: runtime("serde/text", "fromNumber", [read]),
  write,
});

const digits = ({ read, write }: Codec): Codec => ({
  read: runtime("serde/text", "fromDigits", [read]),
  write,
});
