import type { OperationIr, Segment, ShapeId } from "../ir/ir.js";
import { operationAuth } from "./auth.js";
import { isOptional } from "../ir/optional.js";
import { eventsIn } from "../ir/events.js";
import { streamIn } from "../ir/streams.js";
import { code, join, literal, type Code, type Symbol } from "./printing/code.js";
import {
  clientType,
  errorType,
  inputType,
  operationConst,
  operationErrorType,
  operationFunction,
  outputType,
  messagePlanOf,
  structureReader,
  structureWriter,
  type ClientContext,
  type EmitContext,
} from "./context.js";
import { documented } from "./documentation/docs.js";
import { endpointFunction } from "./endpoint/input.js";
import { entryLine, entryLines, entryTypes, expressionCode } from "./expression.js";
import { examplesOf } from "./examples/examples.js";
import { linksOf } from "./documentation/links.js";
import { operationModule } from "./layout/layout.js";
import { emptyInput, membersOf } from "./messages.js";
import { pageDeclarations } from "./pages.js";
import type { Declaration, Module } from "./printing/module.js";
import { globalType, runtime, runtimeType } from "./runtime.js";
import { waiterDeclarations } from "./waiters.js";
import { readMembers, writeMembers } from "./serde.js";
import { detailsOf, errorShape } from "./errors.js";
import {
  exportedBefore,
  reExports,
  serdeDeclarations,
  shapesIn,
  typeDeclaration,
} from "./shapes.js";

const callOptions = runtimeType("contract/config", "CallOptions");
const result = runtimeType("contract/result", "Result");

/** The module of an operation: its function, its errors, its wire form, and the shapes it alone uses. */
export function operationModuleOf(context: EmitContext, operation: OperationIr): Module {
  const path = operationModule(operation.functionName);
  // One structure may be both.
  const roots = [...new Set([operation.input, operation.output])].filter((id) => id !== undefined);
  const own = shapesIn(context, path);
  return {
    path,
    source: operation.shape,
    declarations: [
      ...reExports(context, [...roots, ...exportedBefore(context, path)], own),
      ...(operation.typesOnly ? [] : [functionDeclaration(context, operation)]),
      ...roots.filter((id) => own.includes(id)).flatMap((id) => typeDeclaration(context, id)),
      errorUnion(context, operation),
      ...(isCallable(context, operation)
        ? [
            operationDeclaration(context, operation),
            ...pageDeclarations(context, operation),
            ...waiterDeclarations(context, operation),
          ]
        : []),
      ...own.filter((id) => !roots.includes(id)).flatMap((id) => typeDeclaration(context, id)),
      ...own.flatMap((id) => serdeDeclarations(context, id)),
    ],
  };
}

/** Whether there is a plan of how to call an operation. */
function isCallable(context: EmitContext, { typesOnly }: OperationIr): context is ClientContext {
  return !typesOnly && context.plan !== undefined;
}

function functionDeclaration(context: EmitContext, operation: OperationIr): Declaration {
  const input = inputType(context, operation);
  const promise = globalType("Promise");
  const members = membersOf(context, operation.input);
  const optional = members.every((member) => isOptional(member, "input"));
  const examples = examplesOf(context.service, operation, context.packageName);
  return {
    kind: "function",
    name: operationFunction(operation).name,
    exported: true,
    doc: documented(linksOf(context), operation.documentation, [], false, examples),
    parameters: [
      { name: "client", type: code`${clientType(context)}` },
      optional
        ? { name: "input", type: code`${input}`, initializer: emptyInput(members) }
        : { name: "input", type: code`${input}` },
      { name: "options", type: code`${callOptions}`, optional: true },
    ],
    returnType: code`${promise}<${result}<${outputType(context, operation)}, ${operationErrorType(operation)}>>`,
    body: callCode(context, operation),
  };
}

