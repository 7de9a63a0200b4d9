import type { Json, OperationIr } from "../../ir/ir.js";
import { json, type Entry } from "../plan.js";

/** What the runtime is told of an operation that has a method and a URI. */
export function httpEntries({ shape, wire }: OperationIr): readonly Entry[] {
  const http = wire.get("smithy.api#http") as Readonly<Record<string, Json>> | undefined;
  if (!http) throw new Error(`The model was not validated: ${shape} has no @http.`);
  return [
    { name: "method", value: json(http["method"] ?? "") },
    { name: "uri", value: json(http["uri"] ?? "") },
  ];
}
