import type { ErrorIr, Json, ServiceIr, ShapeId } from "../ir/ir.js";

// The statuses that responses of a service have, where they are not what is usual: 200 of an output,
// 400 or 500 of an error. Clients take any; fakes answer with them.

/** By `@http` and `@httpError` (https://smithy.io/2.0/spec/http-bindings.html#httperror-trait). */
export function httpStatuses(service: ServiceIr): ReadonlyMap<ShapeId, number> {
  const outputs = service.operations.map(({ shape, wire }) => {
    const http = wire.get("smithy.api#http") as { readonly code?: number } | undefined;
    return [shape, http?.code ?? 200] as const;
  });
  return new Map([
    ...outputs.filter(([, status]) => status !== 200),
    ...errorStatuses(service, ({ wire }) => wire.get("smithy.api#httpError")),
  ]);
}

/** By `@awsQueryError` (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html). */
export function queryStatuses(service: ServiceIr): ReadonlyMap<ShapeId, number> {
  return errorStatuses(service, ({ wire }) => {
    const error = wire.get("aws.protocols#awsQueryError");
    return (error as { readonly httpResponseCode?: number } | undefined)?.httpResponseCode;
  });
}

function errorStatuses(
  { errors }: ServiceIr,
  statusOf: (error: ErrorIr) => Json | undefined,
): ReadonlyMap<ShapeId, number> {
  const found = new Map<ShapeId, number>();
  for (const error of errors.values()) {
    const status = statusOf(error) as number | undefined;
    const usual = error.fault === "server" ? 500 : 400;
    if (status !== undefined && status !== usual) found.set(error.shape, status);
  }
  return found;
}
