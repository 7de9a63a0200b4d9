import { toXml } from "#runtime";
import type { FakeProtocol } from "./fake.js";
import { readForm, xmlResponse } from "./form.js";

/** EC2 query at the service's end. */
export const fakeEc2Query: FakeProtocol = {
  readRequest: (service, _url, init) => readForm(service, init),
  writeOutput: (output, { name }) => xmlResponse(toXml(`${name}Response`, output)),
  writeError: (code, message, data) =>
    xmlResponse(
      toXml("Response", { Errors: { Error: { ...data, Code: code, Message: message } } }),
    ),
};
