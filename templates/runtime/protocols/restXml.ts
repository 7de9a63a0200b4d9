import { callError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation, ProtocolRequest, Service } from "../contract/service.js";
import { bytesOf } from "../http/byteTransport.js";
import { parseXml, toXml } from "../serde/xml.js";
import { withMessages } from "./http/errors.js";
import type { Draft } from "./http/message.js";
import { requestOf } from "./http/request.js";
import { readXmlText } from "./xmlText.js";

/**
 * The request of an input in AWS restXml
 * (https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html).
 */
export function writeRestXml(
  _service: Service,
  operation: AnyOperation,
  input: unknown,
): ProtocolRequest {
  const draft = operation.write(input) as Draft;
  const request = requestOf(operation, draft);
  if (draft.document === undefined) return { ...request, body: draft.body };
  request.headers["content-type"] ??= "application/xml";
  const [[root, content] = [""]] = Object.entries(draft.document as object);
  return { ...request, body: toXml(root, content) };
}

/** The output of a response in AWS restXml. @throws ServiceError, ResponseError, TransportError */
export async function readRestXml(
  operation: AnyOperation,
  response: HttpResponse,
): Promise<unknown> {
  const { status, headers } = response;
  if (status < 200 || status > 299) {
    return readXmlText(withMessages(operation, response), response, () => undefined);
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
        const content = text ? parseXml(text)[1] : "";
        return typeof content === "string" && !content.trim() ? undefined : content;
      } catch {
        const told = operation.sensitive ? "" : " " + JSON.stringify(text.slice(0, 200));
        const type = headers.get("content-type");
        throw callError("ResponseError", `Expected XML, got ${status} ${type}${told}`);
      }
    },
  });
}
