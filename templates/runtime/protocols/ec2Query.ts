import type { Protocol } from "../contract/service.js";
import { readXmlText } from "./xmlText.js";

/**
 * The output or error of a response in EC2 query
 * (https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html).
 *
 * @throws ServiceError, ResponseError, TransportError
 */
export const readEc2Query: Protocol["read"] = (operation, response) =>
  readXmlText(operation, response, (name, content) =>
    /^$|Response$/.test(name) ? content : undefined,
  );
