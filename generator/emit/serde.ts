import type { Json } from "../ir/ir.js";
import type { Codec, Fill, MemberPlan, StructurePlan } from "../protocols/plan.js";
import { code, join, literal, propertyKey, type Code } from "./printing/code.js";
import { structureReader, structureType, structureWriter, type EmitContext } from "./context.js";
import type { Declaration } from "./printing/module.js";
import { globalValue, runtime } from "./runtime.js";

const readers = {
  string: runtime("serde/json", "readString"),
  boolean: runtime("serde/json", "readBoolean"),
  integer: runtime("serde/json", "readInteger"),
  long: runtime("serde/json", "readLong"),
  float: runtime("serde/json", "readFloat"),
  document: runtime("serde/json", "readDocument"),
  base64: runtime("serde/base64", "readBlob"),
  epochSeconds: runtime("serde/timestamps", "readEpochSeconds"),
  dateTime: runtime("serde/timestamps", "readDateTime"),
  httpDate: runtime("serde/timestamps", "readHttpDate"),
  exactLong: runtime("serde/bigNumbers", "readExactLong"),
  bigInteger: runtime("serde/bigNumbers", "readBigInteger"),
  bigDecimal: runtime("serde/bigNumbers", "readBigDecimal"),
} as const;

/** Those of a package some of whose numbers come by their digits. */
const exactReaders = {
  ...readers,
  float: runtime("serde/bigNumbers", "readExactFloat"),
  document: runtime("serde/bigNumbers", "readExactDocument"),
  epochSeconds: runtime("serde/bigNumbers", "readExactEpochSeconds"),
} as const;

const writers = {
  float: runtime("serde/json", "writeFloat"),
  base64: runtime("serde/base64", "writeBlob"),
  epochSeconds: runtime("serde/timestamps", "writeEpochSeconds"),
  dateTime: runtime("serde/timestamps", "writeDateTime"),
  httpDate: runtime("serde/timestamps", "writeHttpDate"),
  exactLong: runtime("serde/bigNumbers", "writeExactLong"),
  bigInteger: runtime("serde/bigNumbers", "writeBigInteger"),
  bigDecimal: runtime("serde/bigNumbers", "writeBigDecimal"),
} as const;

/** An expression for the function that reads a value: a name, or an arrow function. */
export function reader(context: EmitContext, codec: Codec): Code {
  switch (codec.kind) {
    case "structure":
    case "union":
      return code`${structureReader(context, codec.shape)}`;
    case "list": {
      const read = codec.sparse
        ? runtime("serde/sparse", "readSparseList")
        : runtime("serde/structure", "readList");
      return code`(list) => ${read}(list, ${reader(context, codec.item)})`;
    }
    case "map": {
      const read = codec.sparse
        ? runtime("serde/sparse", "readSparseMap")
        : runtime("serde/structure", "readMap");
      const secret = codec.secretKeys ? ", true" : "";
      return code`(map) => ${read}(map, ${reader(context, codec.value)}${secret})`;
    }
    case "unit":
      return code`(unit) => ${readMembers(context, [], "unit")}`;
    default:
      return code`${(context.plan?.exact ? exactReaders : readers)[codec.kind]}`;
  }
}

/** The same for writing; `undefined` where the value goes into the message as it is. */
export function writer(context: EmitContext, codec: Codec): Code | undefined {
  switch (codec.kind) {
    case "structure":
    case "union":
      return code`${structureWriter(context, codec.shape)}`;
    case "list": {
      const write = writer(context, codec.item);
      const list = codec.sparse
        ? runtime("serde/sparse", "writeSparseList")
        : runtime("serde/structure", "writeList");
      return write && code`(list) => ${list}(list, ${write})`;
    }
    case "map": {
      const write = writer(context, codec.value);
      const map = codec.sparse
        ? runtime("serde/sparse", "writeSparseMap")
        : runtime("serde/structure", "writeMap");
      return write && code`(map) => ${map}(map, ${write})`;
    }
    case "string":
    case "boolean":
    case "integer":
    case "long":
    case "document":
      return undefined;
    case "unit":
      return code`(unit) => ${writeMembers(context, [], "unit")}`;
    default:
      return code`${writers[codec.kind]}`;
  }
}

