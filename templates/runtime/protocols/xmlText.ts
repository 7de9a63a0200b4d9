import { callError, type Failure } from "../contract/errors.js";
import type { HttpResponse } from "../contract/http.js";
import type { AnyOperation, ErrorShape } from "../contract/service.js";
import { own, tagOf, type WireObject } from "../serde/structure.js";
import { parseXml, type XmlValue } from "../serde/xml.js";
import { serviceError } from "./failed.js";

// What AWS's protocols of XML texts have in common.

/** What an element has under a name. */
export const childOf = (value: unknown, name: string): unknown =>
  tagOf(value) === "[object Object]" ? own(value as WireObject, name) : undefined;

/**
 * The output or error of a response whose body is an XML text.
 *
 * @param outputOf - what the output is read from, by the root's name and content: both are empty
 *   where the body is; `undefined` where it is none
 * @throws ServiceError, ResponseError, TransportError
 */
export async function readXmlText(
  operation: AnyOperation,
  response: HttpResponse,
  outputOf: (name: string, content: XmlValue) => unknown,
): Promise<unknown> {
  const { status, headers } = response;
  const text = await response.text();
  // The page of a proxy, say, if it is not what is expected.
  let told = `${status} ${headers.get("content-type")}`;
  if (!operation.sensitive) told += " " + JSON.stringify(text.slice(0, 200));
  let root: readonly [name: string, content: XmlValue] | undefined;
  try {
    root = text ? parseXml(text) : ["", ""];
  } catch {
    // Told below.
  }
  if (status < 200 || status >= 300) throw errorOf(operation, status, root?.[1], text && told);
  const output = root && outputOf(...root);
  if (output === undefined) throw callError("ResponseError", "Expected XML, got " + told);
  return operation.read(output);
}

/** What a call ends with where the service answered with an error, in whichever wrapper. */
function errorOf(
  operation: AnyOperation,
  status: number,
  content: XmlValue | undefined,
  told: string,
): Failure {
  const body = childOf(content, "Error") ?? childOf(childOf(content, "Errors"), "Error") ?? content;
  const sent = (name: string) => {
    const value = childOf(body, name);
    return typeof value === "string" ? value : "";
  };
  const code = sent("Code").trim();
  const errors: Readonly<Record<string, ErrorShape>> = operation.errors;
  // Some have another code on the wire than their name.
  const name = Object.keys(errors).find((name) => errors[name]!.code === code) ?? code;
  const message = sent("Message") || sent("message") || (code ? "" : told);
  const error = serviceError(operation, status, name || String(status), message, body);
  return code ? Object.assign(error, { code }) : error;
}
