import type { OperationIr } from "../ir/ir.js";
import { isOptional } from "../ir/optional.js";
import type { ClientContext } from "./context.js";
import { titleIn } from "./documentation/docs.js";
import { membersOf } from "./messages.js";
import { paginationConst } from "./pages.js";
import { code, join, literal, propertyKey } from "./printing/code.js";
import type { Declaration, PropertyDeclaration } from "./printing/module.js";
import { globalType, template, templateType } from "./runtime.js";
import { waiterConst } from "./waiters.js";

// What AWS SDK v3 has beside commands: pages, waiters, and a client with methods.

/** The bridge's functions of pages and waiters, and the client that has all as methods. */
export function aggregatedDeclarations(
  context: ClientContext,
  taken: ReadonlySet<string>,
): readonly Declaration[] {
  const { service } = context;
  const client = `${service.clientName}Client`;
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  const configuration = free(`${service.clientName}PaginationConfiguration`);
  const isPaginated = service.operations.some(({ pagination }) => pagination);
  return [
    ...(isPaginated ? [configurationDeclaration(configuration, client)] : []),
    ...service.operations.flatMap((operation) => [
      ...pagesFunction(operation, configuration),
      ...waiterFunctions(operation, client),
    ]),
    ...aggregatedClient(context, free(service.clientName)),
  ];
}

function configurationDeclaration(name: string, client: string): Declaration {
  return {
    kind: "interface",
    name,
    doc: "How pages are asked for.",
    extends: [code`${templateType("smithy/pages", "PaginationSettings")}`],
    properties: [{ name: "client", type: code`${client}`, optional: false, readonly: true }],
  };
}

function pagesFunction(operation: OperationIr, configuration: string): readonly Declaration[] {
  const { pagination, commandName, commandInputName, commandOutputName, name } = operation;
  if (!pagination) return [];
  const constant = paginationConst(operation, pagination);
  return [
    {
      kind: "function",
      name: pagination.functionName,
      exported: true,
      doc: `The pages of \`${name}\`, each asked for when it is wanted.`,
      parameters: [
        { name: "config", type: code`${configuration}` },
        { name: "input", type: code`${commandInputName}` },
        {
          name: "options",
          type: code`${templateType("smithy/http", "SendOptions")}`,
          optional: true,
        },
      ],
      returnType: code`${templateType("smithy/pages", "Paginator")}<${commandOutputName}>`,
      body: code`return ${template("smithy/pages", "paginated")}<${commandInputName}, ${commandOutputName}, ${commandName}>(${commandName}, ${constant}, config, input, options);`,
    },
  ];
}

function waiterFunctions(operation: OperationIr, client: string): readonly Declaration[] {
  const { commandName, commandInputName, commandOutputName, waiters } = operation;
  return waiters.map((waiter): Declaration => {
    const result = code`${templateType("smithy/waiting", "WaiterResult")}<${commandOutputName} | ${globalType("Error")}>`;
    return {
      kind: "function",
      name: waiter.functionName,
      exported: true,
      doc: `Sends \`${commandName}\` until what it says is \`${waiter.name}\`.`,
      parameters: [
        {
          name: "config",
          type: code`${templateType("smithy/waiting", "WaiterConfiguration")}<${client}>`,
        },
        { name: "input", type: code`${commandInputName}` },
      ],
      returnType: code`${globalType("Promise")}<${result}>`,
      body: code`return ${template("smithy/waiting", "waited")}<${commandInputName}, ${commandOutputName}, ${commandName}>(${commandName}, ${waiterConst(operation, waiter)}, config, input);`,
    };
  });
}

/** What the client has itself. */
const clientMembers = new Set([
  ...["send", "destroy", "config", "middlewareStack", "constructor"],
  // Private ones take a name too.
  ...["handlers", "initConfig"],
]);

function methodName(operation: string): string {
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  return clientMembers.has(name) ? `${name}_` : name;
}

function aggregatedClient(context: ClientContext, name: string): readonly Declaration[] {
  const { service } = context;
  const client = `${service.clientName}Client`;
  const { operations } = service;
  const paginators = operations.flatMap(({ pagination }) => pagination?.functionName ?? []);
  const waiters = operations.flatMap(({ waiters }) => waiters.map((each) => each.functionName));
  const commands = operations.map(
    (operation) => code`${propertyKey(methodName(operation.name))}: ${operation.commandName}`,
  );
  const listed = (key: string, names: readonly string[]) =>
    names.length === 0 ? [] : [code`${key}: { ${names.join(", ")} },`];
  const sources = [
    code`commands: {\n${join(commands, ",\n")},\n},`,
    ...listed("paginators", paginators),
    ...listed("waiters", waiters),
  ];
  return [
    {
      kind: "interface",
      name,
      doc: `A client of ${titleIn(service)} as in AWS SDK v3, with a method for each command.`,
      extends: [code`${client}`],
      properties: operations.flatMap((operation) => methodsOf(context, operation)),
    },
    {
      kind: "statement",
      names: [name],
      exports: [name],
      code: code`export const ${name}: {
  new (config?: ${client}Config): ${name};
  readonly prototype: ${name};
} = /* @__PURE__ */ ${template("smithy/aggregated", "aggregated")}(${client}, ${literal(name)}, {\n${join(sources, "\n")}\n});`,
    },
  ];
}

function methodsOf(context: ClientContext, operation: OperationIr): readonly PropertyDeclaration[] {
  const { commandInputName, commandOutputName, pagination, waiters, input } = operation;
  const isPlain = membersOf(context, input).every((member) => isOptional(member, "input"));
  const property = (name: string, type: string): PropertyDeclaration => ({
    name,
    type: code`${templateType("smithy/aggregated", type)}<${commandInputName}, ${commandOutputName}>`,
    optional: false,
    readonly: true,
  });
  return [
    property(methodName(operation.name), isPlain ? "PlainCommandMethod" : "CommandMethod"),
    ...(pagination ? [property(pagination.functionName, "PagesMethod")] : []),
    ...waiters.map((waiter) => property(waiter.functionName, "WaiterMethod")),
  ];
}
