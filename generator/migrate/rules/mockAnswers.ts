import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import type { Service } from "../services.js";
import { indentOf, lineRange } from "../syntax.js";
import type { Called } from "./calls.js";
import { fakeErrorOf } from "./mockErrors.js";
import { areDisjoint, conditionsOf, printConditions, type Condition } from "./mockInputs.js";
import { commandOf, type Mock } from "./mockUses.js";

/** `mock.on(GetObjectCommand, { Key: "a" }).resolves(output)`, as far as it is of one operation. */
export interface Answer {
  readonly called: Called;
  /** The command's class. */
  readonly node: ts.Node;
  readonly conditions: readonly Condition[];
  readonly steps: readonly Step[];
}

interface Step {
  readonly how: "resolves" | "rejects" | "callsFake";
  readonly isOnce: boolean;
  readonly value: ts.Expression | undefined;
}

/** Answers that are given one after another, as a statement or the body of a function. */
export interface Chain {
  readonly answers: readonly Answer[];
  readonly whole: ts.Expression;
}

/** The answers of a chain of calls, of which a use of a mock is the beginning; or why they are left. */
export function chainOf(file: FileContext, mock: Mock, use: ts.Identifier): Chain | string {
  const answers: (Answer & { readonly steps: Step[] })[] = [];
  let whole: ts.Expression = use;
  for (;;) {
    const member = whole.parent;
    const call = member.parent;
    if (!ts.isPropertyAccessExpression(member) || !ts.isCallExpression(call)) break;
    const name = member.name.text;
    if (name === "on") {
      const answer = answerOf(file, mock, call);
      if (typeof answer === "string") return answer;
      answers.push(answer);
    } else {
      const answer = answers.at(-1);
      if (!answer) return `\`${name}\` for any command: a fake has a handler for each operation`;
      const step = stepOf(file, mock.service, answer, name, call);
      if (typeof step === "string") return step;
      answer.steps.push(step);
    }
    whole = call;
  }
  const { parent } = whole;
  const isBody = ts.isArrowFunction(parent) && parent.body === whole;
  if (!isBody && !ts.isExpressionStatement(parent)) return "answers of a mock are used further";
  for (const { steps } of answers) {
    if (steps.length === 0) return "an operation of a mock is named without an answer";
    if (steps.slice(0, -1).some(({ isOnce }) => !isOnce)) return "an answer follows one for good";
    if (steps.length > 1 && steps.some(({ how }) => how === "callsFake")) {
      return "a function is one of several answers";
    }
  }
  return { answers, whole };
}

function answerOf(
  file: FileContext,
  mock: Mock,
  on: ts.CallExpression,
): (Answer & { readonly steps: Step[] }) | string {
  const [name, matcher, ...more] = on.arguments;
  const command = commandOf(file, mock.service, name);
  if (!command) return "a mock of commands that a fake does not know";
  const conditions = more.length > 0 ? undefined : conditionsOf(file, matcher);
  if (!conditions) return "an input that is matched by more than texts, numbers and booleans";
  return { ...command, conditions, steps: [] };
}

function stepOf(
  file: FileContext,
  service: Service,
  { called }: Answer,
  name: string,
  call: ts.CallExpression,
): Step | string {
  const how = name.replace(/Once$/, "");
  const isOnce = how !== name;
  const [value, ...more] = call.arguments;
  if (more.length > 0) return `\`${name}\` with more than a value`;
  if (how === "resolves") return { how, isOnce, value };
  if (how === "rejects") {
    const error = fakeErrorOf(file, service, called, value);
    return error ? { how, isOnce, value } : "an error that is not written out where it is rejected";
  }
  if (how !== "callsFake") return `\`${name}\` of a mock has no counterpart`;
  const isOwn = value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
  if (!isOwn || value.parameters.length > 1 || isOnce) {
    return "a function that is not written out here, is called once, or asks for the client";
  }
  return { how, isOnce, value };
}

/** Whether a mock answers with errors, after which a client would try again. */
export function canFail(file: FileContext, chains: readonly Chain[]): boolean {
  const steps = chains.flatMap(({ answers }) => answers.flatMap((answer) => answer.steps));
  return steps.some(
    ({ how, value }) =>
      how === "rejects" || (how === "callsFake" && value && /\bthrow\b/.test(file.text(value))),
  );
}

