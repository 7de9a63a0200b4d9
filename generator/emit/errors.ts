import type { ErrorIr } from "../ir/ir.js";
import { code, literal, type Code, type Symbol } from "./printing/code.js";
import { planOf, type ClientContext, type EmitContext } from "./context.js";
import { expressionCode, objectCode } from "./expression.js";
import { documented, summarize } from "./documentation/docs.js";
import { linksOf } from "./documentation/links.js";
import { lineWidth, wrap } from "./documentation/render.js";
import type { Declaration, Module, PropertyDeclaration } from "./printing/module.js";
import { runtime, runtimeType, templateType } from "./runtime.js";
import { readMembers } from "./serde.js";
import { errorDataType } from "./types.js";
import {
  exportedBefore,
  reExports,
  serdeDeclarations,
  shapesIn,
  typeDeclaration,
} from "./shapes.js";

const serviceError = runtimeType("contract/errors", "ServiceError");

/** What the runtime has of errors for users: the class of all, and the types of the client's own. */
export const runtimeErrors: readonly Symbol[] = [
  runtime("contract/errors", "CallError"),
  ...[
    "AbortError",
    "ClientError",
    "ConfigError",
    "CredentialsError",
    "InputError",
    "ResponseError",
    "ServiceError",
    "TimeoutError",
    "TransportError",
    "UnmodeledServiceError",
  ].map((name) => runtimeType("contract/errors", name)),
];

/** The module of the modeled errors' types, and of what only they use. */
export function errorsModule(context: EmitContext): Module {
  const shapes = shapesIn(context, "errors");
  return {
    path: "errors",
    source: context.service.shape,
    declarations: [
      { kind: "reExport", module: "runtime/contract/errors", symbols: runtimeErrors },
      ...detailsOf(context).map((symbol): Declaration => ({
        kind: "reExport",
        module: symbol.module,
        symbols: [symbol],
      })),
      ...reExports(context, exportedBefore(context, "errors"), shapes),
      ...[...context.service.errors.values()].map((error) => errorDeclaration(context, error)),
      ...shapes.flatMap((id) => typeDeclaration(context, id)),
      ...shapes.flatMap((id) => serdeDeclarations(context, id)),
    ],
  };
}

/** The type of what all errors of the service tell, where they tell more than those of others. */
export function detailsOf({ plan }: EmitContext): readonly Symbol[] {
  const details = plan?.errorDetails;
  return details ? [templateType(details.module, details.name)] : [];
}

/** An interface, since go to definition and hovers pass through an alias to what it stands for. */
function errorDeclaration(context: EmitContext, error: ErrorIr): Declaration {
  const data =
    error.members.length === 0 ? code`` : code`, ${errorDataType(context, error.members)}`;
  return {
    kind: "interface",
    name: error.name,
    doc: documented(linksOf(context), error.documentation),
    extends: [
      code`${serviceError}<${literal(error.name)}${data}>`,
      ...detailsOf(context).map((details) => code`${details}`),
    ],
    properties: nameProperty(error),
  };
}

/**
 * The name, with what the error is about. An editor that is asked about a value shows what is said of
 * properties, never what is said of their types: this is where errors are told apart.
 */
function nameProperty({ name, documentation }: ErrorIr): readonly PropertyDeclaration[] {
  const summary = summarize(documentation.html ?? "");
  const doc = summary ? wrap(`\`${name}\`: ${summary}`, lineWidth).join("\n") : undefined;
  return [{ name: "name", type: code`${literal(name)}`, optional: false, readonly: true, doc }];
}

/** What the runtime is told of an error: an entry of an operation's table. */
export function errorShape(context: ClientContext, error: ErrorIr): Code {
  const entries = context.plan.errors.get(error.shape) ?? [];
  return objectCode([
    ...entries.map(({ name, value }) => [name, expressionCode(context, value)] as const),
    ...(planOf(context, error.shape).members.length === 0
      ? []
      : [["read", code`(body) => ${errorData(context, error)}`] as const]),
  ]);
}

/** The expression that reads an error's data; what is sensitive in it is kept out of what logs show. */
function errorData(context: ClientContext, { shape, members }: ErrorIr): Code {
  const data = readMembers(context, planOf(context, shape), "body");
  return members.some(({ sensitive }) => sensitive)
    ? code`${runtime("serde/sensitive", "hidden")}(${data})`
    : data;
}
