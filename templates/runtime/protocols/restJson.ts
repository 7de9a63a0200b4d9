import { callError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation, ProtocolRequest, Service } from "../contract/service.js";
import { bytesOf } from "../http/byteTransport.js";
import type { Draft } from "./http/message.js";
import { withMessages } from "./http/errors.js";
import { requestOf } from "./http/request.js";
import { readJsonText } from "./jsonText.js";

/**
 * The request of an input in AWS restJson1
 * (https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html).
 */
export function writeRestJson(
  _service: Service,
  operation: AnyOperation,
  input: unknown,
  stringify: (value: unknown) => string = JSON.stringify,
): ProtocolRequest {
  const draft = operation.write(input) as Draft;
  const request = requestOf(operation, draft);
  if (draft.document === undefined) return { ...request, body: draft.body };
  request.headers["content-type"] ??= "application/json";
  return { ...request, body: stringify(draft.document) };
}

/** The output of a response in AWS restJson1. @throws ServiceError, ResponseError, TransportError */
export async function readRestJson(
  operation: AnyOperation,
  response: HttpResponse,
  parse: (text: string) => unknown = JSON.parse,
): Promise<unknown> {
  const { status, headers } = response;
  if (status < 200 || status > 299) {
    return readJsonText(withMessages(operation, response), response, parse);
  }
  const bytes = operation.streams ? new Uint8Array() : await bytesOf(response);
  return operation.read({
    status,
    headers,
    bytes,
    response,
    document() {
      const text = new TextDecoder().decode(bytes);
      try {
        return text ? parse(text) : undefined;
      } catch {
        const told = operation.sensitive ? "" : " " + JSON.stringify(text.slice(0, 200));
        const type = headers.get("content-type");
        throw callError("ResponseError", `Expected JSON, got ${status} ${type}${told}`);
      }
    },
  });
}
