import { parseXml, toXml, type Draft } from "#runtime";
import type { FakeProtocol } from "./fake.js";
import { messageOf, responseOf } from "./http.js";

const type = "application/xml";

/** A document: an object with the one element that is its root. */
function print(document: unknown): string {
  const [[root, content] = [""]] = Object.entries(document as object);
  return toXml(root, content);
}

/** AWS restXml at the service's end. */
export const fakeRestXml: FakeProtocol = {
  readRequest: (_service, url, init, operations) =>
    messageOf(url, init, operations, (bytes) => parseXml(new TextDecoder().decode(bytes))[1]),
  writeOutput: (output) => responseOf(output, print, type),
  writeError(code, message, data, shape) {
    const draft = data as Partial<Draft>;
    const [members] = Object.values((draft.document ?? {}) as Record<string, object>);
    const fault = shape?.fault === "server" ? "Receiver" : "Sender";
    const error = { Type: fault, Code: code, Message: message, ...members };
    return responseOf({ ...draft, document: { ErrorResponse: { Error: error } } }, print, type);
  },
};
