import type { AnyOperation, ProtocolRequest, Service } from "../contract/service.js";

/**
 * The request of an input in AWS JSON
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html; 1.0 has another content type).
 */
export const writeAwsJson = (
  service: Service,
  operation: AnyOperation,
  input: unknown,
  stringify: (value: unknown) => string = JSON.stringify,
): ProtocolRequest => ({
  method: "POST",
  path: "/",
  headers: {
    "content-type": service.contentType!,
    "x-amz-target": service.name + "." + operation.name,
  },
  body: stringify(operation.write(input)),
});
