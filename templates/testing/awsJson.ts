import { readObject } from "#runtime";
import type { FakeProtocol } from "./fake.js";

/** AWS JSON 1.0 and 1.1 at the service's end. */
export const fakeProtocol: FakeProtocol = {
  readRequest(service, _url, { headers, body }, _operations, json = JSON) {
    const target = headers["x-amz-target"] ?? "";
    const prefix = `${service.name}.`;
    const sent = body as string | Uint8Array | undefined;
    const text = typeof sent === "string" ? sent : new TextDecoder().decode(sent);
    return [
      target.startsWith(prefix) ? target.slice(prefix.length) : undefined,
      readObject(json.parse(text || "{}")),
    ];
  },
  writeOutput: (output, _operation, json = JSON) => ({ headers: {}, body: json.stringify(output) }),
  writeError: (code, message, data, _shape, json = JSON) => ({
    headers: {},
    body: json.stringify({ ...data, __type: code, message }),
  }),
};
