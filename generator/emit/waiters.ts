import type { AcceptorIr, OperationIr, WaiterIr } from "../ir/ir.js";
import { givenBy } from "../ir/waiters.js";
import type { Expression } from "../jmespath/expression.js";
import {
  clientType,
  inputType,
  operationErrorType,
  operationFunction,
  outputType,
  type ClientContext,
} from "./context.js";
import { documented } from "./documentation/docs.js";
import { linksOf } from "./documentation/links.js";
import { jmespathCode } from "./jmespath.js";
import { operationModule } from "./layout/layout.js";
import { placeIn, type Place } from "./path.js";
import { code, join, literal, type Code, type Symbol } from "./printing/code.js";
import type { Declaration } from "./printing/module.js";
import { globalType, runtime, runtimeType } from "./runtime.js";

const module = "call/wait";

/** The types that the signatures of such functions have. */
export const waiterTypes: readonly Symbol[] = [
  "WaitError",
  "WaitOptions",
  "Waited",
  "WaiterFailedError",
].map((name) => runtimeType(module, name));

/** The functions of an operation's waiters, and what the runtime knows of them. */
export function waiterDeclarations(
  context: ClientContext,
  operation: OperationIr,
): readonly Declaration[] {
  return operation.waiters.flatMap((waiter) => [
    waiterFunctionDeclaration(context, operation, waiter),
    waiterDeclaration(context, operation, waiter),
  ]);
}

/** The function of a waiter. */
export function waiterFunction(operation: OperationIr, { functionName }: WaiterIr): Symbol {
  return {
    kind: "symbol",
    name: functionName,
    module: operationModule(operation.functionName),
  };
}

/** What the runtime knows of a waiter. */
export function waiterConst(operation: OperationIr, { constantName }: WaiterIr): Symbol {
  return {
    kind: "symbol",
    name: constantName,
    module: operationModule(operation.functionName),
  };
}

function waiterFunctionDeclaration(
  context: ClientContext,
  operation: OperationIr,
  waiter: WaiterIr,
): Declaration {
  const output = outputType(context, operation);
  const failure = operationErrorType(operation);
  const value = {
    output: code`${output}`,
    error: code`${failure}`,
    either: code`${output} | ${failure}`,
  }[givenBy(waiter)];
  const error = code`${runtimeType("call/wait", "WaitError")}<${output}, ${failure}>`;
  const result = code`${runtimeType("contract/result", "Result")}<${value}, ${error}>`;
  const html =
    waiter.documentation ??
    `Calls \`${operation.functionName}\` until what it says is \`${waiter.name}\`.`;
  const deprecated = waiter.deprecated ? {} : undefined;
  return {
    kind: "function",
    name: waiter.functionName,
    exported: true,
    doc: documented(linksOf(context), { html, deprecated }),
    parameters: [
      { name: "client", type: code`${clientType(context)}` },
      { name: "input", type: code`${inputType(context, operation)}` },
      { name: "options", type: code`${runtimeType("call/wait", "WaitOptions")}` },
    ],
    returnType: code`${globalType("Promise")}<${result}>`,
    body: code`return ${runtime("call/wait", "wait")}(${operationFunction(operation)}, client, ${waiterConst(operation, waiter)}, input, options);`,
  };
}

function waiterDeclaration(
  context: ClientContext,
  operation: OperationIr,
  waiter: WaiterIr,
): Declaration {
  const types = join([inputType(context, operation), outputType(context, operation)], ", ");
  const acceptors = waiter.acceptors.map((each) => acceptorCode(context, operation, each));
  const lines = [
    code`name: ${literal(waiter.name)},`,
    code`operation: ${literal(operation.name)},`,
    code`minDelay: ${waiter.minDelay},`,
    code`maxDelay: ${waiter.maxDelay},`,
    code`acceptors: [\n${join(acceptors, "\n")}\n],`,
  ];
  return {
    kind: "const",
    name: waiter.constantName,
    exported: true,
    doc: "@internal",
    type: code`${runtimeType("call/waiters", "Waiter")}<${types}>`,
    value: code`{\n${join(lines, "\n")}\n}`,
  };
}

function acceptorCode(
  context: ClientContext,
  operation: OperationIr,
  { state, matcher }: AcceptorIr,
): Code {
  const as = (matches: Code) => code`{ state: ${literal(state)}, ${matches} },`;
  switch (matcher.kind) {
    case "any":
      return as(matcher.success ? code`output: () => true` : code`error: true`);
    case "error":
      return as(code`error: ${literal(matcher.name)}`);
    default:
      return as(code`output: ${matcherCode(context, operation, matcher)}`);
  }
}

type PathMatcher = Extract<AcceptorIr["matcher"], { readonly path: Expression }>;

function matcherCode(
  context: ClientContext,
  operation: OperationIr,
  { kind, path, comparator, expected }: PathMatcher,
): Code {
  const place = placeOf(context, operation, kind, path);
  const root = kind === "output" ? code`output` : code`{ input, output }`;
  const value = place?.code ?? jmespathCode(path, root);
  const condition = comparison(value, place, comparator, expected);
  const uses = (name: string) =>
    condition.parts.some((part) => typeof part === "string" && mentions(part, name));
  const taken = uses("input") ? "output, input" : uses("output") ? "output" : "";
  return code`(${taken}) => ${condition}`;
}

/** Whether code has a name, and not just within a text. */
function mentions(text: string, name: string): boolean {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return new RegExp(`(?<![.\\w$])${name}\\b(?!:)`).test(plain);
}

/** Where a path leads to that is nothing but members of structures: the language itself can go there. */
function placeOf(
  { service }: ClientContext,
  operation: OperationIr,
  kind: PathMatcher["kind"],
  path: Expression,
): Place | undefined {
  const names = namesIn(path);
  if (!names) return undefined;
  if (kind === "output") return placeIn(service, code`output`, operation.output, names, "output");
  const [root, ...rest] = names;
  if (root === "input") return placeIn(service, code`input`, operation.input, rest, "input");
  if (root !== "output") return undefined;
  return placeIn(service, code`output`, operation.output, rest, "output");
}

/** The names of an expression that is nothing but members of members. */
function namesIn(path: Expression): readonly string[] | undefined {
  const names: string[] = [];
  let at = path;
  for (; at.kind === "field"; at = at.of) names.unshift(at.name);
  return at.kind === "current" && names.length > 0 ? names : undefined;
}

function comparison(
  value: Code,
  place: Place | undefined,
  comparator: PathMatcher["comparator"],
  expected: string,
): Code {
  const kind = place?.type.kind;
  const helper = (name: string) => runtime("call/jmespath", name);
  const text = literal(expected);
  switch (comparator) {
    case "stringEquals":
      return place === undefined || kind === "string" || kind === "enum"
        ? code`${value} === ${text}`
        : code`${helper("isEqual")}(${value}, ${text})`;
    case "booleanEquals": {
      const flag = expected === "true" ? "true" : "false";
      return place === undefined || kind === "boolean"
        ? code`${value} === ${flag}`
        : code`${helper("isEqual")}(${value}, ${flag})`;
    }
    case "allStringEquals":
      return code`${helper("everyIs")}(${value}, ${text})`;
    case "anyStringEquals":
      return code`${helper("someIs")}(${value}, ${text})`;
  }
}
