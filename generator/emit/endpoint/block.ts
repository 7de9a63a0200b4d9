import type {
  Block,
  EndpointResult,
  Expression,
  Property,
  Statement,
  Variable,
} from "../../endpoints/program.js";
import { code, join, propertyKey, type Code, type Fragment } from "../printing/code.js";
import { fitsLine, printExpression, type ExpressionContext } from "./expression.js";
import { declare, declarePartition, type LocalNames } from "./names.js";
import { attributesIn } from "./partition.js";
import { runtime } from "../runtime.js";

/** The lines of a block. */
export function printBlock(
  block: Block,
  indent: string,
  context: ExpressionContext,
): readonly Code[] {
  const lines: Code[] = [];
  let { names } = context;
  for (const [index, statement] of block.entries()) {
    if (statement.kind === "bind") {
      const rest = block.slice(index + 1);
      const bound = printBind(statement.variable, statement.value, { ...context, names }, rest);
      names = bound.names;
      lines.push(code`${indent}${bound.code}`);
    } else {
      for (const line of printStatement(statement, indent, { ...context, names })) lines.push(line);
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
      if (only && only.kind !== "if" && only.kind !== "bind") {
        const line = code`${head} ${printStatement(only, "", context)}`;
        if (fitsLine(line)) return [line];
      }
      const lines = printBlock(statement.then, `${indent}  `, context);
      return [code`${head} {`, ...lines, code`${indent}}`];
    }
    case "error": {
      const message = printExpression(statement.message, context);
      return [code`${indent}${runtime("contract/endpoint", "misconfigured")}(${message});`];
    }
    case "resolve": {
      const values = statement.arguments.map((each) => printExpression(each, context));
      return [code`${indent}return ${statement.function}(${join(values, ", ")});`];
    }
    case "endpoint":
      return [code`${indent}return ${printEndpoint(statement, context)};`];
  }
}

function printBind(
  variable: Variable,
  value: Expression,
  context: ExpressionContext,
  rest: Block,
): { readonly code: Code; readonly names: LocalNames } {
  const printed = printExpression(value, context);
  if (value.kind !== "call" || value.function !== "aws.partition") {
    const [name, names] = declare(context.names, variable);
    return { code: code`const ${name} = ${printed};`, names };
  }
  const used = attributesIn(rest, variable);
  const [locals, names] = declarePartition(context.names, variable, used);
  const last = context.partition.findLastIndex((name) => locals.has(name));
  const pattern = context.partition.slice(0, last + 1).map((name) => locals.get(name) ?? "");
  return { code: code`const [, ${pattern.join(", ")}] = ${printed};`, names };
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
