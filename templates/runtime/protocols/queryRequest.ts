import type { Protocol } from "../contract/service.js";
import { toForm } from "../serde/form.js";

/**
 * The request of an input in AWS query and EC2 query: a form
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 */
export const writeQuery: Protocol["write"] = (service, operation, input) => {
  const form = toForm(operation.write(input) as object);
  return {
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `Action=${operation.name}&Version=${service.version}${form && "&" + form}`,
  };
};
