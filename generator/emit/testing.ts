import type { ErrorIr, MemberIr, OperationIr, ShapeId, StructureIr, UnionIr } from "../ir/ir.js";
import { isOptional } from "../ir/optional.js";
import { streamIn } from "../ir/streams.js";
import type { Expression, StructurePlan } from "../protocols/plan.js";
import { code, join, literal, propertyKey, type Code, type Symbol } from "./printing/code.js";
import {
  inputType,
  operationConst,
  operationErrorType,
  outputType,
  messagePlanOf,
  planOf,
  structureReader,
  structureWriter,
  type ClientContext,
} from "./context.js";
import { expressionCode } from "./expression.js";
import { titleIn } from "./documentation/docs.js";
import { givingWay } from "./givingWay.js";
import type { Declaration, Module, PropertyDeclaration } from "./printing/module.js";
import { globalType, runtimeType, template, templateType } from "./runtime.js";
import { readerDeclaration, readMembers, writeMembers, writerDeclaration } from "./serde.js";

const path = "testing";

interface TestingContext extends ClientContext {
  readonly local: (code: Code) => Code;
}

/**
 * The module of a typed fake of the service. It reads inputs and writes outputs, which clients have
 * no use for: what of that the package lacks is declared here.
 */
export function testingModule(clientContext: ClientContext): Module {
  const { plan } = clientContext;
  const context = {
    ...clientContext,
    // As a service does.
    plan: { ...plan, ...plan.served },
    local: localizer(clientContext),
  };
  const { clientName, shape, operations } = context.service;
  const title = titleIn(context.service);
  const fake = `Fake${clientName}`;
  const handlers = `${fake}Handlers`;
  const statuses = errorStatuses(context);
  const given = ["operations", "handlers", ...(statuses ? ["statuses"] : [])].join(", ");
  return {
    path,
    source: shape,
    declarations: [
      givingWay("testing/fake", templateExports, new Set([fake, handlers])),
      {
        kind: "function",
        name: `create${fake}`,
        exported: true,
        doc:
          `A fake of ${title}: give its \`config\` to \`create${clientName}Client\`, and the client's\n` +
          "requests are answered by the handlers.",
        parameters: [{ name: "handlers", type: code`${handlers}`, initializer: code`{}` }],
        returnType: code`${fake}`,
        body: code`return ${template("testing/fake", "createFake")}(${clientService}, ${fakeProtocol(context)}, ${given});`,
      },
      {
        kind: "interface",
        name: fake,
        doc: `A fake of ${title}; \`calls\` tells what it was asked.`,
        extends: [code`${templateType("testing/fake", "Fake")}<${handlers}>`],
        properties: [],
      },
      {
        kind: "interface",
        name: handlers,
        doc: "What the fake answers: an output, or an error that the operation can return.",
        properties: operations.map((operation) => handlerProperty(context, operation)),
      },
      {
        kind: "const",
        name: "operations",
        exported: false,
        type: code`${templateType("testing/fake", "FakeOperations")}<${handlers}>`,
        value: code`{\n${join(
          operations.map((operation) => operationEntry(context, operation)),
          "\n",
        )}\n}`,
      },
      ...(statuses
        ? [{ kind: "const", name: "statuses", exported: false, value: statuses } as const]
        : []),
      ...nestedDeclarations(context),
    ],
  };
}

const templateExports: readonly Symbol[] = [
  template("testing/fake", "fakeError"),
  template("testing/fake", "FakeError"),
  template("testing/fake", "inOrder"),
  templateType("testing/fake", "FakeErrorOptions"),
  templateType("testing/fake", "FakeErrorOf"),
  templateType("testing/fake", "FakeHandler"),
  templateType("testing/fake", "FakeCall"),
  templateType("testing/fake", "FakeConfig"),
];

const clientService: Symbol = { kind: "symbol", name: "service", module: "client" };

