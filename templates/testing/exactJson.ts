import { parse, stringify } from "#runtime";
import type { FakeProtocol } from "./fake.js";

const exact = { parse, stringify };

/** A protocol of JSON texts at the service's end, with numbers of any size. */
export function exactFake(protocol: FakeProtocol): FakeProtocol {
  return {
    readRequest: (service, url, init, operations) =>
      protocol.readRequest(service, url, init, operations, exact),
    writeOutput: (output, operation) => protocol.writeOutput(output, operation, exact),
    writeError: (code, message, data, shape) =>
      protocol.writeError(code, message, data, shape, exact),
  };
}
