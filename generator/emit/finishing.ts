import type { Setting } from "../protocols/plan.js";
import { code, join, literal, type Code } from "./printing/code.js";
import type { ClientContext } from "./context.js";
import { endpointFinder, endpointSettings } from "./endpoint/client.js";
import { expressionCode } from "./expression.js";
import type { PropertyDeclaration } from "./printing/module.js";
import { template } from "./runtime.js";

/** The settings that a client has for its service alone, as members of its configuration. */
export function clientSettings(context: ClientContext): PropertyDeclaration[] {
  return [
    ...endpointSettings(context),
    ...(context.plan.finishers ?? []).flatMap(({ settings = [] }) => settings.map(property)),
  ];
}

function property({ name, type, documentation }: Setting): PropertyDeclaration {
  return { name, type: code`${type} | undefined`, optional: true, doc: documentation };
}

/** The type arguments of the service: its configuration too, where that is its own. */
export function serviceTypes(context: ClientContext, config: string): Code {
  const own = clientSettings(context).length > 0 ? `, ${config}` : "";
  return code`${literal(context.service.clientName)}${own}`;
}

/**
 * The entry of the service that says where a request goes and finishes it: its endpoint's function,
 * and around that what the plan names.
 */
export function resolveEndpointEntry(context: ClientContext): Code {
  const finishers = context.plan.finishers ?? [];
  const finder = endpointFinder(context);
  if (finishers.length === 0 && finder.kind === "symbol") return code`${finder}`;
  const finished = finishers.reduce(
    (inner, { wrap: { module, name, arguments: given = [] } }) => {
      const others = given.map((argument) => expressionCode(context, argument));
      return code`${template(module, name)}(${join([inner, ...others], ", ")})`;
    },
    code`${finder}`,
  );
  return code`resolveEndpoint: ${finished}`;
}
