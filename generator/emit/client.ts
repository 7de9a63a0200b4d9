import { code, literal } from "./code.js";
import type { ClientContext } from "./context.js";
import { titleIn } from "./docs.js";
import type { Module } from "./module.js";
import { runtime, runtimeType } from "./runtime.js";

/** The module of the client: its interface, its configuration and the function that makes one. */
export function clientModule({ service, plan }: ClientContext): Module {
  const { clientName } = service;
  const client = `${clientName}Client`;
  const config = `${client}Config`;
  const endpoint = { kind: "symbol", name: "resolveEndpoint", module: "endpoint" } as const;
  return {
    path: "client",
    source: service.shape,
    declarations: [
      {
        kind: "interface",
        name: client,
        doc: `A client of ${titleIn(service)}; its operations are functions that take it.`,
        extends: [code`${runtimeType("client", "Client")}<${literal(clientName)}>`],
        properties: [],
      },
      {
        kind: "interface",
        name: config,
        doc: `How a {@link ${client}} is set up.`,
        extends: [code`${runtimeType("client", "ClientConfig")}`],
        properties: [],
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
        body: code`return ${runtime("client", "createClient")}(service, config);`,
      },
      {
        kind: "const",
        name: "service",
        exported: true,
        doc: "What the runtime knows of the service.\n\n@internal",
        type: code`${runtimeType("protocol", "Service")}<${literal(clientName)}>`,
        value: code`{
  id: ${literal(clientName)},
  name: ${literal(service.name)},
  signingName: ${literal(service.signingName ?? "")},
  ${endpoint},
  contentType: ${literal(plan.protocol.contentType)},
  write: ${runtime(plan.protocol.module, plan.protocol.write)},
  read: ${runtime(plan.protocol.module, plan.protocol.read)},
}`,
      },
    ],
  };
}
