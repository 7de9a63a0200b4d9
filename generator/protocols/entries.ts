import type { ErrorIr, Json, OperationIr, ServiceIr } from "../ir/ir.js";
import { json, type Entry } from "./plan.js";

// What the runtime is told whatever the protocol is: the facts that are so, and no others.

export function operationEntries(operation: OperationIr): readonly Entry[] {
  return entries({
    name: operation.name,
    compressed: operation.compressed,
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

function entries(facts: Readonly<Record<string, Json | undefined>>): readonly Entry[] {
  return Object.entries(facts).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [{ name, value: json(value) }],
  );
}
