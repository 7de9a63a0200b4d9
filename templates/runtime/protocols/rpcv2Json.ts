import type { Protocol } from "../contract/service.js";
import { rpcOutput, rpcRequest } from "./rpcv2.js";

/** The request of an input in Smithy's RPC protocol with JSON. */
export const writeRpcJson: Protocol["write"] = (
  service,
  operation,
  input,
  stringify = JSON.stringify,
) => {
  const value = operation.write(input);
  return rpcRequest(service, operation, "json", value === undefined ? undefined : stringify(value));
};

/** The output or error of a response. @throws ServiceError, ResponseError, TransportError */
export const readRpcJson: Protocol["read"] = async (operation, response, parse = JSON.parse) =>
  rpcOutput(operation, response, "json", await response.text(), parse);
