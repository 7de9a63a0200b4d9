import type { OperationSource } from "../../endpoints/bindings.js";
import type { InputValue } from "../../endpoints/typedPath.js";
import type { OperationIr } from "../../ir/ir.js";
import {
  code,
  join,
  literal,
  optionalAccess,
  propertyAccess,
  propertyKey,
  type Code,
} from "../printing/code.js";
import type { EmitContext } from "../context.js";
import { printConstant } from "./expression.js";
import { parametersType } from "./module.js";
import { runtime } from "../runtime.js";

/** The function that tells the endpoint rules about an input; absent where nothing is to be told. */
export function endpointFunction(
  { endpoints }: EmitContext,
  { shape }: OperationIr,
): Code | undefined {
  const sources = endpoints?.bindings.operations.get(shape);
  if (!endpoints || !sources || sources.size === 0) return undefined;
  const parameters = [...sources].map(
    ([property, values]) =>
      code`${propertyKey(property)}: ${join(values.map(printSource), " ?? ")}`,
  );
  const reads = [...sources.values()].flat().some(({ kind }) => kind === "input");
  return code`(${reads ? "input" : ""}): ${parametersType} => ({ ${join(parameters, ", ")} })`;
}

function printSource(source: OperationSource): Code {
  if (source.kind === "static") return code`${printConstant(source.value)}`;
  if (source.present === undefined) return printValue(source.value, []);
  return code`${runtime("endpoints/input", "present")}(input, ${literal(source.present)})`;
}

/**
 * A value in an input, as an expression of `input` and of the items of the lists around it.
 *
 * @param around - the `id` of each, from outside in
 */
function printValue(value: InputValue, around: readonly number[]): Code {
  switch (value.kind) {
    case "input":
      return code`input`;
    case "item":
      return code`${itemName(around.indexOf(value.id))}`;
    case "member": {
      const of = printValue(value.of, around);
      // Only the arm of that name has it.
      if (value.of.type.kind === "shape" && value.of.type.shape.type === "union") {
        const test = code`${value.of.optional ? [of, " && "] : ""}${literal(value.name)} in ${of}`;
        return code`(${test} ? ${of}${propertyAccess(value.name)} : undefined)`;
      }
      const access = value.of.optional ? optionalAccess : propertyAccess;
      return code`${of}${access(value.name)}`;
    }
    case "keys":
    case "values": {
      const of = printValue(value.of, around);
      return code`${value.of.optional ? [of, " && "] : ""}Object.${value.kind}(${of})`;
    }
    case "listOf":
      return code`[${join(
        value.items.map((item) => printValue(item, around)),
        ", ",
      )}]`;
    case "flat":
      // What makes lists of items can make one list of them all.
      return value.of.kind === "each"
        ? printEach(value.of, true, around)
        : printCall(value.of, "flat()", around);
    case "each":
      return printEach(value, false, around);
  }
}

function printEach(
  { of, id, item }: InputValue & { kind: "each" },
  flat: boolean,
  around: readonly number[],
): Code {
  const name = itemName(around.length);
  const printed = printValue(item, [...around, id]);
  if (!item.optional) {
    return printCall(of, code`${flat ? "flatMap" : "map"}((${name}) => ${printed})`, around);
  }
  // A list among the items is kept as one, unless they are made one list.
  const kept =
    flat || !isList(item) ? code`${printed} ?? []` : code`${printed} ? [${printed}] : []`;
  return printCall(of, code`flatMap((${name}) => ${kept})`, around);
}

function printCall(of: InputValue, call: Code | string, around: readonly number[]): Code {
  const printed = printValue(of, around);
  const conditional = (of.kind === "keys" || of.kind === "values") && of.optional;
  return code`${conditional ? code`(${printed})` : printed}${of.optional ? "?." : "."}${call}`;
}

function isList({ type }: InputValue): boolean {
  return type.kind === "list" || type.shape.type === "list";
}

function itemName(depth: number): string {
  return depth === 0 ? "item" : `item${depth + 1}`;
}
