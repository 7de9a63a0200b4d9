import { countInBlock } from "../../endpoints/layout.js";
import { commonParameters } from "../../endpoints/parameters.js";
import type {
  Block,
  EndpointFunction,
  EndpointParameter,
  EndpointProgram,
  EndpointResult,
  FunctionParameter,
  Type,
} from "../../endpoints/program.js";
import { code, join, propertyKey, type Code } from "../printing/code.js";
import { commentText } from "../documentation/docs.js";
import { docComment } from "../documentation/comment.js";
import { printBlock } from "./block.js";
import { functionNames, printConstant } from "./expression.js";
import { declare, declarePartition, localNames, type LocalNames } from "./names.js";
import { attributesIn, partitionFunction } from "./partition.js";
import { runtimeType } from "../runtime.js";

const baseParameters = runtimeType("contract/endpoint", "EndpointParameters");

/** The names that the statements of {@link emitEndpointFunction} declare. */
export function endpointNames({ functions }: EndpointProgram): readonly string[] {
  return [...ownNames, ...functions.map(({ name }) => name)];
}

const ownNames = ["resolveEndpoint", "partition", "ServiceEndpointParameters"] as const;

/**
 * The statements of a service's endpoint module: the function `resolveEndpoint`, which returns the
 * endpoint for its parameters or throws a `ConfigError`, and what it needs.
 */
export function emitEndpointFunction(program: EndpointProgram): Code[] {
  const own = program.parameters.filter(({ property }) => !commonParameters.has(property));
  const attributes = attributesIn(wholeOf(program));
  const type = own.length > 0 ? "ServiceEndpointParameters" : baseParameters;
  const result = hasDetails(program)
    ? runtimeType("endpoints/details", "DetailedEndpoint")
    : runtimeType("contract/endpoint", "Endpoint");
  const taken = [...endpointNames(program), "configError", ...Object.values(functionNames)];
  let names = localNames(taken);
  const fields: Code[] = [];
  for (const parameter of program.parameters) {
    if (countInBlock(parameter.variable, program.body) === 0) continue;
    const [name, declared] = declare(names, parameter.variable);
    names = declared;
    fields.push(printField(parameter, name));
  }
  const parameters =
    fields.length > 0 ? code`{ ${join(fields, ", ")} }: ${type}` : code`_parameters: ${type}`;
  const lines = printBlock(program.body, "  ", { names, partition: attributes });
  const functions = program.functions.map((each) => {
    const printed = printFunctionParameters(each, localNames(taken));
    const body = printBlock(each.body, "  ", { names: printed.names, partition: attributes });
    return code`function ${each.name}(${printed.code}): ${result} {
${join(body, "\n")}
}`;
  });
  return [
    ...(own.length > 0 ? [printInterface(own)] : []),
    ...(attributes.length > 0 ? [partitionFunction(attributes)] : []),
    code`/**
 * Finds the endpoint, by the rules of the model.
 *
 * @throws ConfigError where the parameters contradict each other, or are not enough
 */
export function resolveEndpoint(${parameters}): ${result} {
${join(lines, "\n")}
}`,
    ...functions,
  ];
}

/** All of a program's statements. */
function wholeOf({ body, functions }: EndpointProgram): Block {
  return [...body, ...functions.flatMap((each) => each.body)];
}

/** Whether the rules say more of an endpoint than where it is. */
export function hasDetails(program: EndpointProgram): boolean {
  return resultsIn(wholeOf(program)).some(
    ({ headers, properties }) => headers.length + properties.length > 0,
  );
}

function resultsIn(block: Block): readonly EndpointResult[] {
  return block.flatMap((statement) => {
    if (statement.kind === "if") return resultsIn(statement.then);
    return statement.kind === "endpoint" ? [statement] : [];
  });
}

const recordTypes = { URL: "ParsedUrl", ARN: "ParsedArn" } as const;

function printType(type: Type): Code {
  if (type === "URL" || type === "ARN") {
    return code`${runtimeType("endpoints/functions", recordTypes[type])}`;
  }
  return code`${type === "stringArray" ? parameterTypes[type] : type}`;
}

/** The parameters of a function, and the names where they are declared. */
function printFunctionParameters(
  { parameters }: EndpointFunction,
  start: LocalNames,
): { readonly code: Code; readonly names: LocalNames } {
  let names = start;
  const printed: Code[] = [];
  const partitions = new Map<number, FunctionParameter[]>();
  for (const parameter of parameters) {
    const { variable, attribute, type, optional } = parameter;
    if (attribute !== undefined) {
      partitions.set(variable.id, [...(partitions.get(variable.id) ?? []), parameter]);
      continue;
    }
    const [name, declared] = declare(names, variable);
    names = declared;
    printed.push(code`${name}: ${printType(type)}${optional ? " | undefined" : ""}`);
  }
  for (const group of partitions.values()) {
    const [first] = group as [FunctionParameter];
    const attributes = group.flatMap(({ attribute }) => attribute ?? []);
    const [locals, declared] = declarePartition(names, first.variable, attributes);
    names = declared;
    for (const { attribute = "", type } of group) {
      printed.push(code`${locals.get(attribute) ?? ""}: ${printType(type)}`);
    }
  }
  return { code: join(printed, ", "), names };
}

function printField(parameter: EndpointParameter, name: string): Code {
  const key = propertyKey(parameter.property);
  const field = key === name ? name : `${key}: ${name}`;
  const { default: fallback } = parameter;
  return code`${field}${fallback === undefined ? "" : ` = ${printConstant(fallback)}`}`;
}

/** The types of parameters. */
export const parameterTypes = {
  string: "string",
  boolean: "boolean",
  stringArray: "readonly string[]",
} as const;

function printInterface(parameters: readonly EndpointParameter[]): Code {
  const properties = parameters.map(({ property, type, documentation, deprecated }) => {
    const doc = docComment(
      { html: documentation, deprecated: deprecated === "" ? true : deprecated },
      { link: () => undefined },
    );
    return code`${commentText(doc)}readonly ${propertyKey(property)}?: ${parameterTypes[type]} | undefined;\n`;
  });
  return code`/** What the endpoint rules of this service decide by. */
export interface ServiceEndpointParameters extends ${baseParameters} {
${properties}}`;
}
