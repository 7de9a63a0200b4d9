import type { ErrorIr, Json, OperationIr, ServiceIr, ShapeId } from "../ir/ir.js";
import { json, type Entry } from "./plan.js";

// What the runtime is told whatever the protocol is: the facts that are so, and no others.

export function operationEntries(operation: OperationIr): readonly Entry[] {
  return entries({
    name: operation.name,
    compressed: operation.compressed,
    unsignedPayload: operation.unsignedPayload,
    checksumRequired: operation.checksumRequired,
    sensitive: operation.sensitive,
  });
}

export function errorEntries({ name, code, fault, retry, message }: ErrorIr): readonly Entry[] {
  const onWire = code === name ? undefined : code;
  return entries({ fault, code: onWire, retry, sensitive: message?.sensitive });
}

/** Whether an error has another name than its code on the wire. */
export function hasRenamedErrors({ errors }: ServiceIr): boolean {
  return [...errors.values()].some(({ name, code }) => name !== code);
}

/** The same of each operation. */
export function operationTables({ operations }: ServiceIr): ReadonlyMap<ShapeId, readonly Entry[]> {
  return new Map(operations.map((operation) => [operation.shape, operationEntries(operation)]));
}

/** The same of each error, with its code in AWS query where callers know it by that. */
export function errorTables({
  errors,
  queryCompatible,
}: ServiceIr): ReadonlyMap<ShapeId, readonly Entry[]> {
  return new Map(
    [...errors.values()].map((error) => [
      error.shape,
      [
        ...errorEntries(error),
        ...entries({ queryCode: queryCompatible ? error.queryCode : undefined }),
      ],
    ]),
  );
}

function entries(facts: Readonly<Record<string, Json | undefined>>): readonly Entry[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [{ name, value: json(value) }],
  );
}
