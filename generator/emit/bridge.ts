import type { ErrorIr, MemberIr, OperationIr, ServiceIr, ShapeId } from "../ir/ir.js";
import { isOptional } from "../ir/optional.js";
import { streamIn, type StreamIr } from "../ir/streams.js";
import { callerTypes } from "./auth.js";
import { aggregatedDeclarations } from "./bridgePages.js";
import { code, join, literal, propertyKey, type Code, type Symbol } from "./printing/code.js";
import {
  inputType,
  operationConst,
  outputType,
  structureType,
  type ClientContext,
  type EmitContext,
} from "./context.js";
import { commentText, documented, summarize, titleIn } from "./documentation/docs.js";
import { clientSettings } from "./finishing.js";
import { commandLinks } from "./documentation/links.js";
import { givingWay, type ReExport } from "./givingWay.js";
import type { Declaration, Doc, Module, PropertyDeclaration } from "./printing/module.js";
import { globalType, runtimeIndex, template, templateType } from "./runtime.js";
import { typeCode } from "./types.js";

const bearer = templateType("smithy/exceptions", "MetadataBearer");

/**
 * The module for code that wants the classes of AWS SDK v3: the client, a command for each operation
 * and an exception for each modeled error. Nothing else needs `@smithy/smithy-client`.
 */
export function bridgeModule(context: ClientContext): Module {
  const { service } = context;
  const own = [
    ...clientDeclarations(context),
    ...service.operations.flatMap((operation) => commandDeclarations(context, operation)),
    ...exceptionDeclarations(context),
  ];
  const named = new Set([
    ...own.flatMap(declaredNames),
    ...[...service.structures.values(), ...service.enums.values()].map(({ name }) => name),
  ]);
  const declarations = [...own, ...aggregatedDeclarations(context, named)];
  const shapes = reExports(context, declarations);
  const taken = new Set([
    ...declarations.flatMap(declaredNames),
    ...shapes.flatMap(({ symbols }) => symbols.map(({ name }) => name)),
  ]);
  return {
    path: "smithy",
    source: service.shape,
    declarations: [
      ...shapes,
      ...Object.entries(templateExports).map(([name, types]) => {
        const module = `smithy/${name}`;
        const symbols = types.map((type) =>
          type === "WaiterState" ? template(module, type) : templateType(module, type),
        );
        return givingWay(module, symbols, taken);
      }),
      ...[callerTypes(service)]
        .filter((types) => types.length > 0)
        .map((types) => givingWay(runtimeIndex, types, taken)),
      ...declarations,
    ],
  };
}

/** What comes with every bridge: the types that its classes lead to, by module. */
const templateExports: Readonly<Record<string, readonly string[]>> = {
  bridge: ["ServiceClientResolvedConfig"],
  aggregated: ["Callback", "CommandMethod", "PagesMethod", "PlainCommandMethod", "WaiterMethod"],
  exceptions: ["ExceptionOptions", "MetadataBearer", "ResponseMetadata"],
  config: ["Logger", "ResolvedSettings"],
  pages: ["PaginationSettings", "Paginator"],
  waiting: ["WaiterConfiguration", "WaiterResult", "WaiterSettings", "WaiterState"],
  http: [
    "EndpointParts",
    "HandlerOptions",
    "RequestHandler",
    "RequestHandlerOptions",
    "SdkRequest",
    "SdkResponse",
    "SendOptions",
  ],
  strategy: ["RetryToken", "SdkError", "SdkRetryStrategy"],
};

/** A class, as text, since the printer has no structure for one. */
function classDeclaration(
  name: string,
  parent: Code,
  members: readonly Code[],
  doc: Doc | undefined,
): Declaration {
  return {
    kind: "statement",
    names: [name],
    exports: [name],
    code: code`${commentText(doc)}export class ${name} extends ${parent} {\n${members.map((member) => code`${member}\n`)}}`,
  };
}

