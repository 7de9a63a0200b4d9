import type { Protocol } from "../contract/service.js";
import { bytesOf } from "../http/byteTransport.js";
import { decodeCbor, encodeCbor } from "../serde/cbor.js";
import { rpcOutput, rpcRequest } from "./rpcv2.js";

/** The request of an input in Smithy's RPC protocol with CBOR. */
export const writeRpcCbor: Protocol["write"] = (service, operation, input) => {
  const value = operation.write(input);
  return rpcRequest(
    service,
    operation,
    "cbor",
    value === undefined ? undefined : encodeCbor(value),
  );
};

/** The output or error of a response. @throws ServiceError, ResponseError, TransportError */
export const readRpcCbor: Protocol["read"] = async (operation, response) =>
  rpcOutput(operation, response, "cbor", await bytesOf(response), decodeCbor);
