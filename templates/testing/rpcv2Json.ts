import type { FakeJson, FakeProtocol } from "./fake.js";
import { readRpcRequest, rpcResponse, type FakeRpcFormat } from "./rpcv2.js";

const format = (json: FakeJson): FakeRpcFormat => ({
  name: "json",
  parse: (body) => json.parse(typeof body === "string" ? body : new TextDecoder().decode(body)),
  write: (value) => json.stringify(value),
});

/** Smithy's RPC protocol with JSON at the service's end. */
export const fakeRpcJson: FakeProtocol = {
  readRequest: (service, url, init, _operations, json = JSON) =>
    readRpcRequest(service, url, init, format(json)),
  writeOutput: (output, _operation, json = JSON) => rpcResponse(format(json), output as object),
  writeError: (code, message, data, _shape, json = JSON) =>
    rpcResponse(format(json), { ...data, __type: code, message }),
};