function clientDeclarations(context: ClientContext): readonly Declaration[] {
  const { service } = context;
  const client = `${service.clientName}Client`;
  const hasStreams = service.operations.some(({ output }) => streamIn(service, output));
  const streams = hasStreams ? code`, ${template("smithy/streams", "finishStream")}` : "";
  return [
    classDeclaration(
      client,
      code`${template("smithy/bridge", "ServiceClient")}<ServiceInputTypes, ServiceOutputTypes>`,
      [
        code`constructor(config: ${client}Config = {}) {
super(${{ kind: "symbol", name: "service", module: "client" }}, ${literal(service.version)}, config, exceptions${streams});
}`,
      ],
      `A client of ${titleIn(service)} as in AWS SDK v3: \`send\` takes commands, and throws.`,
    ),
    {
      kind: "interface",
      name: `${client}Config`,
      doc: `How a {@link ${client}} is set up.`,
      extends: [code`${templateType("smithy/config", "ServiceClientConfig")}`],
      properties: clientSettings(context),
    },
    {
      kind: "interface",
      name: `${client}ResolvedConfig`,
      doc: `How a {@link ${client}} has been set up.`,
      extends: [code`${templateType("smithy/bridge", "ServiceClientResolvedConfig")}`],
      properties: [],
    },
    {
      kind: "statement",
      names: ["Command"],
      code: code`abstract class Command<
  Input extends ServiceInputTypes,
  Output extends ServiceOutputTypes,
> extends ${template("smithy/bridge", "ServiceCommand")}<Input, Output, ServiceInputTypes, ServiceOutputTypes> {}`,
    },
    {
      kind: "typeAlias",
      name: "ServiceInputTypes",
      type: join(
        service.operations.map(({ commandInputName }) => commandInputName),
        " | ",
      ),
    },
    {
      kind: "typeAlias",
      name: "ServiceOutputTypes",
      type: join(
        service.operations.map(({ commandOutputName }) => commandOutputName),
        " | ",
      ),
    },
  ];
}

function commandDeclarations(context: EmitContext, operation: OperationIr): readonly Declaration[] {
  const { service } = context;
  const { commandName, commandInputName, commandOutputName } = operation;
  const { html = "", deprecated, internal } = operation.documentation;
  const doc = [
    summarize(html),
    documented(commandLinks(service), { deprecated, internal }) ?? "",
  ].filter((part) => part !== "");
  const optional = !membersOf(service, operation.input).some(
    (member) => !isOptional(member, "input"),
  );
  const output = code`${outputType(context, operation)}`;
  const stream = streamIn(service, operation.output);
  const sensitive = sensitiveMembers(service, operation);
  const listed = sensitive.length === 0 ? "" : `, [${sensitive.map(literal).join(", ")}]`;
  return [
    {
      kind: "interface",
      name: commandInputName,
      extends: [code`${inputType(context, operation)}`],
      properties: [],
    },
    {
      kind: "interface",
      name: commandOutputName,
      extends: operation.output
        ? [
            stream ? code`${globalType("Omit")}<${output}, ${literal(stream.name)}>` : output,
            code`${bearer}`,
          ]
        : [code`${bearer}`],
      properties: stream ? [streamProperty(stream)] : [],
    },
    classDeclaration(
      commandName,
      code`Command<${commandInputName}, ${commandOutputName}>`,
      [
        code`constructor(input${optional ? "?" : ""}: ${commandInputName}) {
super(${operationConst(operation)}, input${listed});
}`,
      ],
      doc.length === 0 ? undefined : join(doc, "\n\n"),
    ),
  ];
}

/** A stream of an output that can do what those of AWS SDK v3 can. */
function streamProperty(stream: StreamIr): PropertyDeclaration {
  const optional = isOptional(stream, "output");
  const type = code`${templateType("smithy/streams", "SdkStreamOutput")}`;
  return { name: stream.name, type: optional ? code`${type} | undefined` : type, optional };
}