/** Why answers that depend on inputs cannot be told by the statements that they stand in. */
export function problemOf(
  file: FileContext,
  service: Service,
  chains: readonly Chain[],
  { answers, whole }: Chain,
): string | undefined {
  const matched = answers.filter(({ conditions }) => conditions.length > 0);
  for (const { called } of matched) {
    const name = called.function;
    const { run, answers: all, general } = combinedOf(file, chains, whole, name);
    if (run.length === 0) return "answers that depend on inputs, in the body of a function";
    const isAlone = run.every((chain) =>
      chain.answers.every((one) => one.called.function === name),
    );
    if (!isAlone) return "answers of several operations by their inputs, in one chain";
    const isSimple = all.every(
      ({ steps: [step, ...more] }) =>
        more.length === 0 && step?.how !== "callsFake" && !step?.isOnce && isFixed(file, step),
    );
    if (!isSimple) return "answers by inputs that are functions, in order, or of other services";
    if (general) continue;
    const others = chains.filter(
      (chain) => !run.includes(chain) && chain.answers.some((one) => one.called.function === name),
    );
    if (!others.every((chain) => isInTest(chain.whole)) || emptyOf(service, name) === undefined) {
      return "answers by inputs, of which none is for all others";
    }
  }
  return undefined;
}

/** Whether a value can stand elsewhere as it is. */
const isFixed = (file: FileContext, step: Step | undefined): boolean =>
  step?.how !== "resolves" || !step.value || !file.holdsReference(step.value);

/** Whether a node is in a test alone, and not in what is done before each. */
function isInTest(node: ts.Node): boolean {
  for (let holder = node.parent; holder && !ts.isSourceFile(holder); holder = holder.parent) {
    const isCallback = ts.isArrowFunction(holder) || ts.isFunctionExpression(holder);
    if (isCallback && ts.isCallExpression(holder.parent)) {
      return /^(it|test)\b/.test(holder.parent.expression.getText());
    }
  }
  return false;
}

/** The answers of an operation in statements that follow each other. */
function combinedOf(
  file: FileContext,
  chains: readonly Chain[],
  whole: ts.Expression,
  name: string,
): { run: readonly Chain[]; answers: readonly Answer[]; general: Answer | undefined } {
  const block = whole.parent.parent;
  const statements: readonly ts.Node[] =
    ts.isBlock(block) || ts.isSourceFile(block) ? block.statements : [];
  const chainAt = (at: number): Chain | undefined =>
    chains.find((chain) => chain.whole.parent === statements[at]);
  const at = statements.indexOf(whole.parent);
  let first = at;
  while (at >= 0 && chainAt(first - 1)) first--;
  const run: Chain[] = [];
  for (let index = first, chain; (chain = at < 0 ? undefined : chainAt(index)); index++) {
    if (chain.answers.some((one) => one.called.function === name)) run.push(chain);
  }
  const all = run.flatMap((chain) => chain.answers.filter((one) => one.called.function === name));
  // One for all inputs takes the place of those before it.
  const last = all.findLastIndex(({ conditions }) => conditions.length === 0);
  const specific = all.slice(last + 1);
  const isAnyOrder = specific.every((one, index) =>
    specific.slice(index + 1).every((other) => areDisjoint(one.conditions, other.conditions)),
  );
  return { run, answers: isAnyOrder ? specific : specific.reverse(), general: all[last] };
}

/** Has the fake's handlers answer as a chain of a mock did. */
export function rewriteChain(
  file: FileContext,
  mock: Mock,
  chains: readonly Chain[],
  chain: Chain,
): void {
  const { answers, whole } = chain;
  const name = answers[0]?.called.function ?? "";
  const combined = combinedOf(file, chains, whole, name);
  for (const { node } of answers) file.handled.set(node, mock.service.key);
  if (combined.answers.length === 0) rewriteInPlace(file, mock, chain);
  else if (combined.run[0] === chain) rewriteCombined(file, mock, chain, name, combined);
  else {
    const { start, end } = lineRange(file.source, whole.parent);
    file.replace(mock.service.key, start, end, "");
  }
}

