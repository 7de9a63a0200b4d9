import type {
  Block,
  EndpointResult,
  Expression,
  Property,
  Statement,
  Variable,
} from "../../endpoints/program.js";
import {
  code,
  join,
  propertyKey,
  type Code,
  type Fragment,
  type Symbol,
} from "../printing/code.js";
import { detailsOf, leavesOf, structureOf, type EndpointMaker } from "./details.js";
import { fitsLine, printExpression, printTest, type ExpressionContext } from "./expression.js";
import { declare, declarePartition, localNames, type LocalNames } from "./names.js";
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
      const head = code`${indent}if (${printTest(statement.test, context)})`;
      const [only] = statement.then;
      if (only && only.kind !== "if" && only.kind !== "bind" && only.kind !== "each") {
        const line = code`${head} ${printStatement(only, "", context)}`;
        if (fitsLine(line)) return [line];
      }
      const lines = printBlock(statement.then, `${indent}  `, context);
      return [code`${head} {`, ...lines, code`${indent}}`];
    }
    case "each": {
      const { variables, rows, body } = statement;
      let { names } = context;
      const locals = variables.map((variable) => {
        const [name, declared] = declare(names, variable);
        names = declared;
        return name;
      });
      const alone = locals.length === 1;
      const values = rows.map((row) => {
        const printed = join(
          row.map((value) => printExpression(value, context)),
          ", ",
        );
        return alone ? printed : code`[${printed}]`;
      });
      const list = code`[${join(values, ", ")}]${alone ? "" : " as const"}`;
      const pattern = alone ? locals.join("") : `[${locals.join(", ")}]`;
      const lines = printBlock(body, `${indent}  `, { ...context, names });
      return [code`${indent}for (const ${pattern} of ${list}) {`, ...lines, code`${indent}}`];
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
  const print = (expression: Expression) => printExpression(expression, context);
  const url = print(result.url);
  const maker = context.makers.get(structureOf(result));
  if (!maker) return code`{ ${join([code`url: ${url}`, ...printDetails(result, print)], ", ")} }`;
  const values = leavesOf(result).map(({ value }) => value);
  // A parameter may stand for several of them.
  const places = new Map<string, Expression>();
  for (const [index, { name }] of maker.parameters) {
    const value = values[index];
    if (value && !places.has(name)) places.set(name, value);
  }
  const given = [...places.values()].map(print);
  return code`${maker.name}(${join([url, ...given], ", ")})`;
}

/** The function that makes endpoints. */
export function printMaker(maker: EndpointMaker, result: Symbol): Code {
  const parameters = new Map([...maker.parameters.values()].map(({ name, type }) => [name, type]));
  const declared = [["url", "string"], ...parameters].map(([name, type]) => `${name}: ${type}`);
  let index = 0;
  const details = printDetails(maker.example, (value) => {
    const parameter = maker.parameters.get(index++);
    if (parameter) return code`${parameter.name}`;
    return printExpression(value, {
      names: localNames([]),
      partition: [],
      makers: new Map(),
      truthy: new Set(),
    });
  });
  return code`function ${maker.name}(${declared.join(", ")}): ${result} {
return { ${join([code`url`, ...details], ", ")} };
}`;
}

/** The fields of an endpoint beside its URL. */
function printDetails(result: EndpointResult, print: (value: Expression) => Code): readonly Code[] {
  return detailsOf(result).entries.map(
    ([name, property]) => code`${name}: ${printProperty(property, print)}`,
  );
}

function printProperty(property: Property, printValue: (value: Expression) => Code): Code {
  const print = (inner: Property) => printProperty(inner, printValue);
  if (property.kind === "list") return code`[${join(property.items.map(print), ", ")}]`;
  if (property.kind !== "record") return printValue(property);
  const entries = property.entries.map(([name, value]): Fragment => {
    const printed = print(value);
    const [only, ...others] = printed.parts;
    return only === name && others.length === 0 ? name : [propertyKey(name), ": ", printed];
  });
  return entries.length > 0 ? code`{ ${join(entries, ", ")} }` : code`{}`;
}
