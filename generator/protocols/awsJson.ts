import type { ErrorIr, Json, MemberIr, ServiceIr, StructureIr, TypeIr, UnionIr } from "../ir/ir.js";
import { isExact } from "./exact.js";
import type { Codec, MemberPlan, StructurePlan, WirePlan } from "./plan.js";
import { fillOf } from "./fill.js";

/**
 * AWS JSON 1.0 and 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html): every
 * structure is a JSON object under its members' own names (`@jsonName` does not count), blobs are
 * base64, timestamps seconds unless `@timestampFormat` says otherwise.
 */
export function planAwsJson(service: ServiceIr, version: "1.0" | "1.1"): WirePlan {
  const inputs = new Set(service.operations.map(({ input }) => input));
  const structures = new Map(
    [...service.structures.values(), ...service.errors.values()].map((shape) => [
      shape.shape,
      planStructure(shape, inputs.has(shape.shape)),
    ]),
  );
  return {
    protocol: {
      module: "awsJson",
      write: "writeAwsJson",
      read: "readAwsJson",
      contentType: `application/x-amz-json-${version}`,
      queryCompatible: service.queryCompatible,
    },
    structures,
    exact: isExact(service, structures),
  };
}

function planStructure(shape: StructureIr | UnionIr | ErrorIr, isInput: boolean): StructurePlan {
  return {
    shape: shape.shape,
    kind: "kind" in shape ? shape.kind : "structure",
    // The defaults of an input are the service's to fill in: it may change them.
    members: shape.members.map((member) => planMember(member, !isInput)),
  };
}

function planMember(member: MemberIr, isNested: boolean): MemberPlan {
  const codec = codecOf(member.type);
  return {
    name: member.name,
    key: member.name,
    codec,
    sentDefault: isNested && member.sendsDefault ? onWire(codec, member.default) : undefined,
    fill: fillOf(member),
    idempotencyToken: member.idempotencyToken,
  };
}

/** A default as a message has it: the model's, but for timestamps, which it has in any format. */
function onWire({ kind }: Codec, value: Json | undefined): Json | undefined {
  const time = new Date(typeof value === "number" ? value * 1000 : (value as string));
  switch (kind) {
    case "epochSeconds":
      return time.getTime() / 1000;
    case "dateTime":
      return time.toISOString().replace(".000Z", "Z");
    case "httpDate":
      return time.toUTCString();
    default:
      return value;
  }
}

function codecOf(type: TypeIr): Codec {
  switch (type.kind) {
    case "string":
    case "enum":
      return { kind: "string" };
    case "integer":
    case "intEnum":
      return { kind: "integer" };
    case "long":
      return { kind: type.as === "bigint" ? "exactLong" : "long" };
    case "float":
    case "boolean":
    case "document":
    case "unit":
    case "bigInteger":
    case "bigDecimal":
      return { kind: type.kind };
    case "blob":
      return { kind: "base64" };
    case "timestamp":
      return { kind: timestampCodecs[type.format ?? "epoch-seconds"] };
    case "list":
      return { kind: "list", item: codecOf(type.item), sparse: type.sparse };
    case "map":
      return {
        kind: "map",
        value: codecOf(type.value),
        sparse: type.sparse,
        secretKeys: type.secretKeys,
      };
    case "structure":
    case "union":
      return { kind: type.kind, shape: type.shape };
  }
}

const timestampCodecs = {
  "epoch-seconds": "epochSeconds",
  "date-time": "dateTime",
  "http-date": "httpDate",
} as const;
