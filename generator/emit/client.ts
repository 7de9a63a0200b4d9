import { authConfig, ownIdentity } from "./auth.js";
import type { ServiceIr } from "../ir/ir.js";
import { code, join, literal, type Symbol } from "./printing/code.js";
import { presentHelpers } from "../protocols/helpers.js";
import type { ClientContext } from "./context.js";
import { entryLine, entryLines, expressionCode } from "./expression.js";
import { titleIn } from "./documentation/docs.js";
import { resolveEndpointEntry, clientSettings, serviceTypes } from "./finishing.js";
import type { Module } from "./printing/module.js";
import { runtime, runtimeType } from "./runtime.js";

/** The module of the client: its interface, its configuration and the function that makes one. */
export function clientModule(context: ClientContext): Module {
  const { service, plan } = context;
  const { clientName, sdkId } = service;
  const client = `${clientName}Client`;
  const config = `${client}Config`;
  const identity = ownIdentity(context);
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
          code`${authConfig(context)}`,
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
        body: code`return ${makerOf(context)}(service, config);`,
      },
      {
        kind: "const",
        name: "service",
        exported: true,
        doc: "What the runtime knows of the service.\n\n@internal",
        type: code`${runtimeType("contract/service", "Service")}<${serviceTypes(context, config)}>`,
        value: code`{
  id: ${literal(clientName)},${hasWords(service) ? `\n  sdkId: ${literal(sdkId)},` : ""}
  name: ${literal(service.name)},
  signingName: ${literal(service.signingName ?? "")},
  ${resolveEndpointEntry(context)},
  ${join(
    [
      ...(identity ? [entryLine("identity", identity)] : []),
      ...entryLines(context, plan.service),
      entryLine("write", expressionCode(context, plan.messages.write)),
      entryLine("read", expressionCode(context, plan.messages.read)),
    ],
    "\n",
  )}
}`,
      },
    ],
  };
}

/** Whether settings name a service otherwise than its client does: `AWS_ENDPOINT_URL_ROUTE_53`. */
const hasWords = ({ clientName, sdkId }: ServiceIr): boolean =>
  sdkId.replace(/ /g, "_").toUpperCase() !== clientName.toUpperCase();

/** What makes a client: waiters have to know its clock, and uploads how long they may wait. */
function makerOf({ service, plan }: ClientContext): Symbol {
  const isAsked =
    service.operations.some(({ waiters }) => waiters.length > 0) ||
    presentHelpers(plan, service).some(({ helper }) => helper.asksSettings);
  return isAsked
    ? runtime("call/waitingClient", "createWaitingClient")
    : runtime("call/client", "createClient");
}
