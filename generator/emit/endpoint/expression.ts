import type { Block, Expression, FunctionName } from "../../endpoints/program.js";
import { code, join, literal, propertyAccess, type Code, type Fragment } from "../printing/code.js";
import type { EndpointMakers } from "./details.js";
import type { LocalNames } from "./names.js";
import { runtime } from "../runtime.js";

/** The names of the rule language's functions in the runtime; of partitions, the module has a table. */
export const functionNames = {
  "aws.isVirtualHostableS3Bucket": "isVirtualHostableS3Bucket",
  "aws.parseArn": "parseArn",
  isValidHostLabel: "isValidHostLabel",
  parseURL: "parseURL",
  split: "split",
  substring: "substring",
  uriEncode: "uriEncode",
} as const satisfies Record<Exclude<FunctionName, "aws.partition">, string>;

/** What expressions mean where they are printed. */
export interface ExpressionContext {
  readonly names: LocalNames;
  /** The attributes that the module's `partitions` have, in order. */
  readonly partition: readonly string[];
  readonly makers: EndpointMakers;
  /** Variables whose values are never empty, by their ids: they are set where they are truthy. */
  readonly truthy: ReadonlySet<number>;
}

/** An expression as source text. */
export function printExpression(expression: Expression, context: ExpressionContext): Code {
  const print = (inner: Expression) => printExpression(inner, context);
  const operand = (inner: Expression) => printOperand(inner, context);
  switch (expression.kind) {
    case "literal":
      return code`${printConstant(expression.value)}`;
    case "reference":
      return code`${nameOf(expression.variable.id, context.names.variables)}`;
    case "template":
      return code`\`${expression.parts.map((part): Fragment =>
        part.kind === "literal" ? templateText(String(part.value)) : ["${", print(part), "}"],
      )}\``;
    case "attribute":
      return expression.type === "partition"
        ? printPartitionAttribute(expression.of, expression.name, context)
        : code`${operand(expression.of)}${propertyAccess(expression.name)}`;
    case "item":
      return expression.index < 0
        ? code`${operand(expression.of)}.at(${expression.index})`
        : code`${operand(expression.of)}[${expression.index}]`;
    case "isSet":
      return code`${operand(expression.of)} !== undefined`;
    case "not":
      return printNegation(expression.of, context);
    case "and":
      return join(
        expression.of.map((part) => (binds(part) ? print(part) : operand(part))),
        " && ",
      );
    case "or":
      return join(
        expression.of.map((part) => (binds(part) ? print(part) : operand(part))),
        " || ",
      );
    case "equals":
      return code`${operand(expression.left)} === ${operand(expression.right)}`;
    case "plus":
      return code`${operand(expression.of)} + ${String(expression.value)}`;
    case "coalesce":
      return join(expression.of.map(operand), " ?? ");
    case "choose":
      return code`${choiceTest(expression.test, context)} ? ${operand(expression.then)} : ${operand(expression.otherwise)}`;
    case "call": {
      const args = join(expression.arguments.map(print), ", ");
      // The last of them has every region.
      if (expression.function === "aws.partition") {
        return code`partitions.find(([regions]) => regions.test(${args}))!`;
      }
      return code`${runtime("endpoints/functions", functionNames[expression.function])}(${args})`;
    }
  }
}

function choiceTest(test: Expression, context: ExpressionContext): Code {
  const printed = printTest(test, context);
  return test.kind === "reference" || test.kind === "attribute" || test.kind === "call"
    ? printed
    : code`(${printed})`;
}

/** An expression of which nothing but its truth matters, as source text. */
export function printTest(test: Expression, context: ExpressionContext): Code {
  const { kind } = test;
  if (kind === "isSet" && isTruthy(test.of, context)) return printOperand(test.of, context);
  if (kind === "not") {
    const { of } = test;
    if (of.kind === "isSet" && isTruthy(of.of, context))
      return code`!${printOperand(of.of, context)}`;
    return printExpression(test, context);
  }
  if (kind !== "and" && kind !== "or") return printExpression(test, context);
  const parts = kind === "and" ? shorten(test.of) : test.of;
  const printed = parts.map((part) => {
    const text = printTest(part, context);
    const binds = part.kind !== "and" && part.kind !== "or" && part.kind !== "coalesce";
    return binds && part.kind !== "choose" ? text : code`(${text})`;
  });
  return join(printed, kind === "and" ? " && " : " || ");
}

