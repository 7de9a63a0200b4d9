import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import type { Service } from "../services.js";
import { constantOf, lineRange, outermost, plainProperties, usesOf, valueOf } from "../syntax.js";
import { calledBy } from "./calls.js";

/** A mock that can be a fake: a constant, and the one client of its service that the file creates. */
interface Mock {
  readonly service: Service;
  /** The constant's name, which the fake then has. */
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly statement: ts.Statement;
  /** What the client is a mock of: the class, or a constant of it. */
  readonly target: ts.Expression;
}

/**
 * `mockClient` of aws-sdk-client-mock, where the file creates the client that it mocks: a fake of the
 * service, whose handlers stand in an object that can be changed, and whose `config` the client takes.
 */
export function rewriteMocks(file: FileContext): void {
  for (const reference of file.references) {
    if (reference.name !== "mockClient" || file.handled.has(reference.node)) continue;
    const mock = mockOf(file, reference);
    if (!mock) continue;
    const created = createdIn(file, mock.service);
    const uses = usesOf(file.source, file.checker, mock.symbol).map((use) =>
      useOf(file, mock, use),
    );
    const isSound =
      created && uses.every((use) => use) && holderOf(created) === mock.statement.parent;
    if (isSound) rewriteMock(file, reference, mock, created, uses);
  }
}

function mockOf(file: FileContext, { node }: Reference): Mock | undefined {
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node) return undefined;
  const [target, ...more] = call.arguments;
  const constant = constantOf(file.checker, call);
  if (!target || more.length > 0 || !constant) return undefined;
  const service = file.services.get(serviceOf(file, target) ?? "");
  const statement = constant.declaration.parent.parent;
  const isAlone =
    ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1;
  if (!service || !isAlone || constant.declaration.type) return undefined;
  if (!service.exports.get("./testing")?.has(`createFake${service.surface.client}`))
    return undefined;
  const name = (constant.declaration.name as ts.Identifier).text;
  return { service, name, symbol: constant.symbol, statement, target };
}

/** The service of `S3Client`, the class, or of a client; none of documents, whose values are plain. */
function serviceOf(file: FileContext, target: ts.Expression): string | undefined {
  const reference = file.referenceAt(target);
  const name = /^@aws-sdk\/client-(.*)$/.exec(reference?.package ?? "")?.[1];
  if (name !== undefined) return name;
  const type = file.checker.getTypeAtLocation(target);
  return type.symbol?.name.startsWith("DynamoDBDocument")
    ? undefined
    : file.brand(target, "client");
}

/** The only `new S3Client(…)` of a file. */
function createdIn(
  file: FileContext,
  { surface: { client } }: Service,
): ts.NewExpression | undefined {
  const created = file.references.flatMap(({ name, node }) => {
    const isClass = name === client || name === `${client}Client`;
    const { parent } = node;
    return isClass && ts.isNewExpression(parent) && parent.expression === node ? [parent] : [];
  });
  return created.length === 1 ? created[0] : undefined;
}

/** The block in which a node is part of a statement. */
function holderOf(node: ts.Node): ts.Node {
  return statementWith(node).parent;
}

function statementWith(node: ts.Node): ts.Node {
  let statement = node;
  while (!ts.isSourceFile(statement.parent) && !ts.isBlock(statement.parent)) {
    statement = statement.parent;
  }
  return statement;
}

/** How a use of a mock is rewritten, with the handlers' name; `undefined` where it is not understood. */
type MockUse = ((handlers: string) => void) | undefined;

function useOf(file: FileContext, mock: Mock, use: ts.Identifier): MockUse {
  const member = use.parent;
  if (!ts.isPropertyAccessExpression(member) || member.expression !== use) return undefined;
  const call = member.parent;
  if (!ts.isCallExpression(call) || call.expression !== member) return undefined;
  switch (member.name.text) {
    case "on":
      return answerOf(file, mock, call);
    case "commandCalls":
      return callsOf(file, mock, call);
    case "reset":
    case "resetHistory":
    case "restore":
      return resetOf(file, mock, call, member.name.text);
    default:
      return undefined;
  }
}

/** `mock.on(GetObjectCommand).resolves(output)`, or `.rejects(new NoSuchKey(…))`. */
function answerOf(file: FileContext, mock: Mock, on: ts.CallExpression): MockUse {
  const [command, ...matchers] = on.arguments;
  const reference = command && file.referenceAt(command);
  const called = reference && calledBy(reference, mock.service);
  const answer = on.parent.parent;
  const isChain =
    ts.isPropertyAccessExpression(on.parent) &&
    ts.isCallExpression(answer) &&
    ts.isExpressionStatement(answer.parent);
  if (!called || !isChain || matchers.length > 0 || called.subpath !== ".") return undefined;
  const [value, ...more] = answer.arguments;
  const how = on.parent.name.text;
  const { key, surface } = mock.service;
  if (more.length > 0 || (how !== "resolves" && how !== "rejects")) return undefined;
  const thrown = how === "rejects" && value ? errorOf(file, mock.service, value) : undefined;
  if (how === "rejects" && !thrown) return undefined;
  return (handlers) => {
    const start = `${handlers}.${called.function} = () => `;
    file.handled.set(reference.node, key);
    if (thrown) {
      const made = `${file.use(mock.service, "./testing", "fakeError")}(${JSON.stringify(thrown.name)}${thrown.options})`;
      file.replace(key, answer.getStart(), answer.end, start + made);
      file.handled.set(thrown.node, key);
    } else if (!value || surface.operations[called.function]?.output === undefined) {
      file.replace(key, answer.getStart(), answer.end, `${start}${value ? "undefined" : "({})"}`);
    } else {
      file.replace(key, answer.getStart(), value.getStart(), `${start}(`);
    }
  };
}

