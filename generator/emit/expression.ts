import type { Json } from "../ir/ir.js";
import type { Entry, Expression } from "../protocols/plan.js";
import { structureReader, structureWriter, type EmitContext } from "./context.js";
import { code, join, literal, propertyKey, type Code, type Symbol } from "./printing/code.js";
import { globalValue, template, templateType } from "./runtime.js";

/**
 * The text of a value that a plan has as data.
 *
 * @param pure - its calls are marked as of no effect, so that bundlers leave out what is not used, as
 *   they do by themselves where calls are in functions
 */
export function expressionCode(
  context: EmitContext,
  expression: Expression,
  pure: boolean = false,
): Code {
  switch (expression.kind) {
    case "json":
      return jsonCode(expression.value);
    case "bigint":
      return bigintCode(expression.value);
    case "date":
      return code`new ${globalValue("Date")}(${expression.milliseconds})`;
    case "bytes": {
      const bytes = Array.from(atob(expression.base64), (character) => character.charCodeAt(0));
      return code`${globalValue("Uint8Array")}.of(${bytes.join(", ")})`;
    }
    case "unknownUnion":
      return code`{ $unknown: ["", undefined] }`;
    case "template":
      return called(template(expression.module, expression.name));
    case "reader":
      return called(structureReader(context, expression.shape));
    case "writer":
      return called(structureWriter(context, expression.shape));
  }

  function called(symbol: Symbol): Code {
    const args = "arguments" in expression ? expression.arguments : undefined;
    if (!args) return code`${symbol}`;
    const texts = args.map((argument) => expressionCode(context, argument, pure));
    return code`${pure ? "/* @__PURE__ */ " : ""}${symbol}(${join(texts, ", ")})`;
  }
}

/** The properties of an object, each on a line of its own; `pure` as above. */
export function entryLines(
  context: EmitContext,
  entries: readonly Entry[],
  pure?: boolean,
): readonly Code[] {
  return entries.map(({ name, value }) => entryLine(name, expressionCode(context, value, pure)));
}

/** The types that entries name, beside the one of the object that they are in. */
export function entryTypes(entries: readonly Entry[]): Code {
  const types = new Map(
    entries.flatMap(({ of }) =>
      of ? [[`${of.module} ${of.name}`, templateType(of.module, of.name)] as const] : [],
    ),
  );
  return code`${[...types.values()].map((type) => code` & ${type}`)}`;
}

export function entryLine(name: string, value: Code | Symbol | string): Code {
  return code`${propertyKey(name)}: ${value},`;
}

/** An object literal on one line. */
export function objectCode(entries: readonly (readonly [name: string, value: Code])[]): Code {
  if (entries.length === 0) return code`{}`;
  const texts = entries.map(([name, value]) => code`${propertyKey(name)}: ${value}`);
  return code`{ ${join(texts, ", ")} }`;
}

/** Not as a literal, which compilers refuse below ES2020. */
function bigintCode(value: bigint): Code {
  const isSafe = Number.isSafeInteger(Number(value));
  return code`${globalValue("BigInt")}(${isSafe ? String(value) : literal(String(value))})`;
}

function jsonCode(value: Json): Code {
  if (typeof value === "string") return code`${literal(value)}`;
  if (typeof value !== "object" || value === null) return code`${String(value)}`;
  return Array.isArray(value)
    ? code`[${join((value as readonly Json[]).map(jsonCode), ", ")}]`
    : objectCode(Object.entries(value).map(([name, item]) => [name, jsonCode(item)]));
}
