import { through } from "#runtime";
import type { FakeProtocol } from "./fake.js";

/** A protocol at the service's end, for requests that may be compressed. */
export function decompressing(protocol: FakeProtocol): FakeProtocol {
  return {
    ...protocol,
    async readRequest(service, url, init, operations) {
      if (!/gzip/.test(init.headers["content-encoding"] ?? "")) {
        return protocol.readRequest(service, url, init, operations);
      }
      const bytes = Uint8Array.from(init.body as Uint8Array);
      const body = await through(bytes, new DecompressionStream("gzip"));
      return protocol.readRequest(service, url, { ...init, body }, operations);
    },
  };
}
