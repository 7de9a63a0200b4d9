import type { Json, JsonObject } from "../../generator/smithy/model.js";
import type { C2jOperation, C2jPaginator, C2jShape } from "./c2j.js";
import type { Context } from "./shapes.js";
import { described, flag, traits } from "./traits.js";

/** An operation of Smithy's JSON AST. */
export function convertOperation(
  name: string,
  operation: C2jOperation,
  paginator: C2jPaginator | undefined,
  context: Context,
): JsonObject {
  const { input, output, errors = [], endpoint, requestcompression, auth } = operation;
  const { idOf } = context;
  return {
    type: "operation",
    ...(input && { input: { target: idOf(input.shape) } }),
    ...(output && { output: { target: idOf(output.shape) } }),
    ...(errors.length > 0 && { errors: errors.map(({ shape }) => ({ target: idOf(shape) })) }),
    ...traits({
      ...described(operation),
      http: httpTrait(name, operation, context),
      idempotent: flag(operation.idempotent),
      readonly: flag(operation.readonly),
      endpoint: endpoint && { hostPrefix: endpoint.hostPrefix },
      auth: auth?.includes("smithy.api#noAuth") ? [] : undefined,
      paginated: paginator && paginatedTrait(paginator, operation, context),
      requestCompression: requestcompression && { encodings: [...requestcompression.encodings] },
      httpChecksumRequired: flag(operation.httpChecksumRequired),
      "aws.protocols#httpChecksum": operation.httpChecksum,
      "aws.auth#unsignedPayload": flag(operation.unsignedPayload),
      "smithy.rules#staticContextParams": operation.staticContextParams,
      "smithy.rules#operationContextParams": operation.operationContextParams,
    }),
  };
}

/** Labels go by the members' names, and XML operations of one path are told apart by their names. */
function httpTrait(
  name: string,
  { http, input }: C2jOperation,
  { shapes, bindings }: Context,
): JsonObject | undefined {
  if (bindings !== "rest-json" && bindings !== "rest-xml") return undefined;
  const members = Object.entries(shapes[input?.shape ?? ""]?.members ?? {});
  const memberOf = (label: string): string =>
    members.find(
      ([name, { location, locationName = name }]) => location === "uri" && locationName === label,
    )?.[0] ?? label;
  const uri = http.requestUri.replace(/\{([^}+]+)/g, (_, label: string) => `{${memberOf(label)}`);
  const mark = bindings === "rest-xml" ? `${uri.includes("?") ? "&" : "?"}x-id=${name}` : "";
  return { method: http.method, uri: uri + mark, code: http.responseCode ?? 200 };
}

/** Of several tokens and of expressions, which Smithy does not have, there is nothing. */
function paginatedTrait(
  paginator: C2jPaginator,
  { input, output }: C2jOperation,
  { shapes }: Context,
): JsonObject | undefined {
  const path = (root: string | undefined, path: Json | undefined, ...types: string[]) => {
    if (typeof path !== "string") return undefined;
    let shape: C2jShape | undefined = shapes[root ?? ""];
    for (const name of path.split(".")) shape = shapes[shape?.members?.[name]?.shape ?? ""];
    return shape !== undefined && types.includes(shape.type) ? path : undefined;
  };
  const { result_key: results, limit_key: limit } = paginator;
  const inputToken = path(input?.shape, paginator.input_token, "string");
  const outputToken = path(output?.shape, paginator.output_token, "string");
  const [first] = [results].flat() as readonly (Json | undefined)[];
  const items = path(output?.shape, first, "list", "map");
  const pageSize = path(input?.shape, limit, "integer", "long");
  if (inputToken === undefined || outputToken === undefined) return undefined;
  return {
    inputToken,
    outputToken,
    ...(items !== undefined && { items }),
    ...(pageSize !== undefined && { pageSize }),
  };
}
