import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import { constantOf, outermost, plainProperties, usesOf, valueOf } from "../syntax.js";
import type { Called } from "./calls.js";
import { conditionsOf, printConditions, type Condition } from "./mockInputs.js";
import { commandOf, type Mock, type MockUse } from "./mockUses.js";

/** What a mock was asked: `mock.commandCalls(GetObjectCommand)`, `mock.call(0)` and their like. */
export function callsOf(file: FileContext, mock: Mock, call: ts.CallExpression): MockUse {
  const how = (call.expression as ts.PropertyAccessExpression).name.text;
  const given = [...call.arguments];
  const isOne = how === "call" || how === "commandCall";
  const at = isOne ? given.shift() : undefined;
  const command = how.startsWith("command")
    ? commandOf(file, mock.service, given.shift())
    : undefined;
  const conditions = conditionsOf(file, given.shift());
  if (how.startsWith("command") && !command) return "calls of a command that a fake does not know";
  if (given.length > 0 || !conditions || (at && !ts.isNumericLiteral(at))) {
    return "calls of a mock that are asked for by more than texts, numbers and booleans";
  }
  const inputs = isOne ? inputsOfOne(file, call) : inputsOfAll(file, call);
  if (!inputs) return "of the calls of a mock more is read than their number and inputs";
  return () => {
    const { key } = mock.service;
    if (command) file.handled.set(command.node, key);
    const calls = printCalls(mock, command?.called, conditions);
    const one = at ? `[${file.text(at)}]${file.isTypeScript ? "!" : ""}` : "";
    file.replace(key, call.getStart(), call.end, `${calls}${one}`);
    for (const { start, end } of inputs) file.replace(key, start, end, "");
  };
}

function printCalls(
  { name }: Mock,
  called: Called | undefined,
  conditions: readonly Condition[] = [],
): string {
  if (!called) return `${name}.calls`;
  const isOf = `call.operation === ${JSON.stringify(called.function)}`;
  const inputs = conditions.length > 0 ? ` && ${printConditions("call.input", conditions)}` : "";
  return `${name}.calls.filter((call) => ${isOf}${inputs})`;
}

interface Range {
  readonly start: number;
  readonly end: number;
}
/** What of reads is to go; `undefined` where something else is read. */
type Ranges = readonly Range[] | undefined;

const allOf = <T>(items: readonly T[], of: (item: T) => Ranges): Ranges => {
  const found = items.map(of);
  return found.every((one) => one !== undefined) ? found.flat() : undefined;
};

/** Of a list of calls: its length, and the inputs of calls. */
function inputsOfAll(file: FileContext, node: ts.Node): Ranges {
  const outer = outermost(node);
  const { parent } = outer;
  const constant = constantOf(file.checker, outer);
  if (constant && !constant.declaration.type) {
    const uses = usesOf(file.source, file.checker, constant.symbol);
    return allOf(uses, (use) => inputsOfAll(file, use));
  }
  if (ts.isCallExpression(parent)) return parent.expression === outer ? undefined : [];
  if (ts.isElementAccessExpression(parent)) return inputsOfOne(file, parent);
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  if (parent.name.text === "length") return [];
  const call = parent.parent;
  if (!ts.isCallExpression(call)) return undefined;
  if (parent.name.text === "at") return inputsOfOne(file, call);
  const [callback] = call.arguments;
  const isEach = /^(map|flatMap|forEach|every|some|find|filter)$/.test(parent.name.text);
  if (!isEach || !callback || !ts.isArrowFunction(callback)) return undefined;
  const [parameter, ...more] = callback.parameters;
  const symbol = parameter && file.checker.getSymbolAtLocation(parameter.name);
  if (!symbol || more.length > 0) return undefined;
  const isRest = /^(find|filter)$/.test(parent.name.text);
  const inside = allOf(
    usesOf(file.source, file.checker, symbol).filter((use) => use !== parameter.name),
    (use) => inputsOfOne(file, use),
  );
  const after = isRest ? inputsOfAll(file, call) : [];
  return inside && after && [...inside, ...after];
}

/** Of `call.args[0].input` and `call.firstArg.input` what stands before `.input`. */
function inputsOfOne(file: FileContext, node: ts.Node): Ranges {
  const outer = outermost(node);
  const { parent } = outer;
  const constant = constantOf(file.checker, outer);
  if (constant && !constant.declaration.type) {
    const uses = usesOf(file.source, file.checker, constant.symbol);
    return allOf(uses, (use) => inputsOfOne(file, use));
  }
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  const isFirst = parent.name.text === "firstArg";
  const first = parent.parent;
  const isArgs = parent.name.text === "args" && ts.isElementAccessExpression(first);
  if (!isFirst && !(isArgs && first.argumentExpression.getText() === "0")) return undefined;
  const command = outermost(isFirst ? parent : first);
  const input = command.parent;
  const isInput = ts.isPropertyAccessExpression(input) && input.name.text === "input";
  if (!isInput || (input.questionDotToken && parent.questionDotToken)) return undefined;
  // `call?.args[0].input` stays `call?.input`.
  const start = parent.questionDotToken ? parent.name.getStart() : outer.end;
  const end = parent.questionDotToken ? input.name.getStart() : command.end;
  return [{ start, end }];
}

