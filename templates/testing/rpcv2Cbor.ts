import { decodeBigCbor, encodeCbor } from "#runtime";
import type { FakeProtocol } from "./fake.js";
import { readRpcRequest, rpcResponse, type FakeRpcFormat } from "./rpcv2.js";

const cbor: FakeRpcFormat = {
  name: "cbor",
  parse: (body) => decodeBigCbor(body as Uint8Array),
  write: encodeCbor,
};

/** Smithy's RPC protocol with CBOR at the service's end. */
export const fakeRpcCbor: FakeProtocol = {
  readRequest: (service, url, init) => readRpcRequest(service, url, init, cbor),
  writeOutput: (output) => rpcResponse(cbor, output as object),
  writeError: (code, message, data) => rpcResponse(cbor, { ...data, __type: code, message }),
};
