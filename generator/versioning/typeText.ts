import type { ServiceIr, ShapeId, TypeIr } from "../ir/ir.js";

/** The type of a member, as callers write it. */
export type Type =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list" | "map" | "stream"; readonly item: Type; readonly sparse: boolean };

/** What a member is like for callers: `Tag[]? = []` is a list that may be absent, with a default. */
export interface MemberText {
  readonly type: string;
  readonly optional: boolean;
  readonly default?: string | undefined;
}

/** Types that every language runtime or package has. A shape may have the name of one. */
export const common: readonly string[] = ["Date", "JsonValue", "Uint8Array"];

/** Prints the types of a service's members, in TypeScript. */
export function typePrinter(service: ServiceIr): (type: TypeIr) => string {
  const shapes = [...service.structures.values(), ...service.enums.values()];
  const names = new Map(shapes.map(({ shape, name }): [ShapeId, string] => [shape, name]));
  const taken = new Set(names.values());
  const built = (name: string) =>
    common.includes(name) && taken.has(name) ? `globalThis.${name}` : name;
  const print = (type: TypeIr): string => {
    switch (type.kind) {
      case "union": {
        const name = names.get(type.shape) ?? "unknown";
        return type.stream ? `AsyncIterable<${name}>` : name;
      }
      case "long":
        return type.as;
      case "structure":
      case "enum":
      case "intEnum":
        return names.get(type.shape) ?? "unknown";
      case "list":
        return type.sparse ? `(${print(type.item)} | null)[]` : `${print(type.item)}[]`;
      case "map":
        return `Record<string, ${print(type.value)}${type.sparse ? " | null" : ""}>`;
      default:
        return built(simple[type.kind]);
    }
  };
  return print;
}

const simple: Readonly<
  Record<
    Exclude<TypeIr["kind"], "structure" | "union" | "enum" | "intEnum" | "list" | "map" | "long">,
    string
  >
> = {
  string: "string",
  boolean: "boolean",
  integer: "number",
  float: "number",
  bigInteger: "bigint",
  bigDecimal: "string",
  blob: "Uint8Array",
  timestamp: "Date",
  document: "JsonValue",
  unit: "Unit",
};

/** Reads back what {@link typePrinter} prints; `undefined` for any other text. */
export function parseType(text: string): Type | undefined {
  const list = /^(?:\((.*) \| null\)|(.*))\[\]$/s.exec(text);
  if (list) return container("list", list[1] ?? list[2] ?? "", list[1] !== undefined);
  const map = /^Record<string, (.*?)( \| null)?>$/s.exec(text);
  if (map) return container("map", map[1] ?? "", map[2] !== undefined);
  const stream = /^AsyncIterable<(.*)>$/s.exec(text);
  if (stream) return container("stream", stream[1] ?? "", false);
  return /^[\w$.]+$/.test(text) ? { kind: "name", name: text } : undefined;
}

function container(
  kind: "list" | "map" | "stream",
  text: string,
  sparse: boolean,
): Type | undefined {
  const item = parseType(text);
  return item && { kind, item, sparse };
}

/** A member in one line, for the lock file. */
export function printMember({ type, optional, default: value }: MemberText): string {
  return `${type}${optional ? "?" : ""}${value === undefined ? "" : ` = ${value}`}`;
}

/** Reads back what {@link printMember} prints. */
export function parseMember(text: string): MemberText {
  const at = text.indexOf(" = ");
  const head = at === -1 ? text : text.slice(0, at);
  const optional = head.endsWith("?");
  return {
    type: optional ? head.slice(0, -1) : head,
    optional,
    default: at === -1 ? undefined : text.slice(at + 3),
  };
}
