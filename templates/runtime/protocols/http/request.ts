import type { AnyOperation, ProtocolRequest } from "../../contract/service.js";
import { encode } from "../../http/uri.js";
import { at, mismatch, own } from "../../serde/structure.js";
import type { Draft } from "./message.js";

/**
 * The request of what an input was written to, but for its body: labels and query take their places
 * in the operation's URI (https://smithy.io/2.0/spec/http-bindings.html#http-trait).
 *
 * @throws InputError where a label has no value
 */
export function requestOf(
  { method, uri }: AnyOperation,
  { labels, query, params, headers }: Draft,
): Omit<ProtocolRequest, "body"> {
  const [path = "", constant] = uri!.split("?");
  const filled = path.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    const value = own(labels, name) ?? at(name, undefined, () => mismatch("a value, for the URI"));
    return (greedy ? value.split("/") : [value]).map(segment).join("/");
  });
  const fixed = [...new URLSearchParams(constant)] as [string, string][];
  const taken = new Set([...fixed, ...query].map(([name]) => name));
  const parameters = [
    ...(constant ? [constant] : []),
    ...[...query, ...params.filter(([name]) => !taken.has(name))].map(
      ([name, value]) => `${encode(name)}=${encode(value)}`,
    ),
  ];
  return {
    method: method!,
    path: filled + (parameters.length > 0 ? "?" + parameters.join("&") : ""),
    headers,
  };
}

/** A segment of a path; one of dots is escaped, or it would be taken for a step in the path. */
const segment = (text: string): string =>
  /^\.{1,2}$/.test(text) ? text.replace(/\./g, "%2E") : encode(text);
