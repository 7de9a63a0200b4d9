import type { Protocol } from "../contract/service.js";
import { childOf, readXmlText } from "./xmlText.js";

/**
 * The output or error of a response in AWS query: an output is in an element of its own, beside
 * what is told of the response (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html).
 *
 * @throws ServiceError, ResponseError, TransportError
 */
export const readAwsQuery: Protocol["read"] = (operation, response) =>
  readXmlText(operation, response, (name, content) =>
    /^$|Response$/.test(name) ? (childOf(content, operation.name + "Result") ?? {}) : undefined,
  );
