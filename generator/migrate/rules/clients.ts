import { ts } from "ts-morph";
import type { FileContext, Reference } from "../file.js";
import { isStub } from "../program.js";
import type { Service } from "../services.js";
import { lineRange, outermost, statementOf, usesOf } from "../syntax.js";
import { rewriteConfig } from "./config.js";

/** `new S3Client(config)`, and `new S3(config)`, of which methods are called. */
export function rewriteCreation(
  file: FileContext,
  reference: Reference,
  service: Service,
): boolean {
  const { node } = reference;
  const { parent } = node;
  const { client } = service.surface;
  if (reference.name !== `${client}Client` && reference.name !== client) return false;
  if (!ts.isNewExpression(parent) || parent.expression !== node) return false;
  const { key } = service;
  const create = file.use(service, ".", `create${client}Client`);
  file.replace(key, parent.getStart(), node.end, create);
  if (!parent.arguments) file.replace(key, node.end, node.end, "()");
  const [config, ...more] = parent.arguments ?? [];
  if (config && more.length === 0 && !ts.isSpreadElement(config)) {
    rewriteConfig(file, service, config);
  } else if (config)
    file.block(key, parent, "the client is created with more than a configuration");
  file.handled.set(node, key);
  return true;
}

/** `instanceof S3Client` and `extends S3Client` are left: a client is no class here. */
export function clientTypeName(service: Service, name: string): string | undefined {
  const { client } = service.surface;
  if (name === client || name === `${client}Client`) return `${client}Client`;
  return name === `${client}ClientConfig` ? name : undefined;
}

/**
 * Looks at every expression of a file that is a client, and at where it goes: parts that it passes
 * between belong together, and where it goes to code that is not seen, the part stays as it is.
 */
export function followClients(file: FileContext): void {
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isExpression(node) && isValue(node)) {
      const key = file.brand(node, "client");
      if (key !== undefined) followClient(file, key, node);
      else followOthers(file, node);
    }
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}

/** Identifiers that are names of members or declarations have no value of their own. */
function isValue(node: ts.Expression): boolean {
  if (!ts.isIdentifier(node)) return true;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isExportSpecifier(parent)) return false;
  return !("name" in parent && parent.name === node) || ts.isShorthandPropertyAssignment(parent);
}

function followClient(file: FileContext, key: string, node: ts.Expression): void {
  if (key === "") {
    for (const service of file.services.keys()) {
      file.block(service, node, "this may be a client of one of several services");
    }
    return;
  }
  joinToDeclaration(file, key, node);
  const outer = outermost(node);
  if (outer !== node && ts.isExpression(outer.parent)) {
    // The outer expression is looked at by itself.
    if (file.brand(outer, "client") !== undefined) return;
    file.block(key, node, "a client is taken as something else");
    return;
  }
  if (file.handledClients.has(node)) return;
  const problem = whereTo(file, key, node);
  if (problem !== undefined) file.block(key, node, problem);
}

/** What else of the SDK's passes between files: outputs, pages, streams. */
function followOthers(file: FileContext, node: ts.Expression): void {
  for (const brand of ["output", "stream", "pages"] as const) {
    const key = file.brand(node, brand);
    if (key) joinToDeclaration(file, key, node);
  }
}

/** The file that declares what a name or call is belongs to the same part. */
function joinToDeclaration(file: FileContext, key: string, node: ts.Expression): void {
  for (const declaration of declarationsOf(file, node)) {
    if (isStub(declaration) || isLibrary(declaration)) continue;
    const other = declaration.getSourceFile().fileName;
    if (other !== file.path) file.parts.join(key, file.path, other);
  }
}

function declarationsOf(file: FileContext, node: ts.Expression): readonly ts.Node[] {
  if (ts.isCallExpression(node)) {
    const declaration = file.checker.getResolvedSignature(node)?.declaration;
    return declaration ? [declaration] : [];
  }
  const at = ts.isPropertyAccessExpression(node) ? node.name : node;
  const symbol = file.checker.getSymbolAtLocation(at);
  if (!symbol) return [];
  const aliased =
    symbol.flags & ts.SymbolFlags.Alias ? file.checker.getAliasedSymbol(symbol) : symbol;
  return aliased.declarations ?? [];
}

const isLibrary = (node: ts.Node): boolean =>
  /\/lib\.[\w.]+\.d\.ts$/.test(node.getSourceFile().fileName);

/** Why a client cannot be moved, by what is done with it. */
function whereTo(file: FileContext, key: string, node: ts.Expression): string | undefined {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) {
    return memberProblem(file, key, parent);
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    return argumentProblem(file, key, parent, node);
  }
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
    joinToContext(file, key, parent);
    return literalProblem(file, key, parent.parent);
  }
  if (ts.isArrayLiteralExpression(parent)) return literalProblem(file, key, parent);
  if (ts.isBinaryExpression(parent)) {
    const isTest = parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
    return isTest ? "`instanceof` of a client: clients are no classes" : undefined;
  }
  if (ts.isElementAccessExpression(parent) || ts.isSpreadElement(parent)) {
    return "a client's members are read by computed names";
  }
  if (ts.isSpreadAssignment(parent) || ts.isTemplateSpan(parent)) {
    return "a client is taken apart";
  }
  if (ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name)) {
    return "a client is taken apart";
  }
  return undefined;
}

