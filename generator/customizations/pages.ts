import type { PaginationIr, ServiceIr } from "../ir/ir.js";

/** More of how the pages of some operations follow each other, by their names in the model. */
export function withPages(
  service: ServiceIr,
  changes: Readonly<Record<string, Partial<PaginationIr>>>,
): ServiceIr {
  return {
    ...service,
    operations: service.operations.map((operation) => {
      const { name, pagination } = operation;
      return pagination && Object.hasOwn(changes, name)
        ? { ...operation, pagination: { ...pagination, ...changes[name] } }
        : operation;
    }),
  };
}