function callCode({ service }: EmitContext, operation: OperationIr): Code {
  const given = code`${operationConst(operation)}, input, options`;
  return streamIn(service, operation.output) || eventsIn(service, operation.output)
    ? code`return ${runtime("call/callStreaming", "callStreaming")}(client, ${given});`
    : code`return client.call(${given});`;
}

function called({ typesOnly, name, functionName }: OperationIr): string {
  return typesOnly ? `\`${name}\`` : `{@link ${functionName}}`;
}

function errorUnion(context: EmitContext, operation: OperationIr): Declaration {
  const errors = operation.errors.flatMap((id) => context.service.errors.get(id) ?? []);
  const arms = [
    ...errors.map(errorType),
    code`${join([runtimeType("contract/errors", "UnmodeledServiceError"), ...detailsOf(context)], " & ")}`,
    runtimeType("contract/errors", "ClientError"),
  ];
  return {
    kind: "typeAlias",
    name: operation.errorTypeName,
    doc: `Every way ${called(operation)} can fail, told apart by \`name\`.`,
    type: code`| ${join(arms, "\n| ")}`,
  };
}

function operationDeclaration(context: ClientContext, operation: OperationIr): Declaration {
  const types = [
    inputType(context, operation),
    outputType(context, operation),
    operationErrorType(operation),
  ];
  const entries: readonly (readonly [name: string, value: Code | Symbol | undefined])[] = [
    ["endpoint", endpointFunction(context, operation)],
    ["auth", operationAuth(context, operation)],
    ["hostPrefix", operation.hostPrefix && hostPrefix(operation.hostPrefix)],
    ["write", writeFunction(context, operation)],
    ["read", readFunction(context, operation)],
    ["errors", errorTable(context, operation)],
  ];
  const planned = context.plan.operations.get(operation.shape) ?? [];
  const lines = [
    ...entryLines(context, planned, true),
    ...entries.flatMap(([name, value]) => (value ? [entryLine(name, value)] : [])),
  ];
  return {
    kind: "const",
    name: operationConst(operation).name,
    exported: true,
    doc: `How {@link ${operation.functionName}} goes over the wire.\n\n@internal`,
    type: code`${runtimeType("contract/service", "Operation")}<${join(types, ", ")}>${entryTypes(planned)}`,
    value: code`{\n${join(lines, "\n")}\n}`,
  };
}

function hostPrefix(segments: readonly Segment[]): Code {
  const parts = segments.map(({ kind, text }) =>
    kind === "literal"
      ? literal(text)
      : code`${runtime("endpoints/hostPrefix", "hostLabel")}(input, ${literal(text)})`,
  );
  const input = segments.some(({ kind }) => kind !== "literal") ? "input" : "";
  return code`(${input}) => ${join(parts, " + ")}`;
}

function writeFunction(context: ClientContext, { input }: OperationIr): Code | Symbol {
  if (input === undefined || isInline(context, input)) {
    return code`(input) => ${writeMembers(context, messagePlanOf(context, input), "input")}`;
  }
  const shared = context.plan.whole?.get(input)?.shared;
  return shared ? expressionCode(context, shared.write, true) : structureWriter(context, input);
}

function readFunction(context: ClientContext, { output }: OperationIr): Code | Symbol {
  if (output === undefined || isInline(context, output)) {
    return code`(body) => ${readMembers(context, messagePlanOf(context, output), "body")}`;
  }
  const shared = context.plan.whole?.get(output)?.shared;
  return shared ? expressionCode(context, shared.read, true) : structureReader(context, output);
}

/** Whether a message is read and written in its operation's module. */
function isInline({ inline, plan }: ClientContext, id: ShapeId): boolean {
  const whole = plan.whole?.get(id);
  return inline.has(id) || (whole !== undefined && !whole.shared);
}

function errorTable(context: ClientContext, operation: OperationIr): Code {
  const entries = operation.errors
    .flatMap((id) => context.service.errors.get(id) ?? [])
    .map((error) => entryLine(error.name, errorShape(context, error)));
  return entries.length === 0 ? code`{}` : code`{\n${join(entries, "\n")}\n}`;
}
