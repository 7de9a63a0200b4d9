import type { Model, OperationShape, ServiceShape, ShapeId } from "../smithy/model.js";
import { getTrait, traits } from "../smithy/traits.js";
import type { PaginationIr } from "./ir.js";

/**
 * How an operation's pages follow each other, where it has any: what its trait does not say, that of
 * the service does (https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait).
 */
export function paginationOf(
  service: ServiceShape,
  operation: OperationShape,
  names: {
    readonly paginators: ReadonlyMap<ShapeId, string>;
    readonly paginations: ReadonlyMap<ShapeId, string>;
  },
): PaginationIr | undefined {
  const own = getTrait(operation, traits.paginated);
  if (own === undefined) return undefined;
  const { inputToken, outputToken, items, pageSize } = {
    ...getTrait(service, traits.paginated),
    ...own,
  };
  // What is not valid can still be compared.
  if (inputToken === undefined || outputToken === undefined) return undefined;
  return {
    functionName: names.paginators.get(operation.id) ?? "",
    constantName: names.paginations.get(operation.id) ?? "",
    inputToken,
    outputToken: outputToken.split("."),
    items: items?.split("."),
    pageSize,
  };
}

/** The operations of a service that have pages. */
export function isPaginated(model: Model, id: ShapeId): boolean {
  return model.shapes.get(id)?.traits.has(traits.paginated.id) === true;
}