/** Keeps the values where they are, since other rules may rewrite what is in them. */
function rewriteInPlace(file: FileContext, mock: Mock, { answers, whole }: Chain): void {
  const { service, name } = mock;
  const isBody = !ts.isExpressionStatement(whole.parent);
  let at = whole.getStart();
  let text = isBody ? "{ " : "";
  const keep = (node: ts.Node): void => {
    file.replace(service.key, at, node.getStart(), text);
    at = node.end;
    text = "";
  };
  for (const [index, { called, steps }] of answers.entries()) {
    if (index > 0) text += isBody ? "; " : `;\n${indentOf(file.source, whole)}`;
    text += `${name}.handlers.${called.function} = `;
    const inOrder = steps.length > 1 ? file.use(service, "./testing", "inOrder") : undefined;
    text += inOrder ? `${inOrder}(` : steps[0]?.how === "callsFake" ? "" : "() => ";
    for (const [place, { how, value }] of steps.entries()) {
      if (place > 0) text += ", ";
      const isOutput = how === "resolves" && hasOutput(service, called.function);
      if (how === "rejects") text += fakeErrorOf(file, service, called, value)!.print();
      else if (!value || (how === "resolves" && !isOutput)) {
        text += isOutput ? (inOrder ? "{}" : "({})") : "undefined";
      } else {
        const isLiteral = ts.isObjectLiteralExpression(value) && !inOrder;
        if (isLiteral) text += "(";
        keep(value);
        if (isLiteral) text += ")";
        if (how === "callsFake") rewriteThrown(file, service, called, value);
      }
    }
    if (inOrder) text += ")";
  }
  file.replace(service.key, at, whole.end, `${text}${isBody ? "; }" : ""}`);
}

/** What a function throws, as the fake has its errors. */
function rewriteThrown(
  file: FileContext,
  service: Service,
  called: Called,
  answer: ts.Expression,
): void {
  const visit = (node: ts.Node): void => {
    if (ts.isTryStatement(node)) return;
    const error = ts.isThrowStatement(node) && fakeErrorOf(file, service, called, node.expression);
    if (!error) ts.forEachChild(node, visit);
    else file.replace(service.key, node.expression.getStart(), node.expression.end, error.print());
  };
  visit(answer);
}

function rewriteCombined(
  file: FileContext,
  { service, name }: Mock,
  { whole }: Chain,
  operation: string,
  { answers, general }: ReturnType<typeof combinedOf>,
): void {
  const printed = (answer: Answer): string => {
    const [step] = answer.steps;
    if (step?.how === "rejects") {
      return fakeErrorOf(file, service, answer.called, step.value)!.print();
    }
    if (!hasOutput(service, operation)) return "undefined";
    return step?.value ? file.text(step.value) : "{}";
  };
  const texts = answers.map((answer) => [answer.conditions, printed(answer)] as const);
  const rest = general ? printed(general) : (emptyOf(service, operation) ?? "");
  const values = [
    rest,
    ...texts.flatMap(([conditions, text]) => [printConditions("", conditions), text]),
  ];
  const input = values.some((text) => /\binput\b/.test(text)) ? file.names.fresh("input") : "input";
  const indent = indentOf(file.source, whole);
  const lines = [
    ...texts.map(
      ([conditions, text]) => `if (${printConditions(input, conditions)}) return ${text};`,
    ),
    `return ${rest};`,
  ];
  const body = lines.map((line) => `\n${indent}  ${line}`).join("");
  const handler = `${name}.handlers.${operation} = (${input}) => {${body}\n${indent}}`;
  file.replace(service.key, whole.getStart(), whole.end, handler);
}

const hasOutput = (service: Service, operation: string): boolean =>
  service.surface.operations[operation]?.output !== undefined;

/** An answer without members; `undefined` where an operation has none. */
export function emptyOf({ surface }: Service, operation: string): string | undefined {
  const { output } = surface.operations[operation] ?? {};
  if (output === undefined) return "undefined";
  const members = Object.values(surface.types[output]?.members ?? {});
  return members.every((member) => member.endsWith("?")) ? "{}" : undefined;
}
