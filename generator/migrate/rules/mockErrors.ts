import { ts } from "ts-morph";
import type { FileContext } from "../file.js";
import type { Service } from "../services.js";
import { innermost, plainProperties, valueOf } from "../syntax.js";
import type { Called } from "./calls.js";

/** An error that a mock rejects with, by what a fake's says of it: texts of expressions. */
interface MockError {
  readonly name: string;
  readonly message?: string | undefined;
  readonly statusCode?: string | undefined;
  /** Members beside the message. */
  readonly data?: readonly string[];
  /** The class that it was made of. */
  readonly node?: ts.Node;
}

/** An error as `fakeError(…)` makes it; `undefined` where what it says is not written out. */
export function fakeErrorOf(
  file: FileContext,
  service: Service,
  called: Called,
  value: ts.Expression | undefined,
): { readonly print: () => string } | undefined {
  const error = value ? errorOf(file, service, value) : { name: "Error" };
  if (!error) return undefined;
  return {
    print: () => {
      if (error.node) file.handled.set(error.node, service.key);
      return printError(file, service, called, error);
    },
  };
}

function printError(
  file: FileContext,
  service: Service,
  called: Called,
  { name, message, statusCode, data = [] }: MockError,
): string {
  const known = service.surface.operations[called.function]?.errors ?? [];
  const isKnown = known.includes(name);
  const options = [
    ...(isKnown ? [] : [`code: ${JSON.stringify(name)}`]),
    ...(message === undefined ? [] : [`message: ${message}`]),
    ...(statusCode === undefined ? [] : [`statusCode: ${statusCode}`]),
    ...(data.length > 0 && isKnown ? [`data: { ${data.join(", ")} }`] : []),
  ];
  const shown = JSON.stringify(isKnown ? name : "UnmodeledServiceError");
  const fakeError = file.use(service, "./testing", "fakeError");
  return `${fakeError}(${shown}${options.length > 0 ? `, { ${options.join(", ")} }` : ""})`;
}

function errorOf(
  file: FileContext,
  service: Service,
  written: ts.Expression,
): MockError | undefined {
  const value = innermost(written);
  if (ts.isNewExpression(value)) return madeError(file, service, value);
  if (ts.isObjectLiteralExpression(value)) return withFields(file, { name: "Error" }, value);
  if (ts.isCallExpression(value) && file.text(value.expression) === "Object.assign") {
    const [error, fields, ...more] = value.arguments;
    const made = error && ts.isNewExpression(error) && madeError(file, service, error);
    if (!made || !fields || !ts.isObjectLiteralExpression(fields) || more.length > 0) {
      return undefined;
    }
    return withFields(file, made, fields);
  }
  return isText(file, value) ? { name: "Error", message: file.text(value) } : undefined;
}

const isText = (file: FileContext, value: ts.Expression): boolean =>
  (file.checker.getTypeAtLocation(value).flags & ts.TypeFlags.StringLike) !== 0;

/** `new Error(message)`, or `new NoSuchKey({ message, $metadata })`. */
function madeError(
  file: FileContext,
  service: Service,
  { expression, arguments: given }: ts.NewExpression,
): MockError | undefined {
  const [first, ...more] = given ?? [];
  if (more.length > 0) return undefined;
  const reference = file.referenceAt(expression);
  if (!reference) {
    if (file.text(expression) !== "Error") return undefined;
    if (!first) return { name: "Error" };
    return isText(file, first) ? { name: "Error", message: file.text(first) } : undefined;
  }
  const { name, node } = reference;
  const isOwn = Object.hasOwn(service.surface.errors, name);
  if (!isOwn || !first || !ts.isObjectLiteralExpression(first)) return undefined;
  return withFields(file, { name, node }, first, service.surface.errors[name]?.data);
}

/** @param data the members that the error may have */
function withFields(
  file: FileContext,
  error: MockError,
  literal: ts.ObjectLiteralExpression,
  data: object = {},
): MockError | undefined {
  const fields = plainProperties(literal);
  if (!fields) return undefined;
  let { name, message, statusCode } = error;
  const members: string[] = [];
  for (const [field, property] of fields) {
    const value = valueOf(property);
    if (field === "message" || field === "Message") message = file.text(value);
    else if (field === "name" && ts.isStringLiteralLike(value)) name = value.text;
    else if (field === "$metadata" && ts.isObjectLiteralExpression(value)) {
      const status = plainProperties(value)?.get("httpStatusCode");
      if (status) statusCode = file.text(valueOf(status));
    } else if (Object.hasOwn(data, field)) members.push(file.text(property));
    else if (field !== "$fault") return undefined;
  }
  return { ...error, name, message, statusCode, data: members };
}
