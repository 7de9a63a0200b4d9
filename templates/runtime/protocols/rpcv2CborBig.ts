import type { Protocol } from "../contract/service.js";
import { bytesOf } from "../http/byteTransport.js";
import { decodeBigCbor } from "../serde/cborBigNumbers.js";
import { rpcOutput } from "./rpcv2.js";

/** As `readRpcCbor`, for services that have numbers of any size. */
export const readRpcCborBig: Protocol["read"] = async (operation, response) =>
  rpcOutput(operation, response, "cbor", await bytesOf(response), decodeBigCbor);
