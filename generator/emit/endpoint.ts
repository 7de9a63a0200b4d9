import { commonParameters } from "../endpoints/parameters.js";
import type {
  Block,
  EndpointParameter,
  EndpointProgram,
  EndpointResult,
  Expression,
  Property,
  Statement,
  Variable,
} from "../endpoints/program.js";
import { countInBlock } from "../endpoints/layout.js";
import { code, join, propertyKey, type Code, type Fragment } from "./code.js";
import { commentText } from "./docs.js";
import { docComment } from "./documentation/comment.js";
import {
  fitsLine,
  functionNames,
  printConstant,
  printExpression,
  type ExpressionContext,
} from "./endpointExpression.js";
import { declare, declarePartition, localNames, type LocalNames } from "./endpointNames.js";
import { attributesIn, partitionFunction } from "./endpointPartition.js";
import { runtime, runtimeType } from "./runtime.js";

const baseParameters = runtimeType("endpoint", "EndpointParameters");

/** The names that the statements of {@link emitEndpointFunction} may declare. */
export const endpointNames = ["resolveEndpoint", "partition", "ServiceEndpointParameters"] as const;

/**
 * The statements of a service's endpoint module: the function `resolveEndpoint`, which returns the
 * endpoint for its parameters or throws a `ConfigError`, and what it needs.
 */
export function emitEndpointFunction(program: EndpointProgram): Code[] {
  const own = program.parameters.filter(({ property }) => !commonParameters.has(property));
  const attributes = attributesIn(program.body);
  const type = own.length > 0 ? "ServiceEndpointParameters" : baseParameters;
  let names = localNames([...endpointNames, "configError", ...Object.values(functionNames)]);
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
  return [
    ...(own.length > 0 ? [printInterface(own)] : []),
    ...(attributes.length > 0 ? [partitionFunction(attributes)] : []),
    code`/**
 * Finds the endpoint, by the rules of the model.
 *
 * @throws ConfigError where the parameters contradict each other, or are not enough
 */
export function resolveEndpoint(${parameters}): ${hasDetails(program) ? runtimeType("endpointDetails", "DetailedEndpoint") : runtimeType("endpoint", "Endpoint")} {
${join(lines, "\n")}
}`,
  ];
}

/** Whether the rules say more of an endpoint than where it is. */
export function hasDetails({ body }: EndpointProgram): boolean {
  return resultsIn(body).some(({ headers, properties }) => headers.length + properties.length > 0);
}

function resultsIn(block: Block): readonly EndpointResult[] {
  return block.flatMap((statement) => {
    if (statement.kind === "if") return resultsIn(statement.then);
    return statement.kind === "endpoint" ? [statement] : [];
  });
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

/** The lines of a block. */
function printBlock(block: Block, indent: string, context: ExpressionContext): readonly Code[] {
  const lines: Code[] = [];
  let { names } = context;
  for (const statement of block) {
    if (statement.kind === "bind") {
      const bound = printBind(statement.variable, statement.value, { ...context, names }, block);
      names = bound.names;
      lines.push(code`${indent}${bound.code}`);
    } else {
      lines.push(...printStatement(statement, indent, { ...context, names }));
    }
  }
  return lines;
}

function printStatement(
  statement: Exclude<Statement, { kind: "bind" }>,
  indent: string,
  context: ExpressionContext,
): readonly Code[] {
  switch (statement.kind) {
    case "if": {
      const head = code`${indent}if (${printExpression(statement.test, context)})`;
      const [only] = statement.then;
      if (only?.kind === "error" || only?.kind === "endpoint") {
        const line = code`${head} ${printStatement(only, "", context)}`;
        if (fitsLine(line)) return [line];
      }
      const lines = printBlock(statement.then, `${indent}  `, context);
      return [code`${head} {`, ...lines, code`${indent}}`];
    }
    case "error": {
      const message = printExpression(statement.message, context);
      return [code`${indent}throw ${runtime("endpoint", "configError")}(${message});`];
    }
    case "endpoint":
      return [code`${indent}return ${printEndpoint(statement, context)};`];
  }
}

function printBind(
  variable: Variable,
  value: Expression,
  context: ExpressionContext,
  block: Block,
): { readonly code: Code; readonly names: LocalNames } {
  const printed = printExpression(value, context);
  if (value.kind !== "call" || value.function !== "aws.partition") {
    const [name, names] = declare(context.names, variable);
    return { code: code`const ${name} = ${printed};`, names };
  }
  const used = attributesIn(block, variable);
  const [locals, names] = declarePartition(context.names, variable, used);
  const [only] = locals.values();
  if (context.partition.length === 1)
    return { code: code`const ${only ?? ""} = ${printed};`, names };
  const last = context.partition.findLastIndex((name) => locals.has(name));
  const pattern = context.partition.slice(0, last + 1).map((name) => locals.get(name) ?? "");
  return { code: code`const [${pattern.join(", ")}] = ${printed};`, names };
}

function printEndpoint(result: EndpointResult, context: ExpressionContext): Code {
  const fields: Code[] = [code`url: ${printExpression(result.url, context)}`];
  if (result.headers.length > 0) {
    const headers = result.headers.map(([name, values]): [string, Property] => [
      name,
      { kind: "list", items: values },
    ]);
    fields.push(code`headers: ${printProperty({ kind: "record", entries: headers }, context)}`);
  }
  if (result.properties.length > 0) {
    const properties: Property = { kind: "record", entries: result.properties };
    fields.push(code`properties: ${printProperty(properties, context)}`);
  }
  return code`{ ${join(fields, ", ")} }`;
}

function printProperty(property: Property, context: ExpressionContext): Code {
  const print = (inner: Property) => printProperty(inner, context);
  if (property.kind === "list") return code`[${join(property.items.map(print), ", ")}]`;
  if (property.kind !== "record") return printExpression(property, context);
  const entries = property.entries.map(([name, value]): Fragment => [
    propertyKey(name),
    ": ",
    print(value),
  ]);
  return entries.length > 0 ? code`{ ${join(entries, ", ")} }` : code`{}`;
}
