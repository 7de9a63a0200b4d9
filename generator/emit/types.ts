import type { Direction, EnumIr, MemberIr, StructureIr, TypeIr, UnionIr } from "../ir/ir.js";
import { isOptional } from "../ir/optional.js";
import { code, join, literal, propertyKey, type Code } from "./printing/code.js";
import { constraintTexts } from "./documentation/constraints.js";
import { enumType, structureType, type EmitContext } from "./context.js";
import { commentText, documented } from "./documentation/docs.js";
import { linksOf } from "./documentation/links.js";
import type { Declaration, PropertyDeclaration } from "./printing/module.js";
import { globalType, runtimeType } from "./runtime.js";

/** The TypeScript type of a value, where callers pass it, get it, or both. */
export function typeCode(context: EmitContext, type: TypeIr, direction: Direction): Code {
  switch (type.kind) {
    case "string":
      return code`string`;
    case "bigDecimal":
      // No type of the language holds one; its digits do.
      return code`string`;
    case "boolean":
      return code`boolean`;
    case "integer":
    case "float":
      return code`number`;
    case "long":
      return code`${type.as}`;
    case "bigInteger":
      return code`bigint`;
    case "blob":
      if (type.stream) {
        return direction === "output"
          ? code`${runtimeType("streams/streamOutput", "StreamOutput")}`
          : code`${runtimeType("streams/streamInput", "StreamInput")}`;
      }
      // The latter fits where the platform takes bytes.
      return direction === "input"
        ? code`${globalType("Uint8Array")}`
        : code`${runtimeType("contract/bytes", "Bytes")}`;
    case "timestamp":
      return code`${globalType("Date")}`;
    case "document":
      return code`${runtimeType("contract/document", "JsonValue")}`;
    case "unit":
      return code`${runtimeType("contract/result", "Unit")}`;
    case "enum":
    case "intEnum":
      return code`${enumType(context, type.shape)}`;
    case "structure":
      return code`${structureType(context, type.shape)}`;
    case "union": {
      const union = structureType(context, type.shape);
      return type.stream ? code`${globalType("AsyncIterable")}<${union}>` : code`${union}`;
    }
    case "list": {
      const item = typeCode(context, type.item, direction);
      return type.sparse ? code`(${item} | null)[]` : code`${item}[]`;
    }
    case "map": {
      const value = typeCode(context, type.value, direction);
      const record = globalType("Record");
      return type.sparse
        ? code`${record}<string, ${value} | null>`
        : code`${record}<string, ${value}>`;
    }
  }
}

/** The interface of a structure. */
export function structureDeclaration(context: EmitContext, structure: StructureIr): Declaration {
  return {
    kind: "interface",
    name: structure.name,
    doc: documented(linksOf(context), structure.documentation),
    properties: structure.members.map((member) =>
      property(context, member, structure.direction, isOptional(member, structure.direction)),
    ),
  };
}

function property(
  context: EmitContext,
  member: MemberIr,
  direction: Direction,
  optional: boolean,
): PropertyDeclaration {
  const type = typeCode(context, member.type, direction);
  return {
    name: member.name,
    type: optional ? code`${type} | undefined` : type,
    optional,
    doc: documented(
      linksOf(context),
      member.documentation,
      constraintTexts(member.type),
      member.sensitive,
    ),
  };
}

/** The members of an error that stand under its `data`. */
export function errorDataType(context: EmitContext, members: readonly MemberIr[]): Code {
  const properties = members.map((member) => {
    const isAbsent = isOptional(member, "output");
    const { name, type, optional, doc } = property(context, member, "output", isAbsent);
    return code`${commentText(doc)}readonly ${propertyKey(name)}${optional ? "?" : ""}: ${type};`;
  });
  return code`{\n${join(properties, "\n")}\n}`;
}

/**
 * The type of a union: one arm a member, and one for members that are newer than the client. Each
 * says of the others' members that it has none, so that any may be looked at before it is known
 * which is there. What every object inherits cannot be said not to be there.
 */
export function unionDeclaration(context: EmitContext, union: UnionIr): Declaration {
  const names = [...union.members.map(({ name }) => name), "$unknown"];
  const arm = (name: string, type: Code, doc: Code | string = "") => {
    const others = names.filter((other) => other !== name && !isInherited(other));
    const absent = others.map((other) => code`${propertyKey(other)}?: never;`);
    return code`| { ${doc}${propertyKey(name)}: ${type}; ${join(absent, " ")} }`;
  };
  const arms = union.members.map((member) => {
    const { name, type, doc } = property(context, member, union.direction, false);
    return arm(name, type, commentText(doc));
  });
  return {
    kind: "typeAlias",
    name: union.name,
    doc: documented(linksOf(context), union.documentation),
    type: join([...arms, arm("$unknown", code`[name: string, value: unknown]`)], "\n"),
  };
}

/** The open type of an enum, and the constants of its values under the same name. */
export function enumDeclarations(context: EmitContext, shape: EnumIr): readonly Declaration[] {
  const doc = documented(linksOf(context), shape.documentation);
  const value = (of: string | number) => (typeof of === "string" ? literal(of) : String(of));
  const open = shape.kind === "enum" ? "(string & {})" : "(number & {})";
  const entries = shape.values.map((entry) => {
    // The compiler does not look into comments of object literals: a link's import would be unused.
    const comment = commentText(documented(() => undefined, entry.documentation));
    return code`${comment}${propertyKey(entry.name)}: ${value(entry.value)},`;
  });
  return [
    {
      kind: "const",
      name: shape.name,
      exported: true,
      doc,
      value: code`{\n${join(entries, "\n")}\n} as const`,
    },
    {
      kind: "typeAlias",
      name: shape.name,
      doc,
      type: join([...shape.values.map((entry) => value(entry.value)), open], " | "),
    },
  ];
}

/** Whether every object has something of a name, and TypeScript knows it. */
export function isInherited(name: string): boolean {
  return name in Object.prototype && name !== "__proto__";
}