function membersOf(service: ServiceIr, id: ShapeId | undefined): readonly MemberIr[] {
  return (id === undefined ? undefined : service.structures.get(id))?.members ?? [];
}

/** The members of an operation's input and output that are or hold something sensitive, by name. */
function sensitiveMembers(service: ServiceIr, { input, output }: OperationIr): readonly string[] {
  const members = [...membersOf(service, input), ...membersOf(service, output)];
  const names = members.filter((member) => member.sensitive).map(({ name }) => name);
  return [...new Set(names)].sort();
}

function exceptionDeclarations(context: EmitContext): readonly Declaration[] {
  const { service } = context;
  const errors = [...service.errors.values()];
  let base = `${service.clientName}ServiceException`;
  while (errors.some(({ name }) => name === base)) base += "_";
  const modeled = errors.map(({ name }) => `${name},`).join("\n");
  return [
    classDeclaration(
      base,
      code`${template("smithy/exceptions", "BaseException")}`,
      [],
      `Every error that ${titleIn(service)} returns.`,
    ),
    ...errors.map((error) => exceptionDeclaration(context, error, base)),
    {
      kind: "const",
      name: "exceptions",
      exported: false,
      type: code`${templateType("smithy/exceptions", "Exceptions")}`,
      value: code`{\nbase: ${base},\nmodeled: {\n${modeled}\n},\n}`,
    },
  ];
}

// Those of ServiceException itself, which no member takes the place of.
const ownNames = new Set(
  "$fault $metadata $response $retryable cause constructor message name stack".split(" "),
);

function exceptionDeclaration(context: EmitContext, error: ErrorIr, base: string): Declaration {
  const members = error.members.filter(({ name }) => !ownNames.has(name));
  const names = members.map(({ name }) => literal(name)).join(" | ");
  const options = code`${templateType("smithy/exceptions", "ExceptionOptions")} & ${globalType("Pick")}<${error.name}, ${names}>`;
  return classDeclaration(
    error.name,
    code`${base}`,
    [
      code`override readonly name = ${literal(error.code)};`,
      code`override readonly $fault = ${literal(error.fault)};`,
      ...members.map((member) => memberDeclaration(context, member)),
      ...(members.length === 0
        ? []
        : [code`constructor(options: ${options}) {\nsuper(options);\n}`]),
    ],
    documented(commandLinks(context.service), error.documentation),
  );
}

function memberDeclaration(context: EmitContext, member: MemberIr): Code {
  const { service } = context;
  const optional = isOptional(member, "output");
  const doc = documented(commandLinks(service), member.documentation, [], member.sensitive);
  const type = code`${typeCode(context, member.type, "output")}${optional ? " | undefined" : ""}`;
  return code`${commentText(doc)}declare readonly ${propertyKey(member.name)}${optional ? "?" : ""}: ${type};`;
}

function declaredNames(declaration: Declaration): readonly string[] {
  if (declaration.kind === "statement") return declaration.names;
  return "name" in declaration ? [declaration.name] : [];
}

/** What else AWS SDK v3 has here: the types of shapes, and the values of enums. */
function reExports(
  context: EmitContext,
  declarations: readonly Declaration[],
): readonly ReExport[] {
  const declared = new Set(declarations.flatMap(declaredNames));
  const exported: (readonly [string, readonly Symbol[]])[] = [
    ...[...context.shapesByModule]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, shapes]) => [module, shapes.map((id) => structureType(context, id))] as const),
    [
      "enums",
      [...context.service.enums.values()].map(({ name }) => ({
        kind: "symbol",
        name,
        module: "enums",
      })),
    ],
  ];
  return exported
    .map(([module, symbols]): ReExport => ({
      kind: "reExport",
      module,
      symbols: symbols.filter(({ name }) => !declared.has(name)),
    }))
    .filter(({ symbols }) => symbols.length > 0);
}