/** `expect(mock).toHaveReceivedCommandWith(…)` of aws-sdk-client-mock-jest and its like for Vitest. */
export function matcherOf(file: FileContext, mock: Mock, expected: ts.CallExpression): MockUse {
  let member = expected.parent;
  if (ts.isPropertyAccessExpression(member) && member.name.text === "not") member = member.parent;
  const call = member.parent;
  if (!ts.isPropertyAccessExpression(member) || !ts.isCallExpression(call)) {
    return "a mock is expected to be something";
  }
  const how = member.name.text.replace(/^toReceive/, "toHaveReceived");
  const commandAt = call.arguments.findIndex((argument) => commandOf(file, mock.service, argument));
  const command = commandOf(file, mock.service, call.arguments[commandAt]);
  const [first, second, ...more] = call.arguments.filter((_, index) => index !== commandAt);
  const operation = JSON.stringify(command?.called.function);
  /** The calls, the matcher, and what stands around its argument, which is kept. */
  const rewritten = (
    calls: string,
    matcher: string,
    [before, kept, after]: readonly [string, ts.Expression | undefined, string],
  ): MockUse => {
    return () => {
      const { key } = mock.service;
      const [target] = expected.arguments;
      if (command) file.handled.set(command.node, key);
      file.replace(key, target!.getStart(), target!.end, calls);
      const name = member.name.getStart();
      file.replace(key, name, kept?.getStart() ?? call.end, `${matcher}(${before}`);
      if (kept) file.replace(key, kept.end, call.end, `${after})`);
      else file.replace(key, call.end, call.end, `${after})`);
    };
  };
  const all = printCalls(mock, command?.called);
  const given = call.arguments.length;
  if (how === "toHaveReceivedAnyCommand" && given === 0) {
    return rewritten(`${mock.name}.calls.length`, "toBeGreaterThan", ["0", undefined, ""]);
  }
  if (!command) return `\`${how}\` has no counterpart`;
  if (how === "toHaveReceivedCommand" && given === 1) {
    return rewritten(`${all}.length`, "toBeGreaterThan", ["0", undefined, ""]);
  }
  if (how === "toHaveReceivedCommandOnce" && given === 1) {
    return rewritten(all, "toHaveLength", ["1", undefined, ""]);
  }
  if (how === "toHaveReceivedCommandTimes" && given === 2) {
    return rewritten(all, "toHaveLength", ["", first, ""]);
  }
  const isWith = how === "toHaveReceivedCommandWith" && given === 2;
  const isNth = /^toHaveReceivedNth(Specific)?CommandWith$/.test(how) && given === 3;
  const input = isWith ? first : second;
  if ((!isWith && !isNth) || more.length > 0 || !input) return `\`${how}\` has no counterpart`;
  if (!isComparable(file, mock, command.called, input)) {
    return "bytes are compared with what may be none: a fake has them as `Uint8Array`";
  }
  const around = [
    `{ operation: ${operation}, input: expect.objectContaining(`,
    input,
    ") }",
  ] as const;
  if (isWith) return rewritten(`${mock.name}.calls`, "toContainEqual", around);
  if (!first || !ts.isNumericLiteral(first))
    return `\`${how}\` with a number that is not written out`;
  const calls = how.includes("Specific") ? all : `${mock.name}.calls`;
  return rewritten(`${calls}[${Number(first.text) - 1}]`, "toEqual", around);
}

/** Whether an input that is expected has bytes as they arrive. */
function isComparable(
  file: FileContext,
  { service: { surface } }: Mock,
  called: Called,
  input: ts.Expression,
): boolean {
  const type = surface.operations[called.function]?.input ?? "";
  const bytes = Object.entries(surface.types[type]?.members ?? {}).flatMap(([name, text]) =>
    text.includes("Uint8Array") ? [name] : [],
  );
  if (bytes.length === 0) return true;
  const fields = ts.isObjectLiteralExpression(input) ? plainProperties(input) : undefined;
  if (!fields) return false;
  return bytes.every((name) => {
    const property = fields.get(name);
    if (!property) return true;
    const { symbol } = file.checker.getTypeAtLocation(valueOf(property));
    return symbol?.name === "Uint8Array";
  });
}