/** The protocol at the service's end. */
function fakeProtocol(context: ClientContext): Code {
  const { plan, service } = context;
  let protocol = expressionCode(context, plan.fake);
  if (service.operations.some(({ compressed }) => compressed)) {
    protocol = code`${template("testing/compression", "decompressing")}(${protocol})`;
  }
  return protocol;
}

/** An output as a handler gives it: a stream as anything that can be sent. */
function givenOutput(context: TestingContext, operation: OperationIr): Code {
  const output = code`${outputType(context, operation)}`;
  const stream = streamIn(context.service, operation.output);
  if (!stream) return output;
  const optional = isOptional(stream, "output");
  const type = code`${runtimeType("streams/streamInput", "StreamInput")}${optional ? " | undefined" : ""}`;
  const others = code`${globalType("Omit")}<${output}, ${literal(stream.name)}>`;
  return code`${others} & { readonly ${propertyKey(stream.name)}${optional ? "?" : ""}: ${type} }`;
}

function handlerProperty(context: TestingContext, operation: OperationIr): PropertyDeclaration {
  // An empty output's type would take any error.
  const output = membersOf(context, operation.output).length
    ? givenOutput(context, operation)
    : code`void`;
  const types = [inputType(context, operation), output, operationErrorType(operation)];
  return {
    name: operation.functionName,
    type: code`${templateType("testing/fake", "FakeHandler")}<${join(types, ", ")}> | undefined`,
    optional: true,
  };
}

function operationEntry(context: TestingContext, operation: OperationIr): Code {
  const { input, output } = operation;
  const status = context.plan.statuses?.get(operation.shape);
  const inputs = membersOf(context, input);
  const outputs = membersOf(context, output);
  const errors = operation.errors
    .flatMap((id) => context.service.errors.get(id) ?? [])
    .filter(({ members }) => members.length > 0);
  const lines = [
    code`operation: ${operationConst(operation)},`,
    ...(status === undefined ? [] : [`status: ${status},`]),
    code`read: ${inputs.length ? code`(body) => ${readInput(context, messagePlanOf(context, input), inputs, "body")}` : "() => ({})"},`,
    outputs.length
      ? code`write: (output: ${outputType(context, operation)}) => (${write(context, messagePlanOf(context, output), "output")}),`
      : "write: () => ({}),",
    ...(errors.length === 0 ? [] : [errorWriters(context, errors)]),
  ];
  return code`${propertyKey(operation.functionName)}: {\n${join(lines, "\n")}\n},`;
}

/** The statuses of errors that have an unusual one, by name. */
function errorStatuses({ service, plan }: TestingContext): Code | undefined {
  const ids = new Set(service.operations.flatMap(({ errors }) => errors));
  const entries = [...ids].flatMap((id) => {
    const status = plan.statuses?.get(id);
    const name = service.errors.get(id)?.name;
    return status === undefined || name === undefined ? [] : [`${propertyKey(name)}: ${status},`];
  });
  return entries.length === 0 ? undefined : code`{\n${entries.sort().join("\n")}\n}`;
}

function errorWriters(context: TestingContext, errors: readonly ErrorIr[]): Code {
  const entries = errors.map(
    ({ name, shape }) =>
      code`${propertyKey(name)}: (data: ${errorData(name)}) => (${write(context, planOf(context, shape), "data")}),`,
  );
  return code`errors: {\n${join(entries, "\n")}\n},`;
}

function errorData(name: string): Code {
  const type: Symbol = { kind: "symbol", name, module: "errors", typeOnly: true };
  return code`${type}["data"]`;
}

function membersOf(context: TestingContext, id: ShapeId | undefined): readonly MemberIr[] {
  return (id === undefined ? undefined : context.service.structures.get(id))?.members ?? [];
}

function write(context: TestingContext, plan: StructurePlan, name: string): Code {
  return context.local(writeMembers(context, plan, name));
}

