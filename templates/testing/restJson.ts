import type { Draft } from "#runtime";
import type { FakeProtocol } from "./fake.js";
import { messageOf, responseOf } from "./http.js";

const type = "application/json";

/** AWS restJson1 at the service's end. */
export const fakeRestJson: FakeProtocol = {
  readRequest: (_service, url, init, operations, json = JSON) =>
    messageOf(url, init, operations, (bytes) => json.parse(new TextDecoder().decode(bytes))),
  writeOutput: (output, _operation, json = JSON) =>
    responseOf(output, (document) => json.stringify(document), type),
  writeError(code, message, data, _shape, json = JSON) {
    const draft = data as Partial<Draft>;
    const document = { ...(draft.document as object | undefined), message };
    const { headers, ...response } = responseOf(
      { ...draft, document },
      (value) => json.stringify(value),
      type,
    );
    return { ...response, headers: { ...headers, "x-amzn-errortype": code } };
  },
};
