import type { EndpointProgram } from "../endpoints/program.js";
import type { ServiceIr } from "../ir/ir.js";
import { code } from "./code.js";
import { emitEndpointFunction, endpointNames } from "./endpoint.js";
import type { Module } from "./module.js";
import { runtime, runtimeType } from "./runtime.js";

/** The module of the endpoint rules; a service without rules is where the configuration says. */
export function endpointModule(service: ServiceIr, program: EndpointProgram | undefined): Module {
  const statements = program
    ? emitEndpointFunction(program)
    : [
        code`/** The endpoint of the configuration: the model knows none. */
export function resolveEndpoint({ Endpoint }: ${runtimeType("endpoint", "EndpointParameters")}): ${runtimeType("endpoint", "Endpoint")} {
  if (Endpoint !== undefined) return { url: Endpoint };
  throw ${runtime("endpoint", "configError")}("Set endpoint: the service has none of its own");
}`,
      ];
  return {
    path: "endpoint",
    source: service.shape,
    declarations: statements.map((statement) => ({
      kind: "statement",
      names: program ? endpointNames : ["resolveEndpoint"],
      code: statement,
    })),
  };
}