/** The expression that reads an input's members, and ends where one lacks that is required. */
function readInput(
  context: TestingContext,
  plan: StructurePlan,
  members: readonly MemberIr[],
  name: string,
): Code {
  // What clients make of a response that lacks members is not for inputs.
  const unfilled = plan.members.map((member) => ({ ...member, fill: undefined }));
  const read = context.local(readMembers(context, { ...plan, members: unfilled }, name));
  const required = members.filter((member) => !isOptional(member, "input"));
  if (required.length === 0) return read;
  const names = required.map(({ name }) => literal(name));
  return code`${template("testing/fake", "having")}(${read}, ${join(names, ", ")})`;
}

/** Readers of what only inputs hold, and writers of what only outputs hold. */
function nestedDeclarations(context: TestingContext): readonly Declaration[] {
  return [...nestedShapes(context)].flatMap((id): readonly Declaration[] => {
    const shape = context.service.structures.get(id);
    const plan = context.plan.structures.get(id);
    if (!shape || !plan || (shape.wired === "both" && !context.plan.served)) return [];
    const declarations = [
      ...(shape.wired === "output" ? [] : [inputReader(context, shape, plan)]),
      ...(shape.wired === "input" ? [] : [writerDeclaration(context, id, plan)]),
    ];
    return declarations.flatMap((declaration) =>
      declaration.kind === "function"
        ? [{ ...declaration, exported: false, body: context.local(declaration.body) }]
        : [],
    );
  });
}

function inputReader(
  context: TestingContext,
  { kind, shape, members }: StructureIr | UnionIr,
  plan: StructurePlan,
): Declaration {
  const declaration = readerDeclaration(context, shape, plan);
  if (declaration.kind !== "function" || kind === "union") return declaration;
  return { ...declaration, body: code`return ${readInput(context, plan, members, "value")};` };
}

/** Structures and unions within inputs, outputs and errors, by name. */
function nestedShapes(context: TestingContext): ReadonlySet<ShapeId> {
  const { service, plan } = context;
  // Not of every error: what operations without functions fail with, the fake has no use for.
  const roots = service.operations.flatMap(({ input, output, errors }) => [
    messagePlanOf(context, input),
    messagePlanOf(context, output),
    ...errors.map((error) => planOf(context, error)),
  ]);
  const found = new Set<ShapeId>();
  const below = ({ members }: StructurePlan) =>
    members.flatMap(({ codec }) => shapesIn(codec.read));
  const waiting = roots.flatMap(below);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const next of below(planOf(context, id))) waiting.push(next);
  }
  const name = (id: ShapeId) => service.structures.get(id)?.name ?? "";
  return new Set(
    [...found].filter((id) => plan.structures.has(id)).sort((a, b) => (name(a) < name(b) ? -1 : 1)),
  );
}

/** The structures and unions that an expression reads. */
function shapesIn(expression: Expression): readonly ShapeId[] {
  switch (expression.kind) {
    case "reader":
      return [expression.shape];
    case "template":
      return (expression.arguments ?? []).flatMap(shapesIn);
    default:
      return [];
  }
}

/**
 * Has code take the readers and writers that the package lacks from this module: those that clients
 * have no use for, or that are other ones at the service's end.
 */
function localizer(context: ClientContext): TestingContext["local"] {
  const isOther = context.plan.served !== undefined;
  const lacking = new Set(
    [...context.service.structures.values()].flatMap(({ shape, wired }) => {
      if (wired === undefined) return [];
      return [
        ...(wired === "input" || isOther ? [key(structureReader(context, shape))] : []),
        ...(wired === "output" || isOther ? [key(structureWriter(context, shape))] : []),
      ];
    }),
  );
  return ({ parts }) => ({
    kind: "code",
    parts: parts.map((part) =>
      typeof part !== "string" && lacking.has(key(part)) ? { ...part, module: path } : part,
    ),
  });
}

const key = ({ module, name }: Symbol): string => `${module}\n${name}`;