/** Tests of which each says what it takes two for in the rules: `b === false`. */
function shorten(tests: readonly Expression[]): readonly Expression[] {
  return tests.flatMap((test, index): readonly Expression[] => {
    const [before, next] = [tests[index - 1], tests[index + 1]];
    if (next && isSetBefore(test, next)) return [];
    if (!before || test.kind !== "not" || !isSetBefore(before, test)) return [test];
    return [{ kind: "equals", left: test.of, right: { kind: "literal", value: false } }];
  });
}

/** Whether a test is for a boolean to be set, and the next for it to be `false`. */
function isSetBefore(test: Expression, next: Expression): boolean {
  return (
    test.kind === "isSet" &&
    test.of.kind === "reference" &&
    next.kind === "not" &&
    next.of.kind === "reference" &&
    next.of.variable.id === test.of.variable.id
  );
}

function isTruthy(value: Expression, { truthy }: ExpressionContext): boolean {
  return value.kind === "reference" && truthy.has(value.variable.id);
}

/** The variables of a program whose values are records, or texts that are not empty. */
export function truthyIn(block: Block): readonly number[] {
  return block.flatMap((statement): readonly number[] => {
    if (statement.kind === "if") return truthyIn(statement.then);
    if (statement.kind === "each") return truthyIn(statement.body);
    if (statement.kind !== "bind" || statement.value.kind !== "call") return [];
    const { function: name, arguments: given } = statement.value;
    if (name === "parseURL" || name === "aws.parseArn") return [statement.variable.id];
    // The rules' function returns nothing where it would return an empty text.
    return name === "substring" && given.length > 0 ? [statement.variable.id] : [];
  });
}

/** A value that is known already, as source text. */
export function printConstant(value: string | boolean | number | readonly string[]): string {
  if (typeof value === "string") return literal(value);
  return typeof value === "object" ? `[${value.map(literal).join(", ")}]` : String(value);
}

function printNegation(test: Expression, context: ExpressionContext): Code {
  const operand = (inner: Expression) => printOperand(inner, context);
  if (test.kind === "isSet") return code`${operand(test.of)} === undefined`;
  if (test.kind === "equals") return code`${operand(test.left)} !== ${operand(test.right)}`;
  return code`!${operand(test)}`;
}

/** Tells whether an operand of `&&` and `||` needs no parentheses, though it has an operator. */
function binds({ kind }: Expression): boolean {
  return kind === "isSet" || kind === "not" || kind === "equals";
}

/** An expression as the operand of any operator: in parentheses, if it has one itself. */
function printOperand(expression: Expression, context: ExpressionContext): Code {
  const printed = printExpression(expression, context);
  switch (expression.kind) {
    case "isSet":
    case "not":
    case "and":
    case "or":
    case "equals":
    case "plus":
    case "coalesce":
    case "choose":
      return code`(${printed})`;
    default:
      return printed;
  }
}

function printPartitionAttribute(of: Expression, name: string, context: ExpressionContext): Code {
  if (of.kind === "reference") {
    const locals = context.names.partitions.get(of.variable.id) ?? new Map<string, string>();
    return code`${nameOf(name, locals)}`;
  }
  return code`${printOperand(of, context)}[${context.partition.indexOf(name) + 1}]`;
}

function nameOf<Key>(key: Key, names: ReadonlyMap<Key, string>): string {
  const name = names.get(key);
  if (name === undefined) throw new Error(`An endpoint program uses ${String(key)} undeclared.`);
  return name;
}

/** Text between the backticks of a template literal. */
function templateText(text: string): string {
  return literal(text)
    .slice(1, -1)
    .replace(/\\.|`|\$\{/g, (token) => {
      if (token === '\\"') return '"';
      return token === "`" || token === "${" ? `\\${token}` : token;
    });
}

/** Tells whether code fits on a line, its symbols under their own names. */
export function fitsLine(line: Code): boolean {
  const widths = line.parts.map((part) => (typeof part === "string" ? part : part.name).length);
  return widths.reduce((sum, width) => sum + width, 0) <= 100;
}