/** The expression that reads the structure called `name`. */
export function readMembers(
  context: EmitContext,
  members: readonly MemberPlan[],
  name: string,
): Code {
  const fills = members.flatMap((plan) =>
    plan.fill ? [code`${propertyKey(plan.name)}: ${fillCode(context, plan.fill)}`] : [],
  );
  const read = code`${runtime("serde/structure", "readMembers")}(${name}, ${readerTable(context, members)})`;
  return fills.length === 0 ? read : code`${fill}(${read}, ${table(fills)})`;
}

/** The expression that writes the structure called `name`. */
export function writeMembers(
  context: EmitContext,
  members: readonly MemberPlan[],
  name: string,
): Code {
  const defaults = members.flatMap(({ key, idempotencyToken: token, sentDefault }) => {
    if (token) return [code`${propertyKey(key)}: ${idempotencyToken}(),`];
    if (sentDefault === undefined) return [];
    return [code`${propertyKey(key)}: ${jsonCode(sentDefault)},`];
  });
  const written = code`${runtime("serde/structure", "writeMembers")}(${name}, ${writerTable(context, members)})`;
  // What the caller gives takes their place; a member that is there without a value does not.
  return defaults.length === 0 ? written : code`{\n${join(defaults, "\n")}\n...${written},\n}`;
}

function readerTable(context: EmitContext, members: readonly MemberPlan[]): Code {
  return table(
    members.map((plan) => code`${propertyKey(plan.name)}: ${reader(context, plan.codec)}`),
  );
}

function writerTable(context: EmitContext, members: readonly MemberPlan[]): Code {
  return table(
    members.map((plan) => code`${propertyKey(plan.name)}: ${writer(context, plan.codec) ?? asIs}`),
  );
}

const fill = runtime("serde/structure", "fill");
const asIs = runtime("serde/structure", "asIs");
const idempotencyToken = runtime("serde/idempotencyToken", "idempotencyToken");

function table(entries: readonly Code[]): Code {
  return entries.length === 0 ? code`{}` : code`{ ${join(entries, ", ")} }`;
}

function jsonCode(value: Json): string {
  return typeof value === "string" ? literal(value) : JSON.stringify(value);
}

function fillCode(context: EmitContext, fill: Fill): Code {
  switch (fill.kind) {
    case "literal":
      return code`${primitive(fill.value)}`;
    case "document":
      return code`${jsonCode(fill.value)}`;
    case "emptyList":
      return code`[]`;
    case "emptyMap":
      // As a map that was read, without a prototype.
      return code`${globalValue("Object")}.create(null)`;
    case "unknownUnion":
      return code`{ $unknown: ["", undefined] }`;
    case "timestamp":
      return code`new ${globalValue("Date")}(${fill.milliseconds})`;
    case "blob":
      return fill.base64 === ""
        ? code`new ${globalValue("Uint8Array")}()`
        : code`${readers.base64}(${literal(fill.base64)})`;
    case "structure":
      return code`${structureReader(context, fill.shape)}({})`;
  }
}

function primitive(value: string | number | bigint | boolean): string {
  if (typeof value === "string") return literal(value);
  return typeof value === "bigint" ? `${value}n` : String(value);
}

/** The function that reads a structure or union. */
export function readerDeclaration(context: EmitContext, plan: StructurePlan): Declaration {
  const { name } = structureReader(context, plan.shape);
  const readUnion = context.plan?.exact
    ? runtime("serde/bigNumbers", "readExactUnion")
    : runtime("serde/union", "readUnion");
  return {
    kind: "function",
    name,
    exported: true,
    parameters: [{ name: "value", type: code`unknown` }],
    returnType: code`${structureType(context, plan.shape)}`,
    body:
      plan.kind === "structure"
        ? code`return ${readMembers(context, plan.members, "value")};`
        : code`return ${readUnion}(value, ${readerTable(context, plan.members)});`,
  };
}

/** The function that writes a structure or union. */
export function writerDeclaration(context: EmitContext, plan: StructurePlan): Declaration {
  const { name } = structureWriter(context, plan.shape);
  return {
    kind: "function",
    name,
    exported: true,
    parameters: [{ name: "value", type: code`${structureType(context, plan.shape)}` }],
    returnType: code`unknown`,
    body:
      plan.kind === "structure"
        ? code`return ${writeMembers(context, plan.members, "value")};`
        : code`return ${runtime("serde/union", "writeUnion")}(value, ${writerTable(context, plan.members)});`,
  };
}
