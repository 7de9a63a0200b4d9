import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import { loadedBy } from "../program.js";
import { serviceOfPackage, type Service } from "../services.js";
import { constantOf, lineRange, usesOf } from "../syntax.js";
import { canFail, chainOf, emptyOf, problemOf, rewriteChain, type Chain } from "./mockAnswers.js";
import { callsOf, matcherOf } from "./mockCalls.js";
import { commandOf, type Mock, type MockUse } from "./mockUses.js";

/**
 * `mockClient` of aws-sdk-client-mock, where the file creates the clients that it mocks: a fake of the
 * service, whose handlers are exchanged as the mock's answers were, and whose `config` the clients take.
 */
export function rewriteMocks(file: FileContext): void {
  const moved = file.references
    .filter(({ name }) => name === "mockClient")
    .map((reference) => {
      const mock = mockOf(file, reference);
      return mock && rewriteMock(file, reference, mock) ? mock : undefined;
    });
  const isAll = moved.every((mock) => mock && !file.parts.isBlocked(mock.service.key, file.path));
  const [first] = moved;
  if (first && isAll) removeMatchers(file, first.service.key);
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
  const created = createdFor(file, service, target);
  const isSeen =
    created.length > 0 && created.every((one) => blocksOf(one).includes(statement.parent));
  return isSeen
    ? { service, name, symbol: constant.symbol, statement, target, created }
    : undefined;
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

/** Every `new S3Client(…)` of a file that a mock of the class takes; of a client, what creates it. */
function createdFor(
  file: FileContext,
  { surface: { client } }: Service,
  target: ts.Expression,
): readonly ts.NewExpression[] {
  const created = file.references.flatMap(({ name, node }) => {
    const isClass = name === client || name === `${client}Client`;
    const { parent } = node;
    return isClass && ts.isNewExpression(parent) && parent.expression === node ? [parent] : [];
  });
  const isPlain = created.every(({ arguments: given = [] }) =>
    given.every((one) => !file.holdsReference(one)),
  );
  if (!isPlain) return [];
  if (file.referenceAt(target)) return created;
  const symbol = file.checker.getSymbolAtLocation(target);
  const declared = symbol?.declarations?.flatMap((one) =>
    ts.isVariableDeclaration(one) && one.initializer ? [one.initializer] : [],
  );
  return created.filter((one) => declared?.includes(one));
}

/** The blocks that a node is in. */
function blocksOf(node: ts.Node): readonly ts.Node[] {
  const blocks: ts.Node[] = [];
  for (let holder = node.parent; holder; holder = holder.parent) {
    if (ts.isBlock(holder) || ts.isSourceFile(holder)) blocks.push(holder);
  }
  return blocks;
}

/** The statement of a block that a node is in. */
function statementIn(block: ts.Node, node: ts.Node): ts.Node {
  let statement = node;
  while (statement.parent !== block) statement = statement.parent;
  return statement;
}

function rewriteMock(file: FileContext, reference: Reference, mock: Mock): boolean {
  const { key } = mock.service;
  const chains: Chain[] = [];
  const uses: (() => void)[] = [];
  const problems: [ts.Node, string][] = [];
  for (const use of usesOf(file.source, file.checker, mock.symbol)) {
    const found = useOf(file, mock, use);
    if (typeof found === "string") problems.push([use, found]);
    else if (typeof found === "function") uses.push(found);
    else chains.push(found);
  }
  for (const chain of chains) {
    const problem = problemOf(file, mock.service, chains, chain);
    if (problem !== undefined) problems.push([chain.whole, problem]);
    uses.push(() => rewriteChain(file, mock, chains, chain));
  }
  file.handled.set(reference.node, key);
  if (problems.length > 0) {
    for (const [node, problem] of problems) {
      file.block(key, node, `a mock that is no fake yet: ${problem}`);
    }
    // What the mock is asked and told by says nothing more.
    for (const { node, package: from } of file.references) {
      const isArgument = ts.isCallExpression(node.parent) && node.parent.expression !== node;
      if (isArgument && serviceOfPackage(from) === key) file.handled.set(node, key);
    }
    return false;
  }
  createFake(file, mock, chains);
  for (const rewrite of uses) rewrite();
  return true;
}

function useOf(file: FileContext, mock: Mock, use: ts.Identifier): MockUse | Chain {
  const { parent } = use;
  if (ts.isCallExpression(parent) && file.text(parent.expression) === "expect") {
    return matcherOf(file, mock, parent);
  }
  const call = parent.parent;
  const isCall = ts.isPropertyAccessExpression(parent) && ts.isCallExpression(call);
  if (!isCall || parent.expression !== use || call.expression !== parent) {
    return "the mock goes elsewhere";
  }
  switch (parent.name.text) {
    case "commandCalls":
    case "commandCall":
    case "calls":
    case "call":
      return callsOf(file, mock, call);
    case "reset":
    case "resetHistory":
    case "restore":
      return resetOf(file, mock, call, parent.name);
    default:
      return chainOf(file, mock, use);
  }
}

function resetOf(
  file: FileContext,
  { service: { key }, name }: Mock,
  call: ts.CallExpression,
  how: ts.MemberName,
): MockUse {
  const { parent } = call;
  const isBody = ts.isArrowFunction(parent) && parent.body === call;
  if (!isBody && !ts.isExpressionStatement(parent)) return `\`${how.text}\` is not called alone`;
  if (how.text !== "resetHistory") {
    return () => file.replace(key, how.getStart(), how.end, "reset");
  }
  const text = `${name}.calls.length = 0`;
  return () => file.replace(key, call.getStart(), call.end, isBody ? `{ ${text}; }` : text);
}

function createFake(file: FileContext, mock: Mock, chains: readonly Chain[]): void {
  const { service, name, statement, target, created } = mock;
  const { key } = service;
  const { client } = service.surface;
  const fake = file.use(service, "./testing", `createFake${client}`);
  const text = `const ${name} = ${fake}(${unanswered(file, service, chains)});`;
  const first = statementIn(statement.parent, created[0]!);
  if (first.pos < statement.pos) {
    // The client takes the fake's configuration, which so has to be there before.
    file.replace(key, first.getStart(), first.getStart(), `${text}\n`);
    const { start, end } = lineRange(file.source, statement);
    file.replace(key, start, end, "");
  } else file.replace(key, statement.getStart(), statement.end, text);
  const create = file.use(service, ".", `create${client}Client`);
  // A mock answers a call, a fake each of its attempts.
  const config = canFail(file, chains) ? `{ ...${name}.config, maxAttempts: 1 }` : `${name}.config`;
  for (const one of created) {
    file.replace(key, one.getStart(), one.end, `${create}(${config})`);
    file.handled.set(one.expression, key);
  }
  if (file.referenceAt(target)) file.handled.set(target, key);
  else file.handledClients.add(target);
  file.look(
    key,
    statement,
    "a fake speaks the service's protocol: answers need the members that the model requires, and each operation that is called needs one",
  );
}

/** Handlers of the operations that the file names, and that its mock gave nothing. */
function unanswered(file: FileContext, service: Service, chains: readonly Chain[]): string {
  const answered = new Set(
    chains.flatMap(({ answers }) => answers.map((one) => one.called.function)),
  );
  const named = file.references.flatMap(
    ({ node }) => commandOf(file, service, node)?.called.function ?? [],
  );
  const handlers = [...new Set(named)].flatMap((name) => {
    const empty = answered.has(name) ? undefined : emptyOf(service, name);
    return empty === undefined ? [] : [`${name}: () => ${empty === "{}" ? "({})" : empty}`];
  });
  return handlers.length > 0 ? `{ ${handlers.join(", ")} }` : "";
}

/** What brings matchers for mocks. */
function removeMatchers(file: FileContext, key: string): void {
  for (const statement of file.source.statements) {
    if (!/^aws-sdk-client-mock-(jest|vitest)(\/|$)/.test(loadedAlone(statement) ?? "")) continue;
    const { start, end } = lineRange(file.source, statement);
    file.replace(key, start, end, "");
  }
}

/** The module of `import "x"` and `require("x")`, of which nothing is named. */
function loadedAlone(statement: ts.Statement): string | undefined {
  if (ts.isExpressionStatement(statement)) return loadedBy(statement.expression);
  const isAlone = ts.isImportDeclaration(statement) && !statement.importClause;
  return isAlone ? (statement.moduleSpecifier as ts.StringLiteral).text : undefined;
}
