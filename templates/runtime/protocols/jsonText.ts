import { callError } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation } from "../contract/service.js";
import type { WireObject } from "../serde/structure.js";
import { serviceError } from "./failed.js";

// What AWS's protocols of JSON texts have in common.

/** Makes JSON texts, or reads them. */
export type Parse = (text: string) => unknown;
export type Stringify = (value: unknown) => string;

/**
 * The output or error of a response whose body is a JSON text.
 *
 * @throws ServiceError, ResponseError, TransportError
 */
export async function readJsonText(
  operation: AnyOperation,
  response: HttpResponse,
  parse: Parse = JSON.parse,
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
  const sent = (key: string) => (typeof body?.[key] === "string" ? (body[key] as string) : "");
  // `namespace#Name:uri` stands for the shape `Name`.
  const code =
    `${headers.get("x-amzn-errortype") || sent("__type") || sent("code") || status}`.replace(
      /:[^]*|^[^:]*#/g,
      "",
    );
  throw serviceError(operation, status, code, sent("message") || sent("Message") || told, body);
}
