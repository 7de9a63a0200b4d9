import { callError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation, ErrorShape, ProtocolRequest, Service } from "../contract/service.js";
import { own, type WireObject } from "../serde/structure.js";

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
    "content-type": service.contentType,
    "x-amz-target": service.name + "." + operation.name,
  },
  body: stringify(operation.write(input)),
});

/** The output of a response in AWS JSON. @throws ServiceError, ResponseError, TransportError */
export async function readAwsJson(
  operation: AnyOperation,
  response: HttpResponse,
  parse: (text: string) => unknown = JSON.parse,
): Promise<unknown> {
  const { status, headers } = response;
  const text = await response.text();
  let body: WireObject | undefined;
  let told: string | undefined;
  try {
    body = (parse(text || "{}") ?? {}) as WireObject;
  } catch {
    // The page of a proxy, say.
    told = `${status} ${headers.get("content-type")}`;
    if (!operation.sensitive) told += " " + JSON.stringify(text.slice(0, 200));
  }
  if (status >= 200 && status < 300) {
    if (told) throw callError("ResponseError", "Expected JSON, got " + told);
    return operation.read(body);
  }

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
    shape?.sensitive ? code : sent("message") || sent("Message") || told || code,
    {
      code,
      data: shape?.read && dataOf(shape.read, body),
      $fault: shape?.fault ?? (status < 500 ? "client" : "server"),
    },
  );
}

/** An error's data: what stands for it in an empty body, where it cannot be read. The error counts. */
function dataOf(read: NonNullable<ErrorShape["read"]>, body: unknown): unknown {
  try {
    return read(body);
  } catch {
    return read({});
  }
}
