import { callError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation, ProtocolRequest, Service } from "../contract/service.js";
import { own, type WireObject } from "../serde/structure.js";

/**
 * The request of an input in AWS JSON
 * (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html; 1.0 has another content type).
 */
export function writeAwsJson(
  service: Service,
  operation: AnyOperation,
  input: unknown,
  stringify: (value: unknown) => string = JSON.stringify,
): ProtocolRequest {
  return {
    method: "POST",
    path: "/",
    headers: {
      "content-type": service.contentType,
      "x-amz-target": service.name + "." + operation.name,
    },
    body: stringify(operation.write(input)),
  };
}

/** The output of a response in AWS JSON. @throws ServiceError, ResponseError */
export function readAwsJson(
  operation: AnyOperation,
  { status, headers }: HttpResponse,
  text: string,
  parse: (text: string) => unknown = JSON.parse,
): unknown {
  let body: WireObject | undefined;
  try {
    body = (parse(text || "{}") ?? {}) as WireObject;
  } catch {
    // Not JSON, as a reader will say of nothing; or the page of a proxy that failed.
  }
  if (status >= 200 && status < 300) return operation.read(body);

  // By the protocol a string, but there is no telling what a response has.
  const sent = (key: string) => (typeof body?.[key] === "string" ? body[key] : "");
  // `namespace#Name:uri` stands for the shape `Name`.
  const code =
    `${headers.get("x-amzn-errortype") || sent("__type") || sent("code") || status}`.replace(
      /:.*|^[^:#]*#/gs,
      "",
    );
  const shape = own(operation.errors, code);
  throw callError(
    shape ? code : "UnmodeledServiceError",
    shape?.sensitive ? code : sent("message") || sent("Message") || code,
    {
      code,
      data: shape?.read?.(body),
      $fault: shape?.fault ?? (status < 500 ? "client" : "server"),
    },
  );
}
