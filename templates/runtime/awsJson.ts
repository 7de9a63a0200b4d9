import { CallError } from "./errors.js";
import type { ErrorShape, Protocol } from "./protocol.js";
import { mismatch, readObject, type WireObject } from "./serde.js";

/** AWS JSON 1.0 (https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html). */
export const awsJson1_0: Protocol = { contentType: "application/x-amz-json-1.0", write, read };

/** AWS JSON 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). */
export const awsJson1_1: Protocol = { contentType: "application/x-amz-json-1.1", write, read };

function write(...[service, operation, input]: Parameters<Protocol["write"]>) {
  return {
    method: "POST",
    path: "/",
    query: "",
    headers: {
      "content-type": service.protocol.contentType,
      "x-amz-target": `${service.name}.${operation.name}`,
    },
    body: JSON.stringify(operation.write(input)),
  };
}

function read(...[operation, { status, headers }, text]: Parameters<Protocol["read"]>): unknown {
  const ok = status >= 200 && status < 300;
  let body: WireObject = {};
  try {
    body = readObject(JSON.parse(text || "{}") ?? {});
  } catch {
    // The body of an error may be a proxy's.
    if (ok) mismatch("a JSON object");
  }
  if (ok) return operation.read(body);

  // `namespace#Name:uri` stands for the shape `Name`.
  const code = string(headers.get("x-amzn-errortype"), body["__type"], body["code"], `${status}`)
    .replace(/:.*/s, "")
    .replace(/.*#/s, "");
  const shape: ErrorShape | undefined = Object.hasOwn(operation.errors, code)
    ? operation.errors[code]
    : undefined;
  const message = shape?.sensitive ? code : string(body["message"], body["Message"], code);
  throw new CallError(shape ? code : "UnmodeledServiceError", message, {
    code,
    data: shape?.read?.(body),
    $fault: shape?.fault ?? (status < 500 ? "client" : "server"),
  });
}

/** The first of the values that is a string. */
function string(...values: unknown[]): string {
  return values.find((value) => typeof value === "string") as string;
}
