import type { OperationIr, PaginationIr } from "../ir/ir.js";
import { isOptional } from "../ir/optional.js";
import {
  clientType,
  inputType,
  operationErrorType,
  operationFunction,
  outputType,
  type ClientContext,
  type EmitContext,
} from "./context.js";
import { emptyInput, membersOf } from "./messages.js";
import { operationModule } from "./layout/layout.js";
import { placeIn, type Place } from "./path.js";
import { code, join, literal, type Code, type Symbol } from "./printing/code.js";
import type { Declaration } from "./printing/module.js";
import { globalValue, runtime, runtimeType } from "./runtime.js";
import { typeCode } from "./types.js";

const module = "call/paginate";

/** The types that the signatures of such functions have. */
export const pageTypes: readonly Symbol[] = ["ItemPages", "PageOptions", "Pages"].map((name) =>
  runtimeType(module, name),
);

/** The function of an operation's pages, and what the runtime knows of them. */
export function pageDeclarations(
  context: ClientContext,
  operation: OperationIr,
): readonly Declaration[] {
  const { pagination } = operation;
  if (!pagination) return [];
  const members = membersOf(context, operation.input);
  const output = outputType(context, operation);
  const failure = operationErrorType(operation);
  const items = itemsOf(context, operation, pagination);
  const pages = items
    ? code`${runtimeType(module, "ItemPages")}<${output}, ${failure}, ${items.type}>`
    : code`${runtimeType(module, "Pages")}<${output}, ${failure}>`;
  const constant = paginationConst(operation, pagination);
  return [
    {
      kind: "function",
      name: pagination.functionName,
      exported: true,
      doc: code`The pages of {@link ${operationFunction(operation)}}, one call after the other, as the caller asks for them.`,
      parameters: [
        { name: "client", type: code`${clientType(context)}` },
        members.every((member) => isOptional(member, "input"))
          ? {
              name: "input",
              type: code`${inputType(context, operation)}`,
              initializer: emptyInput(members),
            }
          : { name: "input", type: code`${inputType(context, operation)}` },
        { name: "options", type: optionsType(context, operation, pagination), optional: true },
      ],
      returnType: pages,
      body: code`return ${runtime(module, "paginate")}(${operationFunction(operation)}, client, ${constant}, input, options);`,
    },
    {
      kind: "const",
      name: pagination.constantName,
      exported: true,
      doc: code`How pages of {@link ${operationFunction(operation)}} follow each other.\n\n@internal`,
      type: code`${runtimeType(module, "Pagination")}<${join([inputType(context, operation), output, ...(items ? [items.type] : [])], ", ")}>`,
      value: paginationCode(context, operation, pagination, items),
    },
  ];
}

/** What the runtime knows of an operation's pages. */
export function paginationConst(
  { functionName }: OperationIr,
  { constantName }: PaginationIr,
): Symbol {
  return { kind: "symbol", name: constantName, module: operationModule(functionName) };
}

/** The function of an operation's pages. */
export function paginationFunction({ functionName, pagination }: OperationIr): Symbol | undefined {
  return (
    pagination && {
      kind: "symbol",
      name: pagination.functionName,
      module: operationModule(functionName),
    }
  );
}

function optionsType(
  context: EmitContext,
  operation: OperationIr,
  { inputToken, pageSize }: PaginationIr,
): Code {
  const members = membersOf(context, operation.input);
  const typeOf = (name: string | undefined) => {
    const member = members.find((each) => each.name === name);
    return member ? typeCode(context, member.type, "input") : code`undefined`;
  };
  const [token, size] = [typeOf(inputToken), typeOf(pageSize)];
  const isPlain = ({ parts }: Code, name: string) => parts.length === 1 && parts[0] === name;
  const given = isPlain(size, "number") ? (isPlain(token, "string") ? [] : [token]) : [token, size];
  const options = runtimeType(module, "PageOptions");
  return given.length === 0 ? code`${options}` : code`${options}<${join(given, ", ")}>`;
}

interface Items {
  readonly type: Code;
  readonly code: Code;
}

/** The items of a page, the entries of those that are a map. */
function itemsOf(
  context: EmitContext,
  operation: OperationIr,
  { items }: PaginationIr,
): Items | undefined {
  const place = items && pageAt(context, operation, items);
  if (!place) return undefined;
  const { type } = place;
  if (type.kind === "list") {
    const item = typeCode(context, type.item, "output");
    return { type: type.sparse ? code`${item} | null` : item, code: place.code };
  }
  if (type.kind !== "map") return undefined;
  const value = typeCode(context, type.value, "output");
  const orNull = type.sparse ? code`${value} | null` : value;
  const entries = place.optional ? code`${place.code} ?? {}` : place.code;
  return {
    type: code`[key: string, value: ${orNull}]`,
    code: code`${globalValue("Object")}.entries(${entries})`,
  };
}

function pageAt(
  { service }: EmitContext,
  { output }: OperationIr,
  path: readonly string[],
): Place | undefined {
  return placeIn(service, code`page`, output, path, "output");
}

function paginationCode(
  context: EmitContext,
  operation: OperationIr,
  { inputToken, outputToken, pageSize, more, endsWithSameToken }: PaginationIr,
  items: Items | undefined,
): Code {
  const token = pageAt(context, operation, outputToken)?.code ?? code`undefined`;
  const flag = more === undefined ? undefined : pageAt(context, operation, [more])?.code;
  const lines = [
    code`operation: ${literal(operation.name)},`,
    code`inputToken: ${literal(inputToken)},`,
    ...(pageSize === undefined ? [] : [code`pageSize: ${literal(pageSize)},`]),
    code`outputToken: (page) => ${flag ? code`${flag} ? ${token} : undefined` : token},`,
    code`path: ${literal(outputToken.join("."))},`,
    ...(items ? [code`items: (page) => ${items.code},`] : []),
    ...(endsWithSameToken ? [code`endsWithSameToken: true,`] : []),
  ];
  return code`{\n${join(lines, "\n")}\n}`;
}
