import { countInBlock, isOnlyTested } from "../../endpoints/expressions.js";
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
import { printBlock, printMaker } from "./block.js";
import { endpointMakers, type EndpointMakers } from "./details.js";
import { functionNames, printConstant, truthyIn } from "./expression.js";
import { declare, declarePartition, localNames, type LocalNames } from "./names.js";
import { attributesIn, partitionTable } from "./partition.js";
import { runtimeType } from "../runtime.js";

/** The names that the statements of {@link emitEndpointFunction} declare. */
export function endpointNames(program: EndpointProgram): readonly string[] {
  return [...declaredNames(program), ...[...makersOf(program).values()].map(({ name }) => name)];
}

function declaredNames({ functions }: EndpointProgram): readonly string[] {
  return [...ownNames, ...functions.map(({ name }) => name)];
}

function makersOf(program: EndpointProgram): EndpointMakers {
  return endpointMakers(resultsIn(wholeOf(program)), [...declaredNames(program), ...ownFunctions]);
}

// `regions` is what a partition's are called where it is looked for.
const ownFunctions = [...Object.values(functionNames), "misconfigured", "regions"];

const ownNames = ["resolveEndpoint", "partitions", "ServiceEndpointParameters"] as const;

/**
 * The statements of a service's endpoint module: the function `resolveEndpoint`, which returns the
 * endpoint for its parameters or throws a `ConfigError`, and what it needs.
 *
 * @param bound - the parameters that operations have values for, though all clients have settings
 */
export function emitEndpointFunction(
  program: EndpointProgram,
  bound: ReadonlySet<string> = new Set(),
): Code[] {
  const declared = program.parameters.filter(
    ({ property }) => !commonParameters.has(property) || bound.has(property),
  );
  const attributes = attributesIn(wholeOf(program));
  const result = hasDetails(program)
    ? runtimeType("endpoints/details", "DetailedEndpoint")
    : runtimeType("contract/endpoint", "Endpoint");
  const makers = makersOf(program);
  const truthy = new Set(truthyIn(wholeOf(program)));
  for (const { variable, type } of program.functions.flatMap((each) => each.parameters)) {
    if (type === "URL" || type === "ARN") truthy.add(variable.id);
  }
  const taken = [...endpointNames(program), ...ownFunctions];
  const { parameters, names } = printParameters(program, localNames(taken));
  const lines = printBlock(program.body, "  ", { names, partition: attributes, makers, truthy });
  const functions = program.functions.map((each) => {
    const printed = printFunctionParameters(each, localNames(taken), settingNames(program));
    const body = printBlock(each.body, "  ", {
      names: printed.names,
      partition: attributes,
      makers,
      truthy,
    });
    return code`function ${each.name}(${printed.code}): ${result} {
${join(body, "\n")}
}`;
  });
  return [
    ...(declared.length > 0 ? [printInterface(declared)] : []),
    ...(attributes.length > 0 ? [partitionTable(attributes)] : []),
    ...[...makers.values()].map((maker) => printMaker(maker, result)),
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

/** Whether rules have parameters that are no settings of every client: `resolveEndpoint` takes them too. */
export function hasOwnParameters({ parameters }: EndpointProgram): boolean {
  return parameters.some(({ property }) => !commonParameters.has(property));
}

/** The parameters of `resolveEndpoint`, and the names where they are declared. */
function printParameters(
  program: EndpointProgram,
  start: LocalNames,
): { readonly parameters: Code; readonly names: LocalNames } {
  const used = program.parameters.filter(
    ({ variable }) => countInBlock(variable, program.body) > 0,
  );
  const region = used.find(({ property }) => property === "Region");
  const given = region?.variable ?? { name: "region", id: -1 };
  const [regionName, withRegion] = declare(start, given, "region");
  let names = withRegion;
  const fieldsOf = (common: boolean): readonly Code[] =>
    used
      .filter((each) => each !== region && commonParameters.has(each.property) === common)
      .map(({ variable, property, default: fallback }) => {
        const key = commonParameters.get(property)?.setting ?? property;
        const [name, declared] = declare(names, variable, common ? key : undefined);
        names = declared;
        const tested = fallback === false && isOnlyTested(variable, program.body);
        return printField(key, name, tested ? undefined : fallback);
      });
  const settings = fieldsOf(true);
  const own = fieldsOf(false);
  const all: readonly (readonly [needed: boolean, printed: Code])[] = [
    [region !== undefined, printRegion(regionName, region)],
    [
      settings.length > 0,
      code`${printFields("_config", settings)}: ${runtimeType("contract/config", "ClientConfig")}`,
    ],
    [hasOwnParameters(program), code`${printFields("_own", own)}: ServiceEndpointParameters`],
  ];
  const last = all.findLastIndex(([needed]) => needed);
  const printed = all.slice(0, last + 1).map(([, each]) => each);
  return { parameters: join(printed, ", "), names };
}

/** @param parameter - absent where the rules do not look at it */
function printRegion(name: string, parameter: EndpointParameter | undefined): Code {
  if (!parameter) return code`_${name}: string | undefined`;
  const { isSet, default: fallback } = parameter;
  if (isSet) return code`${name}: string`;
  return code`${name}: string | undefined${fallback === undefined ? "" : ` = ${printConstant(fallback)}`}`;
}

function printFields(unused: string, fields: readonly Code[]): Code {
  return fields.length > 0 ? code`{ ${join(fields, ", ")} }` : code`${unused}`;
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
    if (statement.kind === "each") return resultsIn(statement.body);
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

/** What those parameters are called that every client has a setting for, by the id of their variable. */
function settingNames({ parameters }: EndpointProgram): ReadonlyMap<number, string> {
  return new Map(
    parameters.flatMap(({ property, variable }) => {
      const common = commonParameters.get(property);
      return common ? [[variable.id, common.setting]] : [];
    }),
  );
}

/** The parameters of a function, and the names where they are declared. */
function printFunctionParameters(
  { parameters }: EndpointFunction,
  start: LocalNames,
  settings: ReadonlyMap<number, string>,
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
    const [name, declared] = declare(names, variable, settings.get(variable.id));
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

function printField(property: string, name: string, fallback: EndpointParameter["default"]): Code {
  const key = propertyKey(property);
  const field = key === name ? name : `${key}: ${name}`;
  return code`${field}${fallback === undefined ? "" : ` = ${printConstant(fallback)}`}`;
}

/** The types of parameters. */
export const parameterTypes = {
  string: "string",
  boolean: "boolean",
  stringArray: "readonly string[]",
} as const;

function printInterface(parameters: readonly EndpointParameter[]): Code {
  const properties = parameters.map(({ property, type, isSet, documentation, deprecated }) => {
    const doc = docComment(
      { html: documentation, deprecated: deprecated === "" ? true : deprecated },
      { link: () => undefined },
    );
    const typed = isSet ? `: ${parameterTypes[type]}` : `?: ${parameterTypes[type]} | undefined`;
    return code`${commentText(doc)}readonly ${propertyKey(property)}${typed};\n`;
  });
  return code`/** What the endpoint rules of this service decide by. */
export interface ServiceEndpointParameters {
${properties}}`;
}
