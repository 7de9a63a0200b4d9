import type { EndpointBindings } from "../../endpoints/bindings.js";
import type { ServiceEndpoints } from "../../endpoints/service.js";
import type { ServiceIr } from "../../ir/ir.js";
import { code, type Symbol } from "../printing/code.js";
import { commonParameters } from "../../endpoints/parameters.js";
import { emitEndpointFunction, endpointNames } from "./program.js";
import type { Module } from "../printing/module.js";
import { runtime, runtimeType } from "../runtime.js";

/** The function that finds the endpoint for its parameters. */
export const resolveEndpoint: Symbol = {
  kind: "symbol",
  name: "resolveEndpoint",
  module: "endpoint",
};

/** The type of the parameters that it takes beside the region and the client's configuration. */
export const parametersType: Symbol = {
  kind: "symbol",
  name: "ServiceEndpointParameters",
  module: "endpoint",
  typeOnly: true,
};

/** The module of the endpoint rules; a service without rules is where the configuration says. */
export function endpointModule(
  service: ServiceIr,
  endpoints: ServiceEndpoints | undefined,
): Module {
  const statements = endpoints
    ? emitEndpointFunction(endpoints.program, boundSettings(endpoints.bindings))
    : [
        code`/** The endpoint of the configuration: the model knows none. */
export function resolveEndpoint(_region: string | undefined, { endpoint }: ${runtimeType("contract/config", "ClientConfig")}): ${runtimeType("contract/endpoint", "Endpoint")} {
  if (endpoint !== undefined) return { url: endpoint };
  ${runtime("contract/endpoint", "misconfigured")}("Set endpoint: the service has none of its own");
}`,
      ];
  return {
    path: "endpoint",
    source: service.shape,
    declarations: statements.map((statement) => ({
      kind: "statement",
      names: endpoints ? endpointNames(endpoints.program) : ["resolveEndpoint"],
      code: statement,
    })),
  };
}

/** The parameters that operations have values for, though every client has a setting for them. */
export function boundSettings({ operations }: EndpointBindings): ReadonlySet<string> {
  const bound = [...operations.values()].flatMap((sources) => [...sources.keys()]);
  return new Set(bound.filter((property) => commonParameters.has(property)));
}