/** A literal that holds a client goes where the client does. */
function literalProblem(
  file: FileContext,
  key: string,
  literal: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression,
): string | undefined {
  const outer = outermost(literal);
  const isPassed = ts.isCallExpression(outer.parent) || ts.isNewExpression(outer.parent);
  const isNested =
    ts.isPropertyAssignment(outer.parent) || ts.isArrayLiteralExpression(outer.parent);
  return isPassed || isNested ? whereTo(file, key, outer as ts.Expression) : undefined;
}

function memberProblem(
  file: FileContext,
  key: string,
  member: ts.PropertyAccessExpression,
): string | undefined {
  const name = member.name.text;
  if (name === "destroy" && ts.isCallExpression(member.parent)) {
    return removeDestroy(file, key, member.parent)
      ? undefined
      : "`destroy()`: clients hold nothing that has to be given back; take the call out";
  }
  if (name === "middlewareStack")
    return "`middlewareStack`: write an interceptor (`interceptors` of a client)";
  if (name === "config") return "`config` of a client: keep what you need of it beside the client";
  if (name === "send") {
    return "what is sent here is not seen to be a command made in this place; call the operation's function";
  }
  return `\`${name}\` of a client has no counterpart`;
}

/** `client.destroy()` goes with its statement; an empty block stays where there has to be something. */
function removeDestroy(file: FileContext, key: string, call: ts.CallExpression): boolean {
  const statement = statementOf(call);
  const body = outermost(call);
  if (statement && isList(statement.parent)) {
    const { start, end } = lineRange(file.source, statement);
    file.replace(key, start, end, "");
  } else if (statement) file.replace(key, statement.getStart(), statement.end, "{}");
  else if (ts.isArrowFunction(body.parent) && body.parent.body === body) {
    file.replace(key, body.getStart(), body.end, "{}");
  } else return false;
  return true;
}

const isList = (node: ts.Node): boolean =>
  ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseOrDefaultClause(node);

/** A client goes to a function: one whose code is seen takes part, another one does not know our clients. */
function argumentProblem(
  file: FileContext,
  key: string,
  call: ts.CallExpression | ts.NewExpression,
  node: ts.Expression,
): string | undefined {
  if (call.expression === node) return undefined;
  const callee = file.text(call.expression);
  if (/^(console\.\w+|Boolean)$/.test(callee)) return undefined;
  const declaration = file.checker.getResolvedSignature(call)?.declaration;
  // Of the SDK's own, references are looked at by themselves.
  if (declaration && (isLibrary(declaration) || isStub(declaration))) return undefined;
  const calleeType = file.checker.getTypeAtLocation(call.expression);
  if (!declaration || calleeType.flags & ts.TypeFlags.Any) {
    return `a client goes to \`${callee}\`, whose code is not among the files, and may ask for the SDK's`;
  }
  const index = call.arguments?.indexOf(node) ?? -1;
  const parameter = declaration.parameters[Math.min(index, declaration.parameters.length - 1)];
  if (parameter && !ts.isJSDocSignature(declaration)) {
    const type = file.checker.getTypeAtLocation(parameter);
    const isOpen = (type.flags & ts.TypeFlags.Any) !== 0 && !onlySends(file, parameter);
    if (isOpen) return `a client goes to \`${callee}\`: what it does with it is not seen`;
  }
  file.parts.join(key, file.path, declaration.getSourceFile().fileName);
  return undefined;
}

/** Whether a parameter without a type is a client whose commands are made where they are sent. */
function onlySends(
  file: FileContext,
  parameter: ts.ParameterDeclaration | ts.JSDocParameterTag,
): boolean {
  if (!ts.isParameter(parameter) || !ts.isIdentifier(parameter.name)) return false;
  const symbol = file.checker.getSymbolAtLocation(parameter.name);
  if (!symbol) return false;
  return usesOf(parameter.getSourceFile(), file.checker, symbol)
    .filter((use) => use !== parameter.name)
    .every(({ parent }) => {
      const call = parent.parent;
      const isSend =
        ts.isPropertyAccessExpression(parent) &&
        parent.name.text === "send" &&
        ts.isCallExpression(call);
      const [command] = isSend ? call.arguments : [];
      return command && file.brand(command, "command") !== undefined;
    });
}

/** A client in an object literal: where the object's type is declared is a part of it. */
function joinToContext(
  file: FileContext,
  key: string,
  property: ts.PropertyAssignment | ts.ShorthandPropertyAssignment,
): void {
  const type = file.checker.getContextualType(property.parent);
  const declared = type?.getProperty(property.name.getText())?.declarations ?? [];
  for (const declaration of declared) {
    if (!isStub(declaration) && !isLibrary(declaration)) {
      file.parts.join(key, file.path, declaration.getSourceFile().fileName);
    }
  }
}
