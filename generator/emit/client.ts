import type { ServiceIr } from "../ir/ir.js";
import { code, join, literal, propertyKey, type Code, type Symbol } from "./printing/code.js";
import type { ClientContext } from "./context.js";
import { entryLine, entryLines, expressionCode } from "./expression.js";
import { titleIn } from "./documentation/docs.js";
import { resolveEndpointEntry, clientSettings, serviceTypes } from "./finishing.js";
import type { Declaration, Module } from "./printing/module.js";
import { globalType, runtime, runtimeType } from "./runtime.js";

/** The module of the client: its interface, its configuration and the function that makes one. */
export function clientModule(context: ClientContext): Module {
  const { service, plan } = context;
  const { clientName } = service;
  const client = `${clientName}Client`;
  const config = `${client}Config`;
  const names = renamedErrors(service);
  return {
    path: "client",
    source: service.shape,
    declarations: [
      {
        kind: "interface",
        name: client,
        doc: `A client of ${titleIn(service)}; its operations are functions that take it.`,
        extends: [code`${runtimeType("contract/service", "Client")}<${literal(clientName)}>`],
        properties: [],
      },
      {
        kind: "interface",
        name: config,
        doc: `How a {@link ${client}} is set up.`,
        extends: [
          code`${runtimeType("contract/config", "ClientConfig")}`,
          code`${runtimeType("auth/auth", "AuthConfig")}`,
        ],
        properties: clientSettings(context),
      },
      {
        kind: "function",
        name: `create${client}`,
        exported: true,
        doc:
          `A client of ${titleIn(service)}.\n\n` +
          "Does no work and never throws: what is wrong with the configuration is the `ConfigError` of\n" +
          "the first call.",
        parameters: [{ name: "config", type: code`${config}`, initializer: code`{}` }],
        returnType: code`${client}`,
        body: code`return ${runtime("call/client", "createClient")}(service, config);`,
      },
      ...(names ? [names] : []),
      {
        kind: "const",
        name: "service",
        exported: true,
        doc: "What the runtime knows of the service.\n\n@internal",
        type: code`${runtimeType("contract/service", "Service")}<${serviceTypes(context, config)}>`,
        value: code`{
  id: ${literal(clientName)},
  name: ${literal(service.name)},
  signingName: ${literal(service.signingName ?? "")},
  ${resolveEndpointEntry(context)},
  ${join(entryLines(context, plan.service), "\n")}
  ${entryLine("write", expressionCode(context, plan.messages.write))}
  ${entryLine("read", readMessages(context, names !== undefined))}
}`,
      },
    ],
  };
}

/** The function that reads responses, errors by the names that they go by here. */
function readMessages(context: ClientContext, hasRenamed: boolean): Code {
  const read = expressionCode(context, context.plan.messages.read);
  return hasRenamed
    ? code`${runtime("protocols/renamed", "renamed")}(${read}, ${errorNames})`
    : read;
}

/** The names of errors that are not those on the wire, by those that are. */
export const errorNames: Symbol = { kind: "symbol", name: "errorNames", module: "client" };

/** Their declaration, if there are any. */
export function renamedErrors({ errors }: ServiceIr): Declaration | undefined {
  const entries = [...errors.values()]
    .filter(({ name, code }) => name !== code)
    .map(({ name, code: onWire }) => code`${propertyKey(onWire)}: ${literal(name)},`);
  if (entries.length === 0) return undefined;
  return {
    kind: "const",
    name: errorNames.name,
    exported: true,
    doc: "Errors that go by other names on the wire.\n\n@internal",
    type: code`${globalType("Record")}<string, string>`,
    value: code`{\n${join(entries, "\n")}\n}`,
  };
}