/** `new NoSuchKey({ message, $metadata })`, as a fake makes it. */
function errorOf(
  file: FileContext,
  service: Service,
  value: ts.Expression,
): { readonly name: string; readonly options: string; readonly node: ts.Node } | undefined {
  if (!ts.isNewExpression(value)) return undefined;
  const reference = file.referenceAt(value.expression);
  const [options] = value.arguments ?? [];
  if (!reference || !Object.hasOwn(service.surface.errors, reference.name)) return undefined;
  const fields =
    options && ts.isObjectLiteralExpression(options) ? plainProperties(options) : undefined;
  const names = [...(fields?.keys() ?? [])];
  if (!fields || names.some((name) => name !== "message" && name !== "$metadata")) return undefined;
  const message = fields.get("message");
  const text = message ? `, { message: ${file.text(valueOf(message))} }` : "";
  return { name: reference.name, options: text, node: reference.node };
}

/** `mock.commandCalls(GetObjectCommand)`; of one of them, `args[0].input`. */
function callsOf(file: FileContext, mock: Mock, call: ts.CallExpression): MockUse {
  const [command, ...more] = call.arguments;
  const reference = command && file.referenceAt(command);
  const called = reference && calledBy(reference, mock.service);
  if (!called || more.length > 0) return undefined;
  const { parent } = outermost(call);
  const input = ts.isElementAccessExpression(parent) ? inputOf(parent) : undefined;
  const isCounted =
    (ts.isPropertyAccessExpression(parent) && parent.name.text === "length") ||
    (ts.isCallExpression(parent) && parent.expression !== call);
  if (!isCounted && !input) return undefined;
  return () => {
    const { key } = mock.service;
    const test = `({ operation }) => operation === ${JSON.stringify(called.function)}`;
    file.replace(key, call.getStart(), call.end, `${mock.name}.calls.filter(${test})`);
    file.handled.set(reference.node, key);
    if (input) file.replace(key, input.start, input.end, "");
  };
}

/** Of `calls[0].args[0].input` where `.args[0]` stands. */
function inputOf(call: ts.ElementAccessExpression): { start: number; end: number } | undefined {
  const outer = outermost(call);
  const args = outer.parent;
  if (!ts.isPropertyAccessExpression(args) || args.name.text !== "args") return undefined;
  const first = args.parent;
  const input = first.parent;
  const isInput = ts.isPropertyAccessExpression(input) && input.name.text === "input";
  if (!ts.isElementAccessExpression(first) || !isInput) return undefined;
  return first.argumentExpression.getText() === "0"
    ? { start: outer.end, end: first.end }
    : undefined;
}

function resetOf(file: FileContext, mock: Mock, call: ts.CallExpression, how: string): MockUse {
  const { parent } = call;
  const isBody = ts.isArrowFunction(parent) && parent.body === call;
  if (!isBody && !ts.isExpressionStatement(parent)) return undefined;
  return (handlers) => {
    const { key, functions } = mock.service;
    const answered = file.references.flatMap((reference) => {
      const called =
        ts.isCallExpression(reference.node.parent) && calledBy(reference, mock.service);
      return called ? [called.function] : [];
    });
    const all = [...new Set(answered)].filter((name) => [...functions.values()].includes(name));
    const cleared =
      how === "resetHistory" ? [] : all.map((name) => `${handlers}.${name} = undefined;`);
    const text = [`${mock.name}.calls.length = 0;`, ...cleared].join(" ");
    if (isBody) file.replace(key, call.getStart(), call.end, `{ ${text} }`);
    else file.replace(key, parent.getStart(), parent.end, text);
  };
}

function rewriteMock(
  file: FileContext,
  { node }: Reference,
  mock: Mock,
  created: ts.NewExpression,
  uses: readonly MockUse[],
): void {
  const { service, name, statement, target } = mock;
  const { key } = service;
  const { client } = service.surface;
  const handlers = file.names.fresh(`${name}Handlers`);
  const type = file.isTypeScript
    ? `: ${file.use(service, "./testing", `Fake${client}Handlers`, true)}`
    : "";
  const fake = file.use(service, "./testing", `createFake${client}`);
  const text = `const ${handlers}${type} = {};\nconst ${name} = ${fake}(${handlers});`;
  const first = statementWith(created);
  if (first.pos < statement.pos) {
    // The client takes the fake's configuration, which so has to be there before.
    file.replace(key, first.getStart(), first.getStart(), `${text}\n`);
    const { start, end } = lineRange(file.source, statement);
    file.replace(key, start, end, "");
  } else file.replace(key, statement.getStart(), statement.end, text);
  const create = file.use(service, ".", `create${client}Client`);
  file.replace(key, created.getStart(), created.end, `${create}(${name}.config)`);
  for (const use of uses) use?.(handlers);
  file.handled.set(node, key).set(created.expression, key);
  if (file.referenceAt(target)) file.handled.set(target, key);
  else file.handledClients.add(target);
  file.look(
    key,
    statement,
    "a fake speaks the service's protocol: answers need the members that the model requires",
  );
}
