import type { Json, MemberIr, ServiceIr, ShapeId, TypeIr } from "../../ir/ir.js";
import { literal, propertyKey } from "../printing/code.js";
import { isOptional } from "../../ir/optional.js";
import { fromBase64 } from "../../text/base64.js";

/** The columns that a value may fill to stand on one line. */
const width = 60;

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !isArray(value);

/** A value of an example as TypeScript, or undefined where it is none of the type. */
export function exampleValue(
  service: ServiceIr,
  type: TypeIr,
  value: Json,
  indent = "",
): string | undefined {
  switch (type.kind) {
    case "string":
    case "enum":
      return typeof value === "string" ? textLiteral(value) : undefined;
    case "boolean":
      return typeof value === "boolean" ? String(value) : undefined;
    case "integer":
    case "intEnum":
      return typeof value === "number" ? String(value) : undefined;
    case "float":
      return typeof value === "number" || isNotFinite(value) ? String(value) : undefined;
    case "long":
      return typeof value === "number" ? `${value}${type.as === "bigint" ? "n" : ""}` : undefined;
    case "bigInteger":
      return typeof value === "number" ? `${value}n` : undefined;
    case "bigDecimal":
      return typeof value === "number" ? literal(String(value)) : undefined;
    case "blob":
      return typeof value === "string" ? bytes(value) : undefined;
    case "timestamp":
      return date(value);
    case "document":
      return documentValue(value, indent);
    case "unit":
      return "{}";
    case "list":
      if (!isArray(value)) return undefined;
      return brackets(
        value.map((item) =>
          item === null && type.sparse
            ? "null"
            : exampleValue(service, type.item, item, inner(indent)),
        ),
        "[]",
        indent,
      );
    case "map":
      if (!isObject(value)) return undefined;
      return braces(
        Object.entries(value).map(([key, item]) => [
          key,
          item === null && type.sparse
            ? "null"
            : exampleValue(service, type.value, item, inner(indent)),
        ]),
        indent,
      );
    case "structure":
    case "union":
      return structureValue(service, type.shape, value, "input", indent);
  }
}

/** The same for a structure or union, by its shape; those members that are to be given have to be. */
export function structureValue(
  service: ServiceIr,
  id: ShapeId,
  value: Json,
  direction: "input" | "output",
  indent = "",
): string | undefined {
  const shape = service.structures.get(id);
  if (shape?.kind === "union" && (!isObject(value) || Object.keys(value).length !== 1)) {
    return undefined;
  }
  return membersValue(service, shape?.members ?? [], value, direction, indent);
}

/** The same for members. */
export function membersValue(
  service: ServiceIr,
  members: readonly MemberIr[],
  value: Json,
  direction: "input" | "output",
  indent = "",
): string | undefined {
  if (!isObject(value)) return undefined;
  const given = Object.entries(value).filter(([, item]) => item !== null);
  const names = new Set(given.map(([name]) => name));
  const lacking = members.some(
    (member) => direction === "input" && !isOptional(member, "input") && !names.has(member.name),
  );
  if (lacking) return undefined;
  const types = new Map(members.map(({ name, type }) => [name, type]));
  return braces(
    given.map(([name, item]) => {
      const type = types.get(name);
      return [name, type && exampleValue(service, type, item, inner(indent))];
    }),
    indent,
  );
}

const isNotFinite = (value: Json): value is string =>
  typeof value === "string" && /^(NaN|-?Infinity)$/.test(value);
const inner = (indent: string): string => `${indent}  `;

/** A string literal all of whose characters can be seen. */
export function textLiteral(text: string): string {
  return literal(text).replace(
    /(?! )[\p{C}\p{Z}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** Models have bytes as base64, and those that are older as text. */
function bytes(value: string): string {
  const digits = value.replace(/=+$/, "");
  const decoded = fromBase64(digits.padEnd(Math.ceil(digits.length / 4) * 4, "="));
  const text = decoded ? atob(digits) : value;
  if (text === "") return "new Uint8Array()";
  if (!decoded || /^[ -~]+$/.test(text)) return `new TextEncoder().encode(${textLiteral(text)})`;
  return decoded.length > 16
    ? `Uint8Array.from(atob(${literal(value)}), (c) => c.charCodeAt(0))`
    : `Uint8Array.of(${[...decoded].join(", ")})`;
}

/** Seconds since 1970, or a text of the time. */
function date(value: Json): string | undefined {
  const time =
    typeof value === "number"
      ? new Date(value * 1000)
      : new Date(typeof value === "string" ? value : NaN);
  return isNaN(+time) ? undefined : `new Date("${time.toISOString().replace(".000Z", "Z")}")`;
}

function documentValue(value: Json, indent: string): string | undefined {
  if (typeof value === "string") return textLiteral(value);
  if (isArray(value)) {
    return brackets(
      value.map((item) => documentValue(item, inner(indent))),
      "[]",
      indent,
    );
  }
  if (!isObject(value)) return String(value);
  return braces(
    Object.entries(value).map(([key, item]) => [key, documentValue(item, inner(indent))]),
    indent,
  );
}

type Entry = readonly [key: string, value: string | undefined];

function braces(entries: readonly Entry[], indent: string): string | undefined {
  const lines = entries.map(([key, value]) =>
    value === undefined ? undefined : `${propertyKey(key)}: ${value}`,
  );
  return brackets(lines, "{}", indent);
}

/** Items in brackets: in a line where they fit, else in a line each. */
function brackets(
  items: readonly (string | undefined)[],
  pair: "[]" | "{}",
  indent: string,
): string | undefined {
  if (items.includes(undefined)) return undefined;
  const open = pair.charAt(0);
  const close = pair.charAt(1);
  if (items.length === 0) return pair;
  const space = open === "{" ? " " : "";
  const line = `${open}${space}${items.join(", ")}${space}${close}`;
  if (indent.length + line.length <= width && !line.includes("\n")) return line;
  return `${open}\n${items.map((item) => `${inner(indent)}${item},\n`).join("")}${indent}${close}`;
}
