import type { FakeProtocol } from "./fake.js";

/** A protocol at the service's end, which tells errors' codes as AWS query has them. */
export function queryFake(protocol: FakeProtocol): FakeProtocol {
  return {
    ...protocol,
    writeError(code, message, data, shape) {
      const { headers, body } = protocol.writeError(code, message, data, shape);
      const type = shape?.fault === "server" ? "Receiver" : "Sender";
      const error = `${shape?.queryCode ?? code};${type}`;
      return { headers: { ...headers, "x-amzn-query-error": error }, body };
    },
  };
}
