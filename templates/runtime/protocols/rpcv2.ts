import { callError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation, ProtocolRequest, Service } from "../contract/service.js";
import type { WireObject } from "../serde/structure.js";
import { serviceError } from "./failed.js";

// What Smithy's RPC protocols have in common
// (https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html).

/** What bodies are written in. */
export type RpcFormat = "cbor" | "json";

/** The request of an operation; one without input has no body. */
export function rpcRequest(
  { name }: Service,
  operation: AnyOperation,
  format: RpcFormat,
  body: string | Uint8Array | undefined,
): ProtocolRequest {
  const type = "application/" + format;
  return {
    method: "POST",
    path: "/service/" + name + "/operation/" + operation.name,
    headers: {
      "smithy-protocol": "rpc-v2-" + format,
      accept: type,
      ...(body === undefined ? {} : { "content-type": type }),
    },
    body,
  };
}

/**
 * The output of a response.
 *
 * @param content - its body
 * @param parse - reads that, where it is not empty
 * @throws ServiceError, ResponseError
 */
export function rpcOutput<Content extends string | Uint8Array>(
  operation: AnyOperation,
  { status, headers }: HttpResponse,
  format: RpcFormat,
  content: Content,
  parse: (content: Content) => unknown,
): unknown {
  let body: WireObject | undefined;
  let told: string | undefined;
  try {
    // Of what speaks another protocol, the status alone is to count.
    if (headers.get("smithy-protocol") !== "rpc-v2-" + format) throw Error();
    body = ((content.length ? parse(content) : null) ?? {}) as WireObject;
  } catch {
    // The page of a proxy, say.
    told = `${status} ${headers.get("content-type")}`;
    if (!operation.sensitive) {
      const text = typeof content === "string" ? content : new TextDecoder().decode(content);
      told += " " + JSON.stringify(text.slice(0, 200));
    }
  }
  if (status === 200) {
    if (told) throw callError("ResponseError", `Expected rpc-v2-${format}, got ` + told);
    return operation.read(body);
  }
  // By the protocol a string, but there is no telling what a response has.
  const sent = (key: string) => (typeof body?.[key] === "string" ? (body[key] as string) : "");
  throw serviceError(
    operation,
    status,
    // `namespace#Name` stands for the shape `Name`.
    sent("__type").replace(/:[^]*|^[^:]*#/g, "") || `${status}`,
    sent("message") || sent("Message") || told,
    body,
  );
}
