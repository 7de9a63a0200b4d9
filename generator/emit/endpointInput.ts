import type { OperationSource } from "../endpoints/bindings.js";
import type { InputValue } from "../endpoints/typedPath.js";
import type { OperationIr } from "../ir/ir.js";
import { code, join, literal, propertyAccess, propertyKey, type Code } from "./code.js";
import type { EmitContext } from "./context.js";
import { printConstant } from "./endpointExpression.js";
import { parametersType } from "./endpointModule.js";
import { runtime } from "./runtime.js";

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
  return code`(${reads ? "input" : ""}): ${parametersType(endpoints.program)} => ({ ${join(parameters, ", ")} })`;
}

function printSource(source: OperationSource): Code {
  if (source.kind === "static") return code`${printConstant(source.value)}`;
  if (source.present === undefined) return printValue(source.value);
  return code`${runtime("endpointInput", "present")}(input, ${literal(source.present)})`;
}

/** A value in an input, as an expression of `input`, and of the items of the lists around it. */
function printValue(value: InputValue): Code {
  switch (value.kind) {
    case "input":
      return code`input`;
    case "item":
      return code`${itemName(value.id)}`;
    case "member": {
      const access = propertyAccess(value.name);
      return code`${printValue(value.of)}${value.of.optional ? `?${access.replace(/^(?=\[)/, ".")}` : access}`;
    }
    case "keys":
    case "values": {
      const of = printValue(value.of);
      return code`${value.of.optional ? [of, " && "] : ""}Object.${value.kind}(${of})`;
    }
    case "listOf":
      return code`[${join(value.items.map(printValue), ", ")}]`;
    case "flat":
      // What makes lists of items can make one list of them all.
      return value.of.kind === "each" ? printEach(value.of, true) : printCall(value.of, "flat()");
    case "each":
      return printEach(value, false);
  }
}

function printEach({ of, id, item }: InputValue & { kind: "each" }, flat: boolean): Code {
  const printed = printValue(item);
  if (!item.optional) {
    return printCall(of, code`${flat ? "flatMap" : "map"}((${itemName(id)}) => ${printed})`);
  }
  // A list among the items is kept as one, unless they are made one list.
  const kept =
    !flat && isList(item) ? code`${printed} ? [${printed}] : []` : code`${printed} ?? []`;
  return printCall(of, code`flatMap((${itemName(id)}) => ${kept})`);
}

function printCall(of: InputValue, call: Code | string): Code {
  const printed = printValue(of);
  const target = of.kind === "keys" || of.kind === "values" ? of.of.optional : false;
  return code`${target ? code`(${printed})` : printed}${of.optional ? "?." : "."}${call}`;
}

function isList({ type }: InputValue): boolean {
  return type.kind === "list" || type.shape.type === "list";
}

function itemName(id: number): string {
  return id === 0 ? "item" : `item${id + 1}`;
}
