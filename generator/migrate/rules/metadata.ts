import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import type { Service } from "../services.js";
import { constantOf, indentOf, outermost, usesOf } from "../syntax.js";

/** Names under which results have what `$metadata` of an output has. */
const METADATA: Readonly<Record<string, string>> = {
  httpStatusCode: "statusCode",
  requestId: "requestId",
  attempts: "attempts",
};

/**
 * Where what is read of an output is its `$metadata`, too, the result of the call is kept beside the
 * output: `const result = await getObject(…); const output = await unwrap(result);`.
 */
export function keepsResult(file: FileContext, service: Service, call: ts.Node): boolean {
  const { key } = service;
  const outer = outermost(call);
  if (!ts.isAwaitExpression(outer.parent)) return false;
  const awaited = outermost(outer.parent);
  if (takesMetadata(awaited)) return splitMetadata(file, service, awaited.parent);
  const constant = constantOf(file.checker, awaited);
  if (!constant) return false;
  const reads = usesOf(file.source, file.checker, constant.symbol)
    .map((use) => outermost(use).parent)
    .filter((parent) => ts.isPropertyAccessExpression(parent) && parent.name.text === "$metadata");
  const list = constant.declaration.parent as ts.VariableDeclarationList;
  const statement = list.parent;
  const isPlain = list.declarations.length === 1 && !constant.declaration.type;
  if (reads.length === 0 || !isPlain || !ts.isVariableStatement(statement)) return false;
  const members = reads.map(({ parent }) => parent);
  if (!members.every((member) => isKnownMember(member))) return false;
  const name = (constant.declaration.name as ts.Identifier).text;
  const result = file.names.fresh(`${name}Result`);
  const start = constant.declaration.name.getStart();
  file.replace(key, start, constant.declaration.name.end, result);
  const semicolon = file.source.text[statement.end - 1] === ";" ? ";" : "";
  const unwrap = file.use(service, ".", "unwrap");
  const line = `\n${indentOf(file.source, statement)}const ${name} = await ${unwrap}(${result})${semicolon}`;
  file.replace(key, statement.end, statement.end, line);
  for (const [index, member] of members.entries()) {
    const read = reads[index] as ts.PropertyAccessExpression;
    const known = METADATA[(member as ts.PropertyAccessExpression).name.text] ?? "";
    file.replace(key, read.getStart(), member.end, `${result}.metadata.${known}`);
    file.handledClients.add(read);
  }
  return true;
}

interface Split extends ts.VariableDeclaration {
  readonly name: ts.ObjectBindingPattern;
}

/** Whether an output is taken apart at once, its `$metadata` among others. */
function takesMetadata(output: ts.Node): output is ts.Node & { readonly parent: Split } {
  const { parent } = output;
  return (
    ts.isVariableDeclaration(parent) &&
    ts.isObjectBindingPattern(parent.name) &&
    parent.name.elements.some(isMetadata)
  );
}

const isMetadata = ({ propertyName, name }: ts.BindingElement): boolean =>
  (propertyName ?? name).getText() === "$metadata";

/** `const { $metadata, Keys } = await …`: the result, and then what is taken of its output and metadata. */
function splitMetadata(file: FileContext, service: Service, declaration: Split): boolean {
  const { key } = service;
  const { name: pattern } = declaration;
  const list = declaration.parent as ts.VariableDeclarationList;
  const statement = list.parent;
  const metadata = pattern.elements.find(isMetadata);
  const taken = metadata && metadataOf(file, metadata);
  const isPlainStatement = list.declarations.length === 1 && ts.isVariableStatement(statement);
  if (!taken || !isPlainStatement || declaration.type || isExported(statement)) return false;
  const rest = pattern.elements.filter((element) => element !== metadata);
  const result = file.names.fresh("result");
  file.replace(key, pattern.getStart(), pattern.end, result);
  const keyword = /^\w+/.exec(list.getText())?.[0] ?? "const";
  const semicolon = file.source.text[statement.end - 1] === ";" ? ";" : "";
  const output = `await ${file.use(service, ".", "unwrap")}(${result})${semicolon}`;
  const texts = rest.map((element) => file.text(element)).join(", ");
  const lines = [
    rest.length > 0 ? `${keyword} { ${texts} } = ${output}` : output,
    ...(taken.pattern === undefined
      ? []
      : [`${keyword} ${taken.pattern} = ${result}.metadata${semicolon}`]),
  ];
  const indent = `\n${indentOf(file.source, statement)}`;
  file.replace(key, statement.end, statement.end, lines.map((line) => indent + line).join(""));
  for (const { read, member } of taken.reads) {
    file.replace(key, read.getStart(), read.end, `${result}.metadata.${member}`);
  }
  file.handledClients.add(metadata);
  return true;
}

const isExported = (statement: ts.VariableStatement): boolean =>
  statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

/** What is taken of `$metadata`: by a pattern, or by reads of the name that it has. */
function metadataOf(
  file: FileContext,
  { name }: ts.BindingElement,
):
  | {
      readonly pattern?: string;
      readonly reads: readonly { readonly read: ts.Node; readonly member: string }[];
    }
  | undefined {
  if (ts.isObjectBindingPattern(name)) {
    const members = name.elements.map((element) => {
      const member = METADATA[(element.propertyName ?? element.name).getText()];
      const local = element.name.getText();
      if (member === undefined || element.initializer || element.dotDotDotToken) return undefined;
      return member === local ? member : `${member}: ${local}`;
    });
    if (members.includes(undefined)) return undefined;
    return { pattern: `{ ${members.join(", ")} }`, reads: [] };
  }
  const symbol = ts.isIdentifier(name) && file.checker.getSymbolAtLocation(name);
  if (!symbol) return undefined;
  const reads = usesOf(file.source, file.checker, symbol)
    .filter((use) => use !== name)
    .map(({ parent }) => parent);
  if (!reads.every(isKnownMember)) return undefined;
  return {
    reads: reads.map((read) => ({
      read,
      member: METADATA[(read as ts.PropertyAccessExpression).name.text] ?? "",
    })),
  };
}

const isKnownMember = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && METADATA[node.name.text] !== undefined;

/** `$metadata` of an output that no result is kept for. */
export function refuseMetadata(file: FileContext): void {
  const refuse = (node: ts.Node, key: string): void =>
    file.block(
      key,
      node,
      "`$metadata` of an output: await the operation's function itself, whose result has `metadata`",
    );
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === "$metadata") {
      const key = file.brand(node.expression, "output");
      if (key !== undefined && !file.handledClients.has(node)) refuse(node, key);
    }
    if (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === "$metadata") {
      const key = file.brand(node.parent, "output");
      if (key !== undefined && !file.handledClients.has(node)) refuse(node, key);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}
