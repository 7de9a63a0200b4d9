import type { EndpointProgram } from "../../endpoints/program.js";
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

/** The type of the parameters that it takes. */
export function parametersType(program: EndpointProgram): Symbol {
  return program.parameters.some(({ property }) => !commonParameters.has(property))
    ? { kind: "symbol", name: "ServiceEndpointParameters", module: "endpoint", typeOnly: true }
    : runtimeType("contract/endpoint", "EndpointParameters");
}

/** The module of the endpoint rules; a service without rules is where the configuration says. */
export function endpointModule(service: ServiceIr, program: EndpointProgram | undefined): Module {
  const statements = program
    ? emitEndpointFunction(program)
    : [
        code`/** The endpoint of the configuration: the model knows none. */
export function resolveEndpoint({ Endpoint }: ${runtimeType("contract/endpoint", "EndpointParameters")}): ${runtimeType("contract/endpoint", "Endpoint")} {
  if (Endpoint !== undefined) return { url: Endpoint };
  throw ${runtime("contract/endpoint", "configError")}("Set endpoint: the service has none of its own");
}`,
      ];
  return {
    path: "endpoint",
    source: service.shape,
    declarations: statements.map((statement) => ({
      kind: "statement",
      names: program ? endpointNames(program) : ["resolveEndpoint"],
      code: statement,
    })),
  };
}
