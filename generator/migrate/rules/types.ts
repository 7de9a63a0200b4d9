import { ts } from "ts-morph";
import type { Texts } from "../../versioning/surface.js";
import type { FileContext, Reference } from "../file.js";
import { isStub } from "../program.js";
import { DOCUMENT_OPERATIONS, type Service } from "../services.js";
import { clientTypeName } from "./clients.js";

/** A type of the SDK's, where a client has it under the same or another name. */
export function rewriteType(file: FileContext, reference: Reference, service: Service): boolean {
  const { node } = reference;
  if (!isTypePosition(node)) return false;
  const text = typeText(file, reference, service);
  if (text === undefined) return false;
  file.replace(service.key, node.getStart(), node.end, text);
  file.handled.set(node, service.key);
  return true;
}

function isTypePosition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isTypeReferenceNode(parent)) return parent.typeName === node;
  if (ts.isExpressionWithTypeArguments(parent) && ts.isHeritageClause(parent.parent)) {
    return ts.isInterfaceDeclaration(parent.parent.parent);
  }
  return false;
}

function typeText(file: FileContext, reference: Reference, service: Service): string | undefined {
  const { name } = reference;
  if (reference.package === "@aws-sdk/lib-dynamodb") return documentType(file, name, service);
  const client = clientTypeName(service, name);
  if (client !== undefined) return file.use(service, ".", client, true);
  if (name === `${service.surface.client}ServiceException`) {
    return file.use(service, ".", "ServiceError", true);
  }
  const message = /^(\w+)Command(Input|Output)$/.exec(name);
  if (message) return messageType(file, service, message[1] ?? "", message[2] ?? "");
  const known = [name, name.replace(/^_/, "")].find(
    (one) => hasShape(service, one) && service.exports.get(".")?.has(one),
  );
  return known && file.use(service, ".", known, true);
}

const hasShape = ({ surface: { types, enums, errors } }: Service, name: string): boolean =>
  [types, enums, errors].some((part) => Object.hasOwn(part, name));

function messageType(
  file: FileContext,
  service: Service,
  operation: string,
  side: string,
): string | undefined {
  const found = service.surface.operations[service.functions.get(operation) ?? ""];
  if (!found) return undefined;
  const name = side === "Input" ? found.input : found.output;
  if (name !== undefined) return file.use(service, ".", name, true);
  return side === "Input" ? "Record<string, never>" : file.use(service, ".", "Unit", true);
}

function documentType(file: FileContext, name: string, service: Service): string | undefined {
  if (/^DynamoDBDocument(Client)?$/.test(name)) {
    return file.use(service, ".", `${service.surface.client}Client`, true);
  }
  if (name === "TranslateConfig") return file.use(service, "./documents", name, true);
  const message = /^(\w+)Command(Input|Output)$/.exec(name);
  const operation = DOCUMENT_OPERATIONS[message?.[1] ?? ""];
  if (!message || operation === undefined) return undefined;
  const type = messageType(file, service, operation, message[2] ?? "");
  return (
    type && `${file.use(service, "./documents", `Document${message[2] ?? ""}`, true)}<${type}>`
  );
}

/** A constant of an enum, `StorageClass.GLACIER`, which clients have under the same names. */
export function rewriteEnum(file: FileContext, reference: Reference, service: Service): boolean {
  const { node, name } = reference;
  const values = service.surface.enums[name]?.values;
  const { parent } = node;
  if (!values || !service.exports.get(".")?.has(name)) return false;
  const member =
    ts.isPropertyAccessExpression(parent) && parent.expression === node
      ? parent.name.text
      : undefined;
  if (member === undefined || !Object.hasOwn(values, member)) return false;
  file.replace(service.key, node.getStart(), node.end, file.use(service, ".", name));
  file.handled.set(node, service.key);
  return true;
}

/**
 * Members that the SDK takes as `undefined` although they are required, and clients do not: what may be
 * absent is said to be there (`process.env.BUCKET!`), which changes nothing of what is sent.
 */
export function assertRequired(file: FileContext): void {
  if (!file.isTypeScript) return;
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) assertIn(file, node);
    ts.forEachChild(node, visit);
  };
  visit(file.source);
}

function assertIn(file: FileContext, literal: ts.ObjectLiteralExpression): void {
  const contextual = file.checker.getContextualType(literal);
  const symbol = contextual && file.checker.getNonNullableType(contextual).symbol;
  const [declaration] = symbol?.declarations ?? [];
  if (!declaration || !isStub(declaration)) return;
  const found = inputOf(file, symbol?.name ?? "", declaration.getSourceFile().fileName);
  if (!found) return;
  const { service, members } = found;
  for (const property of literal.properties) {
    const member = property.name?.getText() ?? "";
    const isRequired =
      Object.hasOwn(members, member) && !/(\?| = .*)$/s.test(members[member] ?? "");
    if (!isRequired) continue;
    if (ts.isPropertyAssignment(property)) assertPresent(file, service, property.initializer);
    if (ts.isShorthandPropertyAssignment(property) && mayBeAbsent(file, property.name)) {
      file.replace(service.key, property.end, property.end, `: ${member}!`);
    }
  }
}

/** The members of an input, or of a structure in one, by the name of the SDK's type. */
function inputOf(
  file: FileContext,
  name: string,
  stub: string,
): { readonly service: Service; readonly members: Texts } | undefined {
  const document = DOCUMENT_OPERATIONS[/^(\w+)CommandInput$/.exec(name)?.[1] ?? ""];
  const service = document
    ? file.services.get("dynamodb")
    : [...file.services.values()].find(({ key }) => stub.endsWith(`/${key}.d.ts`));
  if (!service) return undefined;
  const operation = service.surface.operations[service.functions.get(document ?? "") ?? ""];
  const members = service.surface.types[operation?.input ?? name]?.members;
  return members && { service, members };
}

function assertPresent(file: FileContext, service: Service, value: ts.Expression): void {
  if (!mayBeAbsent(file, value)) return;
  const isSimple =
    ts.isIdentifier(value) ||
    ts.isPropertyAccessExpression(value) ||
    ts.isElementAccessExpression(value) ||
    ts.isCallExpression(value);
  if (!isSimple) file.replace(service.key, value.getStart(), value.getStart(), "(");
  file.replace(service.key, value.end, value.end, isSimple ? "!" : ")!");
}

function mayBeAbsent(file: FileContext, value: ts.Expression): boolean {
  const type = file.checker.getTypeAtLocation(value);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0);
}
