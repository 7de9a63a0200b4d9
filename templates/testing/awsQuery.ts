import { toXml } from "#runtime";
import type { FakeProtocol } from "./fake.js";
import { readForm, xmlResponse } from "./form.js";

/** AWS query at the service's end. */
export const fakeAwsQuery: FakeProtocol = {
  readRequest: (service, _url, init) => readForm(service, init),
  writeOutput: (output, { name }) =>
    xmlResponse(toXml(`${name}Response`, { [`${name}Result`]: output })),
  writeError(code, message, data, shape) {
    const Type = shape?.fault === "server" ? "Receiver" : "Sender";
    const error = { Type, ...data, Code: code, Message: message };
    return xmlResponse(toXml("ErrorResponse", { Error: error }));
  },
};
