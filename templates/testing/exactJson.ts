import { markNumbers, readObject, stringify } from "#runtime";
import type { FakeProtocol } from "./fake.js";

/** A protocol of JSON texts at the service's end, with numbers of any size. */
export function exactFake(protocol: FakeProtocol): FakeProtocol {
  return {
    async readRequest(service, url, init) {
      const sent = init.body as string | Uint8Array | undefined;
      const body = typeof sent === "string" ? sent : new TextDecoder().decode(sent);
      const [text, restore] = markNumbers(body);
      const [name, parsed] = await protocol.readRequest(service, url, { ...init, body: text });
      return [name, readObject(restore(parsed))];
    },
    writeOutput: (output) => ({ ...protocol.writeOutput({}), body: stringify(output) }),
    writeError(code, message, data, shape) {
      const response = protocol.writeError(code, message, {}, shape);
      const rest = JSON.parse(response.body) as object;
      return { ...response, body: stringify({ ...data, ...rest }) };
    },
  };
}
